using Nof1Agent.Skills.Languages;
using NodaTime;

namespace Nof1Agent.Skills.Participants;

/// <summary>Whether the person has agreed that what they tell is stored.</summary>
public enum Consent
{
    NotAsked,
    Given,
    Declined,
}

/// <summary>A person who chats: an opaque id, what they agreed to, and how their days run.</summary>
public sealed record Participant
{
    public required ParticipantId Id { get; init; }

    public required Instant CreatedAt { get; init; }

    public Consent Consent { get; init; } = Consent.NotAsked;

    /// <summary>Which text they agreed to.</summary>
    public string? ConsentVersion { get; init; }

    public Instant? ConsentedAt { get; init; }

    /// <summary>The language they are spoken with, as a tag.</summary>
    public string Language { get; init; } = KnownLanguages.Default;

    /// <summary>Whether notifications must not show what messages say, on channels that can hide it.</summary>
    public bool Discreet { get; init; }

    /// <summary>The IANA time zone they live in.</summary>
    public required DateTimeZone TimeZone { get; init; }

    /// <summary>The local hour at which their study day ends: what they tell at 01:10 is about the evening before.</summary>
    public int DayEndsAtHour { get; init; } = 4;

    /// <summary>When they want to be asked in the evening.</summary>
    public LocalTime CheckInTime { get; init; } = new(20, 30);

    /// <summary>When they want to be told what to do today.</summary>
    public LocalTime MorningTime { get; init; } = new(8, 0);

    /// <summary>When nothing is sent to them unasked.</summary>
    public QuietHours Quiet { get; init; } = QuietHours.Default;

    /// <summary>How many reminders about one day they want at most: 0, 1 or 2.</summary>
    public int Reminders { get; init; } = MostReminders;

    /// <summary>More reminders about one day are never sent.</summary>
    public const int MostReminders = 2;

    /// <summary>The zones and day-ends they had, oldest first, the last being the present one. Empty: never changed.</summary>
    public IReadOnlyList<DayClock> Clocks { get; init; } = [];

    /// <summary>The study day that a moment belongs to. It never runs backwards, whatever zones a journey crosses.</summary>
    public LocalDate StudyDayAt(Instant moment) => ClockAt(moment).StudyDayAt(moment);

    /// <summary>The date on the wall at a moment.</summary>
    public LocalDate MidnightDateAt(Instant moment) => moment.InZone(TimeZone).Date;

    /// <summary>The local time of day at a moment.</summary>
    public LocalTime LocalTimeAt(Instant moment) => moment.InZone(TimeZone).TimeOfDay;

    /// <summary>The moment of a local time on a date; a time that a clock change skips moves forward, one that comes twice is the first.</summary>
    public Instant MomentOf(LocalDate date, LocalTime time) => date.At(time).InZoneLeniently(TimeZone).ToInstant();

    /// <summary>The moment of a local time within a study day: times before the day's end belong to the night after it.</summary>
    public Instant MomentWithin(LocalDate studyDay, LocalTime time) => MomentOf(time.Hour < DayEndsAtHour ? studyDay.PlusDays(1) : studyDay, time);

    /// <summary>When a study day ends.</summary>
    public Instant EndOf(LocalDate studyDay) => MomentOf(studyDay.PlusDays(1), new LocalTime(DayEndsAtHour, 0));

    /// <summary>Another zone or day-end from now on.</summary>
    /// <param name="now">The moment of the change.</param>
    /// <param name="zone">The zone from now on.</param>
    /// <param name="dayEndsAtHour">The local hour at which the study day ends from now on.</param>
    public Participant WithClock(Instant now, DateTimeZone zone, int dayEndsAtHour)
    {
        var before = Clocks.Count > 0 ? Clocks : [new DayClock(CreatedAt, TimeZone, DayEndsAtHour, null)];
        return this with { TimeZone = zone, DayEndsAtHour = dayEndsAtHour, Clocks = [.. before, new DayClock(now, zone, dayEndsAtHour, StudyDayAt(now))] };
    }

    private DayClock ClockAt(Instant moment) =>
        Clocks.LastOrDefault(clock => clock.From <= moment) ?? (Clocks.Count > 0 ? Clocks[0] : new DayClock(CreatedAt, TimeZone, DayEndsAtHour, null));
}
