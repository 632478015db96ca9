using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

public sealed class EngineGoldenTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, GoldenCase.All.Count)];

    [Theory, MemberData(nameof(Cases))]
    public void Fit_GoldenCase_AgreesWithIndependentCode(int index)
    {
        var golden = GoldenCase.All[index];
        var none = new EngineOptions { PeriodShocks = false };
        Agrees(golden, golden.EngineFlat, none with { Trend = false });
        Agrees(golden, golden.EngineFlatTrend, none);
        Agrees(golden, golden.EngineTauTrend, none with { Tau = 0.7 });
        var full = new EngineOptions { PeriodShocks = true };
        Agrees(golden, golden.FullFlat, full);
        Agrees(golden, golden.FullTauHalf, full with { Tau = 0.5 });
        Agrees(golden, golden.FullTau, full with { Tau = 0.7 });
    }

    private static void Agrees(GoldenCase golden, GoldenPosterior expected, EngineOptions options)
    {
        var fit = RegressionEngine.Fit(golden.Diary, options);
        var effect = fit.Effect(1)!;
        Assert.Equal(expected.Mean / golden.SdY, effect.Mean / golden.SdY, 1e-8);
        Assert.Equal(expected.PAboveZero, effect.ProbabilityAbove(0), 1e-8);
        Assert.Equal(expected.PAboveThirdSd, effect.ProbabilityAbove(0.3 * golden.SdY), 1e-8);
        Assert.Equal(expected.PhiMean, effect.MeanPhi, 1e-8);
        var (low, high) = effect.Interval();
        var width = expected.Hi - expected.Lo;
        Assert.Equal(expected.Lo / width, low / width, 1e-6);
        Assert.Equal(expected.Hi / width, high / width, 1e-6);
        if (expected.LogBayesFactor is { } logBayesFactor)
            Assert.Equal(logBayesFactor, fit.LogBayesFactor!.Value, 1e-8);
    }
}
