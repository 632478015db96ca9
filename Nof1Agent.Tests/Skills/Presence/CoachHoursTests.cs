using Nof1Agent.Skills.Presence;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Presence;

public sealed class CoachHoursTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    private static readonly CoachHours Weekdays = new()
    {
        Coach = "Anna",
        Zone = Berlin,
        Hours = [.. Enumerable.Range(1, 5).Select(day => new OpenHours((IsoDayOfWeek)day, 9 * 60, 17 * 60))],
    };

    [Theory]
    [InlineData("2027-03-01T07:59:00", false)]
    [InlineData("2027-03-01T08:00:00", true)]
    [InlineData("2027-03-01T15:59:59", true)]
    [InlineData("2027-03-01T16:00:00", false)]
    [InlineData("2027-02-28T10:00:00", false)]
    public void AreThere_InTheirOwnZone(string utc, bool there) => Assert.Equal(there, Weekdays.AreThere(At(utc)));

    [Theory]
    [InlineData("2027-03-01T10:00:00", "2027-03-01T10:00:00")]
    [InlineData("2027-03-01T17:00:00", "2027-03-02T08:00:00")]
    [InlineData("2027-03-05T16:00:00", "2027-03-08T08:00:00")]

    // The clocks go forward between Friday and Monday: nine in the morning comes an hour earlier.
    [InlineData("2027-03-26T16:00:00", "2027-03-29T07:00:00")]
    public void Next_IsTheNextOpening(string utc, string next) => Assert.Equal(At(next), Weekdays.Next(At(utc)));

    [Fact]
    public void Next_OnceAWeek_IsFoundOverTheWholeWeek()
    {
        var monday = Weekdays with { Hours = [new OpenHours(IsoDayOfWeek.Monday, 540, 600)] };
        Assert.Equal(At("2027-03-08T08:00:00"), monday.Next(At("2027-03-01T09:00:00")));
    }

    [Fact]
    public void Next_WithoutHours_IsPromisedByNobody() => Assert.Null((Weekdays with { Hours = [] }).Next(At("2027-03-01T10:00:00")));

    [Fact]
    public void Problem_OfImpossibleHours_IsSaid()
    {
        Assert.Null(Weekdays.Problem);
        Assert.NotNull((Weekdays with { Hours = [new OpenHours(IsoDayOfWeek.Monday, 600, 600)] }).Problem);
        Assert.NotNull((Weekdays with { Hours = [new OpenHours(IsoDayOfWeek.None, 500, 600)] }).Problem);
        Assert.NotNull((Weekdays with { Hours = [new OpenHours(IsoDayOfWeek.Monday, 500, 1441)] }).Problem);
    }

    private static Instant At(string utc) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(utc + "Z").Value;
}
