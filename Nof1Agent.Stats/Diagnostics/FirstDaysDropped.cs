using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Diagnostics;

/// <summary>The effect when the first counted days after each change of arm are left out as well: a check on slow onset and on what lingers.</summary>
/// <param name="DroppedDays">Counted days left out after each change.</param>
/// <param name="Estimate">Arm minus reference, flat prior, outcome units.</param>
/// <param name="Low">Lower end of the 95 % interval, outcome units.</param>
/// <param name="High">Upper end of the 95 % interval, outcome units.</param>
public sealed record FirstDaysDropped(int DroppedDays, double Estimate, double Low, double High)
{
    /// <summary>Fits every arm without the first third of the counted days of each period that follows a change of arm.</summary>
    /// <returns>One line per arm from arm 1 on; null when periods have fewer than 3 counted days or the engine refuses what is left.</returns>
    internal static IReadOnlyList<FirstDaysDropped>? Fit(TrialDiary diary, EngineOptions options)
    {
        var periods = diary.Days.OrderBy(day => day.Day).GroupBy(day => day.Period).ToArray();
        var longest = periods.Select(period => period.Count(day => day.Counted)).DefaultIfEmpty(0).Max();
        if (longest < 3)
            return null;
        var drop = Math.Max(1, longest / 3);
        var days = new List<DiaryDay>();
        int? armBefore = null;
        foreach (var period in periods)
        {
            var change = armBefore is null || armBefore != period.First().Arm;
            // Days, not entries: a missing row still passes.
            var first = period.Where(day => day.Counted).Select(day => (long)day.Day).DefaultIfEmpty(long.MaxValue).Min();
            days.AddRange(period.Select(day => change && day.Counted && day.Day - first < drop ? day with { Counted = false } : day));
            armBefore = period.First().Arm;
        }
        var fit = RegressionEngine.Fit(diary with { Days = days }, options);
        if (fit.Refusal is not null)
            return null;
        return [.. Enumerable.Range(1, diary.ArmNames.Count - 1).Select(arm => Line(fit.Effect(arm)!))];

        FirstDaysDropped Line(EffectPosterior effect)
        {
            var (low, high) = effect.Interval();
            return new FirstDaysDropped(drop, effect.Mean, low, high);
        }
    }
}
