using System.Collections.Concurrent;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Planning;

namespace Nof1Agent.Skills.Trials;

/// <summary>A length of the trial and what it can see.</summary>
/// <param name="Cycles">Complete cycles.</param>
/// <param name="Days">Days in all.</param>
/// <param name="Chance">Chance that the 95 % interval excludes "no difference" if the effect is just the one that matters.</param>
public sealed record LengthOption(int Cycles, int Days, double Chance);

/// <summary>The trade-off between the length of a trial and its chance to see a change that matters, simulated with the engine that will analyse it.</summary>
internal static class LengthOptions
{
    private const int SimulatedTrials = 300;
    private const int LongestDays = 140;
    private const ulong Seed = 20_260_103;

    private static readonly ConcurrentDictionary<(TrialDesign Design, double Effect), double> Known = new();

    public static IReadOnlyList<LengthOption> For(TrialPlan plan, DailyOutcome outcome)
    {
        var effect = Math.Round((plan.Mcid ?? outcome.SuggestedMcid) / plan.AssumedSd, 2);
        return
        [
            .. new[] { PlanBuilding.FewestCycles, 4, 6 }
                .Select(cycles => plan.Design with { BlockCount = cycles })
                .Where(design => design.BlockCount == PlanBuilding.FewestCycles || design.TotalDays <= LongestDays)
                .Select(design => new LengthOption(design.BlockCount, design.TotalDays, Chance(design, effect))),
        ];
    }

    private static double Chance(TrialDesign design, double effect) => Known.GetOrAdd((design, effect), static key =>
        PowerSimulation.Run(key.Design, new PowerAssumptions { EffectInSd = key.Effect }, SimulatedTrials, Seed).Power);
}
