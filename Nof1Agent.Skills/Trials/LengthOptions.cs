using System.Collections.Concurrent;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Planning;

namespace Nof1Agent.Skills.Trials;

/// <summary>A length of the trial and what it can see.</summary>
/// <param name="Cycles">Complete cycles.</param>
/// <param name="Days">Days in all.</param>
/// <param name="Chance">Chance that the 95 % interval excludes "no difference" if the effect is just the one that matters.</param>
/// <param name="ChanceOfTwice">The same if the effect is twice that.</param>
public sealed record LengthOption(int Cycles, int Days, double Chance, double ChanceOfTwice);

/// <summary>The trade-off between the length of a trial and its chance to see a change that matters, simulated with the engine that will analyse it.</summary>
internal static class LengthOptions
{
    private const int TrialsPerDesign = 400;
    /// <summary>No longer trial is offered, beside the shortest possible.</summary>
    public const int LongestDays = 140;
    private const ulong Seed = 20_260_103;

    // A design is simulated once; its power at any effect follows from the same intervals.
    private static readonly ConcurrentDictionary<(TrialDesign Design, double Phi), SimulatedTrials> Known = new();

    public static IReadOnlyList<LengthOption> For(TrialPlan plan, DailyOutcome outcome)
    {
        var effect = (plan.Mcid ?? outcome.SuggestedMcid) / plan.AssumedSd;
        var phi = Math.Round(plan.AssumedPhi, 1);
        return
        [
            .. new[] { PlanBuilding.FewestCycles, 4, 6 }
                .Select(cycles => plan.Design with { BlockCount = cycles })
                .Where(design => design.BlockCount == PlanBuilding.FewestCycles || design.TotalDays <= LongestDays)
                .Select(design => new LengthOption(design.BlockCount, design.TotalDays, Simulated(design, phi).PowerAt(effect), Simulated(design, phi).PowerAt(2 * effect))),
        ];
    }

    private static SimulatedTrials Simulated(TrialDesign design, double phi) => Known.GetOrAdd((design, phi), static key =>
        PowerSimulation.Simulate(key.Design, new PowerAssumptions { Phi = key.Phi }, TrialsPerDesign, Seed));
}
