using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Tests.Stats.Forecasts;

public class SourcesTests
{
    [Fact]
    public void WeightsOf_NoRecordYet_KeepsTheStart() =>
        Assert.Equal([0.25, 0.75], SourceRecord.WeightsOf([(1, SourceRecord.Empty), (3, SourceRecord.Empty)]));

    [Fact]
    public void WeightsOf_SteadilyTwiceAsBad_ApproachesHalfTheWeight()
    {
        SourceRecord Record(double own, int trials) => new([.. Enumerable.Repeat((own, 1.0), trials)]);
        var few = SourceRecord.WeightsOf([(1, Record(2, 2)), (1, SourceRecord.Empty)]);
        var many = SourceRecord.WeightsOf([(1, Record(2, 2000)), (1, SourceRecord.Empty)]);
        Assert.Equal(7.0 / 9 / ((7.0 / 9) + 1), few[0], 1e-12);
        Assert.Equal(1.0 / 3, many[0], 0.001);
    }

    [Fact]
    public void WeightsOf_HardTrials_AreNotHeldAgainstASource()
    {
        // Ten times the loss on trials where the reference loses ten times as much is no worse a record.
        var weights = SourceRecord.WeightsOf([(1, new([(10, 10), (10, 10)])), (1, new([(1, 1), (1, 1)]))]);
        Assert.Equal(weights[0], weights[1], 1e-12);
    }

    [Fact]
    public void WeightsOf_OtherUnit_ChangesNothing()
    {
        SourceRecord Record(double unit) => new([(2 * unit, 1 * unit), (0.5 * unit, 3 * unit)]);
        Assert.Equal(SourceRecord.WeightsOf([(1, Record(1)), (2, SourceRecord.Empty)])[0], SourceRecord.WeightsOf([(1, Record(60)), (2, SourceRecord.Empty)])[0], 1e-12);
    }

    [Fact]
    public void WeightsOf_ReferenceWithoutLoss_SaysNothing() =>
        Assert.Equal([0.5, 0.5], SourceRecord.WeightsOf([(1, new([(4, 0)])), (1, SourceRecord.Empty)]));

    [Fact]
    public void WeightsOf_Unusable_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => SourceRecord.WeightsOf([]));
        Assert.Throws<ArgumentException>(() => SourceRecord.WeightsOf([(1, new([(-1, 1)]))]));
        Assert.Throws<ArgumentException>(() => SourceRecord.WeightsOf([(0, SourceRecord.Empty)]));
    }

    /// <summary>Melatonin, minutes to fall asleep: -7.06, 95 % interval -9.75 to -4.37 (E. Ferracioli-Oda et al., PLoS ONE 8(5), 2013).</summary>
    [Fact]
    public void ForOnePerson_PublishedMean_AddsTheSpreadBetweenPeople()
    {
        var published = new PublishedEffect(-7.06, -9.75, -4.37);
        Assert.Equal(5.38 / (2 * 1.959963984540054), published.StandardError, 1e-9);
        var forecast = published.ForOnePerson();
        Assert.Equal(-7.06, forecast.Mean);
        Assert.Equal(Math.Sqrt(Math.Pow(published.StandardError, 2) + Math.Pow(0.75 * 7.06, 2)), forecast.StandardDeviation, 1e-9);
        Assert.Equal(published.StandardError, published.ForOnePerson(0).StandardDeviation, 1e-9);
    }

    [Fact]
    public void ForOnePerson_VeryLowCertainty_HalvesTheMeanNotTheSpread()
    {
        var published = new PublishedEffect(-4, -6, -2);
        var believed = published.ForOnePerson();
        var doubted = published.ForOnePerson(trust: 0.5);
        Assert.Equal((-2, believed.StandardDeviation), (doubted.Mean, doubted.StandardDeviation));
    }

    [Fact]
    public void ForOnePerson_MeanNearZero_StillLetsPeopleDiffer() => Assert.True(new PublishedEffect(0, -2, 2).ForOnePerson().StandardDeviation > 1.5);

    [Fact]
    public void StandardError_NinetyPercentInterval_UsesItsOwnQuantile() =>
        Assert.Equal(1 / 1.6448536269514722, new PublishedEffect(0, -1, 1, 0.9).StandardError, 1e-9);

    [Theory]
    [InlineData(0.86, 0.53, 0.83, 0.95, "outside its own interval")]
    [InlineData(-1.8, -0.30, -0.06, 0.95, "outside its own interval")]
    [InlineData(1, 1, 1, 0.95, "no width")]
    [InlineData(1, double.NaN, 2, 0.95, "finite")]
    [InlineData(1, 0, 2, 1, "level")]
    public void Problems_Misprints_AreNamed(double value, double low, double high, double level, string named)
    {
        var published = new PublishedEffect(value, low, high, level);
        Assert.Contains(published.Problems(), problem => problem.Contains(named, StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => published.ForOnePerson());
    }

    [Fact]
    public void OfEstimate_TrialError_IsAddedToTheForecast()
    {
        Assert.Equal(new NormalForecast(1, 5), new NormalForecast(1, 3).OfEstimate(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NormalForecast(1, 3).OfEstimate(-1));
    }
}
