namespace Nof1Agent.Stats.Verdicts;

/// <summary>
/// p values of several exploratory comparisons, adjusted so that the chance of even one false "below .05" among them stays at most .05. Only the primary
/// comparison, named before the start, is read unadjusted.
/// </summary>
/// <remarks>
/// With the p values in increasing order, p'_i = max over j up to i of min(1, (m - j + 1) p_j). Holds whatever the dependence between the comparisons. Holm
/// (1979), Scandinavian Journal of Statistics 6:65.
/// </remarks>
public static class HolmAdjustment
{
    /// <summary>Adjusts.</summary>
    /// <param name="pValues">p values, 0 to 1.</param>
    /// <returns>Adjusted p values in the same order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not between 0 and 1.</exception>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var (largest, left) = (0.0, pValues.Count);
        foreach (var i in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]))
        {
            if (!(pValues[i] >= 0 && pValues[i] <= 1))
                throw new ArgumentOutOfRangeException(nameof(pValues), pValues[i], "A p value lies between 0 and 1.");
            largest = Math.Max(largest, Math.Min(1, left * pValues[i]));
            adjusted[i] = largest;
            left--;
        }
        return adjusted;
    }
}
