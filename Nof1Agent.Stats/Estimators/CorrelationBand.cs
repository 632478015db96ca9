namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// The inverse of the AR(1) correlation matrix R_ij = phi^|t_i - t_j| is tridiagonal; this holds its first and second derivative with respect to phi, and
/// the traces that an information matrix needs.
/// </summary>
/// <remarks>
/// With r = phi^gap and u = 1 / (1 - r^2), neighbours contribute u to one diagonal entry, u - 1 to the other and -r u beside the diagonal.
/// tr(R^-1 R') = -2 sum r r' u; tr(R^-1 R' R^-1 R') = 2 sum r'^2 (1 + r^2) u^2.
/// </remarks>
internal sealed class CorrelationBand
{
    private readonly double[] retained;
    private readonly double[] firstDiagonal;
    private readonly double[] firstBeside;
    private readonly double[] secondDiagonal;
    private readonly double[] secondBeside;

    internal CorrelationBand(double phi, int[] days)
    {
        var count = days.Length;
        retained = new double[count];
        firstDiagonal = new double[count];
        firstBeside = new double[count];
        secondDiagonal = new double[count];
        secondBeside = new double[count];
        for (var i = 1; i < count; i++)
        {
            var gap = (double)days[i] - days[i - 1];
            double r = Math.Pow(phi, gap), slope = gap * Math.Pow(phi, gap - 1), bend = gap == 1 ? 0 : gap * (gap - 1) * Math.Pow(phi, gap - 2);
            var u = 1 / (1 - r * r);
            double uSlope = 2 * r * slope * u * u, uBend = 2 * (slope * slope + r * bend) * u * u + 8 * r * r * slope * slope * u * u * u;
            retained[i] = r;
            firstDiagonal[i] += uSlope;
            firstDiagonal[i - 1] += uSlope;
            firstBeside[i] = -(slope * u + r * uSlope);
            secondDiagonal[i] += uBend;
            secondDiagonal[i - 1] += uBend;
            secondBeside[i] = -(bend * u + 2 * slope * uSlope + r * uBend);
            TraceFirst -= 2 * r * slope * u;
            TraceSecond += 2 * slope * slope * (1 + r * r) * u * u;
        }
    }

    /// <summary>tr(R^-1 R').</summary>
    internal double TraceFirst { get; }

    /// <summary>tr(R^-1 R' R^-1 R').</summary>
    internal double TraceSecond { get; }

    /// <summary>(dR^-1 / dphi) v.</summary>
    internal double[] FirstDerivative(double[] v) => Multiply(firstDiagonal, firstBeside, v);

    /// <summary>(d^2R^-1 / dphi^2) v.</summary>
    internal double[] SecondDerivative(double[] v) => Multiply(secondDiagonal, secondBeside, v);

    /// <summary>R v, by one pass in each direction.</summary>
    internal double[] Correlate(double[] v)
    {
        var result = v.ToArray();
        double before = 0, after = 0;
        for (var i = 1; i < v.Length; i++)
        {
            before = retained[i] * (before + v[i - 1]);
            result[i] += before;
        }
        for (var i = v.Length - 2; i >= 0; i--)
        {
            after = retained[i + 1] * (after + v[i + 1]);
            result[i] += after;
        }
        return result;
    }

    private static double[] Multiply(double[] diagonal, double[] beside, double[] v)
    {
        var result = new double[v.Length];
        for (var i = 0; i < v.Length; i++)
            result[i] = diagonal[i] * v[i] + (i > 0 ? beside[i] * v[i - 1] : 0) + (i < v.Length - 1 ? beside[i + 1] * v[i + 1] : 0);
        return result;
    }
}
