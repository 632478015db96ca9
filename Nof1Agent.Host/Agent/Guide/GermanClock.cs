using System.Globalization;
using System.Text.RegularExpressions;

namespace Nof1Agent.Host.Agent.Guide;

/// <summary>Times of day as Germans say them: "halb elf" is 10:30, "viertel nach acht" 8:15, "dreiviertel neun" and "viertel vor neun" 8:45, "elf Uhr" 11:00.</summary>
internal static partial class GermanClock
{
    private const int HoursOfADial = 12;

    private static readonly string[] Hours = ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];

    /// <summary>The text with such times in digits; everything else as it was.</summary>
    public static string Written(string text) => Spoken().Replace(text, match =>
    {
        var said = match.Groups["h"].Value.ToLowerInvariant();
        var hour = int.TryParse(said, CultureInfo.InvariantCulture, out var digits) ? digits : Array.IndexOf(Hours, said is "ein" ? "eins" : said) + 1;
        var before = hour is 1 or 13 ? hour - 1 + (hour == 1 ? HoursOfADial : 0) : hour - 1;
        return match.Groups["part"].Value.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal) switch
        {
            "halb" => $"{before}:30",
            "viertelnach" => $"{hour}:15",
            "viertelvor" or "dreiviertel" => $"{before}:45",
            _ when match.Groups["clock"].Success => $"{hour}:00",
            _ => match.Value,
        };
    });

    [GeneratedRegex(@"\b(?:(?<part>halb|viertel nach|viertel vor|dreiviertel) )?(?<h>eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|(?<=(?:halb|viertel nach|viertel vor|dreiviertel) )\d{1,2})\b(?<clock> uhr)?", RegexOptions.IgnoreCase)]
    private static partial Regex Spoken();
}
