using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Tests.Stats.Verdicts;

public sealed class VerdictRuleTests
{
    private static VerdictEvidence Evidence(double better, double? betterByMcid = null, double? worseByMcid = null, double? noDifference = null, int blocks = 4, double answered = 0.9) =>
        new()
        {
            CompleteBlocks = blocks,
            AnsweredShare = answered,
            ProbabilityBetter = better,
            ProbabilityBetterByMcid = betterByMcid,
            ProbabilityWorseByMcid = worseByMcid,
            ProbabilityNoDifferenceThatMatters = noDifference,
        };

    [Theory]
    // Rule 1, whatever the rest says.
    [InlineData(0.99, 0.9, 0.0, 0.0, 2, 0.9, VerdictKind.TooLittleData)]
    [InlineData(0.99, 0.9, 0.0, 0.0, 3, 0.599, VerdictKind.TooLittleData)]
    [InlineData(0.99, 0.9, 0.0, 0.0, 3, 0.60, VerdictKind.ItWorked)]
    // Rule 2 and its mirror.
    [InlineData(0.95, 0.5, 0.0, 0.0, 4, 0.9, VerdictKind.ItWorked)]
    [InlineData(0.95, 0.499, 0.0, 0.0, 4, 0.9, VerdictKind.ItProbablyHelps)]
    [InlineData(0.9499, 0.9, 0.0, 0.0, 4, 0.9, VerdictKind.ItProbablyHelps)]
    [InlineData(0.04, 0.0, 0.5, 0.0, 4, 0.9, VerdictKind.ItMadeThingsWorse)]
    [InlineData(0.05, 0.0, 0.5, 0.0, 4, 0.9, VerdictKind.ItMadeThingsWorse)]
    [InlineData(0.04, 0.0, 0.49, 0.0, 4, 0.9, VerdictKind.ItProbablyMakesThingsWorse)]
    [InlineData(0.06, 0.0, 0.9, 0.0, 4, 0.9, VerdictKind.ItProbablyMakesThingsWorse)]
    // Rule 3 comes before rule 4 and after rule 2.
    [InlineData(0.97, 0.1, 0.0, 0.9, 4, 0.9, VerdictKind.NoDifferenceThatMatters)]
    [InlineData(0.97, 0.6, 0.0, 0.9, 4, 0.9, VerdictKind.ItWorked)]
    [InlineData(0.50, 0.1, 0.1, 0.899, 4, 0.9, VerdictKind.CannotTell)]
    // Rules 4 and 5.
    [InlineData(0.85, 0.2, 0.0, 0.3, 4, 0.9, VerdictKind.ItProbablyHelps)]
    [InlineData(0.849, 0.2, 0.0, 0.3, 4, 0.9, VerdictKind.CannotTell)]
    [InlineData(0.15, 0.0, 0.2, 0.3, 4, 0.9, VerdictKind.ItProbablyMakesThingsWorse)]
    [InlineData(0.151, 0.0, 0.2, 0.3, 4, 0.9, VerdictKind.CannotTell)]
    public void Decide_OrderedList_FirstRuleThatHolds(
        double better, double betterByMcid, double worseByMcid, double noDifference, int blocks, double answered, VerdictKind expected) =>
        Assert.Equal(expected, VerdictRule.Decide(Evidence(better, betterByMcid, worseByMcid, noDifference, blocks, answered)));

    [Theory]
    [InlineData(0.05, VerdictKind.NoDifferenceThatMatters)]
    [InlineData(0.051, VerdictKind.CannotTell)]
    public void Decide_NoDifference_NeitherDirectionMayBeProbable(double tail, VerdictKind expected) =>
        Assert.Equal(expected, VerdictRule.Decide(Evidence(0.7, 0.1, 0.0, 0.93) with { LargerTailBeyondMcid = tail }));

    [Theory]
    [InlineData(0.96, VerdictKind.ItWorked)]
    [InlineData(0.90, VerdictKind.ItProbablyHelps)]
    [InlineData(0.50, VerdictKind.CannotTell)]
    [InlineData(0.10, VerdictKind.ItProbablyMakesThingsWorse)]
    [InlineData(0.04, VerdictKind.ItMadeThingsWorse)]
    public void Decide_WithoutMcid_AnyDifferenceMatters(double better, VerdictKind expected) => Assert.Equal(expected, VerdictRule.Decide(Evidence(better)));

