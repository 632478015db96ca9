using MathNet.Numerics.Distributions;

namespace Nof1Agent.Stats.Forecasts;

/// <summary>Scores of a forecast distribution or interval against the effect that was found; lower is better, all are proper.</summary>
/// <remarks>
/// T. Gneiting and A. E. Raftery, Strictly proper scoring rules, prediction, and estimation, JASA 102(477), 2007. A trial finds the effect with an error:
/// score <see cref="NormalForecast.OfEstimate"/>, the forecast of the estimate, not of the effect behind it.
/// </remarks>
public static class EffectScores
{
    /// <summary>Log score: minus the natural logarithm of the density at the effect. Depends on the unit; differences between forecasts do not.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="effect">What was found, in the outcome's unit.</param>
    public static double Log(NormalForecast forecast, double effect)
    {
        var z = (effect - forecast.Mean) / forecast.StandardDeviation;
        return (0.5 * z * z) + Math.Log(forecast.StandardDeviation) + (0.5 * Math.Log(2 * Math.PI));
    }

    /// <summary>Continuous ranked probability score, in the outcome's unit: a distance that for a point forecast is the absolute error.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="effect">What was found, in the outcome's unit.</param>
    /// <remarks>s (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)) with z = (effect - m) / s.</remarks>
    public static double Crps(NormalForecast forecast, double effect) =>
        ExpectedDistance(effect - forecast.Mean, forecast.StandardDeviation) - (forecast.StandardDeviation / Math.Sqrt(Math.PI));

    /// <summary>Continuous ranked probability score of a mixture, in the outcome's unit.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="effect">What was found, in the outcome's unit.</param>
    /// <remarks>
    /// E|X - effect| - E|X - X'| / 2, both in closed form for normal components (E. P. Grimit et al., Quarterly Journal of the Royal Meteorological
    /// Society 132, 2006).
    /// </remarks>
    public static double Crps(MixtureForecast forecast, double effect)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        var score = 0.0;
        foreach (var (a, weight) in forecast.Components)
        {
            score += weight * ExpectedDistance(effect - a.Mean, a.StandardDeviation);
            foreach (var (b, other) in forecast.Components)
            {
                score -= 0.5 * weight * other * ExpectedDistance(a.Mean - b.Mean, Math.Sqrt((a.StandardDeviation * a.StandardDeviation) + (b.StandardDeviation * b.StandardDeviation)));
            }
        }

        return Math.Max(score, 0);
    }

    /// <summary>Interval score, in the outcome's unit: the width, plus 2 / (1 - level) times the distance by which the effect lies outside.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, at least <paramref name="low"/>.</param>
    /// <param name="level">The probability with which the interval was said to hold the effect, between 0 and 1.</param>
    /// <param name="effect">What was found, in the outcome's unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ends are in the wrong order or no numbers, or the level is not between 0 and 1.</exception>
    public static double Interval(double low, double high, double level, double effect)
    {
        if (!(low <= high))
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, "The upper end of an interval is not below the lower one.");
        }

        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
        }

        return high - low + (2 / (1 - level) * (Math.Max(low - effect, 0) + Math.Max(effect - high, 0)));
    }

    /// <summary>E|Z| for Z normal with the given mean and standard deviation.</summary>
    private static double ExpectedDistance(double mean, double standardDeviation)
    {
        var z = mean / standardDeviation;
        return (mean * ((2 * Normal.CDF(0, 1, z)) - 1)) + (2 * standardDeviation * Normal.PDF(0, 1, z));
    }
}
