namespace Nof1Agent.Stats.Estimators;

/// <summary>The days of one person's trial and the names of its arms.</summary>
/// <param name="ArmNames">One name per arm; index 0 is the reference (comparator).</param>
/// <param name="Days">The days in any order; each calendar day at most once.</param>
public sealed record TrialDiary(IReadOnlyList<string> ArmNames, IReadOnlyList<DiaryDay> Days)
{
    /// <summary>
    /// What makes this diary unusable for any analysis, in plain words: an unknown arm, a day that occurs twice, a value that is not a finite number,
    /// or periods that interleave. Empty when there is nothing to object to.
    /// </summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (ArmNames.Count < 2)
            problems.Add("A comparison needs at least two arms.");
        var ordered = Days.OrderBy(day => day.Day).ToArray();
        var closedPeriods = new HashSet<int>();
        for (var i = 0; i < ordered.Length; i++)
        {
            var day = ordered[i];
            if (day.Arm < 0 || day.Arm >= ArmNames.Count)
                problems.Add($"Day {day.Day} names arm {day.Arm}, which the trial does not have.");
            if (day.Value is { } value && (!double.IsFinite(value) || Math.Abs(value) > LargestValue))
                problems.Add($"Day {day.Day} has a value that is not a usable number.");
            if (i == 0)
                continue;
            var before = ordered[i - 1];
            if (before.Day == day.Day)
                problems.Add($"Day {day.Day} occurs twice.");
            if (before.Period == day.Period && (before.Arm != day.Arm || before.Block != day.Block))
                problems.Add($"Period {day.Period} has more than one arm or cycle.");
            if (before.Period != day.Period)
            {
                closedPeriods.Add(before.Period);
                if (closedPeriods.Contains(day.Period))
                    problems.Add($"Period {day.Period} is interrupted by another period.");
            }
        }
        return problems;
    }

    /// <summary>Larger absolute values are refused: sums of them leave the range of a double.</summary>
    public const double LargestValue = 1e300;
}
