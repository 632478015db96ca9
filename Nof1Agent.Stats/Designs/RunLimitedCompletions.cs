using System.Numerics;

namespace Nof1Agent.Stats.Designs;

/// <summary>Counts in how many ways a balanced sequence can be finished when no arm may come more than so often in a row.</summary>
/// <remarks>
/// Recursion over (periods left per arm, last arm, length of its run), remembered. What the other arms are called does not matter, so states that differ
/// only in their names share one count.
/// </remarks>
internal sealed class RunLimitedCompletions(int? maxRun)
{
    private readonly Dictionary<string, BigInteger> _known = [];

    /// <summary>An upper bound of the number of states that counting from the start remembers.</summary>
    public static double StateBound(int arms, int perArm, int maxRun) =>
        (double)Choose(perArm + arms - 1, arms - 1) * (perArm + 1) * Math.Min(maxRun, perArm);

    /// <summary>Whether an arm may come next.</summary>
    public bool Allows(ReadOnlySpan<int> remaining, int arm, int last, int run) => remaining[arm] > 0 && (arm != last || maxRun is null || run < maxRun);

    /// <summary>Number of ways to use up what remains, after <paramref name="run"/> periods of arm <paramref name="last"/> in a row (-1: at the start).</summary>
    public BigInteger Count(int[] remaining, int last, int run)
    {
        if (maxRun is null)
        {
            return remaining.Aggregate((Ways: BigInteger.One, Placed: 0), (soFar, n) => (soFar.Ways * Choose(soFar.Placed + n, n), soFar.Placed + n)).Ways;
        }

        if (remaining.All(n => n == 0))
        {
            return BigInteger.One;
        }

        var key = Key(remaining, last, run);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var total = BigInteger.Zero;
        for (var arm = 0; arm < remaining.Length; arm++)
        {
            if (!Allows(remaining, arm, last, run))
            {
                continue;
            }

            remaining[arm]--;
            total += Count(remaining, arm, arm == last ? run + 1 : 1);
            remaining[arm]++;
        }

        _known[key] = total;
        return total;
    }

    private static BigInteger Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(BigInteger.One, (ways, i) => ways * (n - k + i) / i);

    // Run length, what is left of the last arm, and what is left of the others in ascending order.
    private static string Key(int[] remaining, int last, int run)
    {
        var others = remaining.Where((_, arm) => arm != last).Order().Select(n => (char)n);
        return string.Concat(others.Prepend((char)(last < 0 ? 0 : remaining[last])).Prepend((char)run));
    }
}
