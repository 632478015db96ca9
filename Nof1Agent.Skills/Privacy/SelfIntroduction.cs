using System.Text.RegularExpressions;

namespace Nof1Agent.Skills.Privacy;

/// <summary>
/// The names by which people call themselves in a chat: "my name is Anna", "I'm Anna Weber", "ich heiße Anna", "Gruß, Anna". Read by rules, in English and German, on every channel.
/// </summary>
/// <remarks>
/// What names for sure ("my name is") takes any word that is not plainly something else. "I am" and "ich bin" mostly say how somebody is ("I am tired", "ich bin Lehrerin"): there a word counts
/// when it is a known first name written as one, or two words in a row are written as names. A name that is missed is still taken out by the redactor where it says "my name is"; a false hit would
/// hide a word that a model needs, such as a condition.
/// </remarks>
public static partial class SelfIntroduction
{
    private const int LongestName = 60;

    /// <summary>The names, as they were written: the whole one, which the redactor takes apart.</summary>
    public static IReadOnlyList<string> NamesIn(string text)
    {
        var found = new List<string>();
        foreach (Match match in Sure().Matches(text))
        {
            Keep(found, Leading(match.Groups["name"].Value));
        }

        foreach (Match match in Called().Matches(text))
        {
            var parts = Leading(match.Groups["name"].Value);
            Keep(found, parts is [var first, ..] && (IsWritten(first) || FirstNames.Contains(first)) ? parts : []);
        }

        foreach (Match match in Likely().Matches(text))
        {
            var words = Words(match.Groups["name"].Value);
            var titled = words.Count > 1 && FirstNames.IsTitle(words[0]);
            var named = words.Skip(titled ? 1 : 0).TakeWhile(word => IsWritten(word) && !FirstNames.IsNoName(word)).ToList();
            // "I am Anna", "I am Anna Weber", "ich bin Frau Weber"; of a name that no list knows, both parts have to be there.
            if (named is [var first, ..] && (titled || FirstNames.Contains(first) || (match.Groups["who"].Success && named.Count >= 2 && !named.Exists(FirstNames.LooksLikeATrade) && EndsAClause(text, match))))
            {
                Keep(found, named);
            }
        }

        // After a dash may also stand the last thing of a list: there only a known name counts.
        foreach (Match match in Signed().Matches(text))
        {
            if (Words(match.Groups["name"].Value) is [var first, ..] words && IsWritten(first) && !FirstNames.IsNoName(first) && (!match.Groups["dash"].Success || FirstNames.Contains(first)))
            {
                Keep(found, words);
            }
        }

        return [.. found.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    // "I am Very Tired today" goes on; a name is followed by a pause.
    private static bool EndsAClause(string text, Match match) => text[(match.Index + match.Length)..] is var rest && (rest.Length == 0 || rest[0] is '.' or ',' or '!' or ';' or '\n' || GoesOn().IsMatch(rest));

    private static List<string> Leading(string words)
    {
        var parts = Words(words);
        if (parts.Count == 0 || FirstNames.IsNoName(parts[0]))
        {
            return [];
        }

        // "my name is anna and ..." names one; further parts have to be written as names.
        return [parts[0], .. parts.Skip(1).TakeWhile(part => IsWritten(part) && !FirstNames.IsNoName(part))];
    }

    private static void Keep(List<string> found, List<string> parts)
    {
        if (parts.Count > 0 && string.Join(' ', parts) is { Length: >= 2 and <= LongestName } name)
        {
            found.Add(name);
        }
    }

    private static List<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('.', ',', '!', '\'', '’')).Where(word => word.Length > 0)];

    // A name begins large and goes on small; "ADHD" and "II" are none.
    private static bool IsWritten(string word) => word.Length >= 2 && char.IsUpper(word[0]) && word.Skip(1).Any(char.IsLower);

    private const string UpToThree = @"(?<name>[\p{L}][\p{L}'’\-]*\.?(?:[ ][\p{Lu}][\p{L}'’\-]*){0,2})";

    [GeneratedRegex(@"(?<![\p{L}])(?:my (?:first |full |real |last )?name(?:'s| is|’s)|my surname is|i am called|i'm called|i’m called|mein (?:voller )?name (?:ist|lautet)|ich hei(?:ß|ss)e|mein (?:vor|nach)name ist)[ ]+" + UpToThree, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sure();

    [GeneratedRegex(@"(?<![\p{L}])(?:call me|calls me|nenn(?:t|en sie)? mich|nennt man mich|man nennt mich)[ ]+" + UpToThree, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Called();

    [GeneratedRegex(@"(?<![\p{L}])(?:(?<who>[Ii] am|[Ii]['’]m|[Ii]m|[Ii]ch bin(?: die| der)?|[Hh]ier spricht|[Hh]ier schreibt)|[Tt]his is|[Ii]t['’]s|[Hh]ier ist)[ ]+(?<name>\p{Lu}[\p{L}'’\-]*\.?(?:[ ]\p{Lu}[\p{L}'’\-]*){0,2})", RegexOptions.CultureInvariant)]
    private static partial Regex Likely();

    [GeneratedRegex(@"(?:\b(?:regards|best wishes|cheers|sincerely|grüße|grüßen|gruß|gruss|lg|vg|mfg)[,!]?[ \r\n]+|(?<dash>\n[—–-]{1,2}[ ]?))(?<name>\p{Lu}[\p{L}'’\-]*(?:[ ]\p{Lu}[\p{L}'’\-]*){0,2})\s*[.!]?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Signed();

    [GeneratedRegex(@"^ (?:and|und|from|aus|here|hier)\b", RegexOptions.CultureInvariant)]
    private static partial Regex GoesOn();
}
