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

    /// <summary>Cycles with both arms.</summary>
    public required int BlockCount { get; init; }

    /// <summary>Two-sided p of no effect on any day, 0 to 1.</summary>
    public required double PValue { get; init; }

    /// <summary>The smallest p that this many cycles can show, whatever the data: 2 / 2^K (with sampling 1 in 20,000).</summary>
    public required double SmallestPossiblePValue { get; init; }

    /// <summary>True when all sign patterns were counted, false when they were sampled.</summary>
    public required bool IsExact { get; init; }

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
        return new SignFlipTest
        {
            BlockCount = count,
            PValue = exact ? Exact(scaled) : Sampled(scaled),
            SmallestPossiblePValue = exact ? Math.ScaleB(2, -count) : 1.0 / (Draws + 1),
            IsExact = exact,
        };
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
        ulong state = 0x9E3779B97F4A7C15UL, bits = 0;
        var reached = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var k = 0; k < differences.Length; k++)
            {
                if (k % 64 == 0)
                    bits = Next(ref state);
                sum += (bits >> (k % 64) & 1) == 0 ? differences[k] : -differences[k];
            }
            if (Math.Abs(sum) >= bound)
                reached++;
        }
        return (reached + 1.0) / (Draws + 1);
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
