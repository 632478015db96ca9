using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Diagnostics;

/// <summary>How far single days and single cycles carry the estimate: the engine is fitted again without each of them.</summary>
public sealed record Influence
{
    /// <summary>More answered days than this and single days are not tried: none of them can matter much.</summary>
    public const int MostDays = 120;

    /// <summary>More cycles than this and single cycles are not tried.</summary>
    public const int MostBlocks = 40;

    /// <summary>The day without which the estimate changes most; null when days were not tried.</summary>
    public int? Day { get; init; }

    /// <summary>Estimate without that day, outcome units.</summary>
    public double? EstimateWithoutDay { get; init; }

    /// <summary>That change in posterior standard deviations of the estimate, signed.</summary>
    public double? DayShift { get; init; }

    /// <summary>The cycle without which the estimate changes most; null when cycles were not tried.</summary>
    public int? Block { get; init; }

    /// <summary>Estimate without that cycle, outcome units.</summary>
    public double? EstimateWithoutBlock { get; init; }

    /// <summary>Smallest and largest estimate that leaving out one cycle gives, outcome units; null when cycles were not tried.</summary>
    public double? LowestWithoutBlock { get; init; }

    /// <summary>See <see cref="LowestWithoutBlock"/>.</summary>
    public double? HighestWithoutBlock { get; init; }

    /// <summary>True when leaving out one cycle turns the sign of the estimate.</summary>
    public bool SignHangsOnOneBlock => LowestWithoutBlock < 0 && HighestWithoutBlock > 0;

    internal static IReadOnlyList<Influence> Of(TrialDiary diary, EngineOptions options, EngineFit whole)
    {
        var arms = Enumerable.Range(1, diary.ArmNames.Count - 1).ToArray();
        var used = diary.Days.Where(day => day.IsUsed).ToArray();
        var blocks = used.Select(day => day.Block).Distinct().Order().ToArray();
        var days = used.Length <= MostDays ? used.Select(day => (Key: day.Day, Fit: Without(other => other.Day == day.Day))).ToArray() : [];
        var cycles = blocks.Length is > 1 and <= MostBlocks ? blocks.Select(block => (Key: block, Fit: Without(other => other.Block == block))).ToArray() : [];
        return [.. arms.Select(Line)];

        EngineFit Without(Func<DiaryDay, bool> left) =>
            RegressionEngine.Fit(diary with { Days = [.. diary.Days.Select(day => left(day) ? day with { Value = null } : day)] }, options);

        Influence Line(int arm)
        {
            var effect = whole.Effect(arm)!;
            var byDay = Farthest(days, arm, effect.Mean);
            var byBlock = Farthest(cycles, arm, effect.Mean);
            var estimates = cycles.Where(cycle => cycle.Fit.Refusal is null).Select(cycle => cycle.Fit.Mean(arm)).ToArray();
            return new Influence
            {
                Day = byDay?.Key,
                EstimateWithoutDay = byDay?.Estimate,
                DayShift = (byDay?.Estimate - effect.Mean) / effect.StandardDeviation,
                Block = byBlock?.Key,
                EstimateWithoutBlock = byBlock?.Estimate,
                LowestWithoutBlock = estimates.Length > 0 ? estimates.Min() : null,
                HighestWithoutBlock = estimates.Length > 0 ? estimates.Max() : null,
            };
        }
    }

    private static (int Key, double Estimate)? Farthest((int Key, EngineFit Fit)[] fits, int arm, double estimate) =>
        fits.Where(entry => entry.Fit.Refusal is null)
            .Select(entry => ((int Key, double Estimate)?)(entry.Key, entry.Fit.Mean(arm)))
            .MaxBy(entry => Math.Abs(entry!.Value.Estimate - estimate));
}
