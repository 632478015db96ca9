using Nof1Agent.Skills.Evidence;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Skills.Candidates;

/// <summary>
/// From a published average effect to a forecast for one person. The published standard error says how well the average is known;
/// people differ on top of that, so the forecast's variance is se^2 + (0.75 |effect|)^2 (a spread between people of half to once the
/// effect is the safe default; the middle is taken). An effect of very low confidence is halved first.
/// </summary>
internal static class PersonalForecast
{
    private const double SpreadBetweenPeople = 0.75;
    private const double ShareKeptOfVeryLowConfidence = 0.5;
    private const double IntervalCoverage = 0.80;

    /// <summary>The forecast of the benefit in the outcome's unit, or null where the entry has no usable number in that unit.</summary>
    public static NormalForecast? Of(EvidenceEntry entry, DailyOutcome outcome)
    {
        var effect = entry.Effect;
        if (!effect.UsableAsPrior || effect.Kind != "native" || entry.Outcome.Name != outcome.CatalogueOutcome || entry.Outcome.Unit != outcome.CatalogueUnit)
        {
            return null;
        }

        var factor = (effect.Rescale?.Factor ?? 1) * (entry.Confidence == "very low" ? ShareKeptOfVeryLowConfidence : 1);
        var mean = effect.Value!.Value * factor * (outcome.LowerIsBetter ? -1 : 1);
        var standardError = effect.StandardError!.Value * Math.Abs(effect.Rescale?.Factor ?? 1);
        var spread = SpreadBetweenPeople * Math.Abs(effect.Value.Value * (effect.Rescale?.Factor ?? 1));
        return new NormalForecast(mean, Math.Sqrt((standardError * standardError) + (spread * spread)));
    }

    /// <summary>The forecast with its interval and probability.</summary>
    public static EffectForecast Describe(NormalForecast forecast, double? mcid)
    {
        var (low, high) = forecast.Interval(IntervalCoverage);
        return new EffectForecast
        {
            Mean = forecast.Mean,
            StandardDeviation = forecast.StandardDeviation,
            Low = low,
            High = high,
            ProbabilityHelps = forecast.ProbabilityAtLeast(mcid ?? 0),
        };
    }
}
