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

    /// <summary>The IANA time zone they live in.</summary>
    public required DateTimeZone TimeZone { get; init; }

    /// <summary>The local hour at which their study day ends: what they tell at 01:10 is about the evening before.</summary>
    public int DayEndsAtHour { get; init; } = 4;

    /// <summary>When they want to be asked in the evening.</summary>
    public LocalTime CheckInTime { get; init; } = new(20, 30);

    /// <summary>The study day that a moment belongs to.</summary>
    public LocalDate StudyDayAt(Instant moment)
    {
        var local = moment.InZone(TimeZone);
        return local.Hour < DayEndsAtHour ? local.Date.PlusDays(-1) : local.Date;
    }

    /// <summary>The date on the wall at a moment.</summary>
    public LocalDate MidnightDateAt(Instant moment) => moment.InZone(TimeZone).Date;

    /// <summary>The local time of day at a moment.</summary>
    public LocalTime LocalTimeAt(Instant moment) => moment.InZone(TimeZone).TimeOfDay;

    /// <summary>The moment of a local time on a date; a time that a clock change skips moves forward.</summary>
    public Instant MomentOf(LocalDate date, LocalTime time) => date.At(time).InZoneLeniently(TimeZone).ToInstant();
}
