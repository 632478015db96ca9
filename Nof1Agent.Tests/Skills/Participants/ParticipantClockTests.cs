using Nof1Agent.Skills;
using Nof1Agent.Skills.Participants;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Participants;

/// <summary>A person's clock on the days on which clocks change, and over the date line.</summary>
public sealed class ParticipantClockTests
{
    private static readonly LocalTime HalfPastTwo = new(2, 30);

    [Fact]
    public void MomentOf_ATimeThatDoesNotExist_MovesOnByTheGap() =>
        Assert.Equal(Instant.FromUtc(2027, 3, 28, 1, 30), In("Europe/Berlin").MomentOf(new LocalDate(2027, 3, 28), HalfPastTwo));

    [Fact]
    public void MomentOf_ATimeThatComesTwice_IsTheFirst() =>
        Assert.Equal(Instant.FromUtc(2027, 10, 31, 0, 30), In("Europe/Berlin").MomentOf(new LocalDate(2027, 10, 31), HalfPastTwo));

    [Theory]
    [InlineData(2027, 3, 28)]
    [InlineData(2027, 10, 31)]
    public void StudyDay_OnADayOfChange_EndsAtFourByTheWall(int year, int month, int day)
    {
        var (person, date) = (In("Europe/Berlin"), new LocalDate(year, month, day));
        Assert.Equal(date.PlusDays(-1), person.StudyDayAt(person.MomentOf(date, new LocalTime(3, 59))));
        Assert.Equal(date, person.StudyDayAt(person.MomentOf(date, new LocalTime(4, 0))));
    }

    [Fact]
    public void StudyDay_OverTheDateLineEastwards_NeverRunsBackwards()
    {
        // Kiritimati is a day ahead of Honolulu.
        var (before, flies) = (In("Pacific/Kiritimati"), Instant.FromUtc(2027, 3, 10, 20, 0));
        var after = before.WithClock(flies, DateTimeZoneProviders.Tzdb["Pacific/Honolulu"], 4);
        var reached = before.StudyDayAt(flies);

        Assert.Equal(new LocalDate(2027, 3, 11), reached);
        for (var hours = 0; hours <= 48; hours++)
        {
            Assert.True(after.StudyDayAt(flies + Duration.FromHours(hours)) >= reached);
        }

        Assert.Equal(reached.PlusDays(1), after.StudyDayAt(Instant.FromUtc(2027, 3, 12, 20, 0)));
        Assert.Equal(reached, after.StudyDayAt(flies - Duration.FromMinutes(1)));
    }

    private static Participant In(string zone) => new() { Id = new ParticipantId("p"), CreatedAt = Instant.FromUtc(2027, 1, 1, 0, 0), TimeZone = DateTimeZoneProviders.Tzdb[zone] };
}
