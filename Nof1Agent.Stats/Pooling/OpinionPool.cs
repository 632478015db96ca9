using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Stats.Pooling;

/// <summary>One forecast from several sources.</summary>
/// <remarks>
/// The two pools differ in what disagreement means. In the linear pool disagreement widens the result: one of the sources may be right and the others
/// wrong. The quantile average keeps the typical width: the sources see the same thing with different errors (K. C. Lichtendahl, Y. Grushka-Cockayne and
/// R. L. Winkler, Is it better to average probabilities or quantiles?, Management Science 59(7), 2013). Repeated statements of one source whose
/// disagreement with itself should count belong in a linear pool.
/// </remarks>
public static class OpinionPool
{
    /// <summary>Averages the quantiles at every level. For normal forecasts: the weighted mean of the means and of the standard deviations.</summary>
    /// <param name="sources">Forecasts and weights (0 or above, not all 0; divided by their sum).</param>
    /// <exception cref="ArgumentException">There is no source, or the weights are not as described.</exception>
    public static NormalForecast QuantileAverage(IReadOnlyList<(NormalForecast Forecast, double Weight)> sources)
    {
        var components = new MixtureForecast(sources).Components;
        return new NormalForecast(
            components.Sum(source => source.Weight * source.Forecast.Mean),
            components.Sum(source => source.Weight * source.Forecast.StandardDeviation));
    }

    /// <summary>Averages the probabilities of every event: the mixture of the forecasts.</summary>
    /// <param name="sources">Forecasts and weights (0 or above, not all 0; divided by their sum).</param>
    /// <exception cref="ArgumentException">There is no source, or the weights are not as described.</exception>
    public static MixtureForecast Linear(IReadOnlyList<(NormalForecast Forecast, double Weight)> sources) => new(sources);
}
