using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>The days of the turn's participant. Revisions are only ever added.</summary>
public sealed class CheckInStore(TurnWork work)
{
    // What is told every day is about the last days: the rest of a long diary is not read for it.
    private const int DaysAtHand = 10;

    // A list of revisions never changes: one more revision is another list.
    private static readonly ConditionalWeakTable<IReadOnlyList<CheckIn>, IReadOnlyDictionary<LocalDate, CheckIn>> Known = [];

    /// <summary>Every revision of a trial, oldest first.</summary>
    public IReadOnlyList<CheckIn> Revisions(TrialId trial) => work.Get<IReadOnlyList<CheckIn>>(
        connection => [.. Read(connection, trial, LocalDate.MinIsoValue), .. work.Known<Added>(trial)?.CheckIns ?? []],
        trial);

    /// <summary>The latest revision of one day; null where it has none, or was withdrawn.</summary>
    public CheckIn? On(TrialId trial, LocalDate day) => (AtHand(trial) is { } tail && day >= tail.From ? Known.GetValue(tail.Revisions, Latest) : Days(trial)).GetValueOrDefault(day);

    /// <summary>The day that was told or changed last, among the last days if any of them has an answer.</summary>
    public CheckIn? Last(TrialId trial) => (AtHand(trial) is { } tail && Known.GetValue(tail.Revisions, Latest) is { Count: > 0 } days ? days : Days(trial)).Values.MaxBy(checkIn => checkIn.ReportedAt);

    // The revisions of the last days; null where the turn has all of them anyway.
    private Tail? AtHand(TrialId trial)
    {
        if (work.Known<IReadOnlyList<CheckIn>>(trial) is not null)
        {
            return null;
        }

        var from = work.Now.InUtc().Date.PlusDays(-DaysAtHand);
        return work.Get(connection => new Tail(from, [.. Read(connection, trial, from), .. (work.Known<Added>(trial)?.CheckIns ?? []).Where(added => added.StudyDay >= from)]), trial);
    }

    private IEnumerable<CheckIn> Read(SqliteConnection connection, TrialId trial, LocalDate from) =>
        connection.Query<Row>(
            "select c.* from check_in c join trial t on t.id = c.trial_id where c.trial_id = @trial and t.participant_id = @participant and c.study_day >= @from order by c.study_day, c.revision",
            new { trial, participant = work.Participant, from }).Select(row => row.ToCheckIn(work.Keys));

    /// <summary>Reads which of the very last days have an answer, for the trials of many turns of one moment at once. All else is read when it is asked for.</summary>
    /// <returns>The trials without an answer on any of them.</returns>
    internal static IReadOnlyDictionary<TrialId, TurnWork> Preload(SqliteConnection connection, IReadOnlyDictionary<TrialId, TurnWork> turns, Instant now, int days)
    {
        var (from, found) = (now.InUtc().Date.PlusDays(-days), turns.Keys.ToDictionary(trial => trial.Value, _ => new HashSet<LocalDate>()));
        using (var rows = connection.ExecuteReader(
            $"""
            select c.trial_id, c.study_day from check_in c
            where c.trial_id {ManyIds.In} and c.study_day >= @from and c.withdrawn = 0 and (c.value is not null or c.missing is not null)
                and not exists (select 1 from check_in later where later.trial_id = c.trial_id and later.study_day = c.study_day and later.revision > c.revision)
            """,
            new { ids = ManyIds.Of(turns.Keys), from }))
        {
            while (rows.Read())
            {
                found[rows.GetString(0)].Add(ColumnText.ReadDate(rows.GetString(1)));
            }
        }

        foreach (var (trial, work) in turns)
        {
            work.Put(new ReadAhead(from, found[trial.Value]), trial);
        }

        return turns.Where(turn => found[turn.Key.Value].Count == 0).ToDictionary();
    }

    /// <summary>Whether a day has an answer, or a reason why it has none.</summary>
    public bool IsAnswered(TrialId trial, LocalDate day) =>
        work.Known<ReadAhead>(trial) is { } ahead && day >= ahead.From ? ahead.Answered.Contains(day) : On(trial, day) is { HasAnswer: true };

    /// <summary>The latest revision of each day, by day. Withdrawn days are not in it.</summary>
    public IReadOnlyDictionary<LocalDate, CheckIn> Days(TrialId trial) => Known.GetValue(Revisions(trial), Latest);

    private static IReadOnlyDictionary<LocalDate, CheckIn> Latest(IReadOnlyList<CheckIn> revisions) =>
        revisions.GroupBy(checkIn => checkIn.StudyDay).Select(day => day.MaxBy(checkIn => checkIn.Revision)!).Where(checkIn => !checkIn.Withdrawn)
            .ToDictionary(checkIn => checkIn.StudyDay);

    /// <summary>The highest revision of a day, 0 before the first.</summary>
    public int LastRevision(TrialId trial, LocalDate day) => (AtHand(trial) is { } tail && day >= tail.From ? tail.Revisions : Revisions(trial)).Where(checkIn => checkIn.StudyDay == day).Select(checkIn => checkIn.Revision).DefaultIfEmpty().Max();

