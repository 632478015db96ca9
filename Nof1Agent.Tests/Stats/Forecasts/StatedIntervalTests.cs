using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Tests.Stats.Forecasts;

public sealed class StatedIntervalTests
{
    // z for 80 % is 1.281552: 10 +- 12.81552 has sd 10, and P(>= 10) = 0.5.
    [Fact]
    public void ToNormal_SymmetricInterval_HasItsStandardDeviation()
    {
        var stated = new StatedInterval(10, -2.81552, 22.81552, 0.5);
        Assert.Empty(stated.Problems(100, 10));
        Assert.Equal(10, stated.ToNormal().StandardDeviation, 4);
    }

    [Fact]
    public void ToNormal_LopsidedInterval_CountsItsWiderSide() => Assert.Equal(20 / 1.281552, new StatedInterval(10, 8, 30, 0.5).ToNormal().StandardDeviation, 4);

    [Fact]
    public void ToNormal_TooSureOfItself_KeepsTheSpreadBetweenPeople() => Assert.Equal(5, new StatedInterval(10, 9.9, 10.1, 0.5).ToNormal().StandardDeviation, 9);

    [Theory]
    [InlineData(10, 12, 20, 0.5)] // the median lies outside
    [InlineData(10, 10, 10, 0.5)] // no width
    [InlineData(10, 20, 0, 0.5)] // wrong way round
    [InlineData(10, -500, 20, 0.5)] // off the scale
    [InlineData(10, 0, 20, 1.5)] // no probability
    [InlineData(10, 0, 20, 0.95)] // says 95, implies 50
    [InlineData(double.NaN, 0, 20, 0.5)]
    [InlineData(10, 0, double.PositiveInfinity, 0.5)]
    public void Problems_UnsoundStatement_AreNamed(double median, double low, double high, double helps) =>
        Assert.NotEmpty(new StatedInterval(median, low, high, helps).Problems(100, 10));
}