    [Theory]
    [InlineData(VerdictKind.ItWorked, VerdictKind.ItProbablyHelps)]
    [InlineData(VerdictKind.ItProbablyHelps, VerdictKind.CannotTell)]
    [InlineData(VerdictKind.ItMadeThingsWorse, VerdictKind.ItProbablyMakesThingsWorse)]
    [InlineData(VerdictKind.ItProbablyMakesThingsWorse, VerdictKind.CannotTell)]
    [InlineData(VerdictKind.CannotTell, VerdictKind.CannotTell)]
    [InlineData(VerdictKind.TooLittleData, VerdictKind.TooLittleData)]
    [InlineData(VerdictKind.NoDifferenceThatMatters, VerdictKind.NoDifferenceThatMatters)]
    public void Apply_Disagreement_OneStepHoweverMany(VerdictKind before, VerdictKind after)
    {
        Assert.Equal(after, VerdictRule.Lower(before));
        Assert.Equal(after, DisagreementRule.Apply(before, ["one", "two"]));
        Assert.Equal(before, DisagreementRule.Apply(before, []));
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.004, 1)]
    [InlineData(0.944, 94)]
    [InlineData(0.945, 95)]
    [InlineData(0.9999, 99)]
    [InlineData(1.0, 99)]
    public void OutOfHundred_Any_ClippedToOneAndNinetyNine(double probability, int expected) =>
        Assert.Equal(expected, VerdictRule.OutOfHundred(probability));

    [Theory]
    [InlineData(1.0, 0.96, 0.4, 0.90, 0.5, 0.5, "")]
    [InlineData(1.0, 0.96, -0.1, 0.45, 0.5, 0.5, "Comparing whole cycles points the other way.")]
    [InlineData(1.0, 0.96, 0.1, 0.79, 0.5, 0.5, "Comparing whole cycles is much less sure.")]
    [InlineData(1.0, 0.94, 0.1, 0.79, 0.5, 0.5, "")]
    [InlineData(1.0, 0.95, 0.1, 0.79, 0.5, 0.5, "Comparing whole cycles is much less sure.")]
    [InlineData(1.0, 0.96, 0.1, 0.80, 0.5, 0.5, "")]
    [InlineData(-1.0, 0.05, -0.1, 0.21, -0.5, -0.5, "Comparing whole cycles is much less sure.")]
    [InlineData(-1.0, 0.04, -0.1, 0.20, -0.5, -0.5, "")]
    [InlineData(1.0, 0.96, 0.0, 0.90, 0.0, 0.0, "")]
    [InlineData(0.0, 0.50, 0.1, 0.50, -0.5, 0.5, "")]
    [InlineData(-1.0, 0.04, -0.1, 0.21, -0.5, -0.5, "Comparing whole cycles is much less sure.")]
    [InlineData(-1.0, 0.04, -0.1, 0.19, -0.5, -0.5, "")]
    [InlineData(1.0, 0.96, 0.4, 0.90, -0.5, 0.5, "Without the first days after each change the difference points the other way.")]
    [InlineData(1.0, 0.96, 0.4, 0.90, 0.5, -0.5, "Allowing for effects that linger, the difference points the other way.")]
    [InlineData(1.0, 0.96, 0.4, 0.90, null, null, "")]
    public void Named_OneSecondOpinion_NamesIt(
        double estimate, double better, double? paired, double? pairedBetter, double? dropped, double? carried, string expected) =>
        Assert.Equal(expected, string.Join("|", DisagreementRule.Named(new SecondOpinions
        {
            Estimate = estimate,
            ProbabilityBetter = better,
            PairedEstimate = paired,
            PairedProbabilityBetter = pairedBetter,
            FirstDaysDroppedEstimate = dropped,
            CarryOverEstimate = carried,
        })));

    [Theory]
    [InlineData(2, 5.0, 0.99, LookOutcome.Continue)]
    [InlineData(3, 2.31, 0.0, LookOutcome.StopForEffect)]
    [InlineData(3, 2.30, 0.94, LookOutcome.Continue)]
    [InlineData(3, 2.302585092994046, 0.0, LookOutcome.StopForEffect)]
    [InlineData(3, -1.0, 0.95, LookOutcome.StopForNoDifference)]
    [InlineData(3, 2.31, 0.95, LookOutcome.StopForEffect)]
    [InlineData(6, null, null, LookOutcome.Continue)]
    public void Look_AtCycleEnd_StopsOnlyWhenDeclaredBoundsAreReached(int blocks, double? logBayesFactor, double? noDifference, LookOutcome expected) =>
        Assert.Equal(expected, LookRule.Decide(blocks, logBayesFactor, noDifference));
}
