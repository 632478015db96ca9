using MathNet.Numerics.Distributions;

namespace Nof1Agent.Tests.Stats.Designs;

/// <summary>Goodness of fit of counts to equal shares. The seeds are fixed, so the outcome is too: a failure is a defect, never chance.</summary>
internal static class ChiSquare
{
    public static double UniformP(IReadOnlyCollection<int> counts)
    {
        var expected = counts.Sum() / (double)counts.Count;
        var statistic = counts.Sum(count => (count - expected) * (count - expected) / expected);
        return 1 - ChiSquared.CDF(counts.Count - 1, statistic);
    }

    public static void AssertUniform(IReadOnlyCollection<int> counts) => Assert.InRange(UniformP(counts), 0.001, 0.9999);
}
