using System.Globalization;

namespace Nof1Agent.Skills.Safety.Reading;

/// <summary>A word of a text as the rules see it: the symbols that it may stand for.</summary>
internal readonly record struct ReadWord(int[] Symbols, string Text, WordBreak Before, int Quotation);

/// <summary>
/// The words that the rules are made of. Reads the words of a text as symbols, also when they are misspelt or disguised. A word that
/// exists in the language is never taken for another one: those near to a word of the rules are listed.
/// </summary>
internal sealed class Vocabulary
{
    private const int ShortestMended = 4;
    private const int ShortestStem = 6;
    private const int LongestMended = 24;
    private const int ShortestJoined = 6;
    private static readonly int[] Nothing = [];

    private readonly Dictionary<string, HashSet<int>> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> stems = new(StringComparer.Ordinal);
    private readonly List<(double Low, double High, int Symbol)> numbers = [];
    private readonly Dictionary<string, int> sets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> deletions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> stemDeletions = new(StringComparer.Ordinal);
    private HashSet<string> existing = [];
    private HashSet<string> joined = [];
    private int longestWord;
    private int longestStem;
    private int next = 1;

    /// <summary>The symbol of a set of words; a member that ends in '*' stands for all words that begin so.</summary>
    public int SymbolOf(IReadOnlyCollection<string> members)
    {
        var key = string.Join('|', members.Distinct().Order(StringComparer.Ordinal));
        if (sets.TryGetValue(key, out var known))
        {
            return known;
        }

        var symbol = next++;
        sets[key] = symbol;
        foreach (var member in members)
        {
            var (map, word) = member.EndsWith('*') ? (stems, member[..^1]) : (words, member);
            (map.TryGetValue(word, out var symbols) ? symbols : map[word] = []).Add(symbol);
        }

        return symbol;
    }

