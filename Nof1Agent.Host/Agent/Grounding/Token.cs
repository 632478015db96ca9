using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>A word, a number or a mark of a text, in lower case.</summary>
/// <param name="Text">As written, normalised.</param>
/// <param name="LineStart">Whether it begins a line.</param>
internal readonly partial record struct Token(string Text, bool LineStart)
{
    /// <summary>Whether it is written in digits only (with separators).</summary>
    public bool IsNumeral => char.IsAsciiDigit(Text[0]) && !Text.Any(char.IsLetter);

    /// <summary>Whether digits and letters are mixed: a fingerprint, a code, "6h30".</summary>
    public bool IsMixed => Text.Any(char.IsAsciiDigit) && Text.Any(char.IsLetter);

    public bool IsWord => char.IsLetter(Text[0]) && !IsMixed;

    /// <summary>
    /// The tokens of a text. Digits of other scripts, full-width forms and fractions in one character become plain ones; marks that cannot be seen go, so that
    /// nothing is hidden between the digits of a number.
    /// </summary>
    public static IReadOnlyList<Token> Of(string text)
    {
        var tokens = new List<Token>();
        var line = true;
        var plain = Normalise(text);
        foreach (Match match in Piece().Matches(plain))
        {
            if (match.Value == "\n")
            {
                line = true;
                continue;
            }

            if (match.Value == "." && tokens.Count > 0 && !line && Abbreviations.Contains(tokens[^1].Text) && match.Index + 1 < plain.Length)
            {
                continue;
            }

            // "twenty-five" is one number, "four-week" two words.
            foreach (var part in char.IsLetter(match.Value[0]) && match.Value.Contains('-') && !match.Value.Any(char.IsAsciiDigit) && Numerals.Word(match.Value) is null
                ? match.Value.Split('-', StringSplitOptions.RemoveEmptyEntries)
                : [match.Value])
            {
                tokens.Add(new Token(part, line));
                line = false;
            }
        }

        return tokens;
    }

    // A point after these ends no sentence.
    private static readonly HashSet<string> Abbreviations = ["min", "std", "ca", "mg", "ml", "sec", "hrs", "approx", "dr", "vs", "bzw", "usw", "etc", "evtl", "max"];

    private static string Normalise(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in PlainForms.Of(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.EnclosingMark || character is '\uFE0F' or '\r')
            {
                continue;
            }

            plain.Append(character is '–' or '—' or '−' or '‑' ? '-' : character is '’' or '‘' ? '\'' : character);
        }

        return plain.ToString();
    }

    // A date, a clock time, a number with separators, a code of letters and digits, a word (with hyphens), a mark, the end of a line.
    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{1,2}:\d{2}(?!\d)|\d{1,3}(?:[\u00A0\u2009\u202F]\d{3})+(?![\d])|\d+/\d+|\d+(?:[.,]\d+)*(?![\p{L}\d])|(?=[\p{L}-]*\d)[\p{L}\d]+(?:-\d+)?|\p{L}+(?:['-]\p{L}+)*|[%°]|\n|[^\s]")]
    private static partial Regex Piece();
}
