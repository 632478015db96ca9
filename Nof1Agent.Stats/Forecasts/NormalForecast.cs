using MathNet.Numerics.Distributions;

namespace Nof1Agent.Stats.Forecasts;

/// <summary>A normal predictive distribution for an effect: outcome under the arm minus outcome under the comparator, in the outcome's unit.</summary>
public readonly record struct NormalForecast
{
    /// <summary>A forecast.</summary>
    /// <param name="Mean">Expected effect, finite.</param>
    /// <param name="StandardDeviation">How unsure it is, in the outcome's unit; finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the standard deviation is not above 0.</exception>
    public NormalForecast(double Mean, double StandardDeviation)
    {
        if (!double.IsFinite(Mean))
        {
            throw new ArgumentOutOfRangeException(nameof(Mean), Mean, "The mean of a forecast is finite.");
        }

        if (!double.IsFinite(StandardDeviation) || StandardDeviation <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(StandardDeviation), StandardDeviation, "The standard deviation of a forecast is finite and above 0.");
        }

        this.Mean = Mean;
        this.StandardDeviation = StandardDeviation;
    }

    /// <summary>Expected effect.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the effect.</summary>
    public double StandardDeviation { get; }

    /// <summary>The forecast of what a trial will find: the effect plus the trial's own error.</summary>
    /// <param name="standardError">Standard error of the trial's estimate, 0 or above, in the outcome's unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The standard error is negative or not finite.</exception>
    public NormalForecast OfEstimate(double standardError) => standardError >= 0 && double.IsFinite(standardError)
        ? new NormalForecast(Mean, double.Hypot(StandardDeviation, standardError))
        : throw new ArgumentOutOfRangeException(nameof(standardError), standardError, "A standard error is finite and not below 0.");

    /// <summary>The central interval that holds the effect with a stated probability.</summary>
    /// <param name="level">The probability, between 0 and 1, for example 0.80.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public (double Low, double High) Interval(double level)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
        }

        var half = Normal.InvCDF(0, 1, (1 + level) / 2) * StandardDeviation;
        return (Mean - half, Mean + half);
    }

    /// <summary>The effect below which the forecast puts the probability <paramref name="p"/>.</summary>
    /// <param name="p">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public double Quantile(double p) => p is > 0 and < 1
        ? Mean + (StandardDeviation * Normal.InvCDF(0, 1, p))
        : throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");

    /// <summary>P(effect &lt;= x).</summary>
    /// <param name="x">A value in the outcome's unit.</param>
    public double ProbabilityAtMost(double x) => Normal.CDF(0, 1, (x - Mean) / StandardDeviation);

    /// <summary>P(effect &gt;= x).</summary>
    /// <param name="x">A value in the outcome's unit, for example the smallest change that matters.</param>
    public double ProbabilityAtLeast(double x) => Normal.CDF(0, 1, (Mean - x) / StandardDeviation);

    /// <summary>For each of several independent forecasts the probability that its effect is the largest of all.</summary>
    /// <param name="forecasts">At least one. Where a lower outcome is better, turn the signs of the means first.</param>
    /// <returns>Probabilities in the order of the forecasts; they add up to 1.</returns>
    /// <remarks>
    /// P(i is best) = integral of phi(z) * product over j != i of Phi((m_i + s_i z - m_j) / s_j) dz, by 16-point Gauss-Legendre rules between nodes
    /// placed where any factor bends, so that it is exact to about 1e-12 without random numbers.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no forecast.</exception>
    public static IReadOnlyList<double> ProbabilityBest(IReadOnlyList<NormalForecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        if (forecasts.Count == 0)
        {
            throw new ArgumentException("There is no forecast to choose from.", nameof(forecasts));
        }

        return [.. Enumerable.Range(0, forecasts.Count).Select(i => BestOf(forecasts, i))];
    }

    private static double BestOf(IReadOnlyList<NormalForecast> forecasts, int i)
    {
        const double reach = 9;
        var own = forecasts[i];
        var nodes = new SortedSet<double>(Enumerable.Range(-9, 19).Select(node => (double)node));
        foreach (var (other, j) in forecasts.Select((forecast, j) => (forecast, j)))
        {
            if (j == i)
            {
                continue;
            }

            var bend = (other.Mean - own.Mean) / own.StandardDeviation;
            var width = other.StandardDeviation / own.StandardDeviation;
            nodes.UnionWith(Enumerable.Range(-9, 19).Select(step => bend + (step * width)).Where(node => Math.Abs(node) < reach));
        }

        double lower = -reach;
        var total = 0.0;
        foreach (var upper in nodes.Skip(1))
        {
            total += MathNet.Numerics.Integration.GaussLegendreRule.Integrate(z => Integrand(forecasts, i, z), lower, upper, 16);
            lower = upper;
        }

        return Math.Clamp(total, 0, 1);
    }

    private static double Integrand(IReadOnlyList<NormalForecast> forecasts, int i, double z)
    {
        var value = Normal.PDF(0, 1, z);
        var effect = forecasts[i].Mean + (forecasts[i].StandardDeviation * z);
        for (var j = 0; j < forecasts.Count && value > 0; j++)
        {
            value *= j == i ? 1 : forecasts[j].ProbabilityAtMost(effect);
        }

        return value;
    }
}
