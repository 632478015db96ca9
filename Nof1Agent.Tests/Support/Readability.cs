using System.Globalization;
using System.Text.RegularExpressions;

namespace Nof1Agent.Tests.Support;

/// <summary>
/// How many years of school a text takes. English: Flesch-Kincaid grade, 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid, Fishburne, Rogers, Chissom 1975,
/// Naval Technical Training Command report 8-75). German: first Wiener Sachtextformel, 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, with MS the share of words of
/// three and more syllables, SL the mean sentence length, IW the share of words of more than six letters, ES the share of words of one syllable, shares in percent
/// (Bamberger and Vanecek 1984, Lesen - Verstehen - Lernen - Schreiben). A number is one word of one syllable per digit.
/// </summary>
internal static partial class Readability
{
    public static double Grade(string text, string tag) => tag == "de" ? Wiener(text) : FleschKincaid(text);

    public static double FleschKincaid(string text)
    {
        var words = Words(text);
        return (0.39 * words.Count / Sentences(text)) + (11.8 * words.Sum(EnglishSyllables) / words.Count) - 15.59;
    }

    public static double Wiener(string text)
    {
        var words = Words(text);
        var syllables = words.Select(GermanSyllables).ToList();
        double Share(int count) => 100.0 * count / words.Count;
        return (0.1935 * Share(syllables.Count(n => n >= 3))) + (0.1672 * words.Count / Sentences(text)) + (0.1297 * Share(words.Count(word => word.Count(char.IsLetter) > 6)))
            - (0.0327 * Share(syllables.Count(n => n == 1))) - 0.875;
    }

    /// <summary>Groups of vowels, less a silent e at the end, plus what that rule misses.</summary>
    public static int EnglishSyllables(string word)
    {
        if (word.Any(char.IsDigit))
        {
            return word.Count(char.IsDigit);
        }

        var plain = word.ToLower(CultureInfo.InvariantCulture);
        var count = Vowels().Count(plain);
        if (SilentEnd().IsMatch(plain) && count > 1)
        {
            count--;
        }

        return Math.Max(1, count + Hiatus().Count(plain));
    }

    /// <summary>Groups of vowels; ei, ie, au, eu, äu and doubled vowels are one.</summary>
    public static int GermanSyllables(string word) => word.Any(char.IsDigit)
        ? word.Count(char.IsDigit)
        : Math.Max(1, GermanVowels().Count(word.ToLower(CultureInfo.InvariantCulture)));

    private static List<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    // A colon ends a thought as a full stop does where a name follows it.
    private static int Sentences(string text) => Math.Max(1, SentenceEnd().Count(text));

    [GeneratedRegex(@"\p{L}+(?:['’]\p{L}+)*|\d+(?:[.,]\d+)?")]
    private static partial Regex Word();

    [GeneratedRegex(@"[.!?](?=\s|$|[""“”])")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    [GeneratedRegex("(?:[^l]e|[^td]ed|[^sxzc]es)$")]
    private static partial Regex SilentEnd();

    [GeneratedRegex("(?:ia[^l]|io[^u]n?$|eo|ua[^r]|iu)")]
    private static partial Regex Hiatus();

    [GeneratedRegex("ei|ie|ai|au|eu|äu|aa|ee|oo|[aeiouäöüy]")]
    private static partial Regex GermanVowels();
}
