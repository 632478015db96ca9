namespace Nof1Agent.Stats.Estimators;

/// <summary>Mean difference of two arms within each cycle that has an answered, counted day of both.</summary>
internal static class BlockDifferences
{
    /// <summary>Arm minus reference per cycle, in the order of the cycles.</summary>
    internal static double[] Of(TrialDiary diary, int arm, int reference = 0) =>
    [
        .. diary.Days.Where(day => day.IsUsed && (day.Arm == arm || day.Arm == reference))
            .GroupBy(day => day.Block)
            .OrderBy(block => block.Key)
            .Where(block => block.Any(day => day.Arm == arm) && block.Any(day => day.Arm == reference))
            .Select(block => Mean(block, arm) - Mean(block, reference)),
    ];

    private static double Mean(IEnumerable<DiaryDay> days, int arm) =>
        days.Where(day => day.Arm == arm).Average(day => day.Value.GetValueOrDefault());
}
