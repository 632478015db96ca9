using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Documents;

/// <summary>
/// One trial as every document and export sees it. What may not be seen yet is not in it: before the trial is over no day has its arm, and no day lies
/// in the future.
/// </summary>
public sealed record TrialRecord
{
    public required Trial Trial { get; init; }

    public required DailyOutcome Outcome { get; init; }

    /// <summary>The outcomes that were followed beside it.</summary>
    public IReadOnlyList<DailyOutcome> AlsoFollowed { get; init; } = [];

    /// <summary>Every side effect that was told, by date, also on days that were none of the trial (in a pause).</summary>
    public IReadOnlyList<RecordedHarm> Harms { get; init; } = [];

    /// <summary>The days so far, with what was told; all days up to the end of the trial once it is over.</summary>
    public required IReadOnlyList<RecordedDay> Days { get; init; }

    /// <summary>The answer that was given; null before.</summary>
    public TrialAnswer? Answer { get; init; }

    /// <summary>0 to 10, asked before the start.</summary>
    public double? Expectation { get; init; }

    /// <summary>What was found in people's pooled trials when the record was made is not part of it: a document speaks of one trial.</summary>
    public required Instant MadeAt { get; init; }

    /// <summary>The day of the record in the person's own time.</summary>
    public required LocalDate Today { get; init; }

    /// <summary>How the person's days run.</summary>
    public required Participant Participant { get; init; }

    /// <summary>Whether the order may be shown.</summary>
    public bool ShowsArms => Trial.IsOver;

    /// <summary>The letter of an arm.</summary>
    public static string Letter(int arm) => ((char)('A' + arm)).ToString();

    /// <summary>Puts a record together from what is stored.</summary>
    public static TrialRecord Of(Trial trial, DailyOutcome outcome, IReadOnlyList<CheckIn> revisions, TrialAnswer? answer, double? expectation, Participant participant, Instant now, IReadOnlyList<DailyOutcome>? alsoFollowed = null)
    {
        var today = participant.StudyDayAt(now);
        var last = trial.EndedAt is { } ended ? participant.StudyDayAt(ended) : today;
        var byDay = revisions.ToLookup(checkIn => checkIn.StudyDay);
        var days = TrialCalendar.DaysBeforePause(trial).Where(day => day.Date <= last).Select(day => new RecordedDay(
            day.Date,
            day.Ordinal + 1,
            day.Period + 1,
            day.Block + 1,
            day.Counted,
            trial.IsOver ? day.Arm : null,
            byDay[day.Date].MaxBy(checkIn => checkIn.Revision) is { Withdrawn: false } told ? told : null,
            byDay[day.Date].Count())
        {
            Does = trial.IsOver ? day.Does : null,
            Harms = RecordedHarm.Of(day.Date, trial.IsOver ? day.Does : null, byDay[day.Date]),
            Way = WayOf(byDay[day.Date]),
        }).ToList();
        return new TrialRecord
        {
            Trial = trial,
            Outcome = outcome,
            AlsoFollowed = alsoFollowed ?? [],
            Days = days,
            Harms =
            [
                .. days.SelectMany(day => day.Harms).Concat(byDay.Where(told => days.TrueForAll(day => day.Date != told.Key)).SelectMany(told => RecordedHarm.Of(told.Key, null, told))).OrderBy(harm => harm.Date),
            ],
            Answer = trial.IsOver ? answer : null,
            Expectation = expectation,
            MadeAt = now,
            Today = today,
            Participant = participant,
        };
    }

    // How the value that counts was told: what is said afterwards about the same day does not change it.
    private static WayOfTelling? WayOf(IEnumerable<CheckIn> revisions)
    {
        CheckIn? told = null;
        foreach (var revision in revisions.OrderBy(checkIn => checkIn.Revision))
        {
            told = told is null || revision.Value != told.Value ? revision : told;
        }

        return told?.Way;
    }
}

/// <summary>One day of a record.</summary>
/// <param name="Date">The study day.</param>
/// <param name="Day">1-based, without paused days.</param>
/// <param name="Period">1-based.</param>
/// <param name="Cycle">1-based.</param>
/// <param name="Counted">False on days that only let the arm take effect or wear off.</param>
/// <param name="Arm">0-based, as drawn; null until the trial is over.</param>
/// <param name="Told">What was told, latest revision; null when nothing was.</param>
/// <param name="Revisions">How often it was told or changed.</param>
public sealed record RecordedDay(LocalDate Date, int Day, int Period, int Cycle, bool Counted, int? Arm, CheckIn? Told, int Revisions)
{
    /// <summary>0-based, what was done: arm 0 on the days of an arm that harm had stopped; null until the trial is over.</summary>
    public int? Does { get; init; }

    /// <summary>Whether its arm had been stopped, so that the day belongs to no arm of the comparison.</summary>
    public bool ArmStopped => Does != Arm;

    /// <summary>The side effects that were told about it.</summary>
    public IReadOnlyList<RecordedHarm> Harms { get; init; } = [];

    /// <summary>How its value was told; null where that was not kept.</summary>
    public WayOfTelling? Way { get; init; }
}
