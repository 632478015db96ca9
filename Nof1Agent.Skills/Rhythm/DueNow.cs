using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Rhythm;

/// <summary>One thing to be said about one study day.</summary>
internal readonly record struct DuePiece(Told What, LocalDate Day);

/// <summary>Everything the rule looks at.</summary>
internal sealed record RhythmState
{
    private LocalDate? today;

    public required Participant Participant { get; init; }

    public required Instant Now
    {
        get;
        init
        {
            field = value;
            today = null;
        }
    }

    /// <summary>The primary outcome is a night's, asked in the morning after.</summary>
    public required bool AsksNextMorning { get; init; }

    /// <summary>Whether a study day belongs to the trial, and no pause holds it back.</summary>
    public required Func<LocalDate, bool> Holds { get; init; }

    /// <summary>Whether a study day has an answer, or a reason why it has none.</summary>
    public required Func<LocalDate, bool> IsAnswered { get; init; }

    /// <summary>When something was said about one of the last days; null: not.</summary>
    public required Func<LocalDate, Told, Instant?> When { get; init; }

    /// <summary>The questions whether to pause, of the last days.</summary>
    public required Func<IEnumerable<ToldDay>> PauseQuestions { get; init; }

    /// <summary>Since when nothing can be said to the person anywhere; null while it can.</summary>
    public Instant? UnreachableSince { get; init; }

    /// <summary>When the person last wrote anything.</summary>
    public required Instant? LastHeard { get; init; }

    public LocalDate Today => today ??= Participant.StudyDayAt(Now);

    /// <summary>The latest day that can have an answer.</summary>
    public LocalDate Asked => Today.PlusDays(AsksNextMorning ? -1 : 0);
}

/// <summary>
/// The rule of what is to be said now. One instruction and one question a study day, at most two reminders about it and those only while it
/// has no answer; after days of silence one question whether to pause, and then nothing but the instruction. It knows no queue: what is
/// due follows from what was said and answered, so that an outage can leave no burst behind and a crash can double nothing.
/// </summary>
internal static class DueNow
{
    /// <summary>Days without an answer after which the coach is told.</summary>
    public const int SilentDaysForCoach = 2;

    /// <summary>Days without an answer after which the person is asked whether to pause.</summary>
    public const int SilentDaysForPause = 3;

    private const int MostSilentDays = 10;

    // Who writes, if only to ask something, is not asked whether they are still there.
    private static readonly Duration NotHeardFor = Duration.FromDays(2);

    /// <summary>What is due, in the order in which it is said; nothing in the quiet hours.</summary>
    public static IReadOnlyList<DuePiece> Of(RhythmState state)
    {
        if (state.Participant.Quiet.Hold(state.Participant.LocalTimeAt(state.Now)))
        {
            return [];
        }

        var (silent, silenced) = (SilentDays(state), IsSilenced(state));
        var isMorning = state.Now >= DayMoments.Morning(state.Participant, state.Today);
        var asksPause = isMorning && silent >= SilentDaysForPause && !silenced && !(state.LastHeard > state.Now - NotHeardFor)
            && !state.PauseQuestions().Any(told => told.StudyDay > state.Today.PlusDays(-SilentDaysForPause));
        var due = new List<DuePiece>();
        if (isMorning && state.Holds(state.Today))
        {
            due.Add(new DuePiece(Told.Instruction, state.Today));
        }

        if (asksPause)
        {
            due.Add(new DuePiece(Told.PauseQuestion, state.Today));
        }
        else if (!silenced)
        {
            due.AddRange(AboutAnswers(state));
        }

        if (silent >= SilentDaysForCoach && !Enumerable.Range(0, silent + 1).Any(back => state.When(state.Today.PlusDays(-back), Told.CoachNote) is not null))
        {
            due.Add(new DuePiece(Told.CoachNote, state.Today));
        }

        due.RemoveAll(piece => state.When(piece.Day, piece.What) is not null);
        return due;
    }

    /// <summary>Days in a row, up to the last that is over, that have no answer and were asked about, or could not be because the person cannot be reached.</summary>
    public static int SilentDays(RhythmState state)
    {
        var (last, silent) = (state.Asked.PlusDays(-1), 0);
        if (state.IsAnswered(state.Asked))
        {
            return 0;
        }

        while (silent < MostSilentDays && last.PlusDays(-silent) is var day && state.Holds(day) && !state.IsAnswered(day)
            && (state.When(day, Told.Question) is not null || IsBetweenPauseQuestions(state, day) || CouldNotBeAsked(state, day)))
        {
            silent++;
        }

        return silent;
    }

    // Asked whether to pause and heard nothing since: then silence, but for what to do today.
    private static bool IsSilenced(RhythmState state) =>
        state.PauseQuestions().MaxBy(told => told.At) is { } asked && !(state.LastHeard > asked.At);

    private static bool CouldNotBeAsked(RhythmState state, LocalDate day) => state.UnreachableSince is { } since && day >= state.Participant.StudyDayAt(since);

    // While the service keeps silent no question is asked, and the days are as silent as before.
    private static bool IsBetweenPauseQuestions(RhythmState state, LocalDate day) =>
        state.When(day, Told.Instruction) is not null && state.PauseQuestions().Any(told => told.StudyDay <= day.PlusDays(1));

    // One question a message: its buttons and a typed answer would else be about different days.
    private static IEnumerable<DuePiece> AboutAnswers(RhythmState state) =>
        Open(state).Concat(Earlier(state)).Where(piece => state.When(piece.Day, piece.What) is null).Take(1);

    private static IEnumerable<DuePiece> Open(RhythmState state)
    {
        var day = state.Asked;
        if (!state.Holds(day) || state.IsAnswered(day))
        {
            yield break;
        }

        if (state.When(day, Told.Question) is not { } asked)
        {
            if (state.Now >= DayMoments.Question(state.Participant, day, state.AsksNextMorning))
            {
                yield return new DuePiece(Told.Question, day);
            }
        }
        else if (state.Participant.Reminders >= 1 && state.Now >= DayMoments.FirstReminder(state.Participant, day, state.AsksNextMorning, asked) && IsAWhileAgo(state))
        {
            yield return new DuePiece(Told.Reminder, day);
        }
    }

    private static IEnumerable<DuePiece> Earlier(RhythmState state)
    {
        var day = state.Asked.PlusDays(state.AsksNextMorning ? 0 : -1);
        var at = DayMoments.SecondReminder(state.Participant, day, state.AsksNextMorning);
        if (state.Participant.Reminders >= 2 && state.Holds(day) && !state.IsAnswered(day) && state.When(day, Told.Question) is not null && IsAWhileAgo(state)
            && state.Now >= at && state.Now < at + DayMoments.MorningLasts)
        {
            yield return new DuePiece(Told.SecondReminder, day);
        }
    }

    // An hour between a reminder and whatever else asked for an answer, also about the day before: two rows due at once do not ask twice.
    private static bool IsAWhileAgo(RhythmState state) => IsAWhileAgo(state, state.Asked) && IsAWhileAgo(state, state.Asked.PlusDays(-1));

    private static bool IsAWhileAgo(RhythmState state, LocalDate day) =>
        IsAWhileAgo(state, day, Told.Question) && IsAWhileAgo(state, day, Told.Reminder) && IsAWhileAgo(state, day, Told.SecondReminder);

    private static bool IsAWhileAgo(RhythmState state, LocalDate day, Told what) => state.When(day, what) is not { } at || state.Now - at >= DayMoments.BetweenTwo;
}
