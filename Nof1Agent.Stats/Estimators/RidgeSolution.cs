namespace Nof1Agent.Stats.Estimators;

/// <summary>The posterior mixture of one <see cref="RidgeGrid"/> under one prior on the arms.</summary>
/// <remarks>
/// Columns are ordered: flat ones first, arms next, the outcome last. The Cholesky factor of a cell's cross products then holds everything: the last
/// pivot squared is the residual sum of squares, and the rows of the arms hold their estimates and the inverse of their covariance.
/// </remarks>
internal sealed class RidgeSolution
{
    /// <summary>Components that weigh less than this, relative to all, are left out of the mixture.</summary>
    private const double NegligibleWeight = 1e-13;

    private readonly int armColumns;
    private readonly double unit;
    private readonly double[] weights;
    private readonly double[] locations;
    private readonly double[] factors;
    private readonly StudentDistribution student;

    private RidgeSolution(int armColumns, double unit, double[] weights, double[] locations, double[] factors, StudentDistribution student)
    {
        this.armColumns = armColumns;
        this.unit = unit;
        this.weights = weights;
        this.locations = locations;
        this.factors = factors;
        this.student = student;
    }

    internal required double MeanPhi { get; init; }

    internal required double MeanShock { get; init; }

    internal required double LogEvidence { get; init; }

    internal required int ObservationCount { get; init; }

