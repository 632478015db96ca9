namespace Nof1Agent.Stats.Designs;

/// <summary>
/// The draw of a trial's order. By default permuted blocks: within every cycle the arms come in random order, all orders equally likely, the first cycle
/// included.
/// </summary>
public static class BlockRandomization
{
    /// <summary>Draws the arm of every period.</summary>
    /// <param name="design">The design.</param>
    /// <param name="random">The generator, advanced by the draw.</param>
    /// <returns>One arm (from 0) per period, cycle after cycle.</returns>
    /// <remarks>
    /// Permuted blocks without a run limit: for each cycle in order, start from arms 0, 1, ..., k - 1; for i from k - 1 down to 1 exchange position i with position
    /// <see cref="DeterministicRandom.NextInt"/>(i + 1). (R. Durstenfeld, Communications of the ACM 7(7), 1964, algorithm 235.)
    /// Any other scheme, or a run limit of 1: an order of <see cref="AdmissibleSchedules"/> by its rank.
    /// </remarks>
    /// <exception cref="ArgumentException">The design is impossible (<see cref="TrialDesign.Problems"/>).</exception>
    public static IReadOnlyList<int> Draw(TrialDesign design, DeterministicRandom random)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(random);
        if (design.Problems() is [var problem, ..])
        {
            throw new ArgumentException(problem, nameof(design));
        }

        if (design.Scheme != RandomizationScheme.PermutedBlocks || design.MaxRunPeriods is 1)
        {
            return AdmissibleSchedules.Of(design).Draw(random);
        }

        var sequence = new int[design.PeriodCount];
        for (var block = 0; block < design.BlockCount; block++)
        {
            var cycle = sequence.AsSpan(block * design.ArmCount, design.ArmCount);
            for (var arm = 0; arm < cycle.Length; arm++)
            {
                cycle[arm] = arm;
            }

            Shuffle(cycle, random);
        }

        return sequence;
    }

    /// <summary>Puts the items in random order, all orders equally likely; the exchange rule is the one of <see cref="Draw"/>.</summary>
    /// <typeparam name="T">Type of an item.</typeparam>
    /// <param name="items">Reordered in place.</param>
    /// <param name="random">The generator, advanced by the draw.</param>
    public static void Shuffle<T>(Span<T> items, DeterministicRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (var i = items.Length - 1; i >= 1; i--)
        {
            var j = random.NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
