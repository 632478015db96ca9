using Nof1Agent.Skills;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Rhythm;

/// <summary>The rule of what is said now, on states written down by hand.</summary>
public sealed class DueNowTests
{
    private static readonly LocalDate Day = new(2027, 3, 10);

    [Fact]
    public void Of_EveningTimeInTheMorning_AsksAboutTodayAndLeavesYesterdayForAnHour()
    {
        // A reminder about yesterday and the question about today, due in the same minute: found by a life at random.
        var state = State(At(Day, 9, 51)) with { Participant = Person with { CheckInTime = new LocalTime(9, 45) } };
        var told = new Dictionary<(LocalDate, Told), Instant> { [(Day.PlusDays(-1), Told.Question)] = At(Day.PlusDays(-1), 9, 45), [(Day, Told.Instruction)] = At(Day, 8, 0) };
        Assert.Equal([new DuePiece(Told.Question, Day)], DueNow.Of(state with { When = Of(told) }));

        told[(Day, Told.Question)] = At(Day, 9, 51);
        Assert.Empty(DueNow.Of(state with { When = Of(told), Now = At(Day, 10, 21) }));
        Assert.Equal([new DuePiece(Told.Reminder, Day)], DueNow.Of(state with { When = Of(told), Now = At(Day, 10, 51) }));
    }

    [Theory]
    [InlineData(7, 59, false)]
    [InlineData(8, 0, true)]
    [InlineData(21, 59, true)]
    [InlineData(22, 0, false)]
    public void Of_AnInstruction_IsDueFromTheMorningUntilTheQuietHours(int hour, int minute, bool isDue) =>
        Assert.Equal(isDue, DueNow.Of(State(At(Day, hour, minute))).Contains(new DuePiece(Told.Instruction, Day)));

    [Fact]
    public void Of_AnAnsweredDay_IsNotAskedAbout() =>
        Assert.DoesNotContain(DueNow.Of(State(At(Day, 20, 45)) with { IsAnswered = day => day == Day }), piece => piece.What is Told.Question or Told.Reminder);

    [Fact]
    public void Of_StateWithAnotherMoment_HasThatMomentsDay() => Assert.Equal(Day.PlusDays(1), (State(At(Day, 20, 0)) with { Now = At(Day.PlusDays(1), 9, 0) }).Today);

    [Theory]
    [InlineData(6, 45, 7, 0)]
    [InlineData(7, 10, 7, 40)]
    public void NextMorning_ARowThatSaidNothing_ComesAgainAtTheEndOfTheQuietHoursOrInHalfAnHour(int hour, int minute, int nextHour, int nextMinute)
    {
        // Found by a year of a thousand people: a row that came a quarter of an hour before the quiet hours ended had the instruction told a quarter of an hour after its time.
        var state = State(At(Day, hour, minute)) with { Participant = Person with { MorningTime = new LocalTime(7, 0) } };
        Assert.Equal(At(Day, nextHour, nextMinute), NextDue.Morning(state, wasSaid: true));
    }

    private static Participant Person { get; } = new() { Id = new ParticipantId("p"), CreatedAt = At(Day, 0, 0) - Duration.FromDays(9), TimeZone = DateTimeZone.Utc };

    private static RhythmState State(Instant now)
    {
        var state = new RhythmState { Participant = Person, Now = now, AsksNextMorning = false, Holds = _ => true, IsAnswered = _ => false, When = (_, _) => null, PauseQuestions = () => [], LastHeard = now };
        Assert.Equal(Person.StudyDayAt(now), state.Today);
        return state;
    }

    private static Func<LocalDate, Told, Instant?> Of(Dictionary<(LocalDate, Told), Instant> told) => (day, what) => told.TryGetValue((day, what), out var at) ? at : null;

    private static Instant At(LocalDate day, int hour, int minute) => day.At(new LocalTime(hour, minute)).InUtc().ToInstant();
}
