using System.Numerics;

namespace Nof1Agent.Stats.Designs;

/// <summary>
/// The explicit set of orders that a design can be given: how many there are, which is the r-th, and one drawn so that all are equally likely. A
/// randomization test refers to exactly this set.
/// </summary>
/// <remarks>Counts are exact (whole numbers of any size), so that the draw is exactly uniform: r uniform below <see cref="Count"/>, then the r-th order.</remarks>
public sealed class AdmissibleSchedules
{
    private readonly Func<BigInteger, int[]> _orderOf;

    private AdmissibleSchedules(BigInteger count, Func<BigInteger, int[]> orderOf)
    {
        Count = count;
        _orderOf = orderOf;
    }

    /// <summary>Number of admissible orders, at least 1.</summary>
    public BigInteger Count { get; }

    /// <summary>The admissible set of a design.</summary>
    /// <param name="design">The design.</param>
    /// <exception cref="ArgumentException">The design is impossible (<see cref="TrialDesign.Problems"/>).</exception>
    public static AdmissibleSchedules Of(TrialDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design.Problems() is [var problem, ..] ? throw new ArgumentException(problem, nameof(design)) : design.Scheme switch
        {
            RandomizationScheme.PermutedBlocks => PermutedBlocks(design.ArmCount, design.BlockCount, repeatsAllowed: design.MaxRunPeriods is not 1),
            RandomizationScheme.WilliamsSquare => Williams(design.ArmCount, design.BlockCount),
            RandomizationScheme.Balanced => Balanced(design.ArmCount, design.BlockCount, design.MaxRunPeriods),
        };
    }

    /// <summary>The order with a given rank.</summary>
    /// <param name="rank">0 to <see cref="Count"/> - 1.</param>
    /// <returns>The arm of every period.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank.</exception>
    public IReadOnlyList<int> At(BigInteger rank) => rank.Sign >= 0 && rank < Count
        ? _orderOf(rank)
        : throw new ArgumentOutOfRangeException(nameof(rank), rank, $"There are {Count} orders, ranked from 0.");

    /// <summary>One order, all equally likely.</summary>
    /// <param name="random">The generator, advanced by the draw.</param>
    public IReadOnlyList<int> Draw(DeterministicRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return _orderOf(random.NextBigInteger(Count));
    }

    /// <summary>The r-th permutation of 0, 1, ..., k - 1 in lexicographic order.</summary>
    internal static int[] PermutationOf(BigInteger rank, int k)
    {
        var left = Enumerable.Range(0, k).ToList();
        var permutation = new int[k];
        for (var i = 0; i < k; i++)
        {
            var (digit, rest) = BigInteger.DivRem(rank, Factorial(k - 1 - i));
            permutation[i] = left[(int)digit];
            left.RemoveAt((int)digit);
            rank = rest;
        }

        return permutation;
    }

    internal static BigInteger Factorial(int n) => n < 2 ? BigInteger.One : Enumerable.Range(2, n - 1).Aggregate(BigInteger.One, (product, i) => product * i);

    // A block after the first starts with any arm, or with any arm but the last one of the block before: then its first arm's rank skips that arm.
    private static AdmissibleSchedules PermutedBlocks(int arms, int blocks, bool repeatsAllowed)
    {
        var tails = Factorial(arms - 1);
        var perBlock = (repeatsAllowed ? arms : arms - 1) * tails;
        return new AdmissibleSchedules(Factorial(arms) * BigInteger.Pow(perBlock, blocks - 1), rank =>
        {
            var order = new int[arms * blocks];
            var weight = BigInteger.Pow(perBlock, blocks - 1);
            for (var block = 0; block < blocks; block++)
            {
                var (digit, rest) = BigInteger.DivRem(rank, weight);
                rank = rest;
                weight = block == blocks - 1 ? weight : weight / perBlock;
                if (block > 0 && !repeatsAllowed && (int)(digit / tails) >= order[(block * arms) - 1])
                {
                    digit += tails;
                }

                PermutationOf(digit, arms).CopyTo(order, block * arms);
            }

            return order;
        });
    }

    // Relabelling the arms of the square by its own symmetries gives the same rows back, exactly one symmetry moving any row to the first. So every
    // order has one description whose first row is row 0: a labelling of the arms, and an arrangement of the other rows.
    private static AdmissibleSchedules Williams(int arms, int blocks)
    {
        var rows = WilliamsSquare.Rows(arms);
        var sets = new List<(int Taken, int From)>();
        for (var done = 0; done < blocks; done += rows.Count)
        {
            sets.Add(done == 0 ? (Math.Min(blocks, rows.Count) - 1, rows.Count - 1) : (Math.Min(blocks - done, rows.Count), rows.Count));
        }

        var count = sets.Aggregate(Factorial(arms), (product, set) => product * Factorial(set.From) / Factorial(set.From - set.Taken));
        return new AdmissibleSchedules(count, rank =>
        {
            rank = BigInteger.DivRem(rank, Factorial(arms), out var labelRank);
            var labels = PermutationOf(labelRank, arms);
            var order = new List<int>(arms * blocks);
            foreach (var (taken, from) in sets)
            {
                var left = Enumerable.Range(rows.Count - from, from).ToList();
                if (order.Count == 0)
                {
                    order.AddRange(rows[0].Select(arm => labels[arm]));
                }

                for (var i = 0; i < taken; i++)
                {
                    rank = BigInteger.DivRem(rank, left.Count, out var pick);
                    order.AddRange(rows[left[(int)pick]].Select(arm => labels[arm]));
                    left.RemoveAt((int)pick);
                }
            }

            return [.. order];
        });
    }

    private static AdmissibleSchedules Balanced(int arms, int blocks, int? maxRun)
    {
        var completions = new RunLimitedCompletions(maxRun);
        return new AdmissibleSchedules(completions.Count([.. Enumerable.Repeat(blocks, arms)], last: -1, run: 0), rank =>
        {
            var remaining = Enumerable.Repeat(blocks, arms).ToArray();
            var order = new int[arms * blocks];
            var (last, run) = (-1, 0);
            for (var period = 0; period < order.Length; period++)
            {
                for (var arm = 0; ; arm++)
                {
                    if (!completions.Allows(remaining, arm, last, run))
                    {
                        continue;
                    }

                    remaining[arm]--;
                    var after = completions.Count(remaining, arm, arm == last ? run + 1 : 1);
                    if (rank < after)
                    {
                        (order[period], run, last) = (arm, arm == last ? run + 1 : 1, arm);
                        break;
                    }

                    rank -= after;
                    remaining[arm]++;
                }
            }

            return order;
        });
    }
}
