using System.Text;

namespace Nof1Agent.Skills.Safety.Reading;

/// <summary>Cuts a text into words: folded letters, numbers by themselves, letters that were spaced out put together.</summary>
internal static class ScreenedWords
{
    private const int LongestQuotation = 2_000;
    private const int LongestWord = 60;

    public static List<ScreenedWord> Of(string text)
    {
        var words = new List<ScreenedWord>(text.Length / 5);
        var word = new StringBuilder();
        var before = WordBreak.None;
        var quotation = 0;
        var quotations = 0;
        var lineBegins = true;
        var citedLine = false;

        void End()
        {
            while (word.Length > 0 && word[^1] is '!' or '*' or '@' or '$')
            {
                // "help!!" ends with marks; "f@ll" has one inside.
                before = word[^1] == '!' && word.Length == 1 ? WordBreak.Sentence : before;
                word.Length--;
            }

            if (word.Length is > 0 and <= LongestWord)
            {
                words.Add(new ScreenedWord(word.ToString(), before, citedLine ? -1 : quotation));
                before = WordBreak.None;
            }

            word.Clear();
        }

        for (var i = 0; i < text.Length; i++)
        {
            foreach (var c in FoldedText.At(text, ref i))
            {
                var letter = c is >= 'a' and <= 'z';
                var digit = c is >= '0' and <= '9';
                if (letter || digit)
                {
                    word.Append(c);
                    lineBegins = false;
                    continue;
                }

                // A disguise inside a word, or a decimal point inside a number.
                var next = i + 1 < text.Length ? text[i + 1] : ' ';
                if (word.Length > 0 && ((c is '*' or '@' or '$' or '!' && char.IsAsciiLetter(next)) || (c is '.' or ',' && char.IsAsciiDigit(word[^1]) && char.IsAsciiDigit(next))))
                {
                    word.Append(c);
                    continue;
                }

                if (word.Length == 0 && c is '$' or '@' && char.IsAsciiLetter(next))
                {
                    word.Append(c);
                    continue;
                }

                var marked = c is '!' && word.Length > 0;
                End();
                switch (c)
                {
                    case '\n':
                        before = WordBreak.Sentence;
                        lineBegins = true;
                        citedLine = false;
                        break;
                    case '.' or '?' or '!' or ';':
                        before = WordBreak.Sentence;
                        break;
                    case ',' or ':' or '(' or ')' or '-' or '/':
                        before = before is WordBreak.Sentence ? before : WordBreak.Clause;
                        if (c is '/' && words.Count > 0 && char.IsAsciiDigit(words[^1].Text[0]) && char.IsAsciiDigit(next))
                        {
                            words.Add(new ScreenedWord("/", WordBreak.None, quotation));
                            before = WordBreak.None;
                        }

                        break;
                    case '>' when lineBegins:
                        citedLine = true;
                        break;
                    case '"':
                        quotation = quotation != 0 ? 0 : text.IndexOfAny(Quotes, Math.Min(i + 1, text.Length), Math.Min(LongestQuotation, text.Length - i - 1)) >= 0 ? ++quotations : 0;
                        break;
                    default:
                        break;
                }

                _ = marked;
                lineBegins &= c is ' ' or '\t' or '\n' or '>';
            }
        }

        End();
        return words;
    }

    private static readonly char[] Quotes = ['"', '“', '”', '„', '«', '»'];
}
