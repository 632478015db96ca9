using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>
/// The list of those who have said yes to a coach, read for all of them together in one snapshot: a handful of statements, however many people there are. Of a trial only
/// the plan and its dates are opened, never the order of its arms.
/// </summary>
public sealed class CaseloadReader(Database database, Aliases aliases, EvidenceCatalogue catalogue, TimeProvider clock)
{
    private readonly OpenedCells opened = new(database.Keys, clock);

    /// <summary>The list, who needs somebody most first.</summary>
    /// <param name="reader">The coach who looks: unread is what they have not read.</param>
    /// <param name="owner">Only those who said yes to this coach; null: everybody who said yes to a coach, for leads.</param>
    public async Task<IReadOnlyList<CaseloadRow>> Read(string reader, string? owner)
    {
        await aliases.GiveMissing();
        return Rows(reader, owner, null);
    }

    /// <summary>One of them; null where the participant has not said yes to a coach.</summary>
    public async Task<CaseloadRow?> Find(string reader, ParticipantId participant)
    {
        await aliases.GiveMissing();
        return Rows(reader, null, participant) is [var only] ? only : null;
    }

    /// <summary>The coach whom a participant has said yes to; null where there is none, and nobody may read along.</summary>
    public string? OwnerOf(ParticipantId participant)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<string>("select coach from caseload where participant_id = @participant and agreed_at is not null", new { participant });
    }

    private List<CaseloadRow> Rows(string reader, string? owner, ParticipantId? only)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        using var connection = database.Open();
        connection.Execute("begin deferred");
        try
        {
            var people = People(connection, reader, owner, only);
            var ids = ManyIds.Of(people.Select(person => person.Id));
            database.Keys.Load(people.Select(person => person.KeyId).OfType<string>());
            var trials = Trials(connection, ids);
            var days = Days(connection, ManyIds.Of(trials.Values.Select(trial => trial.Id)), now);
            var alerts = Alerts(connection, ids);
            var clocks = connection.Query<(string Id, string Zone, int Hour)>($"select id, time_zone, day_ends_at_hour from participant where id {ManyIds.In}", new { ids })
                .ToDictionary(row => row.Id, row => (Zone: DateTimeZoneProviders.Tzdb.GetZoneOrNull(row.Zone) ?? DateTimeZone.Utc, row.Hour));
            return
            [
                .. people.Select(person =>
                {
                    var trial = trials.GetValueOrDefault(person.Id);
                    var (zone, hour) = clocks[person.Id];
                    return Row(person, trial, trial is null ? null : days.GetValueOrDefault(trial.Id), [.. alerts[person.Id]], new DayClock(Instant.MinValue, zone, hour, null), now);
                }).OrderBy(row => row.Need, Need.MostFirst).ThenBy(row => row.Alias, StringComparer.Ordinal),
            ];
        }
        finally
        {
            connection.Execute("rollback");
        }
    }

    private static List<Person> People(SqliteConnection connection, string reader, string? owner, ParticipantId? only) => connection.Query<Person>(
        $"""
        select c.participant_id as id, a.alias, c.coach as owner, c.study, k.key_id, n.notes, v.floor_coach, v.safety_hold is not null as in_support_mode,
            (select max(i.last_used_at) from channel_identity i where i.participant_id = c.participant_id) as last_activity,
            (select count(*) from (select 1 from message m where m.participant_id = c.participant_id and m.speaker = 'Person' and m.id > coalesce(r.message_id, 0) limit {CaseloadRow.MostUnread})) as unread,
            (select count(*) from approval p where p.participant_id = c.participant_id and p.state = 'Waiting') as waiting
        from caseload c
        join alias a on a.participant_id = c.participant_id
        join conversation v on v.participant_id = c.participant_id
        left join data_key k on k.participant_id = c.participant_id
        left join interview n on n.participant_id = c.participant_id
        left join read_mark r on r.participant_id = c.participant_id and r.coach = @reader
        where c.agreed_at is not null and (@owner is null or c.coach = @owner) and (@only is null or c.participant_id = @only)
        """,
        new { reader, owner, only = only?.Value }).AsList();

    // The open trial, else the last that began.
    private Dictionary<string, Trial> Trials(SqliteConnection connection, string ids) => connection.Query<TrialRow>(
        $"select id, participant_id, state, plan, starts_on, paused_on, shifts, created_at, ended_at from trial where participant_id {ManyIds.In} and state <> 'cancelled'", new { ids })
        .GroupBy(row => row.ParticipantId)
        .ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => (row.EndedAt is null, row.CreatedAt))!.ToTrial(opened));

    private static Dictionary<TrialId, Dictionary<LocalDate, CheckIn>> Days(SqliteConnection connection, string ids, Instant now)
    {
        var found = new Dictionary<TrialId, Dictionary<LocalDate, CheckIn>>();

        // A study day and its UTC date differ by at most one, and the last that can have an answer is yesterday or today.
        var from = now.InUtc().Date.PlusDays(-DayStrip.Days - 2);
        using var rows = connection.ExecuteReader(
            $"select trial_id, study_day, revision, value, adherence, missing, withdrawn from check_in where trial_id {ManyIds.In} and study_day >= @from order by trial_id, study_day, revision", new { ids, from });
        while (rows.Read())
        {
            var trial = new TrialId(rows.GetString(0));
            if (!found.TryGetValue(trial, out var days))
            {
                found[trial] = days = [];
            }

            var day = ColumnText.ReadDate(rows.GetString(1));
            days[day] = new CheckIn
            {
                StudyDay = day,
                Revision = rows.GetInt32(2),
                Value = rows.IsDBNull(3) ? null : rows.GetDouble(3),
                Adherence = rows.IsDBNull(4) ? null : Enum.Parse<Adherence>(rows.GetString(4)),
                Missing = rows.IsDBNull(5) ? null : Enum.Parse<Disruption>(rows.GetString(5)),
                Withdrawn = rows.GetBoolean(6),
                Late = false,
                ReportedAt = now,
            };
        }

        return found;
    }

    private static ILookup<string, CaseAlert> Alerts(SqliteConnection connection, string ids) => connection.Query<AlertRow>(
        $"select id, participant_id, kind, at, acknowledged_at, owner from alert where participant_id {ManyIds.In} and cleared_at is null and audience = @audience order by at, id", new { ids, audience = nameof(Audience.Coach) })
        .ToLookup(row => row.ParticipantId, row => new CaseAlert(row.Id, Enum.Parse<AlertKind>(row.Kind), row.At, row.AcknowledgedAt is not null, row.Owner));

    private CaseloadRow Row(Person person, Trial? trial, Dictionary<LocalDate, CheckIn>? days, IReadOnlyList<CaseAlert> alerts, DayClock clockOfPerson, Instant now)
    {
        var latest = clockOfPerson.StudyDayAt(now).PlusDays(trial is not null && catalogue.Outcome(trial.Plan.Outcome) is { AskedNextMorning: true } ? -1 : 0);
        var strip = DayStrip.Of(trial, latest, trial?.EndedAt is { } ended ? clockOfPerson.StudyDayAt(ended) : null, day => days?.GetValueOrDefault(day));
        var silent = trial is { State: TrialState.Running or TrialState.Baseline } ? DayStrip.Silent(strip) : 0;
        var told = person.Notes is { } cell ? opened.Read(cell, json => json.Length > 0 && SkillsJson.Read<InterviewNotes>(json) is var notes ? new Told(notes.GoalInOwnWords ?? notes.Goal, notes.Blocks.Count > 0) : null) : null;
        var signs = new NeedSigns { InSupportMode = person.InSupportMode, IsBlocked = told is { IsBlocked: true }, Alerts = alerts, WaitingApprovals = person.Waiting, SilentDays = silent, Unread = person.Unread, CoachSpeaks = person.FloorCoach is not null };
        return new CaseloadRow
        {
            Id = new ParticipantId(person.Id),
            Alias = person.Alias,
            Owner = person.Owner,
            Study = database.Keys.Open(person.Study),
            Goal = told?.Goal,
            Phase = PhaseOf(trial),
            Day = trial is { IsUnderWay: true } && TrialCalendar.OrdinalOn(trial, clockOfPerson.StudyDayAt(now)) is { } ordinal ? ordinal + 1 : null,
            Days = trial is null or { State: TrialState.Draft, Plan.LengthChosen: false } ? null : trial.Plan.Design.TotalDays,
            Strip = strip,
            LastActivity = person.LastActivity,
            Unread = person.Unread,
            Alerts = alerts,
            WaitingApprovals = person.Waiting,
            AskedForHumanAt = alerts.FirstOrDefault(alert => alert is { Kind: AlertKind.HumanRequested })?.At,
            SilentDays = silent,
            Floor = person.FloorCoach,
            InSupportMode = person.InSupportMode,
            Need = NeedRule.Of(signs),
        };
    }

    private static CasePhase PhaseOf(Trial? trial) => trial is null ? CasePhase.Talking : trial.State switch
    {
        TrialState.Cancelled => CasePhase.Talking,
        TrialState.Draft => CasePhase.Planning,
        TrialState.Baseline => CasePhase.Observing,
        TrialState.Frozen => CasePhase.Waiting,
        TrialState.Running => CasePhase.Running,
        TrialState.Paused => CasePhase.Paused,
        TrialState.Finished => CasePhase.Finished,
        TrialState.Stopped => CasePhase.Stopped,
    };

    private sealed record Told(string? Goal, bool IsBlocked);

    private sealed record Person
    {
        public string Id { get; init; } = "";

        public string Alias { get; init; } = "";

        public string Owner { get; init; } = "";

        public string? Study { get; init; }

        public string? KeyId { get; init; }

        public string? Notes { get; init; }

        public string? FloorCoach { get; init; }

        public bool InSupportMode { get; init; }

        public Instant? LastActivity { get; init; }

        public int Unread { get; init; }

        public int Waiting { get; init; }
    }

    private sealed record AlertRow
    {
        public string Id { get; init; } = "";

        public string ParticipantId { get; init; } = "";

        public string Kind { get; init; } = "";

        public Instant At { get; init; }

        public Instant? AcknowledgedAt { get; init; }

        public string? Owner { get; init; }
    }

    private sealed record TrialRow
    {
        public string Id { get; init; } = "";

        public string ParticipantId { get; init; } = "";

        public string State { get; init; } = "";

        public string Plan { get; init; } = "";

        public LocalDate? StartsOn { get; init; }

        public LocalDate? PausedOn { get; init; }

        public string Shifts { get; init; } = "[]";

        public Instant CreatedAt { get; init; }

        public Instant? EndedAt { get; init; }

        public Trial ToTrial(OpenedCells opened) => new()
        {
            Id = new TrialId(Id),
            State = Enum.Parse<TrialState>(State, ignoreCase: true),
            Plan = opened.Read(Plan, SkillsJson.Read<TrialPlan>)!,
            StartsOn = StartsOn,
            PausedOn = PausedOn,
            Shifts = Shifts == "[]" ? [] : SkillsJson.Read<IReadOnlyList<PauseShift>>(Shifts),
            CreatedAt = CreatedAt,
            EndedAt = EndedAt,
        };
    }
}
