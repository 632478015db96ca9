using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Nof1Agent.Skills.Privacy;

/// <summary>
/// Takes out of a text what tells who somebody is, before a language model sees it: e-mail addresses, phone numbers, handles, links to
/// profiles, and the names that a channel knows. The same text always gives the same result; a second pass changes nothing. Measured
/// values, dates and times stay.
/// </summary>
/// <remarks>
/// A run of digits counts as a phone number from seven digits on, in groups that stand together; whoever writes many three-digit values
/// in a row without commas loses them to the model, which then asks again. That side of the error is chosen on purpose.
/// All patterns run in the non-backtracking engine: the time is linear in the text.
/// </remarks>
public sealed class Redactor
{
    public const string Email = "[e-mail]";
    public const string Phone = "[phone]";
    public const string Handle = "[handle]";
    public const string Name = "[name]";

    private const int MostPasses = 6;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private const string Between = " \u00A0()./-";

    // Names that are also everyday words are taken out only where they are written as a name.
    private static readonly HashSet<string> Everyday = new(StringComparer.OrdinalIgnoreCase)
    {
        "will", "mark", "may", "april", "june", "rose", "grace", "hope", "joy", "faith", "art", "bill", "pat", "sue", "rich", "frank", "dawn", "summer", "august", "rob", "ray",
        "jack", "drew", "chase", "miles", "sunny", "melody", "ruby", "heather", "iris", "penny", "victor", "pain", "sleep", "day", "long", "short", "young", "old", "best", "good",
    };

    private static readonly Regex EmailPattern = new(@"[\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+", Options);
    private static readonly Regex SpelledEmail = new(@"[\p{L}\p{N}._%+\-]+\s*(?:\(at\)|\[at\]|\sat\s)\s*[\p{L}\p{N}\-]+\s*(?:\(dot\)|\[dot\]|\sdot\s)\s*\p{L}{2,}", Options);
    private static readonly Regex Profile = new(@"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|wa\.me|instagram\.com|facebook\.com|fb\.com|twitter\.com|x\.com|linkedin\.com|tiktok\.com|github\.com)/[^\s]+", Options);
    private static readonly Regex HandlePattern = new(@"(^|[^\p{L}\p{N}_.])@[\p{L}_][\p{L}\p{N}_.]*[\p{L}\p{N}_]", Options);
    private static readonly Regex Kept = new(@"^[(.\-]*(?:(?:19|20)\d\d-[01]?\d-[0-3]?\d|[0-3]?\d[./][0-3]?\d[./](?:19|20)\d\d|\d{2,3}/\d{2,3})[).\-]*$", Options);
    private static readonly Regex SelfNaming = new(@"\b(my name is|i am called|i'm called|ich heiße|ich heisse|mein name ist)\s+\p{L}[\p{L}'’\-]*", Options);

    private readonly Regex? namePattern;

    /// <summary>A redactor that also knows names.</summary>
    /// <param name="names">Names, first and last ones and display names; their parts are taken as names too, from two letters on.</param>
    public Redactor(IEnumerable<string> names)
    {
        var parts = names.SelectMany(name => Plain(name).Split([' ', '@', '_', '.', ',', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Append(Plain(name).Trim()))
            .Where(part => part.Length >= 2 && part.Any(char.IsLetter) && part is not ("mail" or "phone" or "handle" or "name"))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(part => part.Length)
            .ToList();
        namePattern = parts.Count == 0 ? null : new Regex($@"(^|[^\p{{L}}\p{{N}}])({string.Join('|', parts.Select(Regex.Escape))})(?:['’]s)?($|[^\p{{L}}\p{{N}}])", Options);
    }

    /// <summary>A redactor without names.</summary>
    public static Redactor Nameless { get; } = new([]);

    /// <summary>The text without what tells who somebody is.</summary>
    public string Redact(string text)
    {
        // What was taken out can leave the next thing standing where it is seen only now.
        var (before, after) = (text, Once(Plain(text)));
        for (var pass = 1; pass < MostPasses && before != after; pass++)
        {
            (before, after) = (after, Once(after));
        }

        return after;
    }

    private string Once(string plain)
    {
        plain = EmailPattern.Replace(plain, Email);
        plain = SpelledEmail.Replace(plain, Email);
        plain = Profile.Replace(plain, Handle);
        plain = HandlePattern.Replace(plain, match => match.Groups[1].Value + Handle);
        plain = WithoutPhones(plain);
        plain = SelfNaming.Replace(plain, match => $"{match.Groups[1].Value} {Name}");
        return namePattern?.Replace(plain, match => IsName(match.Groups[2].Value) ? match.Groups[1].Value + Name + match.Groups[3].Value : match.Value) ?? plain;
    }

    // By hand and not by a pattern: runs of digits and of what stands between the digits of a phone number.
    private static string WithoutPhones(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]) && !(text[at] is '+' or '(' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            {
                result.Append(text[at++]);
                continue;
            }

            var end = at + 1;
            for (var next = end; next < text.Length && (char.IsAsciiDigit(text[next]) || Between.Contains(text[next])); next++)
            {
                end = char.IsAsciiDigit(text[next]) ? next + 1 : end;
            }

            result.Append(Masked(text[at..end]));
            at = end;
        }

        return result.ToString();
    }

    // Dates and pairs such as 120/80 stand apart: with what is beside them they have as many digits as a phone number.
    private static string Masked(string run)
    {
        var parts = new List<string>();
        var open = new List<string>();
        void Close()
        {
            if (open.Count > 0)
            {
                var joined = string.Join(' ', open);
                parts.Add(IsPhone(joined) ? Phone : joined);
                open.Clear();
            }
        }

        foreach (var token in run.Split(' '))
        {
            if (Kept.IsMatch(token))
            {
                Close();
                parts.Add(token);
            }
            else
            {
                open.Add(token);
            }
        }

        Close();
        return string.Join(' ', parts);
    }

    private static bool IsPhone(string run)
    {
        var digits = run.Count(char.IsAsciiDigit);
        var longest = run.Split([.. Between, '+'], StringSplitOptions.RemoveEmptyEntries).Select(group => group.Length).DefaultIfEmpty().Max();
        return digits >= 7 && (longest >= 3 || run[0] == '+' || run.StartsWith("00", StringComparison.Ordinal));
    }

    private static bool IsName(string word) => !Everyday.Contains(word) || char.IsUpper(word[0]);

    // Invisible characters and full-width forms would hide what is looked for.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.Format)
            {
                plain.Append(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
            }
        }

        return plain.ToString();
    }
}
