using System.Text;

namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>A message, or a sentence or clause of one, as tokens and as the plain text that patterns are matched against.</summary>
/// <remarks>The plain text has exactly one blank between tokens, so that a position in it leads back to a token and from there to what was typed.</remarks>
internal sealed class Passage
{
    private readonly string original;
    private readonly int[] starts;

    private Passage(string original, IReadOnlyList<Token> tokens, bool isTranslated)
    {
        this.original = original;
        IsTranslated = isTranslated;
        Tokens = tokens;
        starts = new int[tokens.Count];
        var plain = new StringBuilder();
        var bare = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i > 0)
            {
                plain.Append(' ');
            }

            starts[i] = plain.Length;
            plain.Append(tokens[i].Text);
            if (tokens[i].Kind is not TokenKind.Mark)
            {
                bare.Append(bare.Length > 0 ? " " : "").Append(tokens[i].Text);
            }
        }

        Plain = plain.ToString();
        Bare = bare.ToString();
    }

    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>Whether the tokens are not the words that were typed, but what those mean.</summary>
    public bool IsTranslated { get; }

    public string Plain { get; }

    /// <summary>The plain text without punctuation.</summary>
    public string Bare { get; }

    public bool IsEmpty => Bare.Length == 0;

    /// <summary>What was typed, from the first token to the last.</summary>
    public string Said => Tokens.Count == 0 ? "" : original[Tokens[0].Start..Tokens[^1].End].Trim();

    public static Passage Parse(string text, Spelling spelling, Phrasebook? phrases = null) => Tokenizer.Split(text, spelling.Emoji) is var tokens && phrases is null
        ? new(text, spelling.Apply(tokens), false)
        : new(text, phrases!.Apply(tokens), true);

    /// <summary>Tokens that a stretch of <see cref="Plain"/> covers.</summary>
    public Span At(int index, int length)
    {
        var first = Array.BinarySearch(starts, index);
        first = first < 0 ? Math.Max(0, ~first - 1) : first;
        var last = Array.BinarySearch(starts, Math.Max(index, index + length - 1));
        last = last < 0 ? Math.Max(0, ~last - 1) : last;
        return new Span(first, last);
    }

    /// <summary>Sentences of one message as one passage again.</summary>
    public static Passage Join(IEnumerable<Passage> parts)
    {
        var all = parts.ToList();
        return all.Count == 0 ? new Passage("", [], false) : new Passage(all[0].original, [.. all.SelectMany(p => p.Tokens)], all[0].IsTranslated);
    }

    public Passage Slice(int first, int count) => new(original, [.. Tokens.Skip(first).Take(count)], IsTranslated);

    public Passage Where(Func<int, bool> keep) => new(original, [.. Tokens.Where((_, i) => keep(i))], IsTranslated);

    public Passage WithoutMarks() => Where(i => Tokens[i].Kind is not TokenKind.Mark);

    public string SaidIn(Span span) => original[Tokens[span.First].Start..Tokens[span.Last].End].Trim();

    /// <summary>Splits after every token for which <paramref name="ends"/> holds, and before every one for which <paramref name="begins"/> holds; drops empty parts.</summary>
    public IReadOnlyList<(Passage Part, int First)> Split(Func<int, bool> ends, Func<int, bool> begins)
    {
        var parts = new List<(Passage, int)>();
        var from = 0;
        for (var i = 0; i <= Tokens.Count; i++)
        {
            if (i < Tokens.Count && i > from && begins(i))
            {
                Add(i);
            }

            if (i == Tokens.Count || ends(i))
            {
                Add(Math.Min(i + 1, Tokens.Count));
            }
        }

        return parts;

        void Add(int end)
        {
            var part = Slice(from, end - from);
            if (!part.IsEmpty)
            {
                parts.Add((part, from));
            }

            from = end;
        }
    }

    /// <summary>The parts between full stops, exclamation and question marks and line breaks.</summary>
    public IReadOnlyList<Passage> Sentences() => [.. Split(i => Tokens[i].Kind is TokenKind.Mark && Tokens[i].Text is "." or "!" or "?", _ => false).Select(p => p.Part)];

    /// <summary>The parts between any punctuation, "but", and "and" before a new statement, with the index of each one's first token.</summary>
    public IReadOnlyList<(Passage Part, int First)> Clauses() => Split(
        i => Tokens[i].Kind is TokenKind.Mark && Tokens[i].Text is "." or "!" or "?" or "," or ";",
        i => Tokens[i].Text is "but" or "though" or "because"
            || (Tokens[i].Text is "and" && i + 1 < Tokens.Count
                && Tokens[i + 1].Text is "i" or "im" or "ive" or "not" or "no" or "yes" or "did" or "didnt" or "forgot" or "yeah" or "nope" or "yep"));
}
