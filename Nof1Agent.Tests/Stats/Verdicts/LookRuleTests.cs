using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Tests.Stats.Verdicts;

/// <summary>The look of a trial of several things: each of them has to be clear by itself.</summary>
public sealed class LookRuleTests
{
    [Theory]
    // Nothing is left to be looked at.
    [InlineData("", LookOutcome.Continue)]
    [InlineData("effect", LookOutcome.StopForEffect)]
    [InlineData("same", LookOutcome.StopForNoDifference)]
    [InlineData("open", LookOutcome.Continue)]
    [InlineData("early", LookOutcome.Continue)]
    // One that is not clear holds back the others, wherever it stands.
    [InlineData("effect open", LookOutcome.Continue)]
    [InlineData("open effect", LookOutcome.Continue)]
    [InlineData("same open", LookOutcome.Continue)]
    [InlineData("effect effect early", LookOutcome.Continue)]
    // All clear, each in its way: an effect is the reason to stop.
    [InlineData("effect effect", LookOutcome.StopForEffect)]
    [InlineData("effect same", LookOutcome.StopForEffect)]
    [InlineData("same effect", LookOutcome.StopForEffect)]
    [InlineData("same same", LookOutcome.StopForNoDifference)]
    public void Decide_SeveralArms_StopsOnlyWhenEachIsClear(string arms, LookOutcome expected) =>
        Assert.Equal(expected, LookRule.Decide([.. arms.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((kind, i) => Arm(i + 1, kind))]));

    private static ArmLook Arm(int arm, string kind) => kind switch
    {
        "effect" => new ArmLook(arm, LookRule.FirstBlock, Math.Log(LookRule.BayesFactor), 0.1),
        "same" => new ArmLook(arm, LookRule.FirstBlock, -1, LookRule.SureOfNoDifference),
        "early" => new ArmLook(arm, LookRule.FirstBlock - 1, 5, 0.99),
        _ => new ArmLook(arm, LookRule.FirstBlock, null, null),
    };
}
