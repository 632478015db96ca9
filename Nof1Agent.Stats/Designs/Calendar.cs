namespace Nof1Agent.Stats.Designs;

/// <summary>One day of a trial's plan.</summary>
/// <param name="Day">Day of the trial, from 0.</param>
/// <param name="Period">Period, from 0.</param>
/// <param name="Block">Cycle (block), from 0.</param>
/// <param name="Arm">Arm, from 0; 0 is the reference.</param>
/// <param name="Counted">False for the first days after a change of arm, which do not enter the analysis.</param>
public readonly record struct PlannedDay(int Day, int Period, int Block, int Arm, bool Counted);

/// <summary>Which day of a trial belongs to which arm, and which days count.</summary>
public static class Calendar
{
    /// <summary>For each day of the trial, from 0, whether it counts.</summary>
    /// <param name="design">The design.</param>
    /// <param name="sequence">The arm of each period.</param>
    /// <exception cref="ArgumentException">See <see cref="Plan"/>.</exception>
    public static IReadOnlyList<bool> Counted(TrialDesign design, IReadOnlyList<int> sequence) => [.. Plan(design, sequence).Select(day => day.Counted)];

    /// <summary>Every day of the trial in order.</summary>
    /// <param name="design">The design.</param>
    /// <param name="sequence">The arm of each period.</param>
    /// <remarks>
    /// The first <see cref="TrialDesign.DiscardDays"/> days of a period are not counted when its arm differs from that of the period before. The first
    /// period of the trial starts after something else, so it counts as a change; where the last arm of a cycle is also the first of the next, nothing
    /// changes and every day counts.
    /// </remarks>
    /// <exception cref="ArgumentException">The design is impossible, the sequence has another number of periods, or an arm that the design does not have.</exception>
    public static IReadOnlyList<PlannedDay> Plan(TrialDesign design, IReadOnlyList<int> sequence)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(sequence);
        if (design.Problems() is [var problem, ..])
        {
            throw new ArgumentException(problem, nameof(design));
        }

        if (sequence.Count != design.PeriodCount)
        {
            throw new ArgumentException($"The design has {design.PeriodCount} periods, the sequence {sequence.Count}.", nameof(sequence));
        }

        var days = new PlannedDay[design.TotalDays];
        for (var period = 0; period < sequence.Count; period++)
        {
            var arm = sequence[period];
            if (arm < 0 || arm >= design.ArmCount)
            {
                throw new ArgumentException($"Period {period + 1} has arm {arm}; the design has arms 0 to {design.ArmCount - 1}.", nameof(sequence));
            }

            for (var i = 0; i < design.PeriodDays; i++)
            {
                var day = (period * design.PeriodDays) + i;
                days[day] = On(design, sequence, day);
            }
        }

        return days;
    }

    /// <summary>One day of the trial, as in <see cref="Plan"/>; the design and the sequence are taken as they are.</summary>
    /// <param name="design">The design.</param>
    /// <param name="sequence">The arm of each period.</param>
    /// <param name="day">The day of the trial, from 0 to <see cref="TrialDesign.TotalDays"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The trial has no such day.</exception>
    public static PlannedDay On(TrialDesign design, IReadOnlyList<int> sequence, int day)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(day);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(day, design.TotalDays);
        var (period, inPeriod) = Math.DivRem(day, design.PeriodDays);
        var changed = period == 0 || sequence[period] != sequence[period - 1];
        return new PlannedDay(day, period, period / design.ArmCount, sequence[period], !changed || inPeriod >= design.DiscardDays);
    }
}
