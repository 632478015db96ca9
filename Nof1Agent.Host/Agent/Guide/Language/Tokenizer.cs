using System.Globalization;
using System.Text;

namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Cuts text into words, numbers and punctuation. One pass, whatever the script.</summary>
internal static class Tokenizer
{
    public static List<Token> Split(string text, IReadOnlyDictionary<string, string> emoji)
    {
        var tokens = new List<Token>();
        var i = 0;
        while (i < text.Length)
        {
            var start = i;
            var rune = Rune.TryGetRuneAt(text, i, out var found) ? found : new Rune('\uFFFD');
            if (Rune.IsDigit(rune) || IsSign(text, i, tokens))
            {
                i = ReadNumber(text, i, tokens);
            }
            else if (Rune.IsLetter(rune))
            {
                i = ReadWord(text, i, tokens);
            }
            else
            {
                i += rune.Utf16SequenceLength;
                AddOther(rune, start, i, tokens, emoji);
            }
        }

        return tokens;
    }

    // "-5" is a negative number at the start or after a word; "20 -30" and "20-30" are ranges.
    private static bool IsSign(string text, int i, List<Token> tokens) =>
        text[i] is '-' or '−' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && (i == 0 || char.IsWhiteSpace(text[i - 1]))
        && (tokens.Count == 0 || tokens[^1].Kind is not TokenKind.Number);

    private static int ReadNumber(string text, int start, List<Token> tokens)
    {
        var digits = new StringBuilder();
        var point = false;
        var i = start;
        if (text[i] is '-' or '−')
        {
            digits.Append('-');
            i++;
        }

        while (i < text.Length)
        {
            if (char.IsDigit(text[i]))
            {
                digits.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(text[i])));
            }
            else if (!point && ((text[i] == '.' && i + 1 < text.Length && char.IsDigit(text[i + 1])) || IsDecimalComma(text, start, i)))
            {
                digits.Append('.');
                point = true;
            }
            else
            {
                break;
            }

            i++;
        }

        if (i == start)
        {
            // A digit outside the basic plane: rare enough to be skipped.
            return start + 2;
        }

        var number = double.Parse(digits.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        var ending = i;
        while (ending < text.Length && char.IsAsciiLetter(text[ending]))
        {
            ending++;
        }

        if (text[i..ending].ToLowerInvariant() is "st" or "nd" or "rd" or "th" or "d3" && ending > i)
        {
            tokens.Add(new Token(TokenKind.Word, (digits + text[i..ending]).ToLowerInvariant(), number, start, ending));
            return ending;
        }

        tokens.Add(new Token(TokenKind.Number, number.ToString(CultureInfo.InvariantCulture), number, start, i));
        return i;
    }

    // "6,5" and "7,25" are numbers as most of Europe writes them; "10,20" and "1,2,3" may be several, and "1,200" is a thousand.
    private static bool IsDecimalComma(string text, int start, int at)
    {
        var digits = at + 1;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        var fraction = text[(at + 1)..digits];
        var isAlone = (start < 2 || text[start - 1] != ',' || !char.IsAsciiDigit(text[start - 2])) && !(digits + 1 < text.Length && text[digits] is ',' or '.' && char.IsAsciiDigit(text[digits + 1]));
        return text[at] == ',' && isAlone && (fraction.Length == 1 || fraction is "25" or "50" or "75");
    }

    private static int ReadWord(string text, int start, List<Token> tokens)
    {
        var word = new StringBuilder();
        var i = start;
        while (i < text.Length && Rune.TryGetRuneAt(text, i, out var rune))
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (rune.Value is not ('\'' or '’' or '‘' or '`' or '´'))
            {
                break;
            }

            i += rune.Utf16SequenceLength;
        }

        // "h20" as in 1h20 is a unit and a number; "b12" is a name.
        var letters = word.ToString();
        if (tokens.Count > 0 && tokens[^1].Kind is TokenKind.Number && tokens[^1].End == start && letters.Length > 1
            && letters.IndexOfAnyInRange('0', '9') is var digit and > 0 && letters[..digit] is "h" or "hr" or "hrs" or "hours" or "hour" or "m" or "min" or "mins")
        {
            tokens.Add(new Token(TokenKind.Word, letters[..digit], 0, start, start + digit));
            return start + digit;
        }

        tokens.Add(new Token(TokenKind.Word, letters, 0, start, i));
        return i;
    }

    private static void AddOther(Rune rune, int start, int end, List<Token> tokens, IReadOnlyDictionary<string, string> emoji)
    {
        if (emoji.TryGetValue(rune.ToString(), out var meaning))
        {
            if (tokens.Count == 0 || tokens[^1].Text != meaning)
            {
                tokens.Add(new Token(TokenKind.Word, meaning, 0, start, end));
            }

            return;
        }

        if (rune.Value is '½' or '¼' or '¾')
        {
            if (tokens.Count > 0 && tokens[^1].Kind is TokenKind.Number && tokens[^1].End == start)
            {
                tokens.Add(new Token(TokenKind.Word, "and", 0, start, start));
            }

            var part = rune.Value is '½' ? 0.5 : rune.Value is '¼' ? 0.25 : 0.75;
            tokens.Add(new Token(TokenKind.Number, part.ToString(CultureInfo.InvariantCulture), part, start, end));
            return;
        }

        var mark = rune.Value switch
        {
            '.' or '\n' or '。' or '…' => ".",
            ',' or '،' or '、' or '(' or ')' => ",",
            ';' or ':' or '!' or '/' or '%' or '#' or '+' => ((char)rune.Value).ToString(),
            '?' or '？' or '؟' => "?",
            '-' or '–' or '—' or '−' => "-",
            '&' => "&",
            '~' or '≈' => "",
            _ => "",
        };
        if (mark.Length == 0 || (tokens.Count == 0 && mark is not "#"))
        {
            return;
        }

        // A hyphen joins words and separates numbers; with blanks around it, it is a dash and ends a clause.
        if (mark == "-" && tokens[^1].Kind is TokenKind.Word && tokens[^1].End == start)
        {
            return;
        }

        if (mark == "-" && tokens[^1].Kind is TokenKind.Word)
        {
            mark = ",";
        }

        if (tokens.Count == 0 || tokens[^1].Kind is not TokenKind.Mark || tokens[^1].Text is "%" || mark is "?" or "#")
        {
            if (mark is "?" && tokens.Count > 0 && tokens[^1].IsMark("?"))
            {
                return;
            }

            tokens.Add(new Token(TokenKind.Mark, mark, 0, start, end));
        }
    }
}
