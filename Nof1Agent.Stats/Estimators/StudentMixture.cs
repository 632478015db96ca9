using System.Numerics;

namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// Distribution function and density of a weighted mixture of shifted and scaled Student t distributions that share their degrees of freedom. Because they
/// do, the finite sum of <see cref="StudentDistribution"/> has the same coefficients for every component and runs over several components at once.
/// </summary>
internal sealed class StudentMixture
{
    private readonly double[] weights;
    private readonly double[] locations;
    private readonly double[] inverseScales;
    private readonly int count;

    internal StudentMixture(double[] weights, double[] locations, double[] scales, StudentDistribution student)
    {
        Student = student;
        count = weights.Length;
        // Padding to whole vectors with weightless components.
        var padded = (count + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        this.weights = new double[padded];
        this.locations = new double[padded];
        inverseScales = new double[padded];
        weights.CopyTo(this.weights, 0);
        locations.CopyTo(this.locations, 0);
        for (var i = 0; i < count; i++)
            inverseScales[i] = 1 / scales[i];
    }

    internal StudentDistribution Student { get; }

    /// <summary>P(X &gt; x) and the density at x.</summary>
    internal (double Above, double Density) At(double x) => Student.HasFiniteSum ? Vectorised(x) : OneByOne(x);

    private (double Above, double Density) OneByOne(double x)
    {
        double above = 0, density = 0;
        for (var i = 0; i < count; i++)
        {
            var t = (locations[i] - x) * inverseScales[i];
            above += weights[i] * Student.Cumulative(t);
            density += weights[i] * inverseScales[i] * Student.Density(t);
        }
        return (above, density);
    }

    private (double Above, double Density) Vectorised(double x)
    {
        var coefficients = Student.Coefficients;
        int lanes = Vector<double>.Count, degrees = Student.DegreesOfFreedom;
        bool odd = degrees % 2 == 1;
        Vector<double> df = new(degrees), point = new(x), sums = Vector<double>.Zero, densities = Vector<double>.Zero;
        var arcs = 0.0;
        for (var i = 0; i < weights.Length; i += lanes)
        {
            var weight = new Vector<double>(weights, i);
            var inverse = new Vector<double>(inverseScales, i);
            var t = (new Vector<double>(locations, i) - point) * inverse;
            var cosineSquared = df / (df + t * t);
            var cosine = Vector.SquareRoot(cosineSquared);
            var sine = t * cosine / Vector.SquareRoot(df);
            var sum = Vector<double>.Zero;
            for (var k = coefficients.Length - 1; k >= 0; k--)
                sum = sum * cosineSquared + new Vector<double>(coefficients[k]);
            sums += weight * sine * (odd ? cosine * sum : sum);
            densities += weight * inverse * Power(cosine, cosineSquared, degrees + 1);
            if (!odd)
                continue;
            var tangent = t / Vector.SquareRoot(df);
            for (var lane = 0; lane < lanes; lane++)
                arcs += weight[lane] * Math.Atan(tangent[lane]);
        }
        var total = Vector.Sum(sums);
        // The weights add up to one.
        return (0.5 + (odd ? (arcs + total) / Math.PI : 0.5 * total), Student.DensityConstant * Vector.Sum(densities));
    }

    private static Vector<double> Power(Vector<double> cosine, Vector<double> square, int exponent)
    {
        var result = exponent % 2 == 1 ? cosine : Vector<double>.One;
        for (var left = exponent / 2; left > 0; left /= 2)
        {
            if (left % 2 == 1)
                result *= square;
            square *= square;
        }
        return result;
    }
}
