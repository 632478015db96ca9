using Nof1Agent.Stats.Forecasts;
using Nof1Agent.Stats.Pooling;

namespace Nof1Agent.Tests.Stats.Pooling;

public class OpinionPoolTests
{
    private static readonly (NormalForecast Forecast, double Weight)[] Sources = [(new(-1, 0.5), 3), (new(2, 1.5), 7)];

    [Fact]
    public void QuantileAverage_EveryLevel_IsTheWeightedMeanOfTheQuantiles()
    {
        var pool = OpinionPool.QuantileAverage(Sources);
        foreach (var p in (double[])[0.025, 0.2, 0.5, 0.9])
        {
            Assert.Equal(Sources.Sum(source => source.Weight / 10 * source.Forecast.Quantile(p)), pool.Quantile(p), 1e-12);
        }
    }

    /// <summary>Distribution function and 90 % quantile computed in R (pnorm, uniroot).</summary>
    [Fact]
    public void Linear_Probabilities_AreTheWeightedMean()
    {
        var pool = OpinionPool.Linear(Sources);
        Assert.Equal((0.3 * Sources[0].Forecast.ProbabilityAtLeast(0.4)) + (0.7 * Sources[1].Forecast.ProbabilityAtLeast(0.4)), pool.ProbabilityAtLeast(0.4), 1e-14);
        Assert.Equal(1, pool.ProbabilityAtLeast(0.4) + pool.ProbabilityAtMost(0.4), 1e-14);
        Assert.Equal(3.60135578581721, pool.Quantile(0.9), 1e-9);
    }

    [Fact]
    public void Linear_Moments_HoldVarianceWithinAndBetween()
    {
        var pool = OpinionPool.Linear(Sources);
        Assert.Equal(1.1, pool.Mean, 1e-12);
        Assert.Equal(Math.Sqrt((0.3 * (0.25 + 4.41)) + (0.7 * (2.25 + 0.81))), pool.StandardDeviation, 1e-12);
        Assert.Equal((pool.Mean, pool.StandardDeviation), (pool.ToNormal().Mean, pool.ToNormal().StandardDeviation));
    }

    [Fact]
    public void Pools_WhenSourcesDisagree_LinearIsWider() =>
        Assert.True(OpinionPool.Linear(Sources).StandardDeviation > OpinionPool.QuantileAverage(Sources).StandardDeviation);

    [Fact]
    public void Pools_OneSource_ReturnIt()
    {
        var only = new NormalForecast(3, 2);
        Assert.Equal(only, OpinionPool.QuantileAverage([(only, 0.2)]));
        var (low, high) = OpinionPool.Linear([(only, 5), (new(90, 1), 0)]).Interval(0.8);
        Assert.Equal(only.Interval(0.8).Low, low, 1e-9);
        Assert.Equal(only.Interval(0.8).High, high, 1e-9);
    }

    [Fact]
    public void Pools_HugeOrTinyWeights_AreOnlyProportions()
    {
        var expected = OpinionPool.QuantileAverage([(new(0, 1), 1), (new(4, 1), 3)]);
        Assert.Equal(expected.Mean, OpinionPool.QuantileAverage([(new(0, 1), 5e-324 * 2), (new(4, 1), 5e-324 * 6)]).Mean, 1e-12);
        Assert.Equal(expected.Mean, OpinionPool.QuantileAverage([(new(0, 1), 0.5e308), (new(4, 1), 1.5e308)]).Mean, 1e-12);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 2)]
    [InlineData(double.NaN, 2)]
    public void Pools_UnusableWeights_AreRefused(double first, double second) =>
        Assert.Throws<ArgumentException>(() => OpinionPool.Linear([(new(0, 1), first), (new(4, 1), second)]));

    [Fact]
    public void Pools_NoSource_AreRefused() => Assert.Throws<ArgumentException>(() => OpinionPool.QuantileAverage([]));
}
