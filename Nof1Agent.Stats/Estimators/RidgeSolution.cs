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

    private readonly int extracted;
    private readonly int firstArm;
    private readonly double unit;
    private readonly double[] weights;
    private readonly double[] locations;
    private readonly double[] factors;
    private readonly StudentDistribution student;

    private RidgeSolution(Shape shape, double[] weights, double[] locations, double[] factors, StudentDistribution student)
    {
        extracted = shape.Extracted;
        firstArm = shape.Extracted - shape.ArmColumns;
        unit = shape.Unit;
        this.weights = weights;
        this.locations = locations;
        this.factors = factors;
        this.student = student;
    }

    /// <summary>How the columns of a grid are to be read.</summary>
    /// <param name="ArmColumns">Number of arm columns just before the outcome.</param>
    /// <param name="TrendColumn">True when the flat column just before the arms is the trend.</param>
    /// <param name="Unit">Outcome units per unit of the scaled outcome.</param>
    internal sealed record Shape(int ArmColumns, bool TrendColumn, double Unit)
    {
        /// <summary>Columns whose posterior is kept: the arms, and the trend before them.</summary>
        internal int Extracted => ArmColumns + (TrendColumn ? 1 : 0);
    }

    internal required double MeanPhi { get; init; }

    internal required double MeanShock { get; init; }

    internal required double LogEvidence { get; init; }

    /// <summary>phi of the most probable cell.</summary>
    internal required double ModePhi { get; init; }

    /// <summary>g of the most probable cell.</summary>
    internal required double ModeShock { get; init; }

    internal required int ObservationCount { get; init; }

    /// <summary>Solves every cell.</summary>
    /// <param name="grid">The cells.</param>
    /// <param name="shape">Their columns.</param>
    /// <param name="tau">Prior standard deviation of a difference in units of sigma; null is flat.</param>
    /// <returns>Null when no cell can be solved in floating point.</returns>
    internal static RidgeSolution? Solve(RidgeGrid grid, Shape shape, double? tau)
    {
        int armColumns = shape.ArmColumns, kept = shape.Extracted;
        int width = grid.Width, flat = width - 1 - armColumns, first = width - 1 - kept, arms = armColumns + 1;
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
        int packed = width * (width + 1) / 2, covariances = kept * (kept + 1) / 2;
        Span<double> factor = width <= 32 ? stackalloc double[packed] : new double[packed];
        var logWeights = new double[grid.CellCount];
        var allLocations = new double[grid.CellCount * kept];
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
            // Back substitution in the rows of the kept columns, and the inverse of their triangle scaled to one standard error.
            var scale = Math.Sqrt(residual / degrees);
            var locations = allLocations.AsSpan(cell * kept, kept);
            for (var j = kept - 1; j >= 0; j--)
            {
                var sum = factor[outcome + first + j];
                for (var k = j + 1; k < kept; k++)
                    sum -= factor[(first + k) * (first + k + 1) / 2 + first + j] * locations[k];
                locations[j] = sum / factor[(first + j) * (first + j + 1) / 2 + first + j];
            }
            var inverse = allFactors.AsSpan(cell * covariances, covariances);
            for (var j = 0; j < kept; j++)
            {
                var row = factor.Slice((first + j) * (first + j + 1) / 2 + first, j + 1);
                for (var k = 0; k <= j; k++)
                {
                    var sum = j == k ? scale : 0;
                    for (var m = k; m < j; m++)
                        sum -= row[m] * inverse[m * (m + 1) / 2 + k];
                    inverse[j * (j + 1) / 2 + k] = sum / row[j];
                }
            }
        }
        if (double.IsNegativeInfinity(largest))
            return null;
        return Normalise(grid, shape, degrees, logWeights, allLocations, allFactors, largest);
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
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(arm, other), extracted - firstArm);
        ArgumentOutOfRangeException.ThrowIfNegative(Math.Min(arm, other));
        return Posterior(Column(arm), Column(other), unit);
    }

    /// <summary>Posterior of the trend in outcome units times <paramref name="perUnit"/>; null without a trend column.</summary>
    internal EffectPosterior? Trend(double perUnit) => firstArm == 0 ? null : Posterior(0, -1, unit * perUnit);

    /// <summary>A mixture of the effects of several solutions of the same data, weighed by their evidence.</summary>
    internal static EffectPosterior Average(IReadOnlyList<RidgeSolution> solutions, int arm)
    {
        var largest = solutions.Max(solution => solution.LogEvidence);
        var shares = solutions.Select(solution => Math.Exp(solution.LogEvidence - largest)).ToArray();
        var total = shares.Sum();
        double[] weights = [], centres = [], scales = [];
        var phi = 0.0;
        for (var i = 0; i < solutions.Count; i++)
        {
            var share = shares[i] / total;
            var solution = solutions[i];
            var column = solution.Column(arm);
            weights = [.. weights, .. solution.weights.Select(weight => weight * share)];
            centres = [.. centres, .. solution.weights.Select((_, c) => solution.unit * solution.Location(c, column))];
            scales = [.. scales, .. solution.weights.Select((_, c) => solution.unit * solution.Scale(c, column, -1))];
            phi += share * solution.MeanPhi;
        }
        return new EffectPosterior(weights, centres, scales, solutions[0].student, phi, solutions[0].ObservationCount);
    }

    /// <summary>Posterior mean of arm minus reference, outcome units.</summary>
    internal double Mean(int arm)
    {
        var column = Column(arm);
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * Location(i, column);
        return unit * sum;
    }

    /// <summary>One draw of the arms' effects in units of the scaled outcome.</summary>
    /// <param name="component">Uniform number that picks the component.</param>
    /// <param name="spread">Uniform number for the chi-square that all arms share.</param>
    /// <param name="normals">Standard normal numbers, one per arm beyond the reference.</param>
    /// <param name="effects">Receives arm minus reference.</param>
    internal void Draw(double component, double spread, ReadOnlySpan<double> normals, Span<double> effects)
    {
        var chosen = 0;
        while (chosen < weights.Length - 1 && component > weights[chosen])
            component -= weights[chosen++];
        var scale = Math.Sqrt(student.DegreesOfFreedom / student.ChiSquareQuantile(spread));
        var triangle = factors.AsSpan(chosen * extracted * (extracted + 1) / 2);
        // b = location + F'z. Rows of the arms come after the trend's, so the arms need only their own normals.
        for (var arm = 0; arm < effects.Length; arm++)
        {
            var sum = 0.0;
            for (var j = arm; j < effects.Length; j++)
                sum += triangle[(firstArm + j) * (firstArm + j + 1) / 2 + firstArm + arm] * normals[j];
            effects[arm] = Location(chosen, firstArm + arm) + scale * sum;
        }
    }

    private int Column(int arm) => arm == 0 ? -1 : firstArm + arm - 1;

    /// <summary>Posterior of one kept column minus another (-1 is none).</summary>
    private EffectPosterior Posterior(int plus, int minus, double toOutcome)
    {
        var centres = new double[weights.Length];
        var scales = new double[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            centres[i] = toOutcome * (Location(i, plus) - Location(i, minus));
            scales[i] = toOutcome * Scale(i, plus, minus);
        }
        return new EffectPosterior(weights, centres, scales, student, MeanPhi, ObservationCount);
    }

    private double Location(int component, int column) => column < 0 ? 0 : locations[component * extracted + column];

    /// <summary>sqrt(c'Sc) = |Fc| for the contrast c = plus - minus, F the scaled inverse triangle.</summary>
    private double Scale(int component, int plus, int minus)
    {
        var triangle = factors.AsSpan(component * extracted * (extracted + 1) / 2);
        double sum = 0;
        for (var j = 0; j < extracted; j++)
        {
            var row = j * (j + 1) / 2;
            double entry = 0;
            if (plus >= 0 && plus <= j)
                entry += triangle[row + plus];
            if (minus >= 0 && minus <= j)
                entry -= triangle[row + minus];
            sum += entry * entry;
        }
        return Math.Sqrt(sum);
    }

    private static RidgeSolution Normalise(
        RidgeGrid grid, Shape shape, int degrees, double[] logWeights, double[] locations, double[] factors, double largest)
    {
        var extracted = shape.Extracted;
        double total = 0, phi = 0, shock = 0;
        var mode = Array.IndexOf(logWeights, largest);
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
        int covariances = extracted * (extracted + 1) / 2, at = 0;
        var weights = new double[kept];
        var keptLocations = new double[kept * extracted];
        var keptFactors = new double[kept * covariances];
        for (var cell = 0; cell < logWeights.Length; cell++)
        {
            if (!(logWeights[cell] > NegligibleWeight))
                continue;
            weights[at] = logWeights[cell] / total;
            locations.AsSpan(cell * extracted, extracted).CopyTo(keptLocations.AsSpan(at * extracted));
            factors.AsSpan(cell * covariances, covariances).CopyTo(keptFactors.AsSpan(at * covariances));
            at++;
        }
        return new RidgeSolution(shape, weights, keptLocations, keptFactors, new StudentDistribution(degrees))
        {
            MeanPhi = phi / total,
            MeanShock = shock / total,
            ModePhi = grid.PhiOf(mode),
            ModeShock = grid.ShockOf(mode),
            LogEvidence = largest + Math.Log(total),
            ObservationCount = grid.ObservationCount,
        };
    }
}
