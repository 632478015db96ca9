using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Stats.Outcomes;

/// <summary>Fits <see cref="OtherScaleLine"/> for the kind of outcome.</summary>
internal static class OtherScaleFit
{
    private const double Skewed = 1;
    private const int MostLevels = 25;
    private const double Normal975 = 1.959963984540054;

    /// <summary>One line per arm from arm 1 on, or null when the kind of outcome has none or it cannot be fitted.</summary>
    internal static IReadOnlyList<OtherScaleLine>? Fit(TrialDiary diary, OutcomeScale scale, EngineOptions options) => scale switch
    {
        OutcomeScale.Continuous => IsSkewedAndPositive(diary) ? Transformed(diary, options, OtherScale.Log, Math.Log) : null,
        OutcomeScale.Rating => Ordered(diary, OtherScale.ProportionalOdds),
        OutcomeScale.YesNo => Ordered(diary, OtherScale.LogOdds),
        OutcomeScale.Count => Transformed(diary, options, OtherScale.LogCount, count => Math.Log(count + 0.5)),
        OutcomeScale.TimeOfDay => null,
    };

    private static bool IsSkewedAndPositive(TrialDiary diary)
    {
        var values = diary.Days.Where(day => day.IsUsed).Select(day => day.Value.GetValueOrDefault()).ToArray();
        if (values.Length < 8 || values.Min() <= 0)
            return false;
        var largest = values.Max();
        var scaled = values.Select(value => value / largest).ToArray();
        var mean = scaled.Average();
        var variance = scaled.Average(value => (value - mean) * (value - mean));
        return variance > 0 && scaled.Average(value => Math.Pow((value - mean) / Math.Sqrt(variance), 3)) > Skewed;
    }

    private static OtherScaleLine[]? Transformed(TrialDiary diary, EngineOptions options, OtherScale scale, Func<double, double> transform)
    {
        var fit = RegressionEngine.Fit(
            diary with { Days = [.. diary.Days.Select(day => day.Value is { } value ? day with { Value = transform(value) } : day)] }, options);
        if (fit.Refusal is not null)
            return null;
        return [.. Enumerable.Range(1, diary.ArmNames.Count - 1).Select(arm =>
        {
            var effect = fit.Effect(arm)!;
            var (low, high) = effect.Interval();
            return new OtherScaleLine(scale, effect.Mean, low, high, IgnoresAutocorrelation: false);
        })];
    }

    private static OtherScaleLine[]? Ordered(TrialDiary diary, OtherScale scale)
    {
        var used = diary.Days.Where(day => day.IsUsed).OrderBy(day => day.Day).ToArray();
        var ratings = used.Select(day => day.Value.GetValueOrDefault()).Distinct().Order().ToList();
        if (ratings.Count is < 2 or > MostLevels || used.Length > 2000)
            return null;
        int armCount = diary.ArmNames.Count;
        double centre = used.Average(day => (double)day.Day), reach = Math.Max(1, used.Max(day => Math.Abs(day.Day - centre)));
        var columns = Enumerable.Range(1, armCount - 1).Select(arm => used.Select(day => day.Arm == arm ? 1.0 : 0.0).ToArray())
            .Append([.. used.Select(day => (day.Day - centre) / reach)]).ToArray();
        var fit = ProportionalOdds.Fit([.. used.Select(day => ratings.IndexOf(day.Value.GetValueOrDefault()))], ratings.Count, columns);
        return fit is null
            ? null
            : [.. Enumerable.Range(0, armCount - 1).Select(j => new OtherScaleLine(scale, fit.Slopes[j],
                fit.Slopes[j] - Normal975 * fit.StandardErrors[j], fit.Slopes[j] + Normal975 * fit.StandardErrors[j], IgnoresAutocorrelation: true))];
    }
}
