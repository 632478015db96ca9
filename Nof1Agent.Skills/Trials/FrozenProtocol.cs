using System.Text.Json.Nodes;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Verdicts;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Trials;

/// <summary>Writes a plan as the protocol document that is hashed: everything that decides how the trial runs and how it is judged, nothing about who the person is.</summary>
internal static class FrozenProtocol
{
    public static JsonObject Write(Trial trial, DailyOutcome outcome, Instant at)
    {
        var protocol = Unblinded(trial, outcome, at);
        if (trial.Plan.Study is { } study)
        {
            protocol["study"] = new JsonObject { ["id"] = study.Id, ["version"] = study.Version };
        }

        if (trial.Plan.Blinded)
        {
            protocol["blinding"] = new JsonObject { ["participant"] = "Containers A and B, prepared by somebody else to look alike.", ["codes"] = BlindCodes.Rule, ["guesses"] = "Asked at the end of each period." };
        }

        return protocol;
    }

    private static JsonObject Unblinded(Trial trial, DailyOutcome outcome, Instant at) => new()
    {
        ["version"] = 1,
        ["trial"] = trial.Id.Value,
        ["frozenAt"] = InstantPattern.General.Format(at),
        ["arms"] = new JsonArray([.. trial.Plan.Arms.Select(arm => (JsonNode)new JsonObject { ["name"] = arm.Name, ["instruction"] = arm.Instruction })]),
        ["design"] = trial.Plan.Design.ToJson(),
        ["order"] = "Blocks of one period per arm, permuted at random within each block (the first included).",
        ["outcome"] = new JsonObject
        {
            ["id"] = outcome.Id,
            ["question"] = outcome.Question,
            ["unit"] = outcome.Unit,
            ["better"] = outcome.LowerIsBetter ? "lower" : "higher",
            ["smallestChangeThatMatters"] = trial.Plan.Mcid,
        },
        ["secondaryOutcomes"] = new JsonArray([.. trial.Plan.Secondary.Select(id => (JsonNode)id)]),
        ["analysis"] = new JsonObject
        {
            ["primary"] = "Bayesian regression with AR(1) errors, a linear trend and, for periods with 3 or more counted days, period shocks; every arm against arm 0.",
            ["interval"] = 0.95,
            ["verdict"] = "Ordered list, version 1 (docs/statistics.md).",
            ["daysNotCounted"] = "The first days of a period after a change of arm (design.discardDays).",
            ["missingDays"] = "Stay missing; nothing is imputed.",
            ["looks"] = Looks(trial.Plan),
        },
    };

    // Which looks may end the trial, and by which rule: nothing about it can be chosen afterwards.
    private static JsonArray Looks(TrialPlan plan) => plan.EndsEarlyWhenClear
        ? [.. Enumerable.Range(LookRule.FirstBlock, Math.Max(0, plan.Design.BlockCount - LookRule.FirstBlock)).Select(cycle => (JsonNode)Look(cycle, plan.Design.ArmCount))]
        : [];

    private static JsonObject Look(int cycle, int arms)
    {
        var look = new JsonObject
        {
            ["afterCycle"] = cycle,
            ["stopForEffectFromBayesFactor"] = LookRule.BayesFactor,
            ["stopForNoDifferenceFromProbability"] = LookRule.SureOfNoDifference,
        };
        if (arms > 2)
        {
            look["appliesTo"] = "every arm against the comparator by itself; all of them have to be clear";
        }

        return look;
    }

    /// <summary>The hash as people compare it: the first 12 characters.</summary>
    public static string Short(string hash) => hash[..Math.Min(12, hash.Length)];

    /// <summary>What the person may keep: without secret and order until the trial is over.</summary>
    public static RandomizationReceipt? Receipt(Trial trial) =>
        trial is { Protocol: { } protocol, ProtocolHash: { } hash, Commitment: { } commitment, Nonce: { } nonce }
            ? new RandomizationReceipt
            {
                Protocol = protocol,
                ProtocolHash = hash,
                Commitment = commitment,
                Nonce = nonce,
                Secret = trial.IsOver ? trial.Secret : null,
                Sequence = trial.IsOver ? trial.Sequence : null,
            }
            : null;
}
