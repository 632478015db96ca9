using System.Globalization;

namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>Numbers as digits and as words, English and German.</summary>
internal static class Numerals
{
    private static readonly Dictionary<string, double> Words = new(StringComparer.Ordinal)
    {
        ["zero"] = 0, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12,
        ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40,
        ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90, ["hundred"] = 100, ["thousand"] = 1000, ["dozen"] = 12,
        ["null"] = 0, ["zwei"] = 2, ["zwo"] = 2, ["drei"] = 3, ["vier"] = 4, ["fünf"] = 5, ["sechs"] = 6, ["sieben"] = 7, ["acht"] = 8, ["neun"] = 9, ["zehn"] = 10, ["elf"] = 11, ["zwölf"] = 12,
        ["dreizehn"] = 13, ["vierzehn"] = 14, ["fünfzehn"] = 15, ["sechzehn"] = 16, ["siebzehn"] = 17, ["achtzehn"] = 18, ["neunzehn"] = 19, ["zwanzig"] = 20, ["dreißig"] = 30, ["dreissig"] = 30,
        ["vierzig"] = 40, ["fünfzig"] = 50, ["sechzig"] = 60, ["siebzig"] = 70, ["achtzig"] = 80, ["neunzig"] = 90, ["hundert"] = 100, ["einhundert"] = 100, ["tausend"] = 1000, ["dutzend"] = 12,
        ["zweien"] = 2, ["dreien"] = 3, ["zehnen"] = 10,
    };

    /// <summary>Words that are a number only beside a unit or in "one in ten": elsewhere they are an article or a pronoun.</summary>
    public static bool IsOne(string word) => word is "one" or "eins" or "ein" or "eine" or "einen" or "einem" or "einer";

    /// <summary>The number that a single word means, or null.</summary>
    public static double? Word(string word)
    {
        if (Words.TryGetValue(word, out var value))
        {
            return value;
        }

        // seventy-three
        if (word.IndexOf('-') is var hyphen and > 0 && Words.TryGetValue(word[..hyphen], out var tens) && tens is >= 20 and <= 90)
        {
            var unit = word[(hyphen + 1)..];
            return unit == "one" ? tens + 1 : Words.TryGetValue(unit, out var ones) && ones is > 0 and < 10 ? tens + ones : null;
        }

        // dreiundsiebzig, zweihundert
        if (word.IndexOf("und", StringComparison.Ordinal) is var und and > 0 && word[..und] is var first
            && (first == "ein" ? 1 : Words.GetValueOrDefault(first)) is var low and > 0 and < 10 && Words.TryGetValue(word[(und + 3)..], out var high) && high is >= 20 and <= 90)
        {
            return high + low;
        }

        return word.EndsWith("hundert", StringComparison.Ordinal) && Words.TryGetValue(word[..^7], out var hundreds) && hundreds < 10 ? 100 * hundreds : null;
    }

    /// <summary>What digits can mean: a comma or a point is a decimal mark or, before three digits, a thousands mark. With the number of decimals shown.</summary>
    /// <param name="text">Digits with marks.</param>
    /// <param name="german">Which of the two a comma before three digits is; null: both are possible.</param>
    public static IReadOnlyList<(double Value, int Decimals)> Digits(string text, bool? german = null)
    {
        var plain = text.Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u2009", "", StringComparison.Ordinal).Replace("\u202F", "", StringComparison.Ordinal);
        var last = plain.LastIndexOfAny(['.', ',']);
        if (last < 0)
        {
            return [(Parse(plain), 0)];
        }

        var decimals = plain.Length - last - 1;
        var marks = plain.Count(character => character is '.' or ',');
        var different = plain.Contains('.') && plain.Contains(',');
        var whole = plain.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        var fraction = string.Concat(plain[..last].Where(char.IsAsciiDigit)) + "." + plain[(last + 1)..];
        return marks > 1 && !different ? [(Parse(whole), 0)]
            : decimals == 3 && !different && plain[0] != '0' ? german is null ? [(Parse(whole), 0), (Parse(fraction), 3)] : (plain[last] == ',') == german ? [(Parse(fraction), 3)] : [(Parse(whole), 0)]
            : [(Parse(fraction), decimals)];
    }

    private static double Parse(string digits) => double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
