namespace Nof1Agent.Stats.Designs;

/// <summary>
/// What may follow a finished trial: live with the better arm and test again now and then. Only after the verdict, because estimates from periods that
/// were assigned by how well an arm did so far are biased and intervals too short (S. S. Villar, J. Bowden and J. Wason, Statistical Science 30(2), 2015).
/// </summary>
public static class Continuation
{
    /// <summary>Every so many cycles all arms come again, in random order.</summary>
    public const int RetestEvery = 4;

    /// <summary>Smallest probability with which any arm is assigned, as long as the number of arms allows it.</summary>
    public const double ProbabilityFloor = 0.2;

    /// <summary>The better arm throughout, and every fourth cycle a randomized one of all arms.</summary>
    /// <param name="armCount">Number of arms, 2 to <see cref="TrialDesign.MaxArms"/>.</param>
    /// <param name="betterArm">The arm to continue with.</param>
    /// <param name="cycles">Number of cycles, at least 1.</param>
    /// <param name="random">The generator, advanced by the draw.</param>
    /// <returns>The arm of every period, as many periods per cycle as there are arms.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static IReadOnlyList<int> KeepAndRetest(int armCount, int betterArm, int cycles, DeterministicRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(armCount, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(armCount, TrialDesign.MaxArms);
        ArgumentOutOfRangeException.ThrowIfNegative(betterArm);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(betterArm, armCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(cycles, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cycles, TrialDesign.MaxTotalDays);
        var sequence = new int[armCount * cycles];
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            var periods = sequence.AsSpan(cycle * armCount, armCount);
            if ((cycle + 1) % RetestEvery != 0)
            {
                periods.Fill(betterArm);
                continue;
            }

            for (var arm = 0; arm < armCount; arm++)
            {
                periods[arm] = arm;
            }

            BlockRandomization.Shuffle(periods, random);
        }

        return sequence;
    }

    /// <summary>Assignment probabilities that follow what is known and never starve an arm: floor + (1 - arms * floor) * P(best).</summary>
    /// <param name="probabilityBest">P(best) of each arm; not negative, adding up to 1 within 1e-6.</param>
    /// <returns>One probability per arm, adding up to 1. With more than five arms the floor is one share of each: all are equal.</returns>
    /// <exception cref="ArgumentException">These are no probabilities of two arms or more.</exception>
    public static IReadOnlyList<double> Probabilities(IReadOnlyList<double> probabilityBest)
    {
        ArgumentNullException.ThrowIfNull(probabilityBest);
        if (probabilityBest.Count < 2 || probabilityBest.Any(p => !(p >= 0)) || !(Math.Abs(probabilityBest.Sum() - 1) <= 1e-6))
        {
            throw new ArgumentException("These are no probabilities of two arms or more.", nameof(probabilityBest));
        }

        var floor = Math.Min(ProbabilityFloor, 1.0 / probabilityBest.Count);
        var total = probabilityBest.Sum();
        return [.. probabilityBest.Select(p => floor + ((1 - (floor * probabilityBest.Count)) * (p / total)))];
    }

    /// <summary>Draws one period's arm.</summary>
    /// <param name="probabilities">Assignment probabilities, see <see cref="Probabilities"/>; keep them with the period, since a later analysis must weigh by them.</param>
    /// <param name="random">The generator, advanced by the draw.</param>
    public static int DrawArm(IReadOnlyList<double> probabilities, DeterministicRandom random)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(random);
        var left = random.NextDouble() * probabilities.Sum();
        for (var arm = 0; arm < probabilities.Count - 1; arm++)
        {
            left -= probabilities[arm];
            if (left < 0)
            {
                return arm;
            }
        }

        return probabilities.Count - 1;
    }
}
