using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Tests.Stats.Verdicts;

public sealed class AnswerRuleTests
{
    private static ContrastReport Contrast(double better, double low = -1, double high = 3, double? byMcid = null, double? worseByMcid = null) => new()
    {
        Arm = 1,
        Verdict = VerdictKind.CannotTell,
        VerdictBeforeDisagreement = VerdictKind.CannotTell,
        Disagreements = [],
        Estimate = 1,
        Low = low,
        High = high,
        StandardDeviation = 1,
        ProbabilityBetter = better,
        ProbabilityBetterByMcid = byMcid,
        ProbabilityWorseByMcid = worseByMcid,
    };

    [Theory]
    [InlineData(0.96, Leaning.SureBetter)]
    [InlineData(0.95, Leaning.SureBetter)]
    [InlineData(0.94, Leaning.ProbablyBetter)]
    [InlineData(0.85, Leaning.ProbablyBetter)]
    [InlineData(0.84, Leaning.Open)]
    [InlineData(0.16, Leaning.Open)]
    [InlineData(0.14, Leaning.ProbablyWorse)]
    [InlineData(0.06, Leaning.ProbablyWorse)]
    [InlineData(0.04, Leaning.SureWorse)]
    // Exactly on the steps.
    [InlineData(1 - 0.85, Leaning.ProbablyWorse)]
    [InlineData(1 - 0.95, Leaning.SureWorse)]
    public void Lean_Any_FollowsTheStepsOfTheVerdict(double better, Leaning expected) => Assert.Equal(expected, AnswerRule.Lean(better));

    [Theory]
    // The same leaning, near, no conflict: not worth a sentence.
    [InlineData(1.4, 0.90, 0.8, 1.0, false)]
    // Half of what matters, exactly and just below.
    [InlineData(1.5, 0.90, 0.8, 1.0, true)]
    [InlineData(0.5, 0.90, 0.8, 1.0, true)]
    [InlineData(1.499, 0.90, 0.8, 1.0, false)]
    [InlineData(1.9, 0.90, 0.8, 3.0, false)]
    // Nothing named: half a standard deviation, which is 1 here.
    [InlineData(1.5, 0.90, 0.8, null, true)]
    [InlineData(1.4, 0.90, 0.8, null, false)]
    // Another leaning.
    [InlineData(1.0, 0.96, 0.8, 1.0, true)]
    // A conflict.
    [InlineData(1.0, 0.90, 0.49, 1.0, true)]
    [InlineData(1.0, 0.90, 0.50, 1.0, false)]
    public void EvidenceDiffers_OneReason_IsEnough(double estimate, double better, double weight, double? mcid, bool expected)
    {
        var contrast = Contrast(0.90) with { WithEvidence = new EvidenceLine(estimate, 0, 2, better, weight) };
        Assert.Equal(expected, AnswerRule.EvidenceDiffers(contrast, mcid));
        Assert.Equal(weight < 0.5, AnswerRule.EvidenceConflicts(contrast));
    }

    [Fact]
    public void EvidenceDiffers_NothingKnown_IsFalse()
    {
        Assert.False(AnswerRule.EvidenceDiffers(Contrast(0.9), 1));
        Assert.False(AnswerRule.EvidenceConflicts(Contrast(0.9)));
        var unknown = Contrast(0.9) with { StandardDeviation = null, WithEvidence = new EvidenceLine(99, 0, 2, 0.9, 0.8) };
        Assert.False(AnswerRule.EvidenceDiffers(unknown, null));
    }

    [Theory]
    // The interval holds no effect: nothing to explain, however unsure.
    [InlineData(0.60, -1.0, 3.0, 1.0, 0.2, 0.1, false)]
    [InlineData(0.60, 0.0, 3.0, 1.0, 0.2, 0.1, false)]
    [InlineData(0.60, -3.0, 0.0, 1.0, 0.2, 0.1, false)]
    // It excludes no effect, and the chance is not sure.
    [InlineData(0.94, 0.1, 3.0, 1.0, 0.6, 0.0, true)]
    [InlineData(0.95, 0.1, 3.0, 1.0, 0.6, 0.0, false)]
    [InlineData(0.06, -3.0, -0.1, 1.0, 0.0, 0.6, true)]
    [InlineData(0.04, -3.0, -0.1, 1.0, 0.0, 0.6, false)]
    [InlineData(0.94, 0.1, 3.0, null, null, null, true)]
    // It lies beyond what matters, and that is less likely than not.
    [InlineData(0.99, 1.0, 3.0, 1.0, 0.49, 0.0, true)]
    [InlineData(0.99, 1.0, 3.0, 1.0, 0.50, 0.0, false)]
    [InlineData(0.99, 0.9, 3.0, 1.0, 0.49, 0.0, false)]
    [InlineData(0.01, -3.0, -1.0, 1.0, 0.0, 0.49, true)]
    [InlineData(0.01, -3.0, -1.0, 1.0, 0.0, 0.50, false)]
    [InlineData(0.01, -3.0, -0.9, 1.0, 0.0, 0.49, false)]
    [InlineData(0.99, 1.0, 3.0, null, null, null, false)]
    public void ChancesAreMoreCareful_IntervalAndChances_WhereAReaderWouldSeeThemApart(
        double better, double low, double high, double? mcid, double? byMcid, double? worseByMcid, bool expected) =>
        Assert.Equal(expected, AnswerRule.ChancesAreMoreCareful(Contrast(better, low, high, byMcid, worseByMcid), mcid));

