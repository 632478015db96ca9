using System.Globalization;
using System.Text.RegularExpressions;
using Nof1Agent.Skills.Evidence;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>A time of day in a text.</summary>
/// <param name="Said">As it was written.</param>
/// <param name="Minutes">What it can mean, in minutes after midnight: one time, or two where morning or evening was not said.</param>
internal sealed record ClockReading(string Said, IReadOnlyList<int> Minutes)
{
    private const int Day = 1440;
    private const int Noon = 720;

    /// <summary>The first time of day in a text: "23:40", "11:40 pm", "23h40", "23 Uhr", "midnight"; a bare hour only where nothing else is said.</summary>
    public static ClockReading? FirstIn(string text)
    {
        if (ClockWords.Patterns.Word().Match(text) is { Success: true } word)
        {
            return new ClockReading(word.Value, [word.Groups["noon"].Success ? Noon : 0]);
        }

        foreach (Match match in ClockWords.Patterns.Time().Matches(text))
        {
            var (hour, minute) = (Number(match, "hour"), Number(match, "minute"));
            var half = match.Groups["half"].Value.ToLowerInvariant();
            if ((half.Length == 0 && !match.Groups["minute"].Success && match.Value.Trim() != text.Trim()) || (half is [('a' or 'p'), ..] && hour is 0 or > 12))
            {
                continue;
            }

            var minutes = (60 * hour) + minute;
            return new ClockReading(match.Value, half switch
            {
                ['a', ..] => [minutes % Noon],
                ['p', ..] => [(minutes % Noon) + Noon],
                _ when hour is 0 or > 12 || half.Length > 0 || match.Groups["hour"].Value[0] == '0' => [minutes % Day],
                _ => [minutes % Noon, (minutes % Noon) + Noon],
            });
        }

        return null;
    }

    /// <summary>What it can mean as a value of an outcome: minutes after its reference hour, within its limits.</summary>
    public IReadOnlyList<double> ValuesOf(DailyOutcome outcome) =>
        [.. Minutes.Select(minute => (double)((minute - (60 * outcome.ReferenceHour) + Day) % Day)).Where(value => value >= outcome.Lowest && value <= outcome.Highest)];

    private static int Number(Match match, string group) => match.Groups[group] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 0;
}

/// <summary>How times of day are written.</summary>
internal static partial class ClockWords
{
    /// <summary>The patterns.</summary>
    internal static partial class Patterns
    {
        [GeneratedRegex(@"(?<![\d:.,])(?<hour>[01]?\d|2[0-4])(?:[:.h](?<minute>[0-5]\d)(?!\d))?(?![\d:])\s*(?<half>a\.?m\.?\b|p\.?m\.?\b|uhr\b)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
        internal static partial Regex Time();

        [GeneratedRegex(@"\b(?:midnight|mitternacht|(?<noon>noon|midday|mittags?))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
        internal static partial Regex Word();
    }
}
