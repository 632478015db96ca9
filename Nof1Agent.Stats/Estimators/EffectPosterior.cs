namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// What is believed about one effect after the data: a finite mixture of shifted and scaled Student t distributions with common degrees of freedom,
/// in outcome units (arm minus reference).
/// </summary>
public sealed class EffectPosterior
{
    private readonly StudentMixture mixture;
    private readonly double[] weights;
    private readonly double[] locations;
    private readonly double[] scales;

    internal EffectPosterior(double[] weights, double[] locations, double[] scales, StudentDistribution student, double meanPhi, int observationCount)
    {
        (this.weights, this.locations, this.scales) = (weights, locations, scales);
        mixture = new StudentMixture(weights, locations, scales, student);
        MeanPhi = meanPhi;
        ObservationCount = observationCount;
        double mean = 0, variance = 0;
        for (var i = 0; i < weights.Length; i++)
            mean += weights[i] * locations[i];
        // With two degrees of freedom or fewer the variance of a t is infinite: the scale then stands for the standard deviation.
        double inflation = student.DegreesOfFreedom > 2 ? student.DegreesOfFreedom / (student.DegreesOfFreedom - 2.0) : 1;
        var largest = scales.Max();
        for (var i = 0; i < weights.Length; i++)
        {
            // Relative to the largest scale, so that units of 1e-300 or 1e300 neither vanish nor overflow.
            double scale = scales[i] / largest, offset = (locations[i] - mean) / largest;
            variance += weights[i] * (scale * scale * inflation + offset * offset);
        }
        Mean = mean;
        StandardDeviation = Math.Sqrt(variance) * largest;
    }

    /// <summary>What is believed when each of several priors of the same effect may be the right one.</summary>
    /// <param name="parts">Posterior weights that add up to 1, and posteriors from the same days with the same degrees of freedom; at least one.</param>
    internal static EffectPosterior Mix(IReadOnlyList<(double Weight, EffectPosterior Effect)> parts) => new(
        [.. parts.SelectMany(part => part.Effect.weights.Select(weight => part.Weight * weight))],
        [.. parts.SelectMany(part => part.Effect.locations)],
        [.. parts.SelectMany(part => part.Effect.scales)],
        parts[0].Effect.mixture.Student,
        parts.Sum(part => part.Weight * part.Effect.MeanPhi),
        parts[0].Effect.ObservationCount);

    /// <summary>Posterior mean, outcome units.</summary>
    public double Mean { get; }

    /// <summary>Posterior standard deviation, outcome units.</summary>
    public double StandardDeviation { get; }

    /// <summary>Posterior mean of the correlation between one day's noise and the next day's, -0.9 to 0.98.</summary>
    public double MeanPhi { get; }

    /// <summary>Number of days that entered.</summary>
    public int ObservationCount { get; }

    /// <summary>Degrees of freedom that all components share.</summary>
    public int DegreesOfFreedom => mixture.Student.DegreesOfFreedom;

    /// <summary>P(effect &gt; x), 0 to 1.</summary>
    public double ProbabilityAbove(double x) =>
        double.IsInfinity(x) ? (x > 0 ? 0 : 1) : Math.Clamp(mixture.At(x).Above, 0, 1);

    /// <summary>P(low &lt; effect &lt; high), 0 to 1.</summary>
    public double ProbabilityBetween(double low, double high) =>
        Math.Clamp(ProbabilityAbove(low) - ProbabilityAbove(high), 0, 1);

    /// <summary>Density at x, per outcome unit.</summary>
    public double Density(double x) => mixture.At(x).Density;

    /// <summary>The value below which the effect lies with probability <paramref name="p"/>, outcome units.</summary>
    /// <param name="p">Between 0 and 1, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not inside (0, 1).</exception>
    public double Quantile(double p)
    {
        if (!(p > 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability between 0 and 1.");
        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        // In posterior standard deviations from the mean: Newton inside a bracket, halving or doubling where a step would leave it.
        var z = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p);
        for (var iteration = 0; iteration < 400; iteration++)
        {
            var (above, density) = mixture.At(Mean + z * StandardDeviation);
            var excess = 1 - above - p;
            if (excess > 0)
                high = z;
            else
                low = z;
            var next = z - excess / (density * StandardDeviation);
            if (!(next > low && next < high))
                next = double.IsInfinity(low) ? Math.Min(2 * high, -1) : double.IsInfinity(high) ? Math.Max(2 * low, 1) : 0.5 * (low + high);
            if (Math.Abs(next - z) <= 1e-12 * (1 + Math.Abs(z)))
                return Mean + next * StandardDeviation;
            z = next;
        }
        return Mean + z * StandardDeviation;
    }

    /// <summary>The central interval that holds the effect with probability <paramref name="level"/>.</summary>
    /// <param name="level">Between 0 and 1, both excluded; 0.95 is customary.</param>
    public (double Low, double High) Interval(double level = 0.95) => (Quantile((1 - level) / 2), Quantile((1 + level) / 2));
}
