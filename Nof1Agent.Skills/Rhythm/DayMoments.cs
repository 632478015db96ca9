using Nof1Agent.Skills.Participants;
using NodaTime;

namespace Nof1Agent.Skills.Rhythm;

/// <summary>When something about a study day may be said, by the person's clock. Nothing here reads a store or the time.</summary>
internal static class DayMoments
{
    private static readonly Duration AfterTheEveningQuestion = Duration.FromHours(1);
    private static readonly Duration AfterTheMorningQuestion = Duration.FromHours(5);

    /// <summary>Least time between two messages about one day.</summary>
    public static Duration BetweenTwo { get; } = Duration.FromHours(1);

    /// <summary>After this long a morning's reminder about the day before is out of place.</summary>
    public static Duration MorningLasts { get; } = Duration.FromHours(4);

    /// <summary>When the day's instruction is told.</summary>
    public static Instant Morning(Participant participant, LocalDate day) => participant.MomentWithin(day, participant.MorningTime);

    /// <summary>When the evening begins, as far as messages go.</summary>
    public static Instant Evening(Participant participant, LocalDate day) => participant.MomentWithin(day, participant.CheckInTime);

    /// <summary>When a day is asked about: in its evening, or in the morning after it where the outcome is a night's.</summary>
    public static Instant Question(Participant participant, LocalDate day, bool asksNextMorning) =>
        asksNextMorning ? Morning(participant, day.PlusDays(1)) : Evening(participant, day);

    /// <summary>When the first reminder is due, once the question was asked.</summary>
    public static Instant FirstReminder(Participant participant, LocalDate day, bool asksNextMorning, Instant asked) => Instant.Max(
        Question(participant, day, asksNextMorning) + (asksNextMorning ? AfterTheMorningQuestion : AfterTheEveningQuestion), asked + BetweenTwo);

    /// <summary>When the second is: in the evening of the day on which was asked, or in the morning after it.</summary>
    public static Instant SecondReminder(Participant participant, LocalDate day, bool asksNextMorning) =>
        asksNextMorning ? Evening(participant, day.PlusDays(1)) : Morning(participant, day.PlusDays(1));

    /// <summary>The first moment from one on that does not lie in the quiet hours.</summary>
    public static Instant NotQuiet(Participant participant, Instant from)
    {
        if (!participant.Quiet.Hold(participant.LocalTimeAt(from)))
        {
            return from;
        }

        var end = new LocalTime(participant.Quiet.To / 60, participant.Quiet.To % 60);
        var today = participant.MomentOf(participant.MidnightDateAt(from), end);
        return today > from ? today : participant.MomentOf(participant.MidnightDateAt(from).PlusDays(1), end);
    }
}
