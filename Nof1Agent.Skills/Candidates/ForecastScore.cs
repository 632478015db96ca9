using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Skills.Candidates;

/// <summary>
/// How a forecast that was made before a trial did against what the trial found. A trial finds the effect with an error of its own, so the forecast of the
/// estimate is scored, not that of the effect behind it: otherwise every forecast would look too sure of itself.
/// </summary>
public sealed record ForecastScore
{
    /// <summary>The probability that an interval was said to hold.</summary>
    public const double IntervalLevel = 0.80;

    /// <summary>P(the trial finds a benefit of at least the smallest change that matters; of any benefit where none was named), as it was forecast.</summary>
    public required double ProbabilityHelps { get; init; }

    /// <summary>Whether it did.</summary>
    public required bool Helped { get; init; }

    /// <summary>Brier score of <see cref="ProbabilityHelps"/>: 0 to 1, lower is better, 0.25 for always saying one half.</summary>
    public required double Brier { get; init; }

    /// <summary>Whether the forecast's 80 % interval held what was found.</summary>
    public required bool Covered { get; init; }

    /// <summary>Continuous ranked probability score in the outcome's unit, lower is better.</summary>
    public required double Crps { get; init; }

    /// <summary>Scores one forecast.</summary>
    /// <param name="forecast">The benefit, positive is better, in the outcome's unit.</param>
    /// <param name="benefit">What the trial found, in the same direction and unit.</param>
    /// <param name="standardError">The trial's own error, above 0.</param>
    /// <param name="mcid">Smallest change that matters, above 0; null where none was named.</param>
    public static ForecastScore Of(NormalForecast forecast, double benefit, double standardError, double? mcid)
    {
        var found = forecast.OfEstimate(standardError);
        var probability = found.ProbabilityAtLeast(mcid ?? 0);
        var helped = benefit >= (mcid ?? 0);
        var (low, high) = found.Interval(IntervalLevel);
        return new ForecastScore
        {
            ProbabilityHelps = probability,
            Helped = helped,
            Brier = ProbabilityScores.Brier(probability, helped),
            Covered = low <= benefit && benefit <= high,
            Crps = EffectScores.Crps(found, benefit),
        };
    }
}
