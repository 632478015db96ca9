namespace Nof1Agent.Stats.Pooling;

/// <summary>Estimators of the variance of the true effects between studies. Effects y_i, sampling variances v_i, weights w_i = 1 / (v_i + tau^2).</summary>
internal static class BetweenStudyVariance
{
    private const int GridSteps = 400;

    public static double Estimate(ReadOnlySpan<double> y, ReadOnlySpan<double> v, HeterogeneityEstimator estimator) => estimator switch
    {
        HeterogeneityEstimator.RestrictedMaximumLikelihood => RestrictedMaximumLikelihood(y, v),
        HeterogeneityEstimator.DerSimonianLaird => DerSimonianLaird(y, v),
        HeterogeneityEstimator.PauleMandel => PauleMandel(y, v),
    };

    /// <summary>The weighted mean and sums of the weights at a value of tau^2; squares is sum w (y - mean)^2.</summary>
    public static (double Mean, double SumWeights, double SumSquaredWeights, double Squares) Sums(ReadOnlySpan<double> y, ReadOnlySpan<double> v, double tauSquared)
    {
        double sumWeights = 0, sumSquaredWeights = 0, weighted = 0;
        for (var i = 0; i < y.Length; i++)
        {
            var w = 1 / (v[i] + tauSquared);
            sumWeights += w;
            sumSquaredWeights += w * w;
            weighted += w * y[i];
        }

        var mean = weighted / sumWeights;
        var squares = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            squares += (y[i] - mean) * (y[i] - mean) / (v[i] + tauSquared);
        }

        return (mean, sumWeights, sumSquaredWeights, squares);
    }

    private static double DerSimonianLaird(ReadOnlySpan<double> y, ReadOnlySpan<double> v)
    {
        var (_, sumWeights, sumSquaredWeights, q) = Sums(y, v, 0);
        return Math.Max(0, (q - (y.Length - 1)) / (sumWeights - (sumSquaredWeights / sumWeights)));
    }

    // sum w (y - mean)^2 falls as tau^2 grows: bisection.
    private static double PauleMandel(ReadOnlySpan<double> y, ReadOnlySpan<double> v)
    {
        var target = y.Length - 1;
        if (Sums(y, v, 0).Squares <= target)
        {
            return 0;
        }

        var (low, high) = (0.0, Largest(y, v));
        while (low + ((high - low) / 2) is var middle && middle > low && middle < high)
        {
            (low, high) = Sums(y, v, middle).Squares > target ? (middle, high) : (low, middle);
        }

        return high;
    }

    // The restricted likelihood can have several maxima: the best point of a grid, then the zero of its slope between the neighbours.
    private static double RestrictedMaximumLikelihood(ReadOnlySpan<double> y, ReadOnlySpan<double> v)
    {
        var largest = Largest(y, v);
        var smallest = largest * 1e-12;
        var ratio = Math.Pow(largest / smallest, 1.0 / GridSteps);
        var (best, bestLikelihood, at) = (0.0, LogLikelihood(y, v, 0), -1);
        for (var i = 0; i <= GridSteps; i++)
        {
            var tauSquared = smallest * Math.Pow(ratio, i);
            var likelihood = LogLikelihood(y, v, tauSquared);
            if (likelihood > bestLikelihood)
            {
                (best, bestLikelihood, at) = (tauSquared, likelihood, i);
            }
        }

        var low = at <= 0 ? 0 : best / ratio;
        var high = at < 0 ? smallest : best * ratio;
        if (Slope(y, v, low) <= 0)
        {
            return low;
        }

        while (low + ((high - low) / 2) is var middle && middle > low && middle < high)
        {
            (low, high) = Slope(y, v, middle) > 0 ? (middle, high) : (low, middle);
        }

        return low + ((high - low) / 2);
    }

    private static double LogLikelihood(ReadOnlySpan<double> y, ReadOnlySpan<double> v, double tauSquared)
    {
        var (_, sumWeights, _, squares) = Sums(y, v, tauSquared);
        var logVariances = 0.0;
        foreach (var variance in v)
        {
            logVariances += Math.Log(variance + tauSquared);
        }

        return -0.5 * (logVariances + Math.Log(sumWeights) + squares);
    }

    private static double Slope(ReadOnlySpan<double> y, ReadOnlySpan<double> v, double tauSquared)
    {
        var (mean, sumWeights, sumSquaredWeights, _) = Sums(y, v, tauSquared);
        var squares = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            var scaled = (y[i] - mean) / (v[i] + tauSquared);
            squares += scaled * scaled;
        }

        return 0.5 * (squares - sumWeights + (sumSquaredWeights / sumWeights));
    }

    // Beyond this value both the restricted likelihood and the weighted sum of squares have fallen past their solution: with every v_i at 0, the
    // solution is at most the sum of squares of the effects about any centre.
    private static double Largest(ReadOnlySpan<double> y, ReadOnlySpan<double> v)
    {
        var (centre, squares, variance) = (0.0, 0.0, 0.0);
        foreach (var effect in y)
        {
            centre += effect / y.Length;
        }

        for (var i = 0; i < y.Length; i++)
        {
            squares += (y[i] - centre) * (y[i] - centre);
            variance = Math.Max(variance, v[i]);
        }

        return Math.Max(squares, variance) * 2;
    }
}
