using System.Globalization;
using System.Text.RegularExpressions;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Languages;
using NodaTime;

namespace Nof1Agent.Host.Agent.Guide;

/// <summary>What a person wants done with a rule of their own, in words: test it again in May, not at all, drop it.</summary>
internal static partial class RuleWishes
{
    private const int LongestWish = 120;
    private const int MonthsOfAYear = 12;

    /// <summary>The call that a message asks for; null where it asks for none.</summary>
    public static SkillCall? Find(string text, LocalDate today)
    {
        if (text.Length > LongestWish)
        {
            return null;
        }

        var number = Number().Match(text) is { Success: true } named ? int.Parse(named.Groups["n"].Value, CultureInfo.InvariantCulture) : 0;
        if (Drops().IsMatch(text))
        {
            return SkillCall.Of("rules-drop", ("number", number));
        }

        return !Retests().IsMatch(text) ? null
            : Refuses().IsMatch(text) ? SkillCall.Of("rules-change", ("number", number), ("months", 0))
            : MonthsIn(text, today) is { } months ? SkillCall.Of("rules-change", ("number", number), ("months", months))
            : null;
    }

    // "In 3 months", "in drei Monaten", "in May": the name of a month means the next one of that name.
    private static int? MonthsIn(string text, LocalDate today)
    {
        if (Count().Match(text) is { Success: true } counted)
        {
            var said = counted.Groups["n"].Value.ToLowerInvariant();
            return int.TryParse(said, CultureInfo.InvariantCulture, out var digits) ? digits : Array.FindIndex(CountWords, words => words.Contains(said)) is var place and >= 0 ? place + 1 : null;
        }

        var words = Words().Matches(text).Select(word => word.Value).ToList();
        var month = KnownLanguages.All.Select(language => language.Months.ToList().FindIndex(name => words.Contains(name, StringComparer.OrdinalIgnoreCase))).FirstOrDefault(found => found >= 0, -1);
        return month < 0 ? null : ((month + 1 - today.Month + MonthsOfAYear - 1) % MonthsOfAYear) + 1;
    }

    private static readonly string[][] CountWords = [["a", "one", "einem"], ["two", "zwei"], ["three", "drei"], ["four", "vier"], ["five", "fünf"], ["six", "sechs"]];

    [GeneratedRegex(@"\b(?:drop|delete|remove|forget|streich\w*|lösch\w*|vergiss)\b.{0,20}\b(?:rule|regel)\b|\b(?:rule|regel)\b.{0,12}\b(?:streichen|löschen)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Drops();

    [GeneratedRegex(@"\bre-?test\w*\b|\btest (?:it|this|that|\w+) again\b|\b(?:neu|wieder|erneut|nochmal|noch einmal) (?:zu )?testen\b|\bneue[nr]? test\b|\btest\w*\b.{0,30}\b(?:wieder|nochmal|noch einmal|neu)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Retests();

    [GeneratedRegex(@"\b(?:no|never|not|don'?t|cancel|without|kein\w*|nicht|nie|ohne)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Refuses();

    [GeneratedRegex(@"\b(?:rule|regel)(?: number| nummer| nr\.?)? (?<n>\d{1,2})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?<n>\d{1,2}|\p{L}+) (?:months?|monat\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Count();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();
}
