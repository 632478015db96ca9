using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Tests.Stats.Forecasts;

public class ScoresTests
{
    [Theory]
    [InlineData(0.94, true, 0.0036)]
    [InlineData(0.94, false, 0.8836)]
    [InlineData(0, false, 0)]
    [InlineData(1, false, 1)]
    public void Brier_StatedProbability_IsItsSquaredMiss(double p, bool happened, double score) => Assert.Equal(score, ProbabilityScores.Brier(p, happened), 1e-12);

    [Fact]
    public void Log_StatedProbability_StaysFiniteAtTheEnds()
    {
        Assert.Equal(Math.Log(2), ProbabilityScores.Log(0.5, true), 1e-15);
        Assert.Equal(0, ProbabilityScores.Log(1, true));
        Assert.Equal(27.63, ProbabilityScores.Log(1, false), 0.01);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void ProbabilityScores_NoProbability_IsRefused(double p)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilityScores.Brier(p, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilityScores.Log(p, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reliability.Of([(p, true)]));
    }

    /// <summary>Integrals of (F(x) - 1(x >= y))^2 by R's integrate.</summary>
    [Theory]
    [InlineData(1, 2, 0.3, 0.564145132218106)]
    [InlineData(0, 1, 0, 0.233694977255109)]
    [InlineData(-1, 0.5, 2, 2.71790520838248)]
    public void Crps_Normal_EqualsTheIntegral(double mean, double standardDeviation, double effect, double score)
    {
        Assert.Equal(score, EffectScores.Crps(new NormalForecast(mean, standardDeviation), effect), 1e-9);
        Assert.Equal(score, EffectScores.Crps(new MixtureForecast([(new(mean, standardDeviation), 1), (new(mean, standardDeviation), 2)]), effect), 1e-9);
    }

    [Fact]
    public void Crps_Mixture_EqualsTheIntegral() =>
        Assert.Equal(0.616623992724778, EffectScores.Crps(new MixtureForecast([(new(-1, 0.5), 0.3), (new(2, 1.5), 0.7)]), 0.4), 1e-9);

    [Fact]
    public void Log_Normal_IsMinusTheLogDensity() => Assert.Equal(1.67333571376462, EffectScores.Log(new NormalForecast(1, 2), 0.3), 1e-12);

    [Theory]
    [InlineData(5, 4)]
    [InlineData(1, 4 + (10 * 1))]
    [InlineData(8, 4 + (10 * 2))]
    public void Interval_EightyPercent_AddsTenTimesTheMiss(double effect, double score) => Assert.Equal(score, EffectScores.Interval(2, 6, 0.8, effect), 1e-12);

    [Fact]
    public void Interval_Unusable_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => EffectScores.Interval(2, 1, 0.8, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => EffectScores.Interval(1, 2, 1, 0));
    }

    /// <summary>Proper: with effects drawn from N(0.5, 1), the true forecast has a better mean score than any of the wrong ones.</summary>
    [Fact]
    public void Scores_TrueForecast_IsBestOnAverage()
    {
        var random = new DeterministicRandom(1950);
        var effects = Enumerable.Range(0, 20_000).Select(_ => 0.5 + random.NextGaussian()).ToArray();
        var truth = new NormalForecast(0.5, 1);
        foreach (var wrong in (NormalForecast[])[new(0, 1), new(0.5, 0.7), new(0.5, 1.4), new(1, 1)])
        {
            Assert.True(effects.Average(e => EffectScores.Crps(truth, e)) < effects.Average(e => EffectScores.Crps(wrong, e)));
            Assert.True(effects.Average(e => EffectScores.Log(truth, e)) < effects.Average(e => EffectScores.Log(wrong, e)));
            var (trueEnds, wrongEnds) = (truth.Interval(0.8), wrong.Interval(0.8));
            Assert.True(effects.Average(e => EffectScores.Interval(trueEnds.Low, trueEnds.High, 0.8, e)) < effects.Average(e => EffectScores.Interval(wrongEnds.Low, wrongEnds.High, 0.8, e)));
        }
    }

    /// <summary>Rates as R's isoreg gives them: 0, five times 0.4, three times 2/3, 1.</summary>
    [Fact]
    public void Reliability_SmallExample_EqualsIsotonicRegression()
    {
        (double, bool)[] forecasts =
            [(0.7, true), (0.1, false), (0.2, true), (0.3, false), (0.3, true), (0.4, false), (0.55, false), (0.6, true), (0.8, false), (0.9, true)];
        var reliability = Reliability.Of(forecasts)!;
        Assert.Equal([1, 5, 3, 1], reliability.Steps.Select(step => step.Count));
        Assert.Equal([0, 0.4, 2.0 / 3, 1], reliability.Steps.Select(step => step.Rate));
        Assert.Equal((0.2, 0.55), (reliability.Steps[1].LowForecast, reliability.Steps[1].HighForecast));
        Assert.Equal(0.25, reliability.Uncertainty, 1e-12);
        Assert.Equal(reliability.MeanBrier, reliability.Miscalibration - reliability.Discrimination + reliability.Uncertainty, 1e-12);
    }

    [Fact]
    public void Reliability_NeighboursWithTheSameRate_AreOneStep()
    {
        var reliability = Reliability.Of([(0.2, false), (0.2, true), (0.6, true), (0.6, false), (0.9, true)])!;
        Assert.Equal([4, 1], reliability.Steps.Select(step => step.Count));
        Assert.Equal((0.2, 0.6, 0.4, 0.5), (reliability.Steps[0].LowForecast, reliability.Steps[0].HighForecast, Math.Round(reliability.Steps[0].MeanForecast, 12), reliability.Steps[0].Rate));
    }

    [Fact]
    public void Reliability_CalibratedForecasts_ShowLittleMiscalibration_OverconfidentOnesMore()
    {
        var random = new DeterministicRandom(77);
        var drawn = Enumerable.Range(0, 4000).Select(_ => random.NextDouble()).Select(p => (p, random.NextDouble() < p)).ToArray();
        var calibrated = Reliability.Of(drawn)!;
        var overconfident = Reliability.Of([.. drawn.Select(f => (f.p < 0.5 ? f.p / 3 : 1 - ((1 - f.p) / 3), f.Item2))])!;
        Assert.InRange(calibrated.Miscalibration, 0, 0.006);
        Assert.InRange(overconfident.Miscalibration, 0.015, 0.1);
        Assert.Equal(calibrated.Discrimination, overconfident.Discrimination, 1e-12);
        Assert.True(calibrated.ExpectedCalibrationError < overconfident.ExpectedCalibrationError);
    }

    [Fact]
    public void Reliability_NoForecastYet_IsNothing() => Assert.Null(Reliability.Of([]));
}