    [Theory]
    // 20 minutes where 10 matter; the range holds no effect: the days alone say 75 in 100, the answer 50.
    [InlineData(-20, 10.0, 0.75, 0.50, true)]
    [InlineData(20, 10.0, 0.75, 0.50, true)]
    [InlineData(-20, 10.0, 0.61, 0.50, true)]
    [InlineData(-20, 10.0, 0.59, 0.50, false)]
    // An estimate below what matters claims nothing that the chance would take back.
    [InlineData(-9, 10.0, 0.75, 0.50, false)]
    [InlineData(-10, 10.0, 0.75, 0.50, true)]
    [InlineData(-20, null, null, null, false)]
    public void ChancesAreMoreCareful_AnEstimateThatMatters_WhereTheDaysAloneSayMore(double estimate, double? mcid, double? flat, double? said, bool expected)
    {
        var contrast = Contrast(estimate < 0 ? 0.85 : 0.15, -45, 45, estimate < 0 ? said : 0.01, estimate < 0 ? 0.01 : said) with { Estimate = estimate, LargerTailBeyondMcid = flat };
        Assert.Equal(expected, AnswerRule.ChancesAreMoreCareful(contrast, mcid));
    }

    [Theory]
    // Lower by a tenth exactly, and by a little less.
    [InlineData(1.0, 1.0, 0.1, 0.0, 0.0, true)]
    [InlineData(1.0, 1.0, 0.0999, 0.0, 0.0, false)]
    [InlineData(-1.0, 1.0, 0.1, 0.0, 0.0, true)]
    // The larger of the two chances counts, whichever it is.
    [InlineData(1.0, 1.0, 0.6, 0.55, 0.3, false)]
    [InlineData(1.0, 1.0, 0.6, 0.3, 0.55, false)]
    // A chance that is not known counts as none; size alone says nothing.
    [InlineData(1.0, 1.0, 0.1, null, null, true)]
    [InlineData(1.0, 1.0, null, null, null, false)]
    [InlineData(1.0, 1.0, null, 0.0, 0.0, false)]
    // Just below what matters, or nothing named.
    [InlineData(0.999, 1.0, 0.9, 0.0, 0.0, false)]
    [InlineData(-0.999, 1.0, 0.9, 0.0, 0.0, false)]
    [InlineData(5.0, null, 0.9, 0.0, 0.0, false)]
    public void ChancesAreMoreCareful_IntervalHoldsNoEffect_FromATenthLower(double estimate, double? mcid, double? flat, double? byMcid, double? worseByMcid, bool expected) =>
        Assert.Equal(expected, AnswerRule.ChancesAreMoreCareful(Contrast(0.8, -9, 9, byMcid, worseByMcid) with { Estimate = estimate, LargerTailBeyondMcid = flat }, mcid));

    [Theory]
    // Both reasons apart: a small estimate whose interval excludes no effect, and one that is sure of everything.
    [InlineData(0.94, 0.5, 1.0, 0.3, 0.3, true)]
    [InlineData(0.96, 0.5, 1.0, 0.3, 0.3, false)]
    [InlineData(0.96, 1.2, 1.0, 0.6, 0.55, false)]
    [InlineData(0.96, 1.2, 1.0, 0.6, 0.45, true)]
    public void ChancesAreMoreCareful_IntervalExcludesNoEffect_FollowsTheChances(double better, double low, double mcid, double flat, double byMcid, bool expected) =>
        Assert.Equal(expected, AnswerRule.ChancesAreMoreCareful(Contrast(better, low, 2, byMcid, 0) with { Estimate = low + 0.1, LargerTailBeyondMcid = flat }, mcid));

    [Theory]
    [InlineData(VerdictKind.ItWorked, true)]
    [InlineData(VerdictKind.ItMadeThingsWorse, true)]
    [InlineData(VerdictKind.NoDifferenceThatMatters, true)]
    [InlineData(VerdictKind.ItProbablyHelps, false)]
    [InlineData(VerdictKind.ItProbablyMakesThingsWorse, false)]
    [InlineData(VerdictKind.CannotTell, false)]
    [InlineData(VerdictKind.TooLittleData, false)]
    public void IsSettled_Verdict_LeavesNothingOpen(VerdictKind verdict, bool expected) => Assert.Equal(expected, AnswerRule.IsSettled(verdict));
}
