namespace Nof1Agent.Stats.Forecasts;

/// <summary>Weights of sources.</summary>
internal static class Weights
{
    /// <summary>Divides weights by their sum.</summary>
    /// <exception cref="ArgumentException">There is none, one is negative or not finite, or all are 0.</exception>
    public static double[] Normalize(IReadOnlyList<double> weights)
    {
        if (weights.Count == 0)
        {
            throw new ArgumentException("There is nothing to weigh.", nameof(weights));
        }

        if (weights.Any(weight => !(weight >= 0 && double.IsFinite(weight))))
        {
            throw new ArgumentException("A weight is a finite number, 0 or above.", nameof(weights));
        }

        // Divided by the largest first, so that neither huge nor tiny weights overflow or vanish in the sum.
        var largest = weights.Max();
        if (largest == 0)
        {
            throw new ArgumentException("All weights are 0.", nameof(weights));
        }

        var total = weights.Sum(weight => weight / largest);
        return [.. weights.Select(weight => weight / largest / total)];
    }
}
