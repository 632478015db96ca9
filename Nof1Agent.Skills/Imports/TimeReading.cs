using System.Globalization;
using System.Text.RegularExpressions;

namespace Nof1Agent.Skills.Imports;

/// <summary>What a column of times can mean.</summary>
public enum TimeForm
{
    /// <summary>"7:20", "7h20": a time of day or a length, as the outcome has it.</summary>
    Either,

    /// <summary>"7 h 20 min", "45 min", "26:10": lengths.</summary>
    Duration,

    /// <summary>"11:40 pm": times of day.</summary>
    Clock,
}

/// <summary>A cell that holds a time, in minutes; nothing is guessed.</summary>
/// <param name="Minutes">After midnight, or how long.</param>
/// <param name="Form">What it can be.</param>
internal sealed partial record TimeReading(double Minutes, TimeForm Form)
{
    private const int Noon = 12;
    private const int HoursOfADay = 24;

    /// <summary>Reads a cell; null where it holds no time.</summary>
    public static TimeReading? Of(string cell)
    {
        var text = cell.Trim();
        if (Pair().Match(text) is { Success: true } pair)
        {
            var (hour, minute) = (Number(pair, "h"), Number(pair, "m"));
            return pair.Groups["half"].Value.ToLowerInvariant() switch
            {
                "" => new TimeReading((60 * hour) + minute, hour < HoursOfADay && pair.Groups["end"].Length == 0 ? TimeForm.Either : TimeForm.Duration),
                _ when hour is < 1 or > Noon => null,
                ['a', ..] => new TimeReading((60 * (hour % Noon)) + minute, TimeForm.Clock),
                _ => new TimeReading((60 * ((hour % Noon) + Noon)) + minute, TimeForm.Clock),
            };
        }

        return Length().Match(text) is { Success: true } length ? new TimeReading((60 * Number(length, "h")) + Number(length, "m"), TimeForm.Duration) : null;
    }

    /// <summary>What all cells of a column can be together; null where one is no time, or they are not of one kind.</summary>
    public static TimeForm? FormOf(IEnumerable<string> cells)
    {
        TimeForm? form = null;
        foreach (var cell in cells)
        {
            if (Of(cell) is not { } read || (form is TimeForm.Clock && read.Form is TimeForm.Duration) || (form is TimeForm.Duration && read.Form is TimeForm.Clock))
            {
                return null;
            }

            form = form is null or TimeForm.Either ? read.Form : form;
        }

        return form;
    }

    private static int Number(Match match, string group) => match.Groups[group] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 0;

    // Seconds of a clock are left out: a minute is as exact as anybody is asked.
    [GeneratedRegex(@"^(?<h>\d{1,2})(?::|\s?h\s?)(?<m>[0-5]\d)(?::[0-5]\d)?(?<end>\s?m(?:in)?\.?)?\s?(?<half>[ap]\.?m\.?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex(@"^(?=.*\d)(?:(?<h>\d{1,2})\s?(?:h|hr|hrs|hours?|std\.?)\s?)?(?:(?<m>\d{1,3})\s?(?:m|min|mins|minutes?|minuten)\.?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Length();
}