    /// <summary>Adds a revision. Two turns cannot both add the same one: the second meets the primary key.</summary>
    public void Add(TrialId trial, CheckIn checkIn)
    {
        var told = checkIn with { Way = checkIn.ToldBy == Import ? WayOfTelling.File : Now.Way };
        Remember(trial, told);
        work.Add(
            """
            insert into check_in (trial_id, study_day, revision, value, adherence, missing, disrupted, side_effect, note, withdrawn, late, reported_at, reason,
                switched, severity, others, told_by, source, inbound_id, way)
            values (@TrialId, @StudyDay, @Revision, @Value, @Adherence, @Missing, @Disrupted, @SideEffect, @Note, @Withdrawn, @Late, @ReportedAt, @Reason,
                @Switched, @Severity, @Others, @ToldBy, @Source, @InboundId, @Way)
            """,
            Row.From(trial, told, work) with { InboundId = Now.InboundId });
    }

    private void Remember(TrialId trial, CheckIn checkIn)
    {
        if (work.Known<IReadOnlyList<CheckIn>>(trial) is { } all)
        {
            work.Put<IReadOnlyList<CheckIn>>([.. all, checkIn], trial);
        }
        else
        {
            work.Put(new Added([.. work.Known<Added>(trial)?.CheckIns ?? [], checkIn]), trial);
        }

        if (work.Known<Tail>(trial) is { } tail && checkIn.StudyDay >= tail.From)
        {
            work.Put(tail with { Revisions = [.. tail.Revisions, checkIn] }, trial);
        }

        if (work.Known<ReadAhead>(trial) is { } ahead)
        {
            work.Put(ahead with { Answered = checkIn is { HasAnswer: true, Withdrawn: false } ? [.. ahead.Answered, checkIn.StudyDay] : [.. ahead.Answered.Where(day => day != checkIn.StudyDay)] }, trial);
        }
    }

    /// <summary>Which message tells the days that the turn keeps, and the day that an earlier version of it told.</summary>
    internal void Answers(long inboundId, ToldDay? corrected, WayOfTelling way) => work.Put(new Answering(inboundId, corrected, way));

    /// <summary>The day that the changed message told before; null where the turn answers no changed message, or that told no day of this trial.</summary>
    public LocalDate? Corrected(TrialId trial) => Now.Corrected is { } told && told.TrialId == trial ? told.StudyDay : null;

    private Answering Now => work.Get(_ => new Answering(null, null, null));

    private sealed record Answering(long? InboundId, ToldDay? Corrected, WayOfTelling? Way);

    private const string Import = "import";

    private static readonly IReadOnlyDictionary<string, double> NoOthers = new Dictionary<string, double>().AsReadOnly();

    private sealed record ReadAhead(LocalDate From, HashSet<LocalDate> Answered);

    private sealed record Tail(LocalDate From, IReadOnlyList<CheckIn> Revisions);

    // What the turn has told of a trial before it read the rest of it.
    private sealed record Added(IReadOnlyList<CheckIn> CheckIns);

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

        public string? Way { get; init; }

        public static Row From(TrialId trial, CheckIn checkIn, TurnWork work) => new()
        {
            TrialId = trial,
            StudyDay = checkIn.StudyDay,
            Revision = checkIn.Revision,
            Value = checkIn.Value,
            Adherence = checkIn.Adherence?.ToString(),
            Missing = checkIn.Missing?.ToString(),
            Disrupted = checkIn.Disrupted?.ToString(),
            SideEffect = work.Seal(checkIn.SideEffect),
            Note = work.Seal(checkIn.Note),
            Withdrawn = checkIn.Withdrawn,
            Late = checkIn.Late,
            ReportedAt = checkIn.ReportedAt,
            Reason = work.Seal(checkIn.Reason),
            Switched = checkIn.Switched,
            Severity = checkIn.Severity,
            Others = SkillsJson.Write(checkIn.Others),
            ToldBy = checkIn.ToldBy,
            Source = work.Seal(checkIn.Source),
            Way = checkIn.Way?.ToString(),
        };

        public CheckIn ToCheckIn(KeyStore keys) => new()
        {
            StudyDay = StudyDay,
            Revision = Revision,
            Value = Value,
            Adherence = Adherence is { } adherence ? Enum.Parse<Adherence>(adherence) : null,
            Missing = Missing is { } missing ? Enum.Parse<Disruption>(missing) : null,
            Disrupted = Disrupted is { } disrupted ? Enum.Parse<Disruption>(disrupted) : null,
            SideEffect = keys.Open(SideEffect),
            Note = keys.Open(Note),
            Withdrawn = Withdrawn,
            Late = Late,
            ReportedAt = ReportedAt,
            Reason = keys.Open(Reason),
            Switched = Switched,
            Severity = Severity,
            Others = Others == "{}" ? NoOthers : SkillsJson.Read<Dictionary<string, double>>(Others),
            ToldBy = ToldBy,
            Source = keys.Open(Source),
            Way = Way is { } way ? Enum.Parse<WayOfTelling>(way) : null,
        };
    }
}
