using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>What makes a diary impossible, and what just does not.</summary>
public sealed class TrialDiaryTests
{
    private static TrialDiary Diary(params DiaryDay[] days) => new(["A", "B"], days);

    private static DiaryDay Day(int day, int arm, int period, int block, double? value = 1) => new(day, arm, period, block, value, true);

    [Fact]
    public void Problems_UsableDiary_None() =>
        Assert.Empty(Diary(Day(3, 0, 1, 0, TrialDiary.LargestValue), Day(1, 1, 0, 0, -TrialDiary.LargestValue), Day(9, 0, 1, 0, null)).Problems());

    [Fact]
    public void Problems_EachFault_IsNamedOnce()
    {
        Assert.Equal(["A comparison needs at least two arms."], new TrialDiary(["A"], [Day(0, 0, 0, 0)]).Problems());
        Assert.Equal(["Day 4 names arm 2, which the trial does not have."], Diary(Day(4, 2, 0, 0)).Problems());
        Assert.Equal(["Day 4 names arm -1, which the trial does not have."], Diary(Day(4, -1, 0, 0)).Problems());
        Assert.Equal(["Day 4 has a value that is not a usable number."], Diary(Day(4, 0, 0, 0, double.NaN)).Problems());
        Assert.Equal(["Day 4 has a value that is not a usable number."], Diary(Day(4, 0, 0, 0, 1.0001e300)).Problems());
        Assert.Equal(["Day 4 occurs twice."], Diary(Day(4, 0, 0, 0), Day(4, 0, 0, 0)).Problems());
        Assert.Equal(["Period 0 has more than one arm or cycle."], Diary(Day(4, 0, 0, 0), Day(5, 1, 0, 0)).Problems());
        Assert.Equal(["Period 0 has more than one arm or cycle."], Diary(Day(4, 0, 0, 0), Day(5, 0, 0, 1)).Problems());
        // The days come in any order; the period is interrupted on the calendar.
        Assert.Equal(["Period 0 is interrupted by another period."], Diary(Day(6, 0, 0, 0), Day(5, 1, 1, 0), Day(4, 0, 0, 0)).Problems());
    }

    [Fact]
    public void Problems_Several_InTheOrderOfTheDays() =>
        Assert.Equal(["Day 2 names arm 5, which the trial does not have.", "Day 8 has a value that is not a usable number."],
            Diary(Day(8, 1, 1, 0, double.NaN), Day(2, 5, 0, 0)).Problems());
}
