namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// Student's t with a whole number of degrees of freedom, prepared once so that many evaluations are cheap.
/// </summary>
/// <remarks>
/// For whole degrees of freedom the distribution function is a finite sum in theta = atan(t / sqrt(df)) (Abramowitz and Stegun 26.7.3 and 26.7.4).
/// Above <see cref="LargestFiniteSum"/> degrees the incomplete beta function takes over. The absolute error is below 1e-13 in both.
/// </remarks>
internal sealed class StudentDistribution
{
    internal const int LargestFiniteSum = 300;
    private readonly double[] ratios;

    internal StudentDistribution(int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        DegreesOfFreedom = degreesOfFreedom;
        var half = degreesOfFreedom / 2.0;
        DensityConstant = Math.Exp(MathNet.Numerics.SpecialFunctions.GammaLn(half + 0.5) - MathNet.Numerics.SpecialFunctions.GammaLn(half))
            / Math.Sqrt(degreesOfFreedom * Math.PI);
        if (degreesOfFreedom > LargestFiniteSum)
        {
            ratios = [];
            return;
        }
        // Coefficients of powers of cos^2: 1, 1/2, 1*3/(2*4), ... for even and 1, 2/3, 2*4/(3*5), ... for odd degrees.
        var odd = degreesOfFreedom % 2 == 1;
        ratios = new double[degreesOfFreedom / 2];
        for (var k = 0; k < ratios.Length; k++)
            ratios[k] = k == 0 ? 1 : ratios[k - 1] * (odd ? 2.0 * k / (2 * k + 1) : (2.0 * k - 1) / (2 * k));
    }

    internal int DegreesOfFreedom { get; }

    /// <summary>The density at 0.</summary>
    internal double DensityConstant { get; }

    /// <summary>False above <see cref="LargestFiniteSum"/> degrees, where <see cref="Coefficients"/> is empty.</summary>
    internal bool HasFiniteSum => DegreesOfFreedom <= LargestFiniteSum;

    /// <summary>Coefficients of the powers of cos^2 theta in the finite sum.</summary>
    internal ReadOnlySpan<double> Coefficients => ratios;

    /// <summary>P(T &lt;= t).</summary>
    internal double Cumulative(double t)
    {
        if (double.IsInfinity(t))
            return t > 0 ? 1 : 0;
        double degrees = DegreesOfFreedom;
        if (!HasFiniteSum)
        {
            var tail = 0.5 * MathNet.Numerics.SpecialFunctions.BetaRegularized(degrees / 2, 0.5, degrees / (degrees + t * t));
            return t > 0 ? 1 - tail : tail;
        }
        var cosineSquared = degrees / (degrees + t * t);
        var sine = t / Math.Sqrt(degrees + t * t);
        var sum = 0.0;
        for (var k = ratios.Length - 1; k >= 0; k--)
            sum = sum * cosineSquared + ratios[k];
        if (DegreesOfFreedom % 2 == 0)
            return 0.5 + 0.5 * sine * sum;
        return 0.5 + (Math.Atan(t / Math.Sqrt(degrees)) + sine * Math.Sqrt(cosineSquared) * sum) / Math.PI;
    }

    /// <summary>The density at t.</summary>
    internal double Density(double t) =>
        DensityConstant * Math.Exp(-0.5 * (DegreesOfFreedom + 1) * Math.Log(1 + t * t / DegreesOfFreedom));

    /// <summary>The t that is exceeded with probability <paramref name="tail"/>, 0 &lt; tail &lt; 0.5.</summary>
    internal double UpperQuantile(double tail)
    {
        double low = 0, high = 1;
        while (Cumulative(-high) > tail)
            high *= 2;
        for (var iteration = 0; iteration < 200 && high - low > 1e-15 * high; iteration++)
        {
            var middle = 0.5 * (low + high);
            if (Cumulative(-middle) > tail)
                low = middle;
            else
                high = middle;
        }
        return 0.5 * (low + high);
    }

    /// <summary>Quantile of the chi-square with the same degrees of freedom.</summary>
    /// <remarks>Wilson and Hilferty (1931) start, two Newton steps on the incomplete gamma function; accurate to 1e-6 in probability.</remarks>
    internal double ChiSquareQuantile(double p)
    {
        double degrees = DegreesOfFreedom, z = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p), shrink = 2 / (9 * degrees);
        var start = 1 - shrink + z * Math.Sqrt(shrink);
        var x = degrees * Math.Max(start * start * start, 1e-3);
        for (var step = 0; step < 2; step++)
        {
            var density = Math.Exp((degrees / 2 - 1) * Math.Log(x / 2) - x / 2 - MathNet.Numerics.SpecialFunctions.GammaLn(degrees / 2)) / 2;
            if (!(density > 1e-12))
                break;
            x = Math.Max(x / 2, x - (MathNet.Numerics.SpecialFunctions.GammaLowerRegularized(degrees / 2, x / 2) - p) / density);
        }
        return x;
    }
}
