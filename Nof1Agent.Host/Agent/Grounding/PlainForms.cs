using System.Globalization;
using System.Text;

namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>
/// Other ways to write the same letters, digits and signs, brought back to the plain one: full-width forms, fractions in one character, raised, lowered and circled digits, mathematical
/// alphabets, Roman numerals, ligatures, letters followed by their accent. What Unicode calls compatibility forms, as far as numbers and words of our languages can be written in them; the
/// framework's own normalisation does nothing without culture data.
/// </summary>
internal static class PlainForms
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';

    private static readonly Dictionary<char, string> Signs = new()
    {
        ['½'] = " 1/2", ['¼'] = " 1/4", ['¾'] = " 3/4", ['⅓'] = " 1/3", ['⅔'] = " 2/3", ['⅕'] = " 1/5", ['⅖'] = " 2/5", ['⅗'] = " 3/5", ['⅘'] = " 4/5", ['⅙'] = " 1/6", ['⅚'] = " 5/6", ['⅐'] = " 1/7",
        ['⅛'] = " 1/8", ['⅜'] = " 3/8", ['⅝'] = " 5/8", ['⅞'] = " 7/8", ['⅑'] = " 1/9", ['⅒'] = " 1/10", ['⁄'] = "/", ['∕'] = "/",
        ['ﬀ'] = "ff", ['ﬁ'] = "fi", ['ﬂ'] = "fl", ['ﬃ'] = "ffi", ['ﬄ'] = "ffl", ['ﬅ'] = "st", ['ﬆ'] = "st", ['℃'] = "°c", ['㎎'] = " mg", ['㎏'] = " kg", ['㎖'] = " ml", ['﹪'] = "%", ['⁒'] = "%", ['٪'] = "%",
        ['\u3000'] = " ", ['٫'] = ".", ['٬'] = ",",
    };

    // A letter with its accent after it, as some keyboards and files write it.
    private static readonly Dictionary<(char Letter, char Accent), char> Composed = new()
    {
        [('a', '\u0308')] = 'ä', [('o', '\u0308')] = 'ö', [('u', '\u0308')] = 'ü', [('e', '\u0308')] = 'ë', [('i', '\u0308')] = 'ï',
        [('a', '\u0301')] = 'á', [('e', '\u0301')] = 'é', [('i', '\u0301')] = 'í', [('o', '\u0301')] = 'ó', [('u', '\u0301')] = 'ú',
        [('a', '\u0300')] = 'à', [('e', '\u0300')] = 'è', [('i', '\u0300')] = 'ì', [('o', '\u0300')] = 'ò', [('u', '\u0300')] = 'ù',
        [('a', '\u0302')] = 'â', [('e', '\u0302')] = 'ê', [('i', '\u0302')] = 'î', [('o', '\u0302')] = 'ô', [('u', '\u0302')] = 'û',
        [('a', '\u0303')] = 'ã', [('n', '\u0303')] = 'ñ', [('o', '\u0303')] = 'õ', [('a', '\u030A')] = 'å', [('c', '\u0327')] = 'ç',
    };

    /// <summary>The text in plain forms and in lower case.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp)
            {
                plain.Append(Alphabet(rune.Value) ?? rune.ToString());
                continue;
            }

            var character = char.ToLowerInvariant((char)rune.Value);
            if (CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark && plain.Length > 0 && char.IsLetter(plain[^1]))
            {
                // An accent that no letter of our languages has is decoration: the letter is what is read.
                plain[^1] = Composed.GetValueOrDefault((plain[^1], character), plain[^1]);
            }
            else if (Signs.TryGetValue(character, out var sign))
            {
                plain.Append(sign);
            }
            else if (character is >= FirstFullWidth and <= LastFullWidth)
            {
                plain.Append(char.ToLowerInvariant((char)(character - FirstFullWidth + '!')));
            }
            else if (Number(character) is { } number)
            {
                plain.Append(number);
            }
            else
            {
                plain.Append(character);
            }
        }

        return plain.ToString();
    }

    // Digits of any script and place; circled and Roman ones are numbers of their own.
    private static string? Number(char character) => CharUnicodeInfo.GetDecimalDigitValue(character) is >= 0 and var digit ? ((char)('0' + digit)).ToString()
        : CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber) || CharUnicodeInfo.GetNumericValue(character) is not (>= 0 and <= 1000 and var value) || value != Math.Floor(value) ? null
        : CharUnicodeInfo.GetDigitValue(character) is >= 0 and var small && character is < '\u2460' ? ((char)('0' + small)).ToString()
        : $" {value.ToString(CultureInfo.InvariantCulture)} ";

    // Bold, italic and other letters and digits of the mathematical block.
    private static string? Alphabet(int value) => value switch
    {
        >= 0x1D7CE and <= 0x1D7FF => ((char)('0' + ((value - 0x1D7CE) % 10))).ToString(),
        >= 0x1D400 and <= 0x1D6A3 => ((char)('a' + ((value - 0x1D400) % 26))).ToString(),
        _ => null,
    };
}
