using CsCheck;

namespace Nof1Agent.Tests.Journeys.RandomLives;

/// <summary>What happens in a life.</summary>
internal enum Happening
{
    Nothing,
    Answer,
    AnswerEarlierDay,
    Adherence,
    Missing,
    Disrupted,
    CorrectLast,
    CorrectEarlierDay,
    Undo,
    Pause,
    Resume,
    Travel,
    CheckInTime,
    MorningTime,
    DayEnd,
    QuietHours,
    Reminders,
    Outage,
    AskToday,
    Harm,
    Guess,
}

/// <summary>What kind of trial a life has.</summary>
internal enum LifeTrial
{
    Open,
    ThreeArms,

    /// <summary>The outcome is a time of day.</summary>
    Clock,
    Blinded,
}

/// <summary>One thing that happens.</summary>
/// <param name="What">What.</param>
/// <param name="MinutesLater">How long after the thing before.</param>
/// <param name="Number">A number that the thing needs: a value, a day, a zone, an hour.</param>
/// <param name="Other">Another.</param>
/// <param name="Crashes">The turn is computed, and the process dies before it is stored.</param>
/// <param name="Twice">The message is delivered twice, the due row claimed twice.</param>
internal sealed record LifeEvent(Happening What, int MinutesLater, int Number, int Other, bool Crashes, bool Twice)
{
    public static readonly string[] Zones =
    [
        "Europe/Lisbon", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Pacific/Honolulu", "Pacific/Auckland", "Asia/Tokyo", "Asia/Kathmandu", "America/St_Johns",
        "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Niue", "Africa/Casablanca", "America/Santiago", "Antarctica/Troll", "Africa/Cairo", "Asia/Kolkata",
    ];

    // Answers are the most frequent thing in a life; the rest is what makes lives differ.
    private static readonly Gen<Happening> Whats = Gen.Frequency(
        (10, Gen.Const(Happening.Answer)),
        (3, Gen.Const(Happening.Nothing)),
        (3, Gen.Const(Happening.AnswerEarlierDay)),
        (4, Gen.Const(Happening.Adherence)),
        (16, Gen.Enum<Happening>()));

    public static Gen<LifeEvent> One { get; } = Gen.Select(Whats, Gen.Frequency((4, Gen.Int[1, 600]), (3, Gen.Int[600, 1800]), (1, Gen.Int[1800, 6000])), Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 11], Gen.Int[0, 7])
        .Select((what, minutes, number, other, crash, twice) => new LifeEvent(what, minutes, number, other, crash == 0, twice == 0));

    public static Gen<(int Zone, int Start, bool NextMorning, LifeTrial Trial, LifeEvent[] Events)> Lives { get; } = Gen.Select(
        Gen.Int[0, Zones.Length - 1], Gen.Int[0, 420], Gen.Bool, Gen.Enum<LifeTrial>(), One.Array[5, 45], (zone, start, next, trial, events) => (zone, start, next, trial, events));
}
