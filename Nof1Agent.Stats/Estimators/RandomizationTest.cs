using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// Randomization test over the whole set of orders the schedule was drawn from, for designs in which the cycles are not independent draws of both
/// orders: run limits, Williams squares, balanced orders.
/// </summary>
/// <remarks>
/// Statistic: |mean of the period means on the arm - mean of those on the reference|, periods without an answer left out and their place kept. If no day is
/// affected, every admissible order would have met the same answers, so p = the share of orders with a statistic at least as large.
/// </remarks>
public static class RandomizationTest
{
    /// <summary>Up to this many orders are all counted; of larger sets <see cref="Draws"/> seeded draws stand for all.</summary>
    public const int LargestExactCount = 20_000;

    private const int Draws = 9_999;
    private const double Tie = 1e-10;

    /// <summary>Runs the test for one arm against the reference.</summary>
    /// <param name="diary">The trial; its periods, in time order, are those of the design.</param>
    /// <param name="design">The design the schedule was drawn from.</param>
    /// <param name="arm">Index of the arm, 1 or more.</param>
    /// <returns>Null when the diary does not have the design's periods yet, or an arm has no answered period.</returns>
    public static SignFlipTest? Run(TrialDiary diary, TrialDesign design, int arm)
    {
        var periods = diary.Days.GroupBy(day => day.Period).OrderBy(period => period.Min(day => day.Day)).ToArray();
        if (design.Problems().Count > 0 || periods.Length != design.PeriodCount || arm >= design.ArmCount)
            return null;
        var largest = diary.Days.Max(day => Math.Abs(day.Value ?? 0));
        if (largest == 0)
            return null;
        var means = periods.Select(period => period.Any(day => day.IsUsed)
            ? period.Where(day => day.IsUsed).Average(day => day.Value.GetValueOrDefault() / largest)
            : (double?)null).ToArray();
        if (Statistic(means, [.. periods.Select(period => period.First().Arm)], arm) is not { } observed)
            return null;
        var schedules = AdmissibleSchedules.Of(design);
        return schedules.Count <= LargestExactCount ? Exact(schedules, means, arm, observed) : Sampled(schedules, means, arm, observed);
    }

    private static SignFlipTest Exact(AdmissibleSchedules schedules, double?[] means, int arm, double observed)
    {
        var count = (int)schedules.Count;
        var reached = 0;
        var patterns = new Dictionary<string, int>();
        for (var rank = 0; rank < count; rank++)
        {
            var order = schedules.At(rank);
            if (Statistic(means, order, arm) >= observed - Tie)
                reached++;
            // Orders that place the two arms alike, or exactly exchanged, always have the same statistic.
            string plain = Pattern(order, arm, 0), exchanged = Pattern(order, 0, arm);
            var key = string.CompareOrdinal(plain, exchanged) < 0 ? plain : exchanged;
            patterns[key] = patterns.GetValueOrDefault(key) + 1;
        }
        return new SignFlipTest
        {
            BlockCount = means.Length,
            PValue = (double)reached / count,
            SmallestPossiblePValue = (double)patterns.Values.Min() / count,
            IsExact = true,
        };
    }

    private static SignFlipTest Sampled(AdmissibleSchedules schedules, double?[] means, int arm, double observed)
    {
        var random = new DeterministicRandom(1);
        var reached = 0;
        for (var draw = 0; draw < Draws; draw++)
            if (Statistic(means, schedules.Draw(random), arm) >= observed - Tie)
                reached++;
        return new SignFlipTest
        {
            BlockCount = means.Length,
            PValue = (reached + 1.0) / (Draws + 1),
            SmallestPossiblePValue = 1.0 / (Draws + 1),
            IsExact = false,
        };
    }

    private static string Pattern(IReadOnlyList<int> order, int plus, int minus) =>
        string.Concat(order.Select(which => which == plus ? '+' : which == minus ? '-' : '.'));

    /// <summary>Null when one of the two arms has no answered period under this order.</summary>
    private static double? Statistic(double?[] means, IReadOnlyList<int> order, int arm)
    {
        double plus = 0, minus = 0;
        int plusCount = 0, minusCount = 0;
        for (var i = 0; i < means.Length; i++)
        {
            if (means[i] is not { } mean)
                continue;
            if (order[i] == arm)
            {
                plus += mean;
                plusCount++;
            }
            else if (order[i] == 0)
            {
                minus += mean;
                minusCount++;
            }
        }
        return plusCount == 0 || minusCount == 0 ? null : Math.Abs(plus / plusCount - minus / minusCount);
    }
}
