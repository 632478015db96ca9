using Nof1Agent.Skills.Candidates;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Tests.Skills.Candidates;

public sealed class TriggerRuleTests
{
    private static readonly TriggerSettings Defaults = new();

    [Theory]
    [InlineData(10, 10, 10, Trigger.WorthTesting)] // P = .5, s = 1 MCID
    [InlineData(-5, 5, 10, Trigger.UnlikelyToBeWorthIt)] // P = Phi(-3)
    [InlineData(30, 5, 10, Trigger.LikelyEnoughToTry)] // P = Phi(4)
    [InlineData(11, 4, 10, Trigger.SureEnough)] // P = Phi(.25), s = .4 MCID
    public void Decide_Forecast_FollowsTheRule(double mean, double sd, double mcid, Trigger expected) =>
        Assert.Equal(expected, TriggerRule.Decide(new NormalForecast(mean, sd), mcid, Defaults));

    [Fact]
    public void Decide_AtTheThresholds_IncludesThem()
    {
        // P(b >= 10) is exactly .5 for a mean of 10: both thresholds are moved there.
        var forecast = new NormalForecast(10, 10);
        Assert.Equal(Trigger.LikelyEnoughToTry, TriggerRule.Decide(forecast, 10, Defaults with { SimplyTryFrom = 0.5 }));
        Assert.Equal(Trigger.WorthTesting, TriggerRule.Decide(forecast, 10, Defaults with { UnlikelyBelow = 0.5 }));
        Assert.Equal(Trigger.WorthTesting, TriggerRule.Decide(forecast, 10, Defaults with { UncertaintyThreshold = 1.0 }));
        Assert.Equal(Trigger.SureEnough, TriggerRule.Decide(forecast, 10, Defaults with { UncertaintyThreshold = 1.001 }));
    }

    [Fact]
    public void Decide_WithoutNumber_SaysSo() => Assert.Equal(Trigger.NoNumber, TriggerRule.Decide(null, 10, Defaults));

    [Fact]
    public void Decide_WithoutMcid_CountsAnyBenefit()
    {
        Assert.Equal(Trigger.WorthTesting, TriggerRule.Decide(new NormalForecast(1, 1), null, Defaults));
        Assert.Equal(Trigger.UnlikelyToBeWorthIt, TriggerRule.Decide(new NormalForecast(-2, 1), null, Defaults));
    }
}
