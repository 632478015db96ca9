namespace Nof1Agent.Stats.Designs;

/// <summary>Orders of k arms in which every arm follows every other arm equally often.</summary>
/// <remarks>
/// The base row is the zigzag 0, 1, k-1, 2, k-2, ...; the other rows add 1, 2, ..., k-1 to it modulo k. With an even number of arms every ordered pair of
/// neighbours comes once; with an odd number the reversed rows are added and every pair comes twice. (E. J. Williams, Experimental designs balanced
/// for the estimation of residual effects of treatments, Australian Journal of Scientific Research, Series A 2, 149-168, 1949.)
/// </remarks>
public static class WilliamsSquare
{
    /// <summary>The rows: k for an even number of arms, 2k for an odd one.</summary>
    /// <param name="arms">At least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 arms.</exception>
    public static IReadOnlyList<IReadOnlyList<int>> Rows(int arms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arms, 2);
        var zigzag = Enumerable.Range(0, arms).Select(i => i % 2 == 1 ? (i + 1) / 2 : (arms - (i / 2)) % arms).ToArray();
        var rows = Enumerable.Range(0, arms).Select(shift => zigzag.Select(arm => (arm + shift) % arms).ToArray()).ToList();
        if (arms % 2 == 1)
        {
            rows.AddRange([.. rows.Select(row => row.Reverse().ToArray())]);
        }

        return rows;
    }
}
