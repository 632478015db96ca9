namespace Nof1Agent.Skills.Safety.Reading;

/// <summary>
/// Letters as the rules spell them: lower case, without accents, in ASCII. Done by hand, because the program runs without the
/// operating system's culture data, where the framework leaves accents as they are.
/// </summary>
internal static class FoldedText
{
    private static readonly Dictionary<char, string> Table = BuildTable();

    /// <summary>A whole word or phrase, folded.</summary>
    public static string Of(string text)
    {
        var folded = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            folded.Append(At(text, ref i));
        }

        return folded.ToString();
    }

    /// <summary>
    /// What stands at a place: a letter, digit or mark, folded; a blank for anything that has no meaning here; nothing for what only
    /// decorates (accents that stand alone, joiners, apostrophes). Moves the place on over the second half of a pair.
    /// </summary>
    public static ReadOnlySpan<char> At(string text, ref int place)
    {
        var c = text[place];
        if (c < 128)
        {
            return c is '\'' or '`' ? [] : c is >= 'A' and <= 'Z' ? Ascii.AsSpan(c + 32, 1) : Ascii.AsSpan(c, 1);
        }

        if (char.IsHighSurrogate(c) && place + 1 < text.Length && char.IsLowSurrogate(text[place + 1]))
        {
            var rune = char.ConvertToUtf32(c, text[place + 1]);
            place++;
            return Mathematical(rune) is { } letter ? Ascii.AsSpan(letter, 1) : IsJoiner(rune) ? [] : Blank;
        }

        return Table.TryGetValue(c, out var known) ? known
            : c is >= '\u0300' and <= '\u036f' or '\u00ad' or >= '\u200b' and <= '\u200f' or '\u2060' or '\ufeff' or >= '\ufe00' and <= '\ufe0f' or '’' or '‘' or '´' or 'ʼ' ? []
            : c is >= '\uff01' and <= '\uff5e' ? Ascii.AsSpan(char.ToLowerInvariant((char)(c - 0xfee0)), 1)
            : c is '\u2028' or '\u2029' or '\u0085' ? "\n"
            : c is '“' or '”' or '„' or '«' or '»' ? "\""
            : c is '…' ? "." : Blank;
    }

    private const string Blank = " ";
    private static readonly string Ascii = string.Concat(Enumerable.Range(0, 128).Select(code => (char)code));

    private static bool IsJoiner(int rune) => rune is >= 0x1f3fb and <= 0x1f3ff or >= 0xe0000 and <= 0xe01ef;

    // Bold, italic, script, fraktur, double-struck, sans-serif and monospace letters: 13 alphabets of 52 letters in a row; then digits.
    private static char? Mathematical(int rune) => rune switch
    {
        >= 0x1d400 and <= 0x1d6a3 => (char)('a' + ((rune - 0x1d400) % 52 % 26)),
        >= 0x1d7ce and <= 0x1d7ff => (char)('0' + ((rune - 0x1d7ce) % 10)),
        >= 0x1f130 and <= 0x1f149 => (char)('a' + (rune - 0x1f130)),
        >= 0x1f170 and <= 0x1f189 => (char)('a' + (rune - 0x1f170)),
        _ => null,
    };

    private static Dictionary<char, string> BuildTable()
    {
        var table = new Dictionary<char, string>();
        void Map(string letters, string plain)
        {
            foreach (var letter in letters)
            {
                table[letter] = plain;
            }
        }

        Map("àáâãäåāăąǎȧạảấầẩẫậắằẳẵặÀÁÂÃÄÅĀĂĄǍаАαΑ", "a");
        Map("çćĉċčÇĆĈĊČсС", "c");
        Map("ďđðĎĐÐ", "d");
        Map("èéêëēĕėęěẹẻẽếềểễệÈÉÊËĒĔĖĘĚеЕёЁεΕ", "e");
        Map("ĝğġģĜĞĠĢ", "g");
        Map("ĥħĤĦнН", "h");
        Map("ìíîïĩīĭįıỉịÌÍÎÏĨĪĬĮİіІιΙ", "i");
        Map("ĵĴјЈ", "j");
        Map("ķĶкКκΚ", "k");
        Map("ĺļľŀłĹĻĽĿŁ", "l");
        Map("мМ", "m");
        Map("ñńņňÑŃŅŇ", "n");
        Map("òóôõöøōŏőơọỏốồổỗộớờởỡợÒÓÔÕÖØŌŎŐоОοΟ", "o");
        Map("рРρΡ", "p");
        Map("ŕŗřŔŖŘ", "r");
        Map("śŝşšșŚŜŞŠȘѕЅ", "s");
        Map("ţťŧțŢŤŦȚтТτΤ", "t");
        Map("ùúûüũūŭůűųưụủứừửữựÙÚÛÜŨŪŬŮŰŲυ", "u");
        Map("ŵŴ", "w");
        Map("хХχΧ", "x");
        Map("ýÿŷỳỵỷỹÝŸŶуУγ", "y");
        Map("źżžŹŻŽ", "z");
        Map("ßẞ", "ss");
        Map("æÆ", "ae");
        Map("œŒ", "oe");
        Map("þÞ", "th");
        Map("–—−‐‑", "-");
        return table;
    }
}
