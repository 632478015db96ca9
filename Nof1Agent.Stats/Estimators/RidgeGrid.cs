namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// The cross products of one regression with AR(1) errors and period shocks, for every point of the grid over phi and over the size g of the shocks.
/// Every prior on the arms is solved from the same cells (<see cref="RidgeSolution"/>).
/// </summary>
/// <remarks>
/// One whitening per phi serves every g: the period indicators, whitened, have a tridiagonal cross product, because a row mixes only neighbouring
/// days. Eliminating them costs O(periods) per cell; what is left is the small matrix of intercept, trend, arms and outcome.
/// </remarks>
internal sealed class RidgeGrid
{
    internal const double SmallestPhi = -0.90, PhiStep = 0.04;
    internal const int PhiCount = 48;

    /// <summary>Sizes of the period shocks in units of sigma.</summary>
    private static readonly double[] ShockSizes = [0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.1];
    private static readonly double[] LogShockPrior = NormalisedShockPrior();

    private readonly int width;

    /// <summary>Fills the grid.</summary>
    /// <param name="days">Calendar days, increasing.</param>
    /// <param name="columns">Regression columns followed by the outcome, each with one entry per day.</param>
    /// <param name="periods">Index of the run of days, 0, 1, 2..., never decreasing; null leaves the shocks out.</param>
    internal RidgeGrid(int[] days, double[][] columns, int[]? periods)
    {
        width = columns.Length;
        ShockCount = periods is null ? 1 : ShockSizes.Length;
        ObservationCount = days.Length;
        var packed = width * (width + 1) / 2;
        Products = new double[PhiCount * ShockCount * packed];
        LogFactors = new double[PhiCount * ShockCount];
        var periodCount = periods is null ? 0 : periods[^1] + 1;
        var work = new Elimination(width, periodCount);
        for (var p = 0; p < PhiCount; p++)
        {
            var logVariance = work.Whiten(Phi(p), days, columns, periods);
            for (var g = 0; g < ShockCount; g++)
            {
                var cell = p * ShockCount + g;
                var logShock = work.Eliminate(ShockSizes[g], Products.AsSpan(cell * packed, packed));
                LogFactors[cell] = (periods is null ? 0 : LogShockPrior[g]) - 0.5 * (logVariance + logShock) - Math.Log(PhiCount);
            }
        }
    }

    internal int ShockCount { get; }

    internal int ObservationCount { get; }

    internal int Width => width;

    internal int CellCount => PhiCount * ShockCount;

    /// <summary>Lower triangles, row by row, of the cross products left after the shocks, one after the other per cell.</summary>
    internal double[] Products { get; }

    /// <summary>Per cell: log prior - (log|V| + log|I + g^2 Z'Z|) / 2.</summary>
    internal double[] LogFactors { get; }

    internal static double Phi(int index) => Math.Round(SmallestPhi + PhiStep * index, 10);

    internal double PhiOf(int cell) => Phi(cell / ShockCount);

    internal double ShockOf(int cell) => ShockSizes[cell % ShockCount];

    private static double[] NormalisedShockPrior()
    {
        var prior = ShockSizes.Select(g => Math.Exp(-g * g / (2 * 0.3 * 0.3))).ToArray();
        var sum = prior.Sum();
        return [.. prior.Select(weight => Math.Log(weight / sum))];
    }

    /// <summary>Buffers for one phi: whitened cross products of the columns, of the period indicators, and between them.</summary>
    private sealed class Elimination(int width, int periodCount)
    {
        private readonly double[] current = new double[width];
        private readonly double[] products = new double[width * (width + 1) / 2];
        private readonly double[] diagonal = new double[periodCount];
        private readonly double[] below = new double[periodCount];
        private readonly double[] cross = new double[periodCount * width];
        private readonly double[] carried = new double[width];

        /// <summary>Whitens by z_1 = v_1, z_i = (v_i - r v_(i-1)) / sqrt(1 - r^2), r = phi^gap; returns log|V|.</summary>
        internal double Whiten(double phi, int[] days, double[][] columns, int[]? periods)
        {
            Array.Clear(products);
            Array.Clear(diagonal);
            Array.Clear(below);
            Array.Clear(cross);
            var logVariance = 0.0;
            double phiLog = Math.Log(1 - phi * phi), phiScale = 1 / Math.Sqrt(1 - phi * phi);
            for (var i = 0; i < days.Length; i++)
            {
                double scale = 1, lag = 0;
                if (i > 0)
                {
                    var gap = (double)days[i] - days[i - 1];
                    if (gap == 1)
                    {
                        scale = phiScale;
                        lag = phi * phiScale;
                        logVariance += phiLog;
                    }
                    else
                    {
                        var r = Math.Pow(phi, gap);
                        scale = 1 / Math.Sqrt(1 - r * r);
                        lag = r * scale;
                        logVariance += Math.Log(1 - r * r);
                    }
                }
                for (var j = 0; j < width; j++)
                    current[j] = i == 0 ? columns[j][0] : scale * columns[j][i] - lag * columns[j][i - 1];
                for (int j = 0, at = 0; j < width; j++)
                    for (var k = 0; k <= j; k++)
                        products[at++] += current[j] * current[k];
                if (periods is null)
                    continue;
                var period = periods[i];
                if (i == 0 || period == periods[i - 1])
                {
                    AddPeriod(period, scale - lag);
                }
                else
                {
                    AddPeriod(period, scale);
                    AddPeriod(periods[i - 1], -lag);
                    below[period] -= scale * lag;
                }
            }
            return logVariance;
        }

        private void AddPeriod(int period, double entry)
        {
            diagonal[period] += entry * entry;
            var row = cross.AsSpan(period * width, width);
            for (var j = 0; j < row.Length; j++)
                row[j] += entry * current[j];
        }

        /// <summary>Writes X'X - X'Z (Z'Z + I/g^2)^-1 Z'X and returns log|I + g^2 Z'Z|, by one forward pass over the tridiagonal matrix.</summary>
        internal double Eliminate(double g, Span<double> left)
        {
            products.CopyTo(left);
            if (g == 0)
                return 0;
            var variance = g * g;
            double logDeterminant = 0, product = 1, pivot = 1;
            for (var k = 0; k < diagonal.Length; k++)
            {
                var row = cross.AsSpan(k * width, width);
                var ratio = k == 0 ? 0 : variance * below[k] / pivot;
                pivot = 1 + variance * diagonal[k] - ratio * variance * below[k];
                product *= pivot;
                if (product > 1e100)
                {
                    logDeterminant += Math.Log(product);
                    product = 1;
                }
                var weight = variance / pivot;
                for (int j = 0, at = 0; j < row.Length; j++)
                {
                    carried[j] = row[j] - ratio * carried[j];
                    var scaled = weight * carried[j];
                    for (var m = 0; m <= j; m++)
                        left[at++] -= scaled * carried[m];
                }
            }
            return logDeterminant + Math.Log(product);
        }
    }
}
