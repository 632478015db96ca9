using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Outcomes;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Reports;

public sealed class TrialReportTests
{
    private static readonly AnalysisPlan Plan = new() { HigherIsBetter = true, Mcid = 0.4 };

    [Fact]
    public void Analyze_ClearBenefit_Worked()
    {
        var diary = Simulated.Diary(8, 7, 0.3, 1.5, 0, 0.1, 1);
        var report = TrialReport.Analyze(diary, Plan);
        var contrast = Assert.Single(report.Contrasts);
        Assert.Equal(VerdictKind.ItWorked, contrast.Verdict);
        Assert.Empty(contrast.Disagreements);
        Assert.Equal(8, report.CompleteBlocks);
        Assert.Equal(112, report.CountedDays);
        Assert.Equal(diary.Days.Count(day => day.IsUsed), report.AnsweredDays);
        Assert.Equal(report.AnsweredDays, report.Arms.Sum(arm => arm.AnsweredDays));
        // The numbers are those of the engine under the prior each is defined for.
        var flat = RegressionEngine.Fit(diary).Effect(1)!;
        var tau = RegressionEngine.FitShrunken(diary, [new(0.5, 0.95), new(2, 0.03), new(8, 0.02)]).Effect(1)!;
        Assert.Equal(flat.Mean, contrast.Estimate, 1e-12);
        Assert.Equal(flat.Quantile(0.025), contrast.Low, 1e-12);
        Assert.Equal(flat.Quantile(0.975), contrast.High, 1e-12);
        Assert.Equal(tau.ProbabilityAbove(0), contrast.ProbabilityBetter, 1e-12);
        Assert.Equal(tau.ProbabilityAbove(0.4), contrast.ProbabilityBetterByMcid!.Value, 1e-12);
        Assert.Equal(1 - tau.ProbabilityAbove(-0.4), contrast.ProbabilityWorseByMcid!.Value, 1e-12);
        Assert.Equal(flat.ProbabilityBetween(-0.4, 0.4), contrast.ProbabilityNoDifferenceThatMatters!.Value, 1e-12);
        Assert.Equal(RegressionEngine.Fit(diary, new EngineOptions { Tau = 0.7 }).LogBayesFactor, contrast.LogBayesFactor);
        Assert.Equal(contrast.ProbabilityBetter, report.ProbabilityBest![1], 1e-12);
        Assert.Equal(2.0 / 256, contrast.SignFlip!.SmallestPossiblePValue, 1e-12);
    }

