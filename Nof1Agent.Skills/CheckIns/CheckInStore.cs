using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>The days of the turn's participant. Revisions are only ever added.</summary>
public sealed class CheckInStore(TurnWork work)
{
    // A list of revisions never changes: one more revision is another list.
    private static readonly ConditionalWeakTable<IReadOnlyList<CheckIn>, IReadOnlyDictionary<LocalDate, CheckIn>> Known = [];

    /// <summary>Every revision of a trial, oldest first.</summary>
    public IReadOnlyList<CheckIn> Revisions(TrialId trial) => work.Get<IReadOnlyList<CheckIn>>(
        connection =>
        [
            .. connection.Query<Row>(
                "select c.* from check_in c join trial t on t.id = c.trial_id where c.trial_id = @trial and t.participant_id = @participant order by c.study_day, c.revision",
                new { trial, participant = work.Participant }).Select(row => row.ToCheckIn()),
        ],
        trial);

    /// <summary>Reads the days of the trials of many turns at once.</summary>
    internal static void Preload(SqliteConnection connection, IReadOnlyDictionary<TrialId, TurnWork> turns)
    {
        var found = turns.Keys.ToDictionary(trial => trial.Value, _ => new List<CheckIn>());
        using (var rows = connection.ExecuteReader(
            "select trial_id, study_day, revision, value, adherence, missing, disrupted, side_effect, note, withdrawn, late, reported_at, reason, switched, severity, others, told_by, source from check_in where trial_id in @ids order by trial_id, study_day, revision",
            new { ids = found.Keys }))
        {
            // By hand: with much due these are the most rows by far.
            while (rows.Read())
            {
                string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
                found[rows.GetString(0)].Add(new Row
                {
                    StudyDay = ColumnText.ReadDate(rows.GetString(1)),
                    Revision = rows.GetInt32(2),
                    Value = rows.IsDBNull(3) ? null : rows.GetDouble(3),
                    Adherence = Text(4),
                    Missing = Text(5),
                    Disrupted = Text(6),
                    SideEffect = Text(7),
                    Note = Text(8),
                    Withdrawn = rows.GetInt64(9) != 0,
                    Late = rows.GetInt64(10) != 0,
                    ReportedAt = ColumnText.ReadInstant(rows.GetString(11)),
                    Reason = Text(12),
                    Switched = rows.GetInt64(13) != 0,
                    Severity = rows.IsDBNull(14) ? null : rows.GetInt32(14),
                    Others = rows.GetString(15),
                    ToldBy = rows.GetString(16),
                    Source = Text(17),
                }.ToCheckIn());
            }
        }

        foreach (var (trial, work) in turns)
        {
            work.Put<IReadOnlyList<CheckIn>>(found[trial.Value], trial);
        }
    }

    /// <summary>The latest revision of each day, by day. Withdrawn days are not in it.</summary>
    public IReadOnlyDictionary<LocalDate, CheckIn> Days(TrialId trial) => Known.GetValue(Revisions(trial), Latest);

    private static IReadOnlyDictionary<LocalDate, CheckIn> Latest(IReadOnlyList<CheckIn> revisions) =>
        revisions.GroupBy(checkIn => checkIn.StudyDay).Select(day => day.MaxBy(checkIn => checkIn.Revision)!).Where(checkIn => !checkIn.Withdrawn)
            .ToDictionary(checkIn => checkIn.StudyDay);

    /// <summary>The highest revision of a day, 0 before the first.</summary>
    public int LastRevision(TrialId trial, LocalDate day) => Revisions(trial).Where(checkIn => checkIn.StudyDay == day).Select(checkIn => checkIn.Revision).DefaultIfEmpty().Max();

    /// <summary>Adds a revision. Two turns cannot both add the same one: the second meets the primary key.</summary>
    public void Add(TrialId trial, CheckIn checkIn)
    {
        work.Put<IReadOnlyList<CheckIn>>([.. Revisions(trial), checkIn], trial);
        work.Add(
            """
            insert into check_in (trial_id, study_day, revision, value, adherence, missing, disrupted, side_effect, note, withdrawn, late, reported_at, reason,
                switched, severity, others, told_by, source, inbound_id)
            values (@TrialId, @StudyDay, @Revision, @Value, @Adherence, @Missing, @Disrupted, @SideEffect, @Note, @Withdrawn, @Late, @ReportedAt, @Reason,
                @Switched, @Severity, @Others, @ToldBy, @Source, @InboundId)
            """,
            Row.From(trial, checkIn) with { InboundId = Now.InboundId });
    }

