using NodaTime;

namespace Nof1Agent.Skills.Participants;

/// <summary>How a person's days run from a moment on.</summary>
/// <param name="From">Since when.</param>
/// <param name="TimeZone">Their zone.</param>
/// <param name="DayEndsAtHour">The local hour at which their study day ends, 0-11.</param>
/// <param name="NotBefore">The study day they had reached when this began: a journey over the date line does not give them the same study day twice.</param>
public sealed record DayClock(Instant From, DateTimeZone TimeZone, int DayEndsAtHour, LocalDate? NotBefore)
{
    /// <summary>The study day that a moment belongs to by this clock.</summary>
    public LocalDate StudyDayAt(Instant moment)
    {
        var local = moment.InZone(TimeZone);
        var day = local.Hour < DayEndsAtHour ? local.Date.PlusDays(-1) : local.Date;

        // Where clocks go back by more than an hour, the end of a day can be on the wall twice; the first time counts.
        var end = day.PlusDays(1).At(new LocalTime(DayEndsAtHour, 0)).InZoneLeniently(TimeZone).ToInstant();
        day = moment >= end ? day.PlusDays(1) : day;
        return NotBefore is { } reached && reached > day ? reached : day;
    }
}
