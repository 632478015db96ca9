using MathNet.Numerics.LinearAlgebra;

namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// Restricted maximum likelihood with AR(1) noise and exact gaps: the reference line that statisticians know as gls with corAR1. Shown beside the engine,
/// never used for the verdict: its interval covers 92 to 96 % in short series.
/// </summary>
/// <remarks>
/// Maximises -1/2 [(n - p) log RSS + log|V| + log|X'V^-1X|] over phi in (-0.999, 0.999); the regression at each phi is solved by QR of the whitened
/// columns. Pinheiro and Bates (2000), Mixed-Effects Models in S and S-PLUS, section 5.1.
/// </remarks>
public sealed record GeneralizedLeastSquares
{
    private const double Reach = 0.999;

    /// <summary>Estimates, in the order of the columns.</summary>
    public required IReadOnlyList<double> Coefficients { get; init; }

    /// <summary>Their standard errors.</summary>
    public required IReadOnlyList<double> StandardErrors { get; init; }

    /// <summary>Correlation of the noise of neighbouring days.</summary>
    public required double Phi { get; init; }

    /// <summary>Standard deviation of the noise.</summary>
    public required double Sigma { get; init; }

    /// <summary>Restricted log likelihood as R's nlme reports it.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Fits one or more series that share coefficients, phi and sigma.</summary>
    /// <param name="series">Days (increasing) and columns of each series; the last column is the outcome.</param>
    /// <returns>Null when there are fewer days than columns, or the columns cannot be told apart.</returns>
    internal static GeneralizedLeastSquares? Fit(IReadOnlyList<(int[] Days, double[][] Columns)> series)
    {
        int width = series[0].Columns.Length - 1, count = series.Sum(one => one.Days.Length);
        if (count <= width)
            return null;
        // A coarse grid finds the right hill, golden sections its top.
        var grid = Enumerable.Range(0, 80).Select(i => -0.99 + i * 1.98 / 79).ToArray();
        var values = grid.Select(phi => At(phi)?.LogLikelihood ?? double.NegativeInfinity).ToArray();
        var best = Array.IndexOf(values, values.Max());
        if (double.IsNegativeInfinity(values[best]))
            return null;
        double low = best == 0 ? -Reach : grid[best - 1], high = best == grid.Length - 1 ? Reach : grid[best + 1];
        var golden = (Math.Sqrt(5) - 1) / 2;
        for (var iteration = 0; iteration < 70; iteration++)
        {
            double left = high - golden * (high - low), right = low + golden * (high - low);
            if ((At(left)?.LogLikelihood ?? double.NegativeInfinity) >= (At(right)?.LogLikelihood ?? double.NegativeInfinity))
                high = right;
            else
                low = left;
        }
        return At(0.5 * (low + high));

        GeneralizedLeastSquares? At(double phi)
        {
            var white = Enumerable.Range(0, width + 1)
                .Select(j => series.SelectMany(one => AutoregressiveWhitening.Apply(phi, one.Days, one.Columns[j])).ToArray()).ToArray();
            return LeastSquares(white, phi, series.Sum(one => AutoregressiveWhitening.LogDeterminant(phi, one.Days)));
        }
    }

    /// <summary>Ordinary least squares by QR with equilibrated columns; the last column is the outcome.</summary>
    internal static GeneralizedLeastSquares? LeastSquares(double[][] columns, double phi = 0, double logDeterminant = 0)
    {
        int width = columns.Length - 1, count = columns[0].Length;
        var norms = columns.Select(column => Math.Sqrt(column.Sum(value => value * value))).ToArray();
        if (norms.Any(norm => !(norm > 0 && double.IsFinite(norm))))
            return null;
        var matrix = Matrix<double>.Build.Dense(count, width, (i, j) => columns[j][i] / norms[j]);
        var outcome = Vector<double>.Build.Dense(count, i => columns[width][i] / norms[width]);
        var qr = matrix.QR();
        var pivots = qr.R.Diagonal().Select(Math.Abs).ToArray();
        if (pivots.Min() < 1e-12)
            return null;
        var scaled = qr.Solve(outcome);
        var residual = (outcome - matrix * scaled).L2Norm() * norms[width];
        var inverse = qr.R.SubMatrix(0, width, 0, width).Inverse();
        var sigma = residual / Math.Sqrt(count - width);
        double logProducts = 2 * (pivots.Sum(Math.Log) + norms.Take(width).Sum(Math.Log)), degrees = count - width;
        return new GeneralizedLeastSquares
        {
            Coefficients = [.. Enumerable.Range(0, width).Select(j => scaled[j] * norms[width] / norms[j])],
            StandardErrors = [.. Enumerable.Range(0, width).Select(j => sigma * inverse.Row(j).L2Norm() / norms[j])],
            Phi = phi,
            Sigma = sigma,
            LogLikelihood = 0.5 * (degrees * (Math.Log(degrees) - Math.Log(2 * Math.PI) - 1 - 2 * Math.Log(residual)) - logDeterminant - logProducts),
        };
    }
}
