using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Trials;

/// <summary>What can be said about a study day once.</summary>
public enum Told
{
    /// <summary>What to do that day.</summary>
    Instruction,

    /// <summary>The day's question.</summary>
    Question,

    Reminder,
    SecondReminder,

    /// <summary>After days without an answer: whether to pause.</summary>
    PauseQuestion,

    /// <summary>After days without an answer: a note to the coach.</summary>
    CoachNote,

    /// <summary>After the last day of a blinded period: what the person thinks it was.</summary>
    Guess,

    /// <summary>The person told something about the day, so it has happened as a day of the trial.</summary>
    Answered,
}

/// <summary>One thing that was said about a day.</summary>
public sealed record ToldDay
{
    public required LocalDate StudyDay { get; init; }

    public required Told What { get; init; }

    public required Instant At { get; init; }
}

/// <summary>What was said about the last days of a trial. The table's key forbids saying anything twice, whatever crashed in between.</summary>
public sealed class ToldStore(TurnWork work)
{
    /// <summary>Nothing older is ever asked for.</summary>
    internal const int DaysKept = 15;

    /// <summary>What was said about a trial's last days.</summary>
    public IReadOnlyList<ToldDay> Of(TrialId trial) => work.Get<IReadOnlyList<ToldDay>>(
        connection =>
        [
            .. connection.Query<Row>(
                "select study_day, what, at from told_day where trial_id = @trial and study_day >= @from",
                new { trial, from = From(work.Now, DaysKept) }).Select(row => row.ToToldDay()).UnionBy(work.Known<ReadAhead>(trial)?.Days ?? [], told => (told.StudyDay, told.What)),
        ],
        trial);

    /// <summary>Reads what was said in the trials of many turns of one moment at once: about the very last days, and every question whether to pause and note to the coach. What is older is read when it is asked for.</summary>
    internal static void Preload(SqliteConnection connection, IReadOnlyDictionary<TrialId, TurnWork> turns, Instant now, int days)
    {
        var (from, found) = (From(now, days), turns.Keys.ToDictionary(trial => trial.Value, _ => new List<ToldDay>()));
        using (var rows = connection.ExecuteReader(
            $"select trial_id, study_day, what, at from told_day where trial_id {ManyIds.In} and study_day >= @kept and (study_day >= @from or what in ('{Told.PauseQuestion}', '{Told.CoachNote}'))",
            new { ids = ManyIds.Of(turns.Keys), from, kept = From(now, DaysKept) }))
        {
            while (rows.Read())
            {
                found[rows.GetString(0)].Add(new ToldDay { StudyDay = ColumnText.ReadDate(rows.GetString(1)), What = Enum.Parse<Told>(rows.GetString(2)), At = ColumnText.ReadInstant(rows.GetString(3)) });
            }
        }

        foreach (var (trial, work) in turns)
        {
            work.Put(new ReadAhead(from, found[trial.Value]), trial);
        }
    }

    /// <summary>When it was said, or null.</summary>
    public Instant? When(TrialId trial, LocalDate day, Told what)
    {
        foreach (var told in About(trial, day))
        {
            if (told.StudyDay == day && told.What == what)
            {
                return told.At;
            }
        }

        return null;
    }

    /// <summary>The questions whether to pause, of the last days.</summary>
    internal IEnumerable<ToldDay> PauseQuestions(TrialId trial) => (work.Known<ReadAhead>(trial)?.Days ?? Of(trial)).Where(told => told.What is Told.PauseQuestion);

    /// <summary>Whether anything of a kind was said in the last days.</summary>
    public bool Any(TrialId trial, Told what) => (what is Told.CoachNote && work.Known<ReadAhead>(trial) is { } ahead ? ahead.Days : Of(trial)).Any(told => told.What == what);

    /// <summary>Whether a day has begun for the person: it keeps its place when the days after it move.</summary>
    public bool HasBegun(TrialId trial, LocalDate day) => When(trial, day, Told.Instruction) is not null || When(trial, day, Told.Answered) is not null;

    /// <summary>Keeps that it was said; again is the same as once.</summary>
    public void Add(TrialId trial, LocalDate day, Told what)
    {
        if (When(trial, day, what) is not null)
        {
            return;
        }

        var added = new ToldDay { StudyDay = day, What = what, At = work.Now };
        if (work.Known<IReadOnlyList<ToldDay>>(trial) is { } all)
        {
            work.Put<IReadOnlyList<ToldDay>>([.. all, added], trial);
        }

        if (work.Known<ReadAhead>(trial) is { } ahead)
        {
            work.Put(ahead with { Days = [.. ahead.Days, added] }, trial);
        }

        work.Add("insert into told_day (trial_id, study_day, what, at) values (@trial, @day, @what, @at)", new { trial, day, what = what.ToString(), at = work.Now });
    }

    private IReadOnlyList<ToldDay> About(TrialId trial, LocalDate day) => work.Known<ReadAhead>(trial) is { } ahead && day >= ahead.From ? ahead.Days : Of(trial);

    private static LocalDate From(Instant now, int days) => now.InUtc().Date.PlusDays(-days);

    private sealed record ReadAhead(LocalDate From, IReadOnlyList<ToldDay> Days);

    private sealed record Row
    {
        public LocalDate StudyDay { get; init; }

        public string What { get; init; } = "";

        public Instant At { get; init; }

        public ToldDay ToToldDay() => new() { StudyDay = StudyDay, What = Enum.Parse<Told>(What), At = At };
    }
}