    [Fact]
    public void Analyze_LowerIsBetter_MirrorsEverything()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            var diary = Simulated.Diary(4, 7, 0.3, 0.8, 0.5, 0.1, seed);
            var mirrored = diary with { Days = [.. diary.Days.Select(day => day with { Value = -day.Value })] };
            ContrastReport first = TrialReport.Analyze(diary, Plan).Contrasts[0];
            ContrastReport second = TrialReport.Analyze(mirrored, Plan with { HigherIsBetter = false }).Contrasts[0];
            Assert.Equal(first.Verdict, second.Verdict);
            Assert.Equal(first.Disagreements, second.Disagreements);
            Assert.Equal(first.ProbabilityBetter, second.ProbabilityBetter, 1e-9);
            Assert.Equal(first.ProbabilityBetterByMcid!.Value, second.ProbabilityBetterByMcid!.Value, 1e-9);
            Assert.Equal(first.Low, -second.High, 1e-9);
            Assert.Equal(first.Days!.Tau, second.Days!.Tau, 1e-9);
            // The same trial read the other way round is the opposite verdict.
            var opposite = TrialReport.Analyze(diary, Plan with { HigherIsBetter = false }).Contrasts[0];
            Assert.Equal(1 - first.ProbabilityBetter, opposite.ProbabilityBetter, 1e-9);
            Assert.Equal(Mirror(first.Verdict), opposite.Verdict);
        }
    }

    private static VerdictKind Mirror(VerdictKind verdict) => verdict switch
    {
        VerdictKind.ItWorked => VerdictKind.ItMadeThingsWorse,
        VerdictKind.ItMadeThingsWorse => VerdictKind.ItWorked,
        VerdictKind.ItProbablyHelps => VerdictKind.ItProbablyMakesThingsWorse,
        VerdictKind.ItProbablyMakesThingsWorse => VerdictKind.ItProbablyHelps,
        VerdictKind.TooLittleData or VerdictKind.NoDifferenceThatMatters or VerdictKind.CannotTell => verdict,
    };

    [Fact]
    public void Analyze_PlanLongerThanTheDiary_TooLittleData()
    {
        var diary = Simulated.Diary(4, 7, 0.2, 2, 0, 0, 3);
        Assert.Equal(VerdictKind.ItWorked, TrialReport.Analyze(diary, Plan).Contrasts[0].Verdict);
        Assert.Equal(VerdictKind.TooLittleData, TrialReport.Analyze(diary, Plan with { PlannedCountedDays = 100 }).Contrasts[0].Verdict);
        var twoCycles = diary with { Days = [.. diary.Days.Where(day => day.Block < 2)] };
        Assert.Equal(VerdictKind.TooLittleData, TrialReport.Analyze(twoCycles, Plan).Contrasts[0].Verdict);
    }

    [Fact]
    public void Analyze_RandomTrials_VerdictFollowsFromTheNumbersShown()
    {
        var lowered = 0;
        for (ulong seed = 0; seed < 150; seed++)
        {
            var diary = Simulated.Diary(3 + (int)(seed % 3), 5, 0.4, seed % 4 * 0.4, 0, 0.2, 1000 + seed);
            var report = TrialReport.Analyze(diary, Plan);
            var contrast = report.Contrasts[0];
            var decided = VerdictRule.Decide(new VerdictEvidence
            {
                CompleteBlocks = report.CompleteBlocks,
                AnsweredShare = (double)report.AnsweredDays / report.CountedDays,
                ProbabilityBetter = contrast.ProbabilityBetter,
                ProbabilityBetterByMcid = contrast.ProbabilityBetterByMcid,
                ProbabilityWorseByMcid = contrast.ProbabilityWorseByMcid,
                ProbabilityNoDifferenceThatMatters = contrast.ProbabilityNoDifferenceThatMatters,
                LargerTailBeyondMcid = contrast.LargerTailBeyondMcid,
            });
            Assert.Equal(decided, contrast.VerdictBeforeDisagreement);
            Assert.Equal(DisagreementRule.Apply(decided, contrast.Disagreements), contrast.Verdict);
            if (contrast.Verdict == contrast.VerdictBeforeDisagreement)
                continue;
            lowered++;
            // What lowered it can be seen in the second lines themselves.
            double[] others = [contrast.PairedBlocks!.Estimate, contrast.CarryOver!.Estimate, contrast.WithoutFirstDays!.Estimate];
            Assert.True(others.Any(other => other * contrast.Estimate < 0)
                || (contrast.Estimate > 0 ? contrast.PairedBlocks.ProbabilityAboveZero : 1 - contrast.PairedBlocks.ProbabilityAboveZero) < VerdictRule.PairedSupport);
        }
        Assert.InRange(lowered, 1, 60);
    }

    [Fact]
    public void Analyze_Kinds_HaveTheirSecondScale()
    {
        var diary = Simulated.Diary(6, 7, 0.2, 1.2, 0, 0.1, 9);
        ContrastReport As(OutcomeScale scale, Func<double, double> value) => TrialReport.Analyze(
            diary with { Days = [.. diary.Days.Select(day => day.Value is { } raw ? day with { Value = value(raw) } : day)] },
            Plan with { Scale = scale, Mcid = null }).Contrasts[0];
        Assert.Null(As(OutcomeScale.Continuous, raw => raw).OtherScale);
        var skewed = As(OutcomeScale.Continuous, raw => Math.Exp(1.5 * raw)).OtherScale!;
        Assert.Equal(OtherScale.Log, skewed.Scale);
        Assert.Equal(1.5 * RegressionEngine.Fit(diary).Effect(1)!.Mean, skewed.Estimate, 1e-9);
        Assert.False(skewed.IgnoresAutocorrelation);
        var rating = As(OutcomeScale.Rating, raw => Math.Clamp(Math.Round(5 + 2 * raw), 0, 10)).OtherScale!;
        Assert.Equal(OtherScale.ProportionalOdds, rating.Scale);
        Assert.True(rating.Low > 0 && rating.IgnoresAutocorrelation);
        Assert.Equal(OtherScale.LogOdds, As(OutcomeScale.YesNo, raw => raw > 0.5 ? 1 : 0).OtherScale!.Scale);
        var count = As(OutcomeScale.Count, raw => Math.Floor(Math.Exp(raw)));
        Assert.Equal(OtherScale.LogCount, count.OtherScale!.Scale);
        Assert.True(count.OtherScale.Ratio > 1);
    }

    [Fact]
    public void Analyze_YesNo_EstimateIsTheDifferenceOfShares()
    {
        var diary = Simulated.Diary(6, 7, 0.1, 1.5, 0, 0, 4);
        var yes = diary with { Days = [.. diary.Days.Select(day => day with { Value = day.Value > 0.7 ? 1 : 0 })] };
        var report = TrialReport.Analyze(yes, Plan with { Scale = OutcomeScale.YesNo, Mcid = 0.1 });
        Assert.Equal(report.Arms[1].Mean!.Value - report.Arms[0].Mean!.Value, report.Contrasts[0].Estimate, 0.1);
    }

    [Theory]
    [InlineData(4, 1, true)]
    [InlineData(5, 0, false)]
    [InlineData(0, 5, false)]
    public void Analyze_FewEvents_OnlyTheLottery(int onReference, int onTreatment, bool refused)
    {
        var diary = Simulated.Diary(6, 7, 0, 0, 0, 0, 4);
        int[] left = [onReference, onTreatment];
        var days = diary.Days.Select(day => day with { Value = day.Day % 2 == 0 && left[day.Arm]-- > 0 ? 1 : 0 }).ToArray();
        foreach (var scale in new[] { OutcomeScale.YesNo, OutcomeScale.Count })
        {
            var contrast = TrialReport.Analyze(diary with { Days = days }, Plan with { Scale = scale }).Contrasts[0];
            Assert.Equal(refused, contrast.Refusal?.StartsWith("Too few events", StringComparison.Ordinal) ?? false);
            Assert.NotNull(contrast.SignFlip);
            if (refused)
                Assert.Equal(VerdictKind.CannotTell, contrast.Verdict);
        }
    }

    [Theory]
    [InlineData(OutcomeScale.YesNo, 0.5, "yes or no")]
    [InlineData(OutcomeScale.Count, -1, "a count")]
    [InlineData(OutcomeScale.TimeOfDay, 1441, "a time of day")]
    public void Analyze_ValueOutsideTheKind_NamesTheDay(OutcomeScale scale, double value, string named)
    {
        var diary = Simulated.Diary(4, 7, 0, 0, 0, 0, 4);
        var days = diary.Days.Select(day => day with { Value = day.Day == 12 ? value : day.Day % 2 });
        var contrast = TrialReport.Analyze(diary with { Days = [.. days] }, Plan with { Scale = scale }).Contrasts[0];
        Assert.Contains("Day 12", contrast.Refusal, StringComparison.Ordinal);
        Assert.Contains(named, contrast.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_BedtimesAroundMidnight_AreMinutesApart()
    {
        var diary = Simulated.Diary(6, 7, 0.2, 0, 0, 0, 4);
        var days = diary.Days.Select(day => day with { Value = (1440 + 15 * day.Value!.Value + 30 * day.Arm + 1440) % 1440 });
        var contrast = TrialReport.Analyze(diary with { Days = [.. days] }, Plan with { Scale = OutcomeScale.TimeOfDay, HigherIsBetter = false, Mcid = 10 }).Contrasts[0];
        Assert.InRange(contrast.Estimate, 15, 45);
        Assert.Equal(VerdictKind.ItMadeThingsWorse, contrast.Verdict);
        Assert.Equal(contrast.Days!.MeanDifference, contrast.Estimate, 15.0);
    }

    [Fact]
    public void Analyze_Evidence_AddsALineAndLeavesTheVerdict()
    {
        var diary = Simulated.Diary(3, 5, 0.3, 0.4, 0, 0.1, 12);
        ContrastReport without = TrialReport.Analyze(diary, Plan).Contrasts[0];
        ContrastReport with = TrialReport.Analyze(diary, Plan with { Evidence = new EvidencePrior(5, 0.5) }).Contrasts[0];
        Assert.Null(without.WithEvidence);
        Assert.Equal(without.Verdict, with.Verdict);
        Assert.Equal(without.ProbabilityBetter, with.ProbabilityBetter);
        var agreeing = TrialReport.Analyze(diary, Plan with { Evidence = new EvidencePrior(without.Estimate, 0.2) }).Contrasts[0].WithEvidence!;
        Assert.True(agreeing.High - agreeing.Low < without.High - without.Low);
        Assert.True(agreeing.EvidenceWeight > with.WithEvidence!.EvidenceWeight);
    }

    [Fact]
    public void Analyze_RunLimitedDesign_LotteryOverItsOwnSet()
    {
        var diary = Simulated.Diary(4, 7, 0.2, 1, 0, 0, 5);
        var alternating = diary with { Days = [.. diary.Days.Select(day => day with { Arm = day.Period % 2 })] };
        var test = TrialReport.Analyze(alternating, Plan with { Design = new TrialDesign { MaxRunPeriods = 1 } }).Contrasts[0].SignFlip!;
        // Strict alternation has two orders, which mirror each other: no data can speak against chance.
        Assert.Equal(1, test.PValue, 1e-12);
        Assert.Equal(1, test.SmallestPossiblePValue, 1e-12);
        Assert.Equal(2.0 / 16, TrialReport.Analyze(alternating, Plan).Contrasts[0].SignFlip!.SmallestPossiblePValue, 1e-12);
    }

    [Fact]
    public void Analyze_Twice_SameReport()
    {
        var diary = EngineDenseTests.ManyArms(3, 5);
        TrialReport first = TrialReport.Analyze(diary, Plan), second = TrialReport.Analyze(diary, Plan);
        Assert.Equal(first.ProbabilityBest!, second.ProbabilityBest!);
        Assert.Equal(first.Contrasts[1].Low, second.Contrasts[1].Low);
        Assert.Equal(2, first.Contrasts.Count);
    }
}
