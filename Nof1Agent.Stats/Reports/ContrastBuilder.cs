using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Diagnostics;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Outcomes;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Stats.Reports;

/// <summary>Puts one <see cref="ContrastReport"/> together and decides its verdict.</summary>
internal static class ContrastBuilder
{
    /// <summary>A contrast without an estimate. The schedule lottery is still shown where the diary itself is sound.</summary>
    internal static ContrastReport Refused(ContrastInput input, string reason)
    {
        var sound = input.Diary.Problems().Count == 0;
        // Enough was answered but nothing can be computed from it: that is not a lack of data.
        var verdict = sound && input.CompleteBlocks >= VerdictRule.FewestBlocks && input.AnsweredShare >= VerdictRule.SmallestAnsweredShare
            ? VerdictKind.CannotTell
            : VerdictKind.TooLittleData;
        var differences = sound ? BlockDifferences.Of(input.Diary, input.Arm) : [];
        return new ContrastReport
        {
            Arm = input.Arm,
            Verdict = verdict,
            VerdictBeforeDisagreement = verdict,
            Disagreements = [],
            Refusal = reason,
            SignFlip = sound ? Lottery(input, differences) : null,
            Missing = sound ? Missing(input) : null,
        };
    }

    internal static ContrastReport Build(ContrastInput input, ContrastLines lines)
    {
        var plan = input.Plan;
        if (lines.Flat.Effect(input.Place) is not { } flat || lines.Tau.Effect(input.Place) is not { } tau)
            return Refused(input, lines.Flat.Refusal ?? lines.Tau.Refusal ?? "The answers do not allow a stable estimate.");
        var (low, high) = flat.Interval();
        if (!double.IsFinite(low) || !double.IsFinite(high) || !double.IsFinite(flat.Mean) || !double.IsFinite(flat.StandardDeviation))
            return Refused(input, "The answers are too large or too small to compute with.");
        var evidence = Evidence(input, flat, tau);
        var differences = BlockDifferences.Of(input.Diary, input.Arm);
        var paired = PairedBlockTest.Run(differences);
        CarryOverLine? carryOver = lines.CarryOver?[input.Place - 1];
        FirstDaysDropped? withoutFirstDays = lines.FirstDaysDropped?[input.Place - 1];
        var before = VerdictRule.Decide(evidence);
        IReadOnlyList<Disagreement> disagreements = VerdictRule.Lower(before) == before ? [] : DisagreementRule.Find(new SecondOpinions
        {
            Estimate = flat.Mean,
            ProbabilityBetter = evidence.ProbabilityBetter,
            PairedEstimate = paired?.Estimate,
            PairedProbabilityBetter = plan.HigherIsBetter ? paired?.ProbabilityAboveZero : 1 - paired?.ProbabilityAboveZero,
            FirstDaysDroppedEstimate = withoutFirstDays?.Estimate,
            CarryOverEstimate = carryOver?.Estimate,
        });
        IReadOnlyList<string> named = [.. disagreements.Select(DisagreementRule.Word)];
        return new ContrastReport
        {
            Arm = input.Arm,
            Verdict = DisagreementRule.Apply(before, named),
            VerdictBeforeDisagreement = before,
            Disagreements = named,
            DisagreementKinds = disagreements,
            Estimate = flat.Mean,
            Low = low,
            High = high,
            StandardDeviation = flat.StandardDeviation,
            ProbabilityBetter = evidence.ProbabilityBetter,
            ProbabilityBetterFlat = Better(flat, plan, 0),
            PValue = TwoSided(flat.ProbabilityAbove(0)),
            ProbabilityBetterByMcid = evidence.ProbabilityBetterByMcid,
            ProbabilityWorseByMcid = evidence.ProbabilityWorseByMcid,
            ProbabilityNoDifferenceThatMatters = evidence.ProbabilityNoDifferenceThatMatters,
            LargerTailBeyondMcid = evidence.LargerTailBeyondMcid,
            PairedBlocks = paired,
            SignFlip = Lottery(input, differences),
            PairEvidence = differences.Length > 0 && DrawnByCycle(plan.Design) ? PairEvidence.Run(differences)[^1] : null,
            CarryOver = carryOver,
            WithoutFirstDays = withoutFirstDays,
            Days = DayComparison.Of(input.Diary, input.Arm, plan.HigherIsBetter),
            OtherScale = lines.OtherScale?[input.Place - 1],
            Missing = Missing(input),
            Influence = lines.Influence?[input.Place - 1],
            WithEvidence = input.Arm == 1 ? WithEvidence(flat, plan) : null,
            LogBayesFactor = lines.Factor.LogBayesFactor,
            MeanPhi = lines.Flat.MeanPhi,
        };
    }

    private static double Better(EffectPosterior effect, AnalysisPlan plan, double by) =>
        plan.HigherIsBetter ? effect.ProbabilityAbove(by) : 1 - effect.ProbabilityAbove(-by);

    private static double TwoSided(double above) => 2 * Math.Min(above, 1 - above);

    private static VerdictEvidence Evidence(ContrastInput input, EffectPosterior flat, EffectPosterior tau) => new()
    {
        CompleteBlocks = input.CompleteBlocks,
        AnsweredShare = input.AnsweredShare,
        ProbabilityBetter = Better(tau, input.Plan, 0),
        ProbabilityBetterByMcid = input.Plan.Mcid is { } benefit ? Better(tau, input.Plan, benefit) : null,
        ProbabilityWorseByMcid = input.Plan.Mcid is { } harm ? 1 - Better(tau, input.Plan, -harm) : null,
        ProbabilityNoDifferenceThatMatters = input.Plan.Mcid is { } limit ? flat.ProbabilityBetween(-limit, limit) : null,
        LargerTailBeyondMcid = input.Plan.Mcid is { } reach ? Math.Max(flat.ProbabilityAbove(reach), 1 - flat.ProbabilityAbove(-reach)) : null,
    };

    /// <summary>True when every cycle's order was drawn on its own with both orders of any two arms equally likely.</summary>
    private static bool DrawnByCycle(TrialDesign? design) => design is null or { Scheme: RandomizationScheme.PermutedBlocks, MaxRunPeriods: not 1 };

    private static SignFlipTest? Lottery(ContrastInput input, double[] differences) => DrawnByCycle(input.Plan.Design)
        ? SignFlipTest.Run(differences)
        : RandomizationTest.Run(input.Diary, input.Plan.Design!, input.Arm);

    private static MissingByArm Missing(ContrastInput input)
    {
        (int Missing, int Days) Counts(int arm)
        {
            var days = input.Diary.Days.Where(day => day.Counted && day.Arm == arm).ToArray();
            return (days.Count(day => day.Value is null), days.Length);
        }
        var (reference, arm) = (Counts(0), Counts(input.Arm));
        return MissingByArm.Compare(reference.Missing, reference.Days, arm.Missing, arm.Days);
    }

    private static EvidenceLine? WithEvidence(EffectPosterior flat, AnalysisPlan plan)
    {
        if (plan.Evidence is not { } known || EvidencePosterior.Combine(flat, known) is not { } combined)
            return null;
        var (low, high) = combined.Interval();
        var above = combined.ProbabilityAbove(0);
        return new EvidenceLine(combined.Mean, low, high, plan.HigherIsBetter ? above : 1 - above, combined.EvidenceWeight);
    }
}
