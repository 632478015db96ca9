using CsCheck;
using Nof1Agent.Stats.Forecasts;
using Nof1Agent.Stats.Pooling;

namespace Nof1Agent.Tests.Stats.Pooling;

public sealed class PrecisionPoolTests
{
    [Fact]
    public void Shares_TwoSources_AreInProportionToPrecision()
    {
        // 1 / 4^2 : 1 / 2^2 = 1 : 4.
        var shares = PrecisionPool.Shares([Source(0, 4), Source(0, 2)]);
        Assert.Equal(0.2, shares[0], 12);
        Assert.Equal(0.8, shares[1], 12);
    }

    [Fact]
    public void Shares_OverALimit_GoToTheOthersInProportion()
    {
        var shares = PrecisionPool.Shares([Source(0, 0.1, most: 0.5), Source(0, 2), Source(0, 4)]);
        Assert.Equal([0.5, 0.4, 0.1], shares.Select(share => Math.Round(share, 12)));
    }

    [Fact]
    public void Shares_LimitsThatLeaveAPartToNobody_AreRefused() => Assert.Throws<ArgumentException>(() => PrecisionPool.Shares([Source(0, 1, most: 0.5)]));

    [Fact]
    public void Combine_SourcesThatAgree_IsNoSurerThanTheSurest()
    {
        var pooled = PrecisionPool.Combine([Source(5, 3), Source(5, 3), Source(5, 3)], out _);
        Assert.Equal(5, pooled.Mean, 12);
        Assert.Equal(3, pooled.StandardDeviation, 12);
    }

    [Fact]
    public void Combine_AnySources_KeepsToTheLimitsAndWidensWithDisagreement() =>
        Gen.Select(Gen.Double[-20, 20], Gen.Double[0.2, 20], Gen.Double[0.2, 20], Gen.Double[0, 1], Gen.Double[0, 30]).Sample(
            (mean, s1, s2, most, apart) =>
            {
                var near = PrecisionPool.Combine([Source(mean, s1), Source(mean, s2, most)], out var shares);
                var far = PrecisionPool.Combine([Source(mean, s1), Source(mean + apart, s2, most)], out _);
                return shares[1] <= most + 1e-12 && Math.Abs(shares.Sum() - 1) < 1e-12
                    && near.StandardDeviation >= Math.Min(s1, s2) - 1e-9 && far.StandardDeviation >= near.StandardDeviation - 1e-9;
            },
            iter: 2_000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void BestBySimulation_OfNormals_AgreesWithTheIntegral()
    {
        NormalForecast[] forecasts = [new(10, 8), new(7, 5), new(0, 12), new(-3, 2)];
        var exact = NormalForecast.ProbabilityBest(forecasts);
        var simulated = BestBySimulation.Of([.. forecasts.Select(forecast => new MixtureForecast([(forecast, 1)]))]);
        Assert.Equal(1, simulated.Sum(), 12);
        Assert.All(exact.Zip(simulated), pair => Assert.InRange(pair.Second, pair.First - 0.014, pair.First + 0.014)); // four standard errors
        Assert.Equal(simulated, BestBySimulation.Of([.. forecasts.Select(forecast => new MixtureForecast([(forecast, 1)]))]));
    }

    [Fact]
    public void BestBySimulation_OfAMixture_CountsItsParts()
    {
        // Half of the time clearly above the other, half of the time clearly below.
        var split = new MixtureForecast([(new NormalForecast(100, 1), 1), (new NormalForecast(-100, 1), 1)]);
        Assert.InRange(BestBySimulation.Of([split, new MixtureForecast([(new NormalForecast(0, 1), 1)])])[0], 0.486, 0.514);
    }

    private static PooledSource Source(double mean, double sd, double most = 1) => new(new MixtureForecast([(new NormalForecast(mean, sd), 1)]), most);
}
