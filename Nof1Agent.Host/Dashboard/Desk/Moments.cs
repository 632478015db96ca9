using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Host.Dashboard.Desk;

/// <summary>Moments in few words.</summary>
internal static class Moments
{
    private static readonly LocalDateTimePattern Full = LocalDateTimePattern.CreateWithInvariantCulture("d MMM uuuu, HH:mm");
    private static readonly LocalDateTimePattern Short = LocalDateTimePattern.CreateWithInvariantCulture("d MMM, HH:mm");

    /// <summary>How long ago: "now", "5 min", "3 h", "2 d".</summary>
    public static string Ago(Instant? moment, Instant now) => moment is not { } at ? "never" : (now - at) switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } gone => $"{gone.TotalMinutes:0} min",
        { TotalDays: < 1 } gone => $"{gone.TotalHours:0} h",
        { } gone => $"{gone.TotalDays:0} d",
    };

    /// <summary>The same as part of a sentence: "just now", "5 min ago".</summary>
    public static string Since(Instant moment, Instant now) => Ago(moment, now) is var ago && ago == "now" ? "just now" : $"{ago} ago";

    /// <summary>Day and time in a zone.</summary>
    public static string Say(Instant moment, DateTimeZone zone) => Short.Format(moment.InZone(zone).LocalDateTime);

    /// <summary>The same with the year, in UTC.</summary>
    public static string InUtc(Instant moment) => $"{Full.Format(moment.InUtc().LocalDateTime)} UTC";
}
