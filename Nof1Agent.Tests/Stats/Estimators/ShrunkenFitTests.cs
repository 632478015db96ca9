using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>The mixture of prior widths: the usual width where effects are usual, and no contradiction where they are huge.</summary>
public sealed class ShrunkenFitTests
{
    private static readonly EffectWidth[] TwoWidths = [new(0.5, 0.7), new(3, 0.3)];

    private static TrialDiary Diary(double effect, ulong seed = 5) => Simulated.Diary(4, 5, 0.3, effect, 0, 0.1, seed);

    [Fact]
    public void Effect_OneWidth_IsThatOfTheEngine()
    {
        var one = RegressionEngine.FitShrunken(Diary(1), [new(0.5, 1)]).Effect(1)!;
        var plain = RegressionEngine.Fit(Diary(1), new EngineOptions { Tau = 0.5 }).Effect(1)!;
        Assert.Equal((plain.Mean, plain.StandardDeviation, plain.ProbabilityAbove(0.4)), (one.Mean, one.StandardDeviation, one.ProbabilityAbove(0.4)));
    }

    [Fact]
    public void Effect_TwoWidths_AreWeighedByTheirMarginalLikelihood()
    {
        var diary = Diary(1.2);
        var fits = TwoWidths.Select(width => RegressionEngine.Fit(diary, new EngineOptions { Tau = width.Tau })).ToArray();
        // The Bayes factors against no effect have the same denominator.
        var odds = 0.7 / 0.3 * Math.Exp(fits[0].LogBayesFactor!.Value - fits[1].LogBayesFactor!.Value);
        var weight = odds / (1 + odds);
        Assert.InRange(weight, 0.02, 0.98);
        EffectPosterior first = fits[0].Effect(1)!, second = fits[1].Effect(1)!, mixed = RegressionEngine.FitShrunken(diary, TwoWidths).Effect(1)!;
        Assert.Equal(weight * first.Mean + (1 - weight) * second.Mean, mixed.Mean, 1e-10);
        Assert.Equal(weight * first.MeanPhi + (1 - weight) * second.MeanPhi, mixed.MeanPhi, 1e-10);
        Assert.Equal(first.ObservationCount, mixed.ObservationCount);
        foreach (var x in new[] { -1, 0, 0.5, 2 })
            Assert.Equal(weight * first.ProbabilityAbove(x) + (1 - weight) * second.ProbabilityAbove(x), mixed.ProbabilityAbove(x), 1e-10);
        Assert.Equal(0.3, 1 - mixed.ProbabilityAbove(mixed.Quantile(0.3)), 1e-10);
    }

    [Fact]
    public void ProbabilityBest_ThreeArms_IsTheWeightedMeanAndAddsUp()
    {
        var design = EngineDesign.From(EngineDenseTests.ManyArms(3, 11), new EngineOptions());
        var mixed = ShrunkenFit.Solve(design, TwoWidths).ProbabilityBest(3, higherIsBetter: true)!;
        var each = TwoWidths.Select(width => BestArm.Probabilities(RegressionEngine.Solve(design, width.Tau), 3, true)!).ToArray();
        Assert.Equal(1, mixed.Sum(), 1e-12);
        for (var arm = 0; arm < 3; arm++)
            Assert.InRange(mixed[arm], Math.Min(each[0][arm], each[1][arm]) - 1e-12, Math.Max(each[0][arm], each[1][arm]) + 1e-12);
        Assert.NotEqual(each[0][0], mixed[0], 1e-6);
    }

    [Fact]
    public void ProbabilityBest_TwoArms_IsTheChanceOfTheMixture()
    {
        var mixed = RegressionEngine.FitShrunken(Diary(0.4), TwoWidths);
        var above = mixed.Effect(1)!.ProbabilityAbove(0);
        var best = mixed.ProbabilityBest(2, higherIsBetter: true)!;
        Assert.Equal(above, best[1], 1e-12);
        Assert.Equal(1 - above, best[0], 1e-12);
    }

    [Fact]
    public void Refused_Diary_HasNothing()
    {
        var refused = RegressionEngine.FitShrunken(Diary(1) with { Days = [] }, TwoWidths);
        Assert.NotNull(refused.Refusal);
        Assert.Null(refused.Effect(1));
        Assert.Null(refused.ProbabilityBest(2, true));
    }

    /// <summary>One width draws a clear effect so far that what the interval says is hardly believed; the mixture lets go of it.</summary>
    [Fact]
    public void Probabilities_LargeEffects_AgreeWithTheInterval()
    {
        double one = 1, mixed = 1;
        for (ulong seed = 0; seed < 40; seed++)
        {
            var diary = Diary(4, seed);
            var mcid = RegressionEngine.Fit(diary).Effect(1)!.Interval().Low;
            one = Math.Min(one, RegressionEngine.Fit(diary, new EngineOptions { Tau = VerdictRule.Tau }).Effect(1)!.ProbabilityAbove(mcid));
            mixed = Math.Min(mixed, RegressionEngine.FitShrunken(diary, VerdictRule.EffectPrior).Effect(1)!.ProbabilityAbove(mcid));
        }
        Assert.InRange(one, 0, 0.4);
        Assert.InRange(mixed, 0.6, 1);
        Assert.Equal(1, VerdictRule.EffectPrior.Sum(width => width.Weight), 1e-12);
    }

    [Fact]
    public void Analyze_EffectsOfAnySize_TheChanceOfWhatMattersNeverContradictsTheInterval()
    {
        var beyond = 0;
        for (ulong seed = 0; seed < 60; seed++)
        {
            var noise = new SimulationNoise(seed);
            var effect = Math.Exp(4 * noise.Uniform()) * (noise.Uniform() < 0.5 ? -1 : 1);
            var diary = Simulated.Diary(3 + (int)(3 * noise.Uniform()), 4 + (int)(3 * noise.Uniform()), 0.7 * noise.Uniform(), effect, 0, 0.1, seed);
            var (low, high) = RegressionEngine.Fit(diary).Effect(1)!.Interval();
            var nearest = effect > 0 ? low : -high;
            if (nearest <= 0)
                continue;
            beyond++;
            var shrunken = RegressionEngine.FitShrunken(diary, VerdictRule.EffectPrior).Effect(1)!;
            var chance = effect > 0 ? shrunken.ProbabilityAbove(nearest) : 1 - shrunken.ProbabilityAbove(-nearest);
            Assert.True(chance >= 0.5, $"seed {seed}, effect {effect:F1}: the interval begins at {nearest:F2}, P(beyond) = {chance:F2}");
        }
        Assert.True(beyond > 40);
    }
}