    /// <summary>Solves every cell.</summary>
    /// <param name="grid">The cells.</param>
    /// <param name="armColumns">Number of arm columns just before the outcome.</param>
    /// <param name="tau">Prior standard deviation of a difference in units of sigma; null is flat.</param>
    /// <param name="unit">Outcome units per unit of the scaled outcome.</param>
    internal static RidgeSolution? Solve(RidgeGrid grid, int armColumns, double? tau, double unit)
    {
        int width = grid.Width, flat = width - 1 - armColumns, arms = armColumns + 1;
        var degrees = grid.ObservationCount - flat - (tau is null ? armColumns : 0);
        double common = 0, mixed = 0, logPrior = 0;
        if (tau is { } spread)
        {
            // Arms ~ N(0, tau^2 sigma^2 / 2) around a flat mean: the precision of their differences from arm 0 is (2 / tau^2)(I - 11'/arms).
            var precision = 2 / (spread * spread);
            mixed = -precision / arms;
            common = precision + mixed;
            logPrior = 0.5 * (armColumns * Math.Log(precision) - Math.Log(arms));
        }
        int packed = width * (width + 1) / 2, covariances = armColumns * (armColumns + 1) / 2;
        Span<double> factor = width <= 32 ? stackalloc double[packed] : new double[packed];
        var logWeights = new double[grid.CellCount];
        var allLocations = new double[grid.CellCount * armColumns];
        var allFactors = new double[grid.CellCount * covariances];
        var largest = double.NegativeInfinity;
        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            grid.Products.AsSpan(cell * packed, packed).CopyTo(factor);
            for (var j = flat; j < width - 1; j++)
                for (var k = flat; k <= j; k++)
                    factor[j * (j + 1) / 2 + k] += j == k ? common : mixed;
            if (!Cholesky.Factor(factor, width))
            {
                logWeights[cell] = double.NegativeInfinity;
                continue;
            }
            var product = 1.0;
            for (var j = 0; j < width - 1; j++)
                product *= factor[j * (j + 1) / 2 + j];
            var outcome = packed - width;
            var residual = factor[packed - 1] * factor[packed - 1];
            logWeights[cell] = grid.LogFactors[cell] + logPrior - 0.5 * degrees * Math.Log(residual) - Math.Log(product);
            largest = Math.Max(largest, logWeights[cell]);
            // Back substitution in the rows of the arms, and the inverse of their triangle scaled to one standard error.
            var scale = Math.Sqrt(residual / degrees);
            for (var j = armColumns - 1; j >= 0; j--)
            {
                var sum = factor[outcome + flat + j];
                for (var k = j + 1; k < armColumns; k++)
                    sum -= factor[(flat + k) * (flat + k + 1) / 2 + flat + j] * allLocations[cell * armColumns + k];
                allLocations[cell * armColumns + j] = sum / factor[(flat + j) * (flat + j + 1) / 2 + flat + j];
            }
            for (var j = 0; j < armColumns; j++)
                for (var k = 0; k <= j; k++)
                {
                    var sum = j == k ? scale : 0;
                    for (var m = k; m < j; m++)
                        sum -= factor[(flat + j) * (flat + j + 1) / 2 + flat + m] * allFactors[cell * covariances + m * (m + 1) / 2 + k];
                    allFactors[cell * covariances + j * (j + 1) / 2 + k] = sum / factor[(flat + j) * (flat + j + 1) / 2 + flat + j];
                }
        }
        if (double.IsNegativeInfinity(largest))
            return null;
        return Normalise(grid, armColumns, unit, degrees, logWeights, allLocations, allFactors, largest);
    }

    /// <summary>Log evidence of the model without the arms, comparable with <see cref="LogEvidence"/> under a tau prior of the same grid.</summary>
    internal static double LogEvidenceWithoutArms(RidgeGrid grid, int armColumns)
    {
        int width = grid.Width, flat = width - 1 - armColumns, packed = width * (width + 1) / 2;
        var degrees = grid.ObservationCount - flat;
        Span<double> factor = new double[packed];
        var logWeights = new double[grid.CellCount];
        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            var products = grid.Products.AsSpan(cell * packed, packed);
            products[..(flat * (flat + 1) / 2)].CopyTo(factor);
            // The outcome's row moves up beside the flat columns.
            var row = flat * (flat + 1) / 2;
            products.Slice(packed - width, flat).CopyTo(factor[row..]);
            factor[row + flat] = products[^1];
            if (!Cholesky.Factor(factor, flat + 1))
            {
                logWeights[cell] = double.NegativeInfinity;
                continue;
            }
            var product = 1.0;
            for (var j = 0; j < flat; j++)
                product *= factor[j * (j + 1) / 2 + j];
            logWeights[cell] = grid.LogFactors[cell] - degrees * Math.Log(factor[row + flat]) - Math.Log(product);
        }
        var largest = logWeights.Max();
        return largest + Math.Log(logWeights.Sum(weight => Math.Exp(weight - largest)));
    }

    /// <summary>Posterior of arm minus other in outcome units; arm 0 is the reference.</summary>
    internal EffectPosterior Difference(int arm, int other)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(arm, other);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(arm, other), armColumns);
        ArgumentOutOfRangeException.ThrowIfNegative(Math.Min(arm, other));
        var centres = new double[weights.Length];
        var scales = new double[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            centres[i] = unit * (Location(i, arm) - Location(i, other));
            scales[i] = unit * Scale(i, arm, other);
        }
        return new EffectPosterior(weights, centres, scales, student, MeanPhi, ObservationCount);
    }

    private double Location(int component, int arm) => arm == 0 ? 0 : locations[component * armColumns + arm - 1];

    /// <summary>sqrt(c'Sc) = |Fc| for the contrast c = arm - other, F the scaled inverse triangle.</summary>
    private double Scale(int component, int arm, int other)
    {
        var triangle = factors.AsSpan(component * armColumns * (armColumns + 1) / 2);
        double sum = 0;
        for (var j = 0; j < armColumns; j++)
        {
            var row = j * (j + 1) / 2;
            double entry = 0;
            if (arm > 0 && arm - 1 <= j)
                entry += triangle[row + arm - 1];
            if (other > 0 && other - 1 <= j)
                entry -= triangle[row + other - 1];
            sum += entry * entry;
        }
        return Math.Sqrt(sum);
    }

    private static RidgeSolution Normalise(
        RidgeGrid grid, int armColumns, double unit, int degrees, double[] logWeights, double[] locations, double[] factors, double largest)
    {
        double total = 0, phi = 0, shock = 0;
        var kept = 0;
        for (var cell = 0; cell < logWeights.Length; cell++)
        {
            var weight = Math.Exp(logWeights[cell] - largest);
            logWeights[cell] = weight;
            total += weight;
            phi += weight * grid.PhiOf(cell);
            shock += weight * grid.ShockOf(cell);
            if (weight > NegligibleWeight)
                kept++;
        }
        int covariances = armColumns * (armColumns + 1) / 2, at = 0;
        var weights = new double[kept];
        var keptLocations = new double[kept * armColumns];
        var keptFactors = new double[kept * covariances];
        for (var cell = 0; cell < logWeights.Length; cell++)
        {
            if (!(logWeights[cell] > NegligibleWeight))
                continue;
            weights[at] = logWeights[cell] / total;
            locations.AsSpan(cell * armColumns, armColumns).CopyTo(keptLocations.AsSpan(at * armColumns));
            factors.AsSpan(cell * covariances, covariances).CopyTo(keptFactors.AsSpan(at * covariances));
            at++;
        }
        return new RidgeSolution(armColumns, unit, weights, keptLocations, keptFactors, new StudentDistribution(degrees))
        {
            MeanPhi = phi / total,
            MeanShock = shock / total,
            LogEvidence = largest + Math.Log(total),
            ObservationCount = grid.ObservationCount,
        };
    }
}