    /// <summary>What the turn answers: the days it keeps are told by that message, and where it replaces an earlier version of itself, what that one told is corrected.</summary>
    /// <returns>Whether the earlier version told a day.</returns>
    public bool AnswerTo(Inbound inbound)
    {
        var corrected = !inbound.IsEdit || inbound.ChannelMessage is null ? null : work.Reader.QueryFirstOrDefault<ToldByMessage>(
            """
            select c.trial_id, c.study_day from inbound i join check_in c on c.inbound_id = i.id
            where i.participant_id = @participant and i.channel = @Channel and i.channel_message = @ChannelMessage and i.id <> @Id
            order by c.reported_at desc, c.revision desc
            """,
            new { participant = work.Participant, inbound.Channel, inbound.ChannelMessage, inbound.Id });
        work.Put(new Answering(inbound.Id, corrected));
        return corrected is not null;
    }

    /// <summary>The day that the changed message told before; null where the turn answers no changed message, or that told no day of this trial.</summary>
    public LocalDate? Corrected(TrialId trial) => Now.Corrected is { } told && told.TrialId == trial ? told.StudyDay : null;

    private Answering Now => work.Get(_ => new Answering(null, null));

    private sealed record Answering(long? InboundId, ToldByMessage? Corrected);

    private sealed record ToldByMessage
    {
        public TrialId TrialId { get; init; }

        public LocalDate StudyDay { get; init; }
    }

    private static readonly IReadOnlyDictionary<string, double> NoOthers = new Dictionary<string, double>().AsReadOnly();

    private sealed record Row
    {
        public TrialId TrialId { get; init; }

        public LocalDate StudyDay { get; init; }

        public int Revision { get; init; }

        public double? Value { get; init; }

        public string? Adherence { get; init; }

        public string? Missing { get; init; }

        public string? Disrupted { get; init; }

        public string? SideEffect { get; init; }

        public string? Note { get; init; }

        public bool Withdrawn { get; init; }

        public bool Late { get; init; }

        public Instant ReportedAt { get; init; }

        public string? Reason { get; init; }

        public bool Switched { get; init; }

        public int? Severity { get; init; }

        public string Others { get; init; } = "{}";

        public string ToldBy { get; init; } = "";

        public string? Source { get; init; }

        public long? InboundId { get; init; }

        public static Row From(TrialId trial, CheckIn checkIn) => new()
        {
            TrialId = trial,
            StudyDay = checkIn.StudyDay,
            Revision = checkIn.Revision,
            Value = checkIn.Value,
            Adherence = checkIn.Adherence?.ToString(),
            Missing = checkIn.Missing?.ToString(),
            Disrupted = checkIn.Disrupted?.ToString(),
            SideEffect = checkIn.SideEffect,
            Note = checkIn.Note,
            Withdrawn = checkIn.Withdrawn,
            Late = checkIn.Late,
            ReportedAt = checkIn.ReportedAt,
            Reason = checkIn.Reason,
            Switched = checkIn.Switched,
            Severity = checkIn.Severity,
            Others = SkillsJson.Write(checkIn.Others),
            ToldBy = checkIn.ToldBy,
            Source = checkIn.Source,
        };

        public CheckIn ToCheckIn() => new()
        {
            StudyDay = StudyDay,
            Revision = Revision,
            Value = Value,
            Adherence = Adherence is { } adherence ? Enum.Parse<Adherence>(adherence) : null,
            Missing = Missing is { } missing ? Enum.Parse<Disruption>(missing) : null,
            Disrupted = Disrupted is { } disrupted ? Enum.Parse<Disruption>(disrupted) : null,
            SideEffect = SideEffect,
            Note = Note,
            Withdrawn = Withdrawn,
            Late = Late,
            ReportedAt = ReportedAt,
            Reason = Reason,
            Switched = Switched,
            Severity = Severity,
            Others = Others == "{}" ? NoOthers : SkillsJson.Read<Dictionary<string, double>>(Others),
            ToldBy = ToldBy,
            Source = Source,
        };
    }
}
