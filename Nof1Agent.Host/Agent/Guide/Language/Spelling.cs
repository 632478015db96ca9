using System.Text.RegularExpressions;

namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Undoes one typing error in words of five letters or more, and short forms ("dont know" for "dunno").</summary>
/// <remarks>A word that is itself known is never changed into another, and one that could become two different words is left alone.</remarks>
internal sealed partial class Spelling
{
    private const int ShortestCorrected = 5;

    // Of four letters only two swapped neighbours ("bakc") or a letter left out ("blod") are undone.
    private const int ShortestSwapped = 4;
    private readonly HashSet<string> known;
    private readonly Dictionary<string, List<string>> byDeletion = [];
    private readonly Dictionary<string, List<(string[] From, string[] To)>> rewrites = [];

    /// <param name="vocabulary">Words, or patterns whose words are taken.</param>
    /// <param name="common">Everyday words that are no slips for one of the vocabulary.</param>
    /// <param name="rewrites">Short form to long form, each of one or more words.</param>
    /// <param name="emoji">What an emoji says, as a word.</param>
    public Spelling(IEnumerable<string> vocabulary, IEnumerable<string> common, IReadOnlyDictionary<string, string> rewrites, IReadOnlyDictionary<string, string> emoji)
    {
        Emoji = emoji;
        HashSet<string> meant = [.. vocabulary.SelectMany(WordsOf), .. rewrites.Keys.SelectMany(k => k.Split(' ')), .. rewrites.Values.SelectMany(v => v.Split(' '))];
        known = [.. meant, .. common];
        foreach (var word in meant.Where(w => w.Length >= ShortestSwapped))
        {
            foreach (var key in Deletions(word).Append(word).Distinct())
            {
                (byDeletion.TryGetValue(key, out var words) ? words : byDeletion[key] = []).Add(word);
            }
        }

        foreach (var (from, to) in rewrites)
        {
            var words = from.Split(' ');
            (this.rewrites.TryGetValue(words[0], out var list) ? list : this.rewrites[words[0]] = []).Add((words, to.Split(' ')));
        }
    }

    public IReadOnlyDictionary<string, string> Emoji { get; }

    /// <summary>The word that was meant; the word itself where that is not certain.</summary>
    public string Correct(string word) => Correct(word, known.Contains, key => byDeletion.GetValueOrDefault(key) ?? []);

    /// <summary>Whether two words are the same but for one typing error in a word of five letters or more.</summary>
    public bool Alike(string typed, string meant) =>
        typed == meant || (typed.Length >= ShortestCorrected && meant.Length >= ShortestCorrected && !known.Contains(typed) && OneEdit(typed, meant));

    public List<Token> Apply(List<Token> tokens)
    {
        var corrected = tokens.ConvertAll(t => t.IsWord ? t with { Text = Correct(t.Text) } : t);
        var result = new List<Token>(corrected.Count);
        for (var i = 0; i < corrected.Count; i++)
        {
            var best = rewrites.GetValueOrDefault(corrected[i].Text)?.Where(r => Matches(corrected, i, r.From)).OrderByDescending(r => r.From.Length).FirstOrDefault();
            if (best?.To is { } to)
            {
                var end = corrected[i + best.Value.From.Length - 1].End;
                result.AddRange(to.Select(w => new Token(TokenKind.Word, w, 0, corrected[i].Start, end)));
                i += best.Value.From.Length - 1;
            }
            else
            {
                result.Add(corrected[i]);
            }
        }

        return result;
    }

    private static bool Matches(List<Token> tokens, int at, string[] words) =>
        at + words.Length <= tokens.Count && words.Select((w, k) => tokens[at + k].IsWord && tokens[at + k].Text == w).All(same => same);

    private static string Correct(string word, Predicate<string> isKnown, Func<string, IReadOnlyList<string>> byKey)
    {
        if (word.Length is < ShortestSwapped or > 24 || isKnown(word) || !char.IsAsciiLetterLower(word[0]))
        {
            return word;
        }

        var close = Deletions(word).Append(word).SelectMany(byKey).Distinct()
            .Where(w => word.Length >= ShortestCorrected ? w.Length >= ShortestCorrected && OneEdit(word, w) : IsSwap(word, w) || IsShort(word, w))
            .Take(2)
            .ToList();
        return close.Count == 1 ? close[0] : word;
    }

    private static IEnumerable<string> Deletions(string word) => Enumerable.Range(0, word.Length).Select(i => word.Remove(i, 1));

    // "blod" for "blood"
    private static bool IsShort(string typed, string meant) => meant.Length == typed.Length + 1 && typed[0] == meant[0] && OneEdit(typed, meant);

    private static bool IsSwap(string a, string b) => a.Length == b.Length && OneEdit(a, b) && a.Order().SequenceEqual(b.Order());

    // One letter too many, too few, wrong, or two neighbours swapped. The first letter is rarely mistyped, and "mouse" is no error for "house".
    private static bool OneEdit(string a, string b)
    {
        if (a[0] != b[0] && !(a.Length == b.Length && a[0] == b[1] && a[1] == b[0]))
        {
            return false;
        }

        var i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i])
        {
            i++;
        }

        var restA = a.AsSpan(i);
        var restB = b.AsSpan(i);
        return (a.Length - b.Length) switch
        {
            1 => restA[1..].SequenceEqual(restB),
            -1 => restA.SequenceEqual(restB[1..]),
            0 when restA.Length == 0 => true,
            0 => restA[1..].SequenceEqual(restB[1..])
                || (restA.Length > 1 && restA[0] == restB[1] && restA[1] == restB[0] && restA[2..].SequenceEqual(restB[2..])),
            _ => false,
        };
    }

    // The words that a pattern can match: "focus(?:ed|ing)?" gives focus, focused and focusing; "pills?" gives pills and pill.
    private static IEnumerable<string> WordsOf(string pattern)
    {
        foreach (Match match in PatternWord().Matches(Escapes().Replace(pattern, " ")))
        {
            var stem = match.Groups[1].Value;
            if (match.Groups[2].Success)
            {
                foreach (var ending in match.Groups[2].Value.Split('|'))
                {
                    yield return stem + ending;
                }
            }

            if (!match.Groups[2].Success || match.Groups[3].Success)
            {
                yield return stem;
            }

            if (match.Groups[4].Success)
            {
                yield return stem[..^1];
            }
        }
    }

    [GeneratedRegex(@"([a-z][a-z0-9]*)(?:\(\?:([a-z|]+)\)(\?)?|(\?))?")]
    private static partial Regex PatternWord();

    [GeneratedRegex(@"\\[a-zA-Z]|\{[A-Za-z]+\}|\{\d+,\d+\}")]
    private static partial Regex Escapes();
}
