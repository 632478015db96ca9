using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Tests.Stats.Designs;

public class TrialDesignTests
{
    [Fact]
    public void DayPlan_ArmUnchangedAtACycleEnd_CountsEveryDay()
    {
        var design = new TrialDesign { ArmCount = 2, BlockCount = 2, PeriodDays = 3, DiscardDays = 2 };
        var plan = design.DayPlan([0, 1, 1, 0]);
        Assert.Equal(12, plan.Count);
        Assert.Equal("001001111001", string.Concat(plan.Select(day => day.Counted ? 1 : 0)));
        Assert.Equal("000111111000", string.Concat(plan.Select(day => day.Arm)));
        Assert.Equal("000111222333", string.Concat(plan.Select(day => day.Period)));
        Assert.Equal("000000111111", string.Concat(plan.Select(day => day.Block)));
        Assert.Equal(plan.Select(day => day.Counted), Calendar.Counted(design, [0, 1, 1, 0]));
    }

    [Fact]
    public void DayPlan_WrongSequence_IsRefused()
    {
        var design = new TrialDesign { BlockCount = 2 };
        Assert.Throws<ArgumentException>(() => design.DayPlan([0, 1, 1]));
        Assert.Throws<ArgumentException>(() => design.DayPlan([0, 1, 1, 2]));
    }

    [Theory]
    [InlineData(1, 4, 7, 0, "arms")]
    [InlineData(9, 4, 7, 0, "arms")]
    [InlineData(2, 0, 7, 0, "cycle")]
    [InlineData(2, 4, 0, 0, "day long")]
    [InlineData(2, 4, 7, 7, "no day left")]
    [InlineData(2, 4, 7, -1, "cannot be")]
    [InlineData(2, 1000, 7, 0, "longer than")]
    [InlineData(8, int.MaxValue, int.MaxValue, 0, "longer than")]
    public void Problems_ImpossibleDesign_AreNamed(int arms, int blocks, int days, int discard, string named)
    {
        var design = new TrialDesign { ArmCount = arms, BlockCount = blocks, PeriodDays = days, DiscardDays = discard };
        Assert.Contains(design.Problems(), problem => problem.Contains(named, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => BlockRandomization.Draw(design, new DeterministicRandom(1)));
    }

    [Fact]
    public void FromJson_OwnJson_GivesTheSameDesign()
    {
        var design = new TrialDesign { ArmCount = 3, BlockCount = 5, PeriodDays = 6, DiscardDays = 1 };
        Assert.Equal(design, TrialDesign.FromJson(design.ToJson()));
    }

    [Fact]
    public void Draw_EveryCycle_HoldsEveryArmOnce()
    {
        var design = new TrialDesign { ArmCount = 4, BlockCount = 6 };
        var sequence = BlockRandomization.Draw(design, new DeterministicRandom(4));
        Assert.All(sequence.Chunk(4), cycle => Assert.Equal([0, 1, 2, 3], cycle.Order()));
    }

    [Fact]
    public void Draw_AllOrders_AreEquallyLikely_TheFirstCycleIncluded()
    {
        var design = new TrialDesign { ArmCount = 3, BlockCount = 2 };
        var random = new DeterministicRandom(314);
        var counts = Enumerable.Range(0, 36_000).GroupBy(_ => string.Concat(BlockRandomization.Draw(design, random))).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(36, counts.Count);
        ChiSquare.AssertUniform(counts.Values);
    }
}
