using MathNet.Numerics.LinearAlgebra;

namespace Nof1Agent.Stats.Outcomes;

/// <summary>Ordered logistic regression: logit P(Y &lt;= j) = zeta_j - x'b. With two levels it is logistic regression.</summary>
/// <remarks>
/// McCullagh (1980), J. R. Statist. Soc. B 42:109. Maximum likelihood by Newton steps with halving; the log likelihood is concave in (zeta, b). Days are
/// taken as independent.
/// </remarks>
public sealed record ProportionalOdds
{
    private const double Flat = 1e-10;

    /// <summary>Slopes b in the order of the columns: positive means higher ratings.</summary>
    public required IReadOnlyList<double> Slopes { get; init; }

    /// <summary>Standard errors of the slopes from the observed information.</summary>
    public required IReadOnlyList<double> StandardErrors { get; init; }

    /// <summary>Cut points zeta, increasing, one fewer than there are levels.</summary>
    public required IReadOnlyList<double> CutPoints { get; init; }

    /// <summary>Maximised log likelihood.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Fits the model.</summary>
    /// <param name="levels">Level of each observation: 0 up to <paramref name="levelCount"/> - 1, each level occurring at least once.</param>
    /// <param name="levelCount">Number of levels, at least 2.</param>
    /// <param name="columns">Covariates, one array per column, without an intercept.</param>
    /// <param name="weights">How often each row occurs; null is once.</param>
    /// <returns>Null when the likelihood has no maximum (the levels are separated by the columns) or cannot be computed.</returns>
    public static ProportionalOdds? Fit(IReadOnlyList<int> levels, int levelCount, IReadOnlyList<double[]> columns, IReadOnlyList<double>? weights = null)
    {
        int cuts = levelCount - 1, slopes = columns.Count, size = cuts + slopes;
        var counts = new double[levelCount];
        for (var i = 0; i < levels.Count; i++)
            counts[levels[i]] += weights?[i] ?? 1;
        var total = counts.Sum();
        if (levelCount < 2 || counts.Any(count => count <= 0) || columns.Any(column => !column.All(double.IsFinite)))
            return null;
        var parameters = Vector<double>.Build.Dense(size);
        var cumulative = 0.0;
        for (var j = 0; j < cuts; j++)
        {
            cumulative += counts[j];
            parameters[j] = Math.Log(cumulative / (total - cumulative));
        }
        var state = new Likelihood(levels, cuts, columns, weights);
        var value = state.At(parameters);
        for (var iteration = 0; iteration < 60; iteration++)
        {
            if (!value.Information.TrySolve(value.Gradient, out var step))
                return null;
            var length = 1.0;
            var next = state.At(parameters + step);
            while (!(next.LogLikelihood >= value.LogLikelihood - Flat) && length > 1e-6)
            {
                length /= 2;
                next = state.At(parameters + length * step);
            }
            parameters += length * step;
            value = next;
            if (step.AbsoluteMaximum() < 1e-9)
                return Result(parameters, value, cuts, slopes);
            // Slopes that run off mean that the columns separate the levels.
            if (slopes > 0 && parameters.SubVector(cuts, slopes).AbsoluteMaximum() > 40)
                return null;
        }
        return null;
    }

    private static ProportionalOdds? Result(Vector<double> parameters, Point value, int cuts, int slopes)
    {
        var errors = new double[slopes];
        for (var j = 0; j < slopes; j++)
        {
            var unit = Vector<double>.Build.Dense(cuts + slopes);
            unit[cuts + j] = 1;
            if (!value.Information.TrySolve(unit, out var column) || !(column[cuts + j] > 0))
                return null;
            errors[j] = Math.Sqrt(column[cuts + j]);
        }
        return new ProportionalOdds
        {
            Slopes = [.. parameters.Skip(cuts)],
            StandardErrors = errors,
            CutPoints = [.. parameters.Take(cuts)],
            LogLikelihood = value.LogLikelihood,
        };
    }

    private sealed record Point(double LogLikelihood, Vector<double> Gradient, SymmetricSystem Information);

    private sealed record SymmetricSystem(Matrix<double> Matrix)
    {
        /// <summary>False when the matrix is not positive definite.</summary>
        internal bool TrySolve(Vector<double> right, out Vector<double> solution)
        {
            solution = right;
            if (!Matrix.Enumerate().All(double.IsFinite))
                return false;
            var size = Matrix.RowCount;
            var triangle = new double[size * (size + 1) / 2];
            for (int j = 0, at = 0; j < size; j++)
                for (var k = 0; k <= j; k++)
                    triangle[at++] = Matrix[j, k];
            if (!Estimators.Cholesky.Factor(triangle, size))
                return false;
            solution = Matrix.Cholesky().Solve(right);
            return true;
        }
    }

    private sealed class Likelihood(IReadOnlyList<int> levels, int cuts, IReadOnlyList<double[]> columns, IReadOnlyList<double>? weights)
    {
        internal Point At(Vector<double> parameters)
        {
            int slopes = columns.Count, size = cuts + slopes;
            var gradient = Vector<double>.Build.Dense(size);
            var information = Matrix<double>.Build.Dense(size, size);
            double log = 0;
            double[] upper = new double[size], lower = new double[size];
            for (var i = 0; i < levels.Count; i++)
            {
                var weight = weights?[i] ?? 1;
                if (weight == 0)
                    continue;
                var linear = 0.0;
                for (var j = 0; j < slopes; j++)
                    linear += parameters[cuts + j] * columns[j][i];
                bool hasUpper = levels[i] < cuts, hasLower = levels[i] > 0;
                double top = hasUpper ? Logistic(parameters[levels[i]] - linear) : 1, bottom = hasLower ? Logistic(parameters[levels[i] - 1] - linear) : 0;
                var probability = top - bottom;
                if (!(probability > 0))
                    return new Point(double.NegativeInfinity, gradient, new SymmetricSystem(information));
                log += weight * Math.Log(probability);
                double topSlope = hasUpper ? top * (1 - top) : 0, bottomSlope = hasLower ? bottom * (1 - bottom) : 0;
                double topCurve = topSlope * (1 - 2 * top), bottomCurve = bottomSlope * (1 - 2 * bottom);
                Array.Clear(upper);
                Array.Clear(lower);
                if (hasUpper)
                    upper[levels[i]] = 1;
                if (hasLower)
                    lower[levels[i] - 1] = 1;
                for (var j = 0; j < slopes; j++)
                    upper[cuts + j] = lower[cuts + j] = -columns[j][i];
                for (var a = 0; a < size; a++)
                {
                    var first = (topSlope * upper[a] - bottomSlope * lower[a]) / probability;
                    gradient[a] += weight * first;
                    for (var b = 0; b < size; b++)
                    {
                        var second = (topCurve * upper[a] * upper[b] - bottomCurve * lower[a] * lower[b]) / probability;
                        information[a, b] += weight * (first * (topSlope * upper[b] - bottomSlope * lower[b]) / probability - second);
                    }
                }
            }
            return new Point(log, gradient, new SymmetricSystem(information));
        }

        private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
    }
}
