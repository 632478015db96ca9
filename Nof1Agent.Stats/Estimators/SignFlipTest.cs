using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// Exact randomization test over the set the schedule was drawn from when every cycle's order was drawn on its own: the two arms of each cycle may
/// have come the other way round.
/// </summary>
/// <remarks>
/// p = #{ |sum s_k D_k| >= |sum D_k| } / 2^K over all signs s. Valid whatever the noise does from day to day. The smallest value that K cycles can show is
/// 2 / 2^K. Fisher (1935), The Design of Experiments, section 21; Edgington and Onghena (2007), Randomization Tests. With more than two arms the same
/// holds given the places of the other arms. See docs/statistics.md, "Sign-flip test".
/// </remarks>
public sealed record SignFlipTest
{
    /// <summary>Up to this many cycles the count is exact; above, <see cref="Draws"/> seeded random sign patterns stand for all.</summary>
    public const int LargestExactCount = 32;

    private const int Draws = 19_999;
    private const double Tie = 1e-10;
    private const int FewestForInterval = 6;
    private const int MostForInterval = 16;

    /// <summary>Cycles with both arms (periods, when the test ran over a set of whole orders).</summary>
    public required int BlockCount { get; init; }

    /// <summary>Two-sided p of no effect on any day, 0 to 1.</summary>
    public required double PValue { get; init; }

    /// <summary>The smallest p that this many cycles can show, whatever the data: 2 / 2^K (with sampling 1 in 20,000).</summary>
    public required double SmallestPossiblePValue { get; init; }

    /// <summary>True when all sign patterns were counted, false when they were sampled.</summary>
    public required bool IsExact { get; init; }

    /// <summary>Lower end of the interval by inversion, outcome units; null with fewer than 6 or more than 16 cycles.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of that interval, outcome units.</summary>
    public double? High { get; init; }

    /// <summary>Its exact level, at least 0.95.</summary>
    public double? IntervalLevel { get; init; }

    /// <summary>Runs the test.</summary>
    /// <param name="differences">Arm minus reference, one finite number per cycle.</param>
    /// <returns>Null without any cycle.</returns>
    public static SignFlipTest? Run(IReadOnlyList<double> differences)
    {
        var count = differences.Count;
        if (count == 0)
            return null;
        var largest = differences.Max(Math.Abs);
        var scaled = differences.Select(difference => largest == 0 ? 0 : difference / largest).ToArray();
        var exact = count <= LargestExactCount;
        var interval = count is >= FewestForInterval and <= MostForInterval ? Invert(scaled) : ((double Low, double High, double Level)?)null;
        return new SignFlipTest
        {
            BlockCount = count,
            PValue = exact ? Exact(scaled) : Sampled(scaled),
            SmallestPossiblePValue = exact ? Math.ScaleB(2, -count) : 1.0 / (Draws + 1),
            IsExact = exact,
            Low = interval?.Low * largest,
            High = interval?.High * largest,
            IntervalLevel = interval?.Level,
        };
    }

    /// <summary>
    /// The means of all non-empty subsets cut the line into 2^K equally probable pieces (Hartigan 1969, J. Am. Statist. Ass. 64:1303); their order statistics
    /// k and 2^K - k enclose the effect with probability 1 - 2k / 2^K.
    /// </summary>
    private static (double Low, double High, double Level)? Invert(double[] differences)
    {
        var all = 1 << differences.Length;
        var sums = new double[all];
        var sizes = new int[all];
        var means = new double[all - 1];
        for (var set = 1; set < all; set++)
        {
            var lowest = System.Numerics.BitOperations.TrailingZeroCount(set);
            sums[set] = sums[set & (set - 1)] + differences[lowest];
            sizes[set] = sizes[set & (set - 1)] + 1;
            means[set - 1] = sums[set] / sizes[set];
        }
        Array.Sort(means);
        var k = (int)(0.025 * all);
        return (means[k - 1], means[all - k - 1], 1 - 2.0 * k / all);
    }

    /// <summary>Sorted sums of both halves, then one merge: 2^(K/2) work instead of 2^K.</summary>
    private static double Exact(double[] differences)
    {
        var bound = Math.Abs(differences.Sum()) - Tie;
        var half = differences.Length / 2;
        double[] left = Sums(differences.AsSpan(0, half)), right = Sums(differences.AsSpan(half));
        // Sums come in pairs of opposite sign, so the patterns with a sum >= bound count twice.
        long atLeast = 0;
        var first = right.Length;
        foreach (var sum in left)
        {
            while (first > 0 && sum + right[first - 1] >= bound)
                first--;
            atLeast += right.Length - first;
        }
        return Math.Min(1, 2 * Math.ScaleB(atLeast, -differences.Length));
    }

    private static double[] Sums(ReadOnlySpan<double> differences)
    {
        double[] sums = [0];
        foreach (var difference in differences)
            sums = [.. sums.Select(sum => sum - difference), .. sums.Select(sum => sum + difference)];
        Array.Sort(sums);
        return sums;
    }

    private static double Sampled(double[] differences)
    {
        var bound = Math.Abs(differences.Sum()) - Tie;
        var random = new DeterministicRandom(1);
        ulong bits = 0;
        var reached = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var k = 0; k < differences.Length; k++)
            {
                if (k % 64 == 0)
                    bits = random.NextULong();
                sum += (bits >> (k % 64) & 1) == 0 ? differences[k] : -differences[k];
            }
            if (Math.Abs(sum) >= bound)
                reached++;
        }
        return (reached + 1.0) / (Draws + 1);
    }
}