    /// <summary>The symbol of the numbers of a range, both ends included.</summary>
    public int SymbolOf(double low, double high)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"#{low}-{high}");
        if (!sets.TryGetValue(key, out var symbol))
        {
            sets[key] = symbol = next++;
            numbers.Add((low, high, symbol));
        }

        return symbol;
    }

    /// <summary>Called once, when all rules have named their words.</summary>
    /// <param name="existingWords">Words that exist although they look like a misspelling of a word of the rules.</param>
    /// <param name="joinedWords">Words that are found also where they were written without blanks between them.</param>
    public void Complete(IEnumerable<string> existingWords, IEnumerable<string> joinedWords)
    {
        existing = [.. existingWords];
        joined = [.. joinedWords];
        longestStem = stems.Keys.Max(stem => stem.Length);
        longestWord = words.Keys.Max(word => word.Length);
        foreach (var word in words.Keys)
        {
            exact[word] = [.. words[word], .. OfStems(word)];
            Index(deletions, word);
        }

        foreach (var stem in stems.Keys.Where(stem => stem.Length >= ShortestStem))
        {
            Index(stemDeletions, stem);
        }
    }

    /// <summary>Reads the words of a text.</summary>
    public List<ReadWord> Read(List<ScreenedWord> text)
    {
        var read = new List<ReadWord>(text.Count);
        for (var i = 0; i < text.Count; i++)
        {
            var word = text[i];
            if (word.Text.Length == 1 && SpacedOut(text, i) is var run && run > 3)
            {
                // A long run is cut into parts, each read once: the time stays linear.
                var letters = string.Concat(text.GetRange(i, run).Select(w => w.Text));
                if (Segments(letters, words.ContainsKey) is { } pieces)
                {
                    read.AddRange(pieces.Select((piece, place) => new ReadWord(exact[piece], piece, place == 0 ? word.Before : WordBreak.None, word.Quotation)));
                }
                else
                {
                    text.GetRange(i, run).ForEach(letter => ReadOne(letter, read));
                }

                i += run - 1;
            }
            else if (i + 1 < text.Count && text[i + 1].Before is not WordBreak.Clause && word.Text.Length + text[i + 1].Text.Length <= LongestMended
                && !IsKnown(word.Text) && !IsKnown(text[i + 1].Text) && exact.TryGetValue(word.Text + text[i + 1].Text, out var halves) && word.Text.Length + text[i + 1].Text.Length >= ShortestMended)
            {
                read.Add(new ReadWord(halves, word.Text + text[i + 1].Text, word.Before, word.Quotation));
                i++;
            }
            else
            {
                ReadOne(word, read);
            }
        }

        return read;
    }

    /// <summary>The words of the rules that a word would be taken for although it is none of them. For the check against a dictionary.</summary>
    internal bool IsMistakable(string word) => !existing.Contains(word) && Exact(word) is null && (Mended(word) is not null || (word.Length >= ShortestJoined && Segments(word, joined.Contains) is not null));

    private void ReadOne(ScreenedWord word, List<ReadWord> read)
    {
        var text = word.Text;
        if (char.IsAsciiDigit(text[0]))
        {
            var digits = 1;
            while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] is '.' or ','))
            {
                digits++;
            }

            if (digits < text.Length && Exact(Undisguised(text, 'i')) is { } disguised)
            {
                read.Add(new ReadWord(disguised, text, word.Before, word.Quotation));
                return;
            }

            read.Add(new ReadWord(Number(text[..digits]), text[..digits], word.Before, word.Quotation));
            if (digits < text.Length)
            {
                ReadOne(new ScreenedWord(text[digits..], WordBreak.None, word.Quotation), read);
            }

            return;
        }

        if (Exact(text) is { } symbols)
        {
            read.Add(new ReadWord(symbols, text, word.Before, word.Quotation));
        }
        else if (existing.Contains(text) || text.Length > LongestMended)
        {
            read.Add(new ReadWord(Nothing, text, word.Before, word.Quotation));
        }
        else if (Mended(text) is { } mended)
        {
            read.Add(new ReadWord(mended, text, word.Before, word.Quotation));
        }
        else if (text.Length >= ShortestJoined && Segments(text, joined.Contains) is { } pieces)
        {
            read.AddRange(pieces.Select((piece, place) => new ReadWord(exact[piece], piece, place == 0 ? word.Before : WordBreak.None, word.Quotation)));
        }
        else
        {
            read.Add(new ReadWord(Nothing, text, word.Before, word.Quotation));
        }
    }

    private bool IsKnown(string text) => existing.Contains(text) || Exact(text) is not null || char.IsAsciiDigit(text[0]);

    private int[]? Exact(string text)
    {
        if (exact.TryGetValue(text, out var symbols))
        {
            return symbols;
        }

        var begins = OfStems(text).ToArray();
        return begins.Length > 0 ? begins : null;
    }

    private IEnumerable<int> OfStems(string text)
    {
        for (var length = 3; length <= Math.Min(text.Length, longestStem); length++)
        {
            if (stems.TryGetValue(text[..length], out var symbols))
            {
                foreach (var symbol in symbols)
                {
                    yield return symbol;
                }
            }
        }
    }

    private int[] Number(string text) => double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? [.. numbers.Where(range => value >= range.Low && value <= range.High).Select(range => range.Symbol)]
        : Nothing;

    private int[]? Mended(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('a', 'z') >= 0)
        {
            var found = Exact(Undisguised(text, 'i')) ?? Exact(Undisguised(text, 'l'));
            if (found is not null || text.AsSpan().IndexOfAnyInRange('0', '9') >= 0)
            {
                return found;
            }
        }

        if (Exact(WithoutRepeats(text, 2)) is { } twice)
        {
            return twice;
        }

        var once = WithoutRepeats(text, 1);
        if (once != text && WithoutRepeats(text, 2) != text && Exact(once) is { } single)
        {
            return single;
        }

        var umlauts = text.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);
        return (umlauts != text ? Exact(umlauts) : null) ?? Misspelt(WithoutRepeats(text, 2));
    }

    private int[]? Misspelt(string text)
    {
        var found = new HashSet<int>();
        foreach (var word in Near(deletions, text))
        {
            if (word.Length == 3 ? IsSwapped(text, word) : text.Length >= ShortestMended || WithoutRepeats(word, 1) == text)
            {
                found.UnionWith(exact[word]);
            }
        }

        for (var length = Math.Max(ShortestStem - 1, 1); length <= Math.Min(text.Length, longestStem + 1); length++)
        {
            var beginning = text[..length];
            foreach (var stem in Near(stemDeletions, beginning))
            {
                found.UnionWith(stems[stem]);
            }
        }

        return found.Count > 0 ? [.. found] : null;
    }

    // All indexed words at one edit: a letter left out, put in, taken for another, or two letters swapped.
    private static IEnumerable<string> Near(Dictionary<string, List<string>> index, string text)
    {
        if (index.TryGetValue(text, out var longer))
        {
            foreach (var word in longer)
            {
                yield return word;
            }
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && text[i] == text[i - 1])
            {
                continue;
            }

            if (index.TryGetValue(text.Remove(i, 1), out var near))
            {
                foreach (var word in near.Where(word => IsOneEdit(text, word)))
                {
                    yield return word;
                }
            }
        }
    }

    // The word itself is under its own key too, so that a text with one letter too many finds it.
    private static void Index(Dictionary<string, List<string>> index, string word)
    {
        if (word.Length < 3)
        {
            return;
        }

        Add(word);
        for (var i = 0; i < word.Length; i++)
        {
            Add(word.Remove(i, 1));
        }

        void Add(string key)
        {
            var list = index.TryGetValue(key, out var known) ? known : index[key] = [];
            if (!list.Contains(word))
            {
                list.Add(word);
            }
        }
    }

    private static bool IsOneEdit(string a, string b)
    {
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            start++;
        }

        var end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)])
        {
            end++;
        }

        var (left, right) = (a.Length - start - end, b.Length - start - end);
        return (left <= 1 && right <= 1) || (left == 2 && right == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]);
    }

    private static bool IsSwapped(string a, string b) => a.Length == b.Length && a != b && a.Order().SequenceEqual(b.Order()) && IsOneEdit(a, b);

    private static string WithoutRepeats(string text, int most)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            run = i > 0 && text[i] == text[i - 1] ? run + 1 : 1;
            if (run <= most)
            {
                kept.Append(text[i]);
            }
        }

        return kept.ToString();
    }

    private static string Undisguised(string text, char one) => string.Concat(text.Select(c => c switch
    {
        '0' => 'o', '1' => one, '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', '8' => 'b', '9' => 'g', '!' => 'i', _ => c,
    }));

    private static int SpacedOut(List<ScreenedWord> text, int from)
    {
        var run = 0;
        while (from + run < text.Count && run < LongestMended * 2 && text[from + run].Text.Length == 1 && char.IsAsciiLetter(text[from + run].Text[0]))
        {
            run++;
        }

        return run;
    }

    // The fewest known words that make up a text without blanks; null when it is not made of them, or of one alone that is short.
    private List<string>? Segments(string text, Func<string, bool> isWord)
    {
        if (text.Length > LongestMended * 2)
        {
            return null;
        }

        var best = new int[text.Length + 1];
        var from = new int[text.Length + 1];
        Array.Fill(best, int.MaxValue);
        best[0] = 0;
        for (var end = 1; end <= text.Length; end++)
        {
            for (var start = Math.Max(0, end - longestWord); start < end; start++)
            {
                if (best[start] < int.MaxValue && best[start] + 1 < best[end] && isWord(text[start..end]) && exact.ContainsKey(text[start..end]))
                {
                    best[end] = best[start] + 1;
                    from[end] = start;
                }
            }
        }

        if (best[text.Length] == int.MaxValue)
        {
            return null;
        }

        var pieces = new List<string>();
        for (var end = text.Length; end > 0; end = from[end])
        {
            pieces.Insert(0, text[from[end]..end]);
        }

        return pieces.Exists(piece => piece.Length >= 3) ? pieces : null;
    }
}
