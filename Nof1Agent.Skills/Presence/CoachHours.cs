using System.Text.Json.Serialization;
using NodaTime;

namespace Nof1Agent.Skills.Presence;

/// <summary>A stretch of a weekday.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="From">Minutes after local midnight at which it begins, 0 to 1439.</param>
/// <param name="To">Minutes after local midnight at which it ends, more than <paramref name="From"/>, at most 1440.</param>
public sealed record OpenHours(IsoDayOfWeek Day, int From, int To);

/// <summary>When a coach is usually there. Without any hours nothing is promised.</summary>
public sealed record CoachHours
{
    /// <summary>The account's name.</summary>
    public required string Coach { get; init; }

    /// <summary>The zone that the hours are meant in.</summary>
    public required DateTimeZone Zone { get; init; }

    public IReadOnlyList<OpenHours> Hours { get; init; } = [];

    /// <summary>What is wrong with them, in plain words; null: nothing.</summary>
    [JsonIgnore]
    public string? Problem => Hours.Any(open => open.Day is IsoDayOfWeek.None || open.From is < 0 or > 1439 || open.To is < 1 or > 1440 || open.To <= open.From)
        ? "Hours begin before they end, within one day."
        : Hours.Count > 50 ? "At most fifty stretches of time." : null;

    /// <summary>Whether they are usually there at a moment.</summary>
    public bool AreThere(Instant moment)
    {
        var local = moment.InZone(Zone);
        var minute = (60 * local.Hour) + local.Minute;
        return Hours.Any(open => open.Day == local.DayOfWeek && open.From <= minute && minute < open.To);
    }

    /// <summary>When they are usually there next, at or after a moment; null where no hours are known.</summary>
    public Instant? Next(Instant moment)
    {
        if (Hours.Count == 0 || AreThere(moment))
        {
            return Hours.Count == 0 ? null : moment;
        }

        var today = moment.InZone(Zone).Date;
        return Enumerable.Range(0, 8).SelectMany(ahead => Hours.Where(open => open.Day == today.PlusDays(ahead).DayOfWeek)
                .Select(open => today.PlusDays(ahead).AtMidnight().PlusMinutes(open.From).InZoneLeniently(Zone).ToInstant()))
            .Where(opening => opening > moment).Cast<Instant?>().Min();
    }
}
