using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>
/// What people say in a language, in the words that the rules know: "eine halbe Stunde" reads as "half an hour". One file per language, no code. Each token that
/// is put in keeps the place of what was typed, so that names and notes stay as the person wrote them.
/// </summary>
/// <remarks>
/// A phrase may hold <c>#</c> for any number and end a word with <c>*</c> for any ending; the longest phrase that fits wins. Letters with marks match with and
/// without them (ä is a, ae or ä), and one slip in a longer word is undone as in English. What no phrase knows stays as it is.
/// </remarks>
internal sealed class Phrasebook
{
    private const int LongestPhrase = 6;

    private static readonly ConcurrentDictionary<string, Phrasebook?> Known = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<(string[] From, string[] To)>> byFirstWord = [];
    private readonly List<(string[] From, string[] To)> byStem = [];
    private readonly Spelling spelling;

    private Phrasebook(IReadOnlyDictionary<string, string[]> phrases, IReadOnlyList<string> common)
    {
        foreach (var (meaning, said) in phrases)
        {
            foreach (var phrase in said.Select(Folded))
            {
                var from = phrase.Split(' ');
                var entry = (from, meaning.Length == 0 ? [] : meaning.Split(' '));
                if (from[0].EndsWith('*') || from[0] == "#")
                {
                    byStem.Add(entry);
                }
                else
                {
                    (byFirstWord.TryGetValue(from[0], out var list) ? list : byFirstWord[from[0]] = []).Add(entry);
                }
            }
        }

        var words = phrases.Values.SelectMany(said => said).SelectMany(phrase => Folded(phrase).Split(' ')).Select(word => word.TrimEnd('*')).Where(word => word.Length > 1);
        spelling = new Spelling(words, common.Select(Folded), new Dictionary<string, string>(), new Dictionary<string, string>());
    }

    /// <summary>The phrases of a language; null where it has none, as English.</summary>
    /// <param name="language">Its tag, the name of the folder.</param>
    public static Phrasebook? Of(string? language) => language is null ? null : Known.GetOrAdd(language, Load);

    /// <summary>Whether any word is one of this language's.</summary>
    public bool Knows(IReadOnlyList<Token> tokens) => tokens.Any(token => token.IsWord && Folded(token.Text) is var word
        && (byFirstWord.ContainsKey(word) || byStem.Exists(entry => entry.From[0].Length > 1 && word.StartsWith(entry.From[0][..^1], StringComparison.Ordinal))));

    /// <summary>The tokens in the words of the rules.</summary>
    public List<Token> Apply(IReadOnlyList<Token> typed)
    {
        var words = typed.Select(token => token.IsWord ? Plain(token.Text) : token.Text).ToList();

        // A number in words is one for every phrase that asks for a number; its word still counts for those that name it.
        List<Token> tokens = [.. typed.Select((token, i) => token.IsWord && byFirstWord.GetValueOrDefault(words[i])?.Find(entry => entry.From.Length == 1 && entry.To.Length == 1) is { To: [var word] }
            && double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? token with { Kind = TokenKind.Number, Text = word, Number = number } : token)];
        var result = new List<Token>(tokens.Count);
        for (var i = 0; i < tokens.Count;)
        {
            if (Longest(tokens, words, i) is not { } best)
            {
                result.Add(tokens[i++]);
                continue;
            }

            var (from, to) = best;
            var numbers = new Queue<Token>(Enumerable.Range(i, from.Length).Where(at => from[at - i] == "#").Select(at => tokens[at]));
            var (start, end) = (tokens[i].Start, tokens[i + from.Length - 1].End);
            foreach (var word in to)
            {
                result.Add(word == "#" ? numbers.Dequeue()
                    : double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? new Token(TokenKind.Number, word, number, start, end)
                    : new Token(TokenKind.Word, word, 0, start, end));
            }

            i += from.Length;
        }

        return result;
    }

    private (string[] From, string[] To)? Longest(IReadOnlyList<Token> tokens, List<string> words, int at)
    {
        var fitting = (byFirstWord.GetValueOrDefault(words[at]) ?? []).Concat(byStem).Where(entry => entry.From.Length <= LongestPhrase && Fits(tokens, words, at, entry.From)).ToList();
        return fitting.Count == 0 ? null : fitting.OrderByDescending(entry => entry.From.Length).ThenByDescending(entry => entry.From.Sum(word => word.Length)).First();
    }

    private static bool Fits(IReadOnlyList<Token> tokens, List<string> words, int at, string[] phrase)
    {
        if (at + phrase.Length > words.Count)
        {
            return false;
        }

        for (var i = 0; i < phrase.Length; i++)
        {
            var fits = phrase[i] == "#" ? tokens[at + i].Kind is TokenKind.Number
                : phrase[i].EndsWith('*') ? words[at + i].StartsWith(phrase[i][..^1], StringComparison.Ordinal)
                : words[at + i] == phrase[i];
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private string Plain(string word) => Folded(word) is var folded && byFirstWord.ContainsKey(folded) ? folded : spelling.Correct(folded);

    private static string Folded(string text) => text.ToLowerInvariant().Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal)
        .Replace("ä", "a", StringComparison.Ordinal).Replace("ö", "o", StringComparison.Ordinal).Replace("ü", "u", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal);

    private static Phrasebook? Load(string language)
    {
        using var stream = typeof(Phrasebook).Assembly.GetManifestResourceStream($"{typeof(WordLists).Namespace}.Words.{language.Replace('-', '_')}.phrases.json");
        if (stream is null)
        {
            return null;
        }

        var file = JsonSerializer.Deserialize<PhraseFile>(stream, JsonSerializerOptions.Web) ?? throw new InvalidOperationException($"Words/{language}/phrases.json is empty.");
        return new Phrasebook(file.Phrases, file.Common);
    }

    private sealed record PhraseFile
    {
        public required IReadOnlyDictionary<string, string[]> Phrases { get; init; }

        public required IReadOnlyList<string> Common { get; init; }
    }
}
