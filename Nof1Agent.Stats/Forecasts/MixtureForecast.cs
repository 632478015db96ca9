namespace Nof1Agent.Stats.Forecasts;

/// <summary>A forecast that is a weighted mixture of normal ones: with the probability of its weight, each component is the right one.</summary>
public sealed record MixtureForecast
{
    /// <summary>A mixture.</summary>
    /// <param name="components">At least one forecast with its weight; weights are finite, not negative, not all 0, and are divided by their sum.</param>
    /// <exception cref="ArgumentException">The components or weights are not as described.</exception>
    public MixtureForecast(IReadOnlyList<(NormalForecast Forecast, double Weight)> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        var weights = Weights.Normalize([.. components.Select(component => component.Weight)]);
        if (components.Any(component => !(component.Forecast.StandardDeviation > 0)))
        {
            throw new ArgumentException("A component has no standard deviation.", nameof(components));
        }

        Components = [.. components.Select((component, i) => (component.Forecast, weights[i])).Where(component => component.Item2 > 0)];
    }

    /// <summary>The components of positive weight; the weights add up to 1.</summary>
    public IReadOnlyList<(NormalForecast Forecast, double Weight)> Components { get; }

    /// <summary>Expected effect.</summary>
    public double Mean => Components.Sum(component => component.Weight * component.Forecast.Mean);

    /// <summary>Standard deviation: that within the components and that between them together.</summary>
    public double StandardDeviation
    {
        get
        {
            var mean = Mean;
            return Math.Sqrt(Components.Sum(component => component.Weight
                * ((component.Forecast.StandardDeviation * component.Forecast.StandardDeviation) + ((component.Forecast.Mean - mean) * (component.Forecast.Mean - mean)))));
        }
    }

    /// <summary>P(effect &lt;= x).</summary>
    /// <param name="x">A value in the outcome's unit.</param>
    public double ProbabilityAtMost(double x) => Components.Sum(component => component.Weight * component.Forecast.ProbabilityAtMost(x));

    /// <summary>P(effect &gt;= x).</summary>
    /// <param name="x">A value in the outcome's unit.</param>
    public double ProbabilityAtLeast(double x) => Components.Sum(component => component.Weight * component.Forecast.ProbabilityAtLeast(x));

    /// <summary>The effect below which the forecast puts the probability <paramref name="p"/>, by bisection between the components' own quantiles.</summary>
    /// <param name="p">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public double Quantile(double p)
    {
        var ends = Components.Select(component => component.Forecast.Quantile(p)).ToArray();
        var (low, high) = (ends.Min(), ends.Max());
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            (low, high) = ProbabilityAtMost(middle) < p ? (middle, high) : (low, middle);
        }
    }

    /// <summary>The central interval that holds the effect with a stated probability.</summary>
    /// <param name="level">The probability, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public (double Low, double High) Interval(double level) => level is > 0 and < 1
        ? (Quantile((1 - level) / 2), Quantile((1 + level) / 2))
        : throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");

    /// <summary>The normal forecast with the same mean and standard deviation.</summary>
    public NormalForecast ToNormal() => new(Mean, StandardDeviation);
}
