using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Stats.Pooling;

/// <summary>A source of a pooled forecast.</summary>
/// <param name="Forecast">For one person: the spread between people is in it.</param>
/// <param name="Most">The largest share that it may have, 0 to 1.</param>
public readonly record struct PooledSource(MixtureForecast Forecast, double Most = 1);

/// <summary>One forecast from sources that differ in how sure they are: weights by precision, under a limit for each, in a linear pool.</summary>
/// <remarks>
/// Share of a source proportional to 1 / s^2 with s its standard deviation; what a limit cuts off goes to the others in proportion. The forecast is the
/// mixture with these weights, not the product: the sources have read the same studies, and every one of them holds the spread between people, which no
/// number of sources takes away. So the result is never surer than the surest source, and sources that disagree make it wider.
/// </remarks>
public static class PrecisionPool
{
    /// <summary>The shares of the sources, in their order; they add up to 1.</summary>
    /// <param name="sources">At least one; the limits together allow at least 1.</param>
    /// <exception cref="ArgumentException">There is no source, a limit is not between 0 and 1, or the limits leave a part to nobody.</exception>
    public static IReadOnlyList<double> Shares(IReadOnlyList<PooledSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Any(source => !(source.Most is >= 0 and <= 1)) || !(sources.Sum(source => source.Most) >= 1 - 1e-12))
        {
            throw new ArgumentException("Limits lie between 0 and 1 and together allow at least 1.", nameof(sources));
        }

        var shares = Weights.Normalize([.. sources.Select(source => Math.Pow(source.Forecast.StandardDeviation, -2))]);
        var held = new bool[shares.Length];
        while (true)
        {
            var over = Enumerable.Range(0, shares.Length).Where(i => !held[i] && shares[i] > sources[i].Most).ToList();
            if (over.Count == 0)
            {
                return shares;
            }

            foreach (var i in over)
            {
                held[i] = true;
                shares[i] = sources[i].Most;
            }

            var free = Enumerable.Range(0, shares.Length).Where(i => !held[i]).ToList();
            var left = 1 - Enumerable.Range(0, shares.Length).Where(i => held[i]).Sum(i => shares[i]);
            var among = free.Sum(i => shares[i]);
            foreach (var i in free)
            {
                shares[i] *= left / among;
            }
        }
    }

    /// <summary>The pooled forecast.</summary>
    /// <param name="sources">As for <see cref="Shares"/>.</param>
    /// <param name="shares">The shares it was made with.</param>
    /// <exception cref="ArgumentException">As for <see cref="Shares"/>.</exception>
    public static MixtureForecast Combine(IReadOnlyList<PooledSource> sources, out IReadOnlyList<double> shares)
    {
        var found = Shares(sources);
        shares = found;
        return new MixtureForecast([.. sources.SelectMany((source, i) => source.Forecast.Components.Select(part => (part.Forecast, found[i] * part.Weight)))]);
    }
}
