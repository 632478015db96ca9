using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;

namespace Nof1Agent.Tests.Skills.CheckIns;

/// <summary>Times of day as people write them, and as values around midnight.</summary>
public sealed class ClockReadingTests
{
    private static readonly DailyOutcome Asleep = EvidenceCatalogue.Embedded().Outcome("asleep-time")!;

    [Theory]
    [InlineData("23:40", "23:40")]
    [InlineData("at 23.40 I think", "23:40")]
    [InlineData("23h40", "23:40")]
    [InlineData("um 23:40 Uhr", "23:40")]
    [InlineData("23 Uhr", "23:00")]
    [InlineData("11:40 pm", "23:40")]
    [InlineData("11:40", "23:40")]
    [InlineData("about 11pm, slept badly", "23:00")]
    [InlineData("1:10 a.m.", "01:10")]
    [InlineData("00:20", "00:20")]
    [InlineData("12:30 am", "00:30")]
    [InlineData("24:10", "00:10")]
    [InlineData("midnight", "00:00")]
    [InlineData("um Mitternacht", "00:00")]
    [InlineData("03:05", "03:05")]
    public void FirstIn_ATime_IsThatTime(string text, string shown) => Assert.Equal(shown, Asleep.Say(Assert.Single(ClockReading.FirstIn(text)!.ValuesOf(Asleep))));

    [Theory]
    [InlineData("7:30", "19:30", "07:30")]
    [InlineData("7", "19:00", "07:00")]
    public void FirstIn_MorningOrEvening_IsBoth(string text, string early, string late) => Assert.Equal([late, early], ClockReading.FirstIn(text)!.ValuesOf(Asleep).Select(value => Asleep.Say(value)));

    [Theory]
    [InlineData("slept badly")]
    [InlineData("maybe 4 of 10")]
    [InlineData("99:99")]
    [InlineData("14:30:10:20")]
    [InlineData("about 25 minutes")]
    public void FirstIn_NoTime_IsNone(string text) => Assert.Null(ClockReading.FirstIn(text));

    [Theory]
    [InlineData("13:00")]
    [InlineData("noon")]
    [InlineData("10 am")]
    public void ValuesOf_ATimeThatCannotBeMeant_IsNone(string text) => Assert.Empty(ClockReading.FirstIn(text)!.ValuesOf(Asleep));

    [Fact]
    public void Values_AroundMidnight_LieSideBySide()
    {
        double Value(string text) => Assert.Single(ClockReading.FirstIn(text)!.ValuesOf(Asleep));
        Assert.Equal(40, Value("00:20") - Value("23:40"));
        Assert.Equal("00:00", Asleep.Say((Value("23:40") + Value("00:20")) / 2));
        Assert.Equal("40 minutes", Asleep.SayDifference(Value("00:20") - Value("23:40")));
    }
}
