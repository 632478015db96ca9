using Nof1Agent.Skills.Diaries;

namespace Nof1Agent.Tests.Skills.Diaries;

public class InferredPeriodsTests
{
    [Theory]
    [InlineData("AAABBB BBBAAA AAABBB", 3, 6, 3)]
    [InlineData("AB BA BA AB", 1, 8, 4)]
    [InlineData("AABBCC CCAABB BBCCAA", 2, 9, 3)]
    [InlineData("AAABBB BBBAAA AAABB", 3, 6, 3)]
    [InlineData("AAABBB BBBAA", 3, 4, 2)]
    [InlineData("AAABBB BBB", 3, 3, 2)]
    public void Of_EqualPeriodsInCycles_FindsTheGrid(string arms, int periodDays, int periods, int cycles)
    {
        var found = InferredPeriods.Of(Days(arms), arms.Where(char.IsLetter).Distinct().Count());
        Assert.Equal((periodDays, periods, cycles), (found.PeriodDays, found.PeriodCount, found.BlockCount));
    }

    [Theory]
    [InlineData("AABAB BBAAA", 5, 3)]
    [InlineData("AAAB BBBBA AB", 4, 2)]
    [InlineData("AABBBCA CCCBA", 7, 3)]
    public void Of_UnequalPeriods_TakesRuns(string arms, int periods, int cycles)
    {
        var found = InferredPeriods.Of(Days(arms), arms.Where(char.IsLetter).Distinct().Count());
        Assert.Null(found.PeriodDays);
        Assert.Equal((periods, cycles), (found.PeriodCount, found.BlockCount));
    }

    [Fact]
    public void Of_MissingDays_KeepsTheGrid()
    {
        // Days at the borders of periods are missing: the runs are uneven, the calendar is not.
        var days = Days("AAABBB BBBAAA AAABBB");
        days.RemoveAll(day => day.Day is 2 or 6 or 9 or 16);
        var found = InferredPeriods.Of(days, 2);
        Assert.Equal((3, 6, 3), (found.PeriodDays, found.PeriodCount, found.BlockCount));
        Assert.Equal([0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5], found.Period);
    }

    private static List<(int Day, int Arm)> Days(string arms) =>
        [.. arms.Where(char.IsLetter).Select((arm, day) => (day, arm - 'A'))];
}
