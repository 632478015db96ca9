namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// What is believed about one effect after the data: a finite mixture of shifted and scaled Student t distributions with common degrees of freedom,
/// in outcome units (arm minus reference).
/// </summary>
public sealed class EffectPosterior
{
    private readonly double[] weights;
    private readonly double[] locations;
    private readonly double[] scales;
    private readonly StudentDistribution student;

    internal EffectPosterior(double[] weights, double[] locations, double[] scales, StudentDistribution student, double meanPhi, int observationCount)
    {
        this.weights = weights;
        this.locations = locations;
        this.scales = scales;
        this.student = student;
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

    /// <summary>Posterior mean, outcome units.</summary>
    public double Mean { get; }

    /// <summary>Posterior standard deviation, outcome units.</summary>
    public double StandardDeviation { get; }

    /// <summary>Posterior mean of the correlation between one day's noise and the next day's, -0.9 to 0.98.</summary>
    public double MeanPhi { get; }

    /// <summary>Number of days that entered.</summary>
    public int ObservationCount { get; }

    /// <summary>Degrees of freedom that all components share.</summary>
    public int DegreesOfFreedom => student.DegreesOfFreedom;

    /// <summary>P(effect &gt; x), 0 to 1.</summary>
    public double ProbabilityAbove(double x)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * student.Cumulative((locations[i] - x) / scales[i]);
        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>P(low &lt; effect &lt; high), 0 to 1.</summary>
    public double ProbabilityBetween(double low, double high) =>
        high <= low ? 0 : Math.Clamp(ProbabilityAbove(low) - ProbabilityAbove(high), 0, 1);

    /// <summary>Density at x, per outcome unit.</summary>
    public double Density(double x)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * student.Density((x - locations[i]) / scales[i]) / scales[i];
        return sum;
    }

    /// <summary>The value below which the effect lies with probability <paramref name="p"/>, outcome units.</summary>
    /// <param name="p">Between 0 and 1, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not inside (0, 1).</exception>
    public double Quantile(double p)
    {
        if (!(p > 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability between 0 and 1.");
        var unit = StandardDeviation;
        double low = -1, high = 1;
        while (Excess(low) > 0)
            low *= 2;
        while (Excess(high) < 0)
            high *= 2;
        // Newton from inside a bracket; bisection where a step would leave it.
        var x = Math.Clamp(0, low, high);
        for (var iteration = 0; iteration < 200; iteration++)
        {
            var excess = Excess(x);
            if (excess > 0)
                high = x;
            else
                low = x;
            var slope = Density(Mean + x * unit) * unit;
            var next = slope > 0 ? x - excess / slope : double.NaN;
            if (!(next > low && next < high))
                next = 0.5 * (low + high);
            if (Math.Abs(next - x) <= 1e-13 * (1 + Math.Abs(x)))
                return Mean + next * unit;
            x = next;
        }
        return Mean + x * unit;

        double Excess(double z) => 1 - ProbabilityAbove(Mean + z * unit) - p;
    }

    /// <summary>The central interval that holds the effect with probability <paramref name="level"/>.</summary>
    /// <param name="level">Between 0 and 1, both excluded; 0.95 is customary.</param>
    public (double Low, double High) Interval(double level = 0.95) => (Quantile((1 - level) / 2), Quantile((1 + level) / 2));
}
