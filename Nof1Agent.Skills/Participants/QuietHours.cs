using NodaTime;

namespace Nof1Agent.Skills.Participants;

/// <summary>The hours in which nothing is sent unasked, in local time.</summary>
/// <param name="From">Minutes after midnight at which they begin, 0-1439.</param>
/// <param name="To">Minutes after midnight at which they end; the same as <paramref name="From"/>: there are none.</param>
public sealed record QuietHours(int From, int To)
{
    /// <summary>From 22:00 to 07:00.</summary>
    public static QuietHours Default { get; } = new(22 * 60, 7 * 60);

    /// <summary>None at all.</summary>
    public static QuietHours None { get; } = new(0, 0);

    /// <summary>Whether a local time lies in them.</summary>
    public bool Hold(LocalTime time)
    {
        var minute = Minute(time);
        return From < To ? minute >= From && minute < To : From > To && (minute >= From || minute < To);
    }

    /// <summary>The same hours, cut so that a time that the person chose lies outside of them.</summary>
    public QuietHours Without(LocalTime time)
    {
        if (!Hold(time))
        {
            return this;
        }

        // The nearer end gives way; a chosen evening time keeps half an hour for the answer.
        var minute = Minute(time);
        var sinceStart = (minute - From + MinutesOfDay) % MinutesOfDay;
        var untilEnd = (To - minute + MinutesOfDay) % MinutesOfDay;
        return sinceStart <= untilEnd
            ? sinceStart + AnswerMinutes < (To - From + MinutesOfDay) % MinutesOfDay ? this with { From = (minute + AnswerMinutes) % MinutesOfDay } : None
            : this with { To = minute };
    }

    private const int MinutesOfDay = 24 * 60;
    private const int AnswerMinutes = 30;

    private static int Minute(LocalTime time) => (60 * time.Hour) + time.Minute;
}
