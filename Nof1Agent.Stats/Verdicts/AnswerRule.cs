using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Stats.Verdicts;

/// <summary>How sure a probability is, in the steps of <see cref="VerdictRule"/>.</summary>
public enum Leaning
{
    /// <summary>Surely worse.</summary>
    SureWorse,

    /// <summary>Probably worse.</summary>
    ProbablyWorse,

    /// <summary>Neither.</summary>
    Open,

    /// <summary>Probably better.</summary>
    ProbablyBetter,

    /// <summary>Surely better.</summary>
    SureBetter,
}

/// <summary>The thresholds by which an answer says more than its verdict. Fixed before a trial starts, like those of <see cref="VerdictRule"/>.</summary>
public static class AnswerRule
{
    /// <summary>
    /// Posterior weight of what is known from others below which it is said to conflict with the person's own days. It is
    /// 1 - <see cref="Estimators.EvidencePrior.WideWeight"/> before the data.
    /// </summary>
    public const double EvidenceInConflict = 0.5;

    /// <summary>A share of the arm's days that were done as planned below this is named before anything is said to do nothing.</summary>
    public const double FaithfulShare = 0.8;

    /// <summary>Chance of a settled answer that a proposal of further cycles aims at.</summary>
    public const double ChanceToSettle = 0.8;

    /// <summary>A chance below this is no proposal.</summary>
    public const double PoorChanceToSettle = 0.5;

    /// <summary>How sure a probability of better is.</summary>
    /// <param name="probabilityBetter">0 to 1.</param>
    public static Leaning Lean(double probabilityBetter) => probabilityBetter switch
    {
        >= VerdictRule.Sure => Leaning.SureBetter,
        >= VerdictRule.Probable => Leaning.ProbablyBetter,
        <= 1 - VerdictRule.Sure => Leaning.SureWorse,
        <= 1 - VerdictRule.Probable => Leaning.ProbablyWorse,
        _ => Leaning.Open,
    };

    /// <summary>
    /// Whether the answer with what is known from others is worth its own sentence: it leans another way, or its estimate differs by half of what matters to the
    /// person (by half a posterior standard deviation where nothing was named).
    /// </summary>
    /// <param name="contrast">The trial's own answer, with <see cref="ContrastReport.WithEvidence"/>.</param>
    /// <param name="mcid">The smallest difference that matters, outcome units; null when none was named.</param>
    public static bool EvidenceDiffers(ContrastReport contrast, double? mcid) =>
        contrast.WithEvidence is { } known
        && (Lean(known.ProbabilityBetter) != Lean(contrast.ProbabilityBetter) || EvidenceConflicts(contrast)
            || Math.Abs(known.Estimate - contrast.Estimate) >= 0.5 * (mcid ?? contrast.StandardDeviation ?? double.PositiveInfinity));

    /// <summary>Whether what is known from others contradicts the person's own days.</summary>
    /// <param name="contrast">The trial's own answer.</param>
    public static bool EvidenceConflicts(ContrastReport contrast) => contrast.WithEvidence is { EvidenceWeight: < EvidenceInConflict };

    /// <summary>A chance that is lower than the person's days alone would make it by this much or more is explained, beside an estimate that matters.</summary>
    public const double CarefulBy = 0.1;

    /// <summary>
    /// Whether size and interval say more than the chances, so that the answer has to say why: the flat interval excludes no effect where the chances are not
    /// sure, or lies wholly beyond what matters where that is less likely than not; or the estimate is one that matters, and the chance of that is at least <see cref="CarefulBy"/> lower than
    /// the days alone would make it, whether the interval holds no effect or not ("20 minutes, 10 matter, and yet only 50 in 100"). The chances rest on <see cref="VerdictRule.EffectPrior"/>, size and interval on the days alone.
    /// </summary>
    /// <param name="contrast">The trial's own answer.</param>
    /// <param name="mcid">The smallest difference that matters, outcome units; null when none was named.</param>
    public static bool ChancesAreMoreCareful(ContrastReport contrast, double? mcid)
    {
        // The side of the interval is a side of the outcome; which of the two is the better one the larger chance tells.
        var likelier = Math.Max(contrast.ProbabilityBetter, 1 - contrast.ProbabilityBetter);
        var matters = Math.Max(contrast.ProbabilityBetterByMcid ?? 0, contrast.ProbabilityWorseByMcid ?? 0);
        if (Math.Abs(contrast.Estimate) >= mcid && contrast.LargerTailBeyondMcid - matters >= CarefulBy)
            return true;
        var nearest = contrast.Low > 0 ? contrast.Low : contrast.High < 0 ? -contrast.High : 0;
        return nearest > 0 && (likelier < VerdictRule.Sure || (nearest >= mcid && matters < VerdictRule.MattersMoreLikelyThanNot));
    }

    /// <summary>Verdicts after which nothing is left open.</summary>
    public static bool IsSettled(VerdictKind verdict) =>
        verdict is VerdictKind.ItWorked or VerdictKind.ItMadeThingsWorse or VerdictKind.NoDifferenceThatMatters;
}
