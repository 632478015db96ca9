using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Planning;

/// <summary>What would settle an open answer.</summary>
public sealed class FurtherCyclesTests
{
    private static readonly TrialDesign Design = new() { BlockCount = 3, PeriodDays = 5 };
    private static readonly AnalysisPlan Plan = new() { HigherIsBetter = true, Mcid = 0.5 };

    private static FurtherCyclesResult? Find(TrialDiary diary, AnalysisPlan? plan = null, int mostDays = 182) =>
        FurtherCycles.Find(diary, plan ?? Plan, Design, TrialReport.Analyze(diary, plan ?? Plan), 1, mostDays);

    private static TrialDiary Diary(double effect, ulong seed = 2, double missing = 0.1) => Simulated.Diary(3, 5, 0.2, effect, 0, missing, seed);

    [Fact]
    public void Find_SameInput_SameAnswer() => Assert.Equal(Find(Diary(0.8)), Find(Diary(0.8)));

    [Fact]
    public void Find_ClearerEffect_TakesFewerCycles()
    {
        FurtherCyclesResult clear = Find(Diary(2.5))!, slight = Find(Diary(0.3))!;
        Assert.True(clear.Chance >= AnswerRule.ChanceToSettle);
        Assert.Equal(1, clear.Cycles);
        Assert.True(slight.Cycles > clear.Cycles);
    }

    [Fact]
    public void Find_AnyResult_IsACycleCountThatWasTriedAndAChance()
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            var found = Find(Diary(0.5 * seed, seed))!;
            Assert.Contains(found.Cycles, new[] { 1, 2, 3, 4, 6, 8 });
            Assert.InRange(found.Chance, 0, 1);
            // Either it suffices, or it is the most that was tried.
            Assert.True(found.Chance >= AnswerRule.ChanceToSettle || found.Cycles == 8);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 1)]
    [InlineData(29, 2)]
    [InlineData(30, 3)]
    [InlineData(79, 6)]
    public void Find_MostDays_AreNotExceeded(int mostDays, int cycles)
    {
        // Nothing settles a tiny effect with a tiny smallest difference: the answer is the longest that was allowed.
        var found = Find(Diary(0.05, 4), Plan with { Mcid = 0.01 }, mostDays)!;
        Assert.Equal(cycles, found.Cycles);
        Assert.True(found.Chance < AnswerRule.ChanceToSettle);
    }

    [Fact]
    public void Find_OtherUnit_ChangesNothing()
    {
        var diary = Diary(0.8);
        var scaled = diary with { Days = [.. diary.Days.Select(day => day with { Value = 1000 + 20 * day.Value })] };
        Assert.Equal(Find(diary), Find(scaled, Plan with { Mcid = 10 }));
    }

    [Fact]
    public void Find_OtherDirection_IsTheSameQuestion()
    {
        // The invented noise is not mirrored: the chance is the same up to the number of plays.
        var diary = Diary(1);
        var turned = diary with { Days = [.. diary.Days.Select(day => day with { Value = -day.Value })] };
        Assert.Equal(Find(diary, mostDays: 40)!.Chance, Find(turned, Plan with { HigherIsBetter = false }, 40)!.Chance, 0.2);
    }

    [Fact]
    public void Find_TrendInTheDays_IsTakenOut()
    {
        var diary = Diary(0.8);
        var drifting = diary with { Days = [.. diary.Days.Select(day => day with { Value = day.Value + 0.5 * day.Day })] };
        FurtherCyclesResult level = Find(diary)!, drift = Find(drifting)!;
        Assert.Equal(level.Cycles, drift.Cycles);
        Assert.Equal(level.Chance, drift.Chance, 0.05);
    }

    [Fact]
    public void Find_NoEstimate_IsNull()
    {
        var silent = Diary(0.5) with { Days = [.. Diary(0.5).Days.Select(day => day with { Value = null })] };
        Assert.Null(Find(silent));
        var diary = Diary(0.5);
        Assert.Null(FurtherCycles.Find(diary, Plan, Design, TrialReport.Analyze(diary, Plan), arm: 2));
        var constant = diary with { Days = [.. diary.Days.Select(day => day with { Value = 4 })] };
        Assert.Null(Find(constant));
    }

    [Fact]
    public void Find_ThreeArms_ContinuesEveryArm()
    {
        var diary = EngineDenseTests.ManyArms(3, 11);
        var report = TrialReport.Analyze(diary, Plan);
        var found = FurtherCycles.Find(diary, Plan, new TrialDesign { ArmCount = 3, BlockCount = 3, PeriodDays = 4 }, report, 2)!;
        Assert.InRange(found.Chance, 0, 1);
    }
}
