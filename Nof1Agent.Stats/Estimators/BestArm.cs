using MathNet.Numerics.Distributions;

namespace Nof1Agent.Stats.Estimators;

/// <summary>Probability of each arm to be the best, from the joint posterior.</summary>
/// <remarks>
/// Two arms: the mixture's distribution function. More: 16,384 points of an additive low-discrepancy sequence (Roberts 2018, the R_d sequence), mapped to the
/// joint t by normal quantiles and a chi-square quantile; the error is a few in 10,000 and the same on every run.
/// </remarks>
internal static class BestArm
{
    private const int Points = 16_384;

    /// <summary>One probability per arm, adding up to 1; null after a refusal.</summary>
    internal static IReadOnlyList<double>? Probabilities(EngineFit fit, int armCount, bool higherIsBetter)
    {
        if (fit.Solution is not { } solution)
            return null;
        if (armCount == 2)
        {
            var above = fit.Effect(1)!.ProbabilityAbove(0);
            return higherIsBetter ? [1 - above, above] : [above, 1 - above];
        }
        // Dimensions: component, chi-square, one per arm beyond the reference.
        var dimensions = armCount + 1;
        var steps = AdditiveSteps(dimensions);
        var wins = new int[armCount];
        var effects = new double[armCount];
        var normals = new double[armCount - 1];
        var point = new double[dimensions];
        Array.Fill(point, 0.5);
        for (var n = 0; n < Points; n++)
        {
            for (var d = 0; d < dimensions; d++)
            {
                point[d] += steps[d];
                point[d] -= Math.Floor(point[d]);
            }
            for (var d = 0; d < normals.Length; d++)
                normals[d] = Normal.InvCDF(0, 1, Inside(point[d + 2]));
            solution.Draw(point[0], Inside(point[1]), normals, effects.AsSpan(1));
            var best = 0;
            for (var arm = 1; arm < armCount; arm++)
                if (higherIsBetter ? effects[arm] > effects[best] : effects[arm] < effects[best])
                    best = arm;
            wins[best]++;
        }
        return [.. wins.Select(count => (double)count / Points)];
    }

    private static double Inside(double u) => Math.Clamp(u, 1e-12, 1 - 1e-12);

    /// <summary>Powers of 1/g, g the root of g^(d+1) = g + 1.</summary>
    private static double[] AdditiveSteps(int dimensions)
    {
        var g = 1.5;
        for (var i = 0; i < 60; i++)
            g = Math.Pow(1 + g, 1.0 / (dimensions + 1));
        return [.. Enumerable.Range(1, dimensions).Select(k => Math.Pow(1 / g, k))];
    }
}
