using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Tests.Stats.Forecasts;

public class NormalForecastTests
{
    [Fact]
    public void Interval_EightyPercent_HasTheNormalWidth()
    {
        var (low, high) = new NormalForecast(5, 2).Interval(0.80);
        Assert.Equal(5 - (2 * 1.2815515655446004), low, 1e-9);
        Assert.Equal(5 + (2 * 1.2815515655446004), high, 1e-9);
    }

    [Fact]
    public void ProbabilityAtLeast_OneStandardDeviationAbove_IsTheTail() => Assert.Equal(0.15865525393145707, new NormalForecast(5, 2).ProbabilityAtLeast(7), 1e-12);

    [Fact]
    public void ProbabilityBest_TwoForecasts_EqualsTheNormalDifference()
    {
        var best = NormalForecast.ProbabilityBest([new(1, 1), new(0.2, 2)]);
        var exact = new NormalForecast(0.8, Math.Sqrt(5)).ProbabilityAtLeast(0);
        Assert.Equal(exact, best[0], 1e-10);
        Assert.Equal(1, best.Sum(), 1e-10);
    }

    [Fact]
    public void ProbabilityBest_EqualForecasts_ShareEqually() =>
        Assert.All(NormalForecast.ProbabilityBest([new(0, 1), new(0, 1), new(0, 1), new(0, 1)]), p => Assert.Equal(0.25, p, 1e-10));

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-3)]
    [InlineData(1e6)]
    public void ProbabilityBest_VeryDifferentSpreads_StillAddUpToOne(double ratio)
    {
        var best = NormalForecast.ProbabilityBest([new(0.3, 1), new(0.1, ratio), new(-0.4, 0.5 * ratio)]);
        Assert.Equal(1, best.Sum(), 1e-8);
    }

    [Fact]
    public void ProbabilityBest_ThreeForecasts_AgreesWithSampling()
    {
        NormalForecast[] forecasts = [new(0.5, 1), new(0, 2), new(0.8, 0.3)];
        var random = new DeterministicRandom(12);
        const int draws = 200_000;
        var wins = new int[3];
        for (var i = 0; i < draws; i++)
        {
            var drawn = forecasts.Select(f => f.Mean + (f.StandardDeviation * random.NextGaussian())).ToArray();
            wins[Array.IndexOf(drawn, drawn.Max())]++;
        }

        var exact = NormalForecast.ProbabilityBest(forecasts);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(wins[i] / (double)draws, exact[i], 0.004);
        }
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(0, double.PositiveInfinity)]
    public void Constructor_NotADistribution_IsRefused(double mean, double standardDeviation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NormalForecast(mean, standardDeviation));
}
