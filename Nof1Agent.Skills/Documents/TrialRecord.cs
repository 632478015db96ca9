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
    public static TrialRecord Of(Trial trial, DailyOutcome outcome, IReadOnlyList<CheckIn> revisions, TrialAnswer? answer, double? expectation, Participant participant, Instant now)
    {
        var today = participant.StudyDayAt(now);
        var last = trial.EndedAt is { } ended ? participant.StudyDayAt(ended) : today;
        var byDay = revisions.ToLookup(checkIn => checkIn.StudyDay);
        return new TrialRecord
        {
            Trial = trial,
            Outcome = outcome,
            Days =
            [
                .. TrialCalendar.Days(trial).Where(day => day.Date <= last && (trial.PausedOn is not { } paused || day.Date < paused)).Select(day => new RecordedDay(
                    day.Date,
                    day.Ordinal + 1,
                    day.Period + 1,
                    day.Block + 1,
                    day.Counted,
                    trial.IsOver ? day.Arm : null,
                    byDay[day.Date].MaxBy(checkIn => checkIn.Revision) is { Withdrawn: false } told ? told : null,
                    byDay[day.Date].Count())),
            ],
            Answer = trial.IsOver ? answer : null,
            Expectation = expectation,
            MadeAt = now,
            Today = today,
            Participant = participant,
        };
    }
}

/// <summary>One day of a record.</summary>
/// <param name="Date">The study day.</param>
/// <param name="Day">1-based, without paused days.</param>
/// <param name="Period">1-based.</param>
/// <param name="Cycle">1-based.</param>
/// <param name="Counted">False on days that only let the arm take effect or wear off.</param>
/// <param name="Arm">0-based; null until the trial is over.</param>
/// <param name="Told">What was told, latest revision; null when nothing was.</param>
/// <param name="Revisions">How often it was told or changed.</param>
public sealed record RecordedDay(LocalDate Date, int Day, int Period, int Cycle, bool Counted, int? Arm, CheckIn? Told, int Revisions);
