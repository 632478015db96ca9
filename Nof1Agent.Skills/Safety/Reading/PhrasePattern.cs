using System.Globalization;

namespace Nof1Agent.Skills.Safety.Reading;

/// <summary>
/// A phrase of a rule. Words follow each other; <c>a|b</c> is either; <c>suicid*</c> any word that begins so; <c>(a b|c)</c> either
/// sequence; a <c>?</c> behind it makes it optional; <c>&lt;name&gt;</c> is a set of the file; <c>~3</c> lets up to 3 words stand
/// between; <c>A &amp;6 B</c> is both in any order with up to 6 words between; <c>#5-17</c> is a number; <c>^</c> the beginning of a
/// sentence and <c>.</c> its end, or a comma.
/// </summary>
internal abstract record PhrasePattern
{
    /// <summary>The symbol of <see cref="Any"/>.</summary>
    public const int AnySymbol = 0;

    /// <summary>The symbol of the end of a sentence; it takes up no word.</summary>
    public const int EndSymbol = -1;

    /// <summary>One word or number.</summary>
    /// <param name="Symbol">What it is in the vocabulary.</param>
    /// <param name="Members">The words of its set; null for a number or an end.</param>
    public sealed record Word(int Symbol, IReadOnlyList<string>? Members = null) : PhrasePattern;

    /// <summary>Any one word.</summary>
    public sealed record Any : PhrasePattern;

    /// <summary>One after the other.</summary>
    public sealed record Sequence(IReadOnlyList<PhrasePattern> Parts) : PhrasePattern;

    /// <summary>One of them.</summary>
    public sealed record Either(IReadOnlyList<PhrasePattern> Parts) : PhrasePattern;

    /// <summary>May be missing.</summary>
    public sealed record Optional(PhrasePattern Part) : PhrasePattern;

    /// <summary>Up to that many words of any kind.</summary>
    public static PhrasePattern Gap(int most)
    {
        PhrasePattern gap = new Optional(new Any());
        for (var i = 1; i < most; i++)
        {
            gap = new Optional(new Sequence([new Any(), gap]));
        }

        return gap;
    }
}

/// <summary>A phrase, and whether it must stand at the beginning of a sentence.</summary>
internal sealed record AnchoredPhrase(PhrasePattern Pattern, bool AtBeginning);

/// <summary>Reads phrases as they stand in a rule file.</summary>
/// <exception cref="FormatException">A phrase is not well formed; the message quotes it.</exception>
internal sealed class PhraseReader(Vocabulary vocabulary, IReadOnlyDictionary<string, string> sets)
{
    private const int DefaultGap = 3;
    private string source = "";
    private int place;
    private int depth;

    public AnchoredPhrase Read(string phrase)
    {
        var trimmed = phrase.Trim();
        var begin = trimmed.StartsWith('^');
        return new AnchoredPhrase(ReadPart(trimmed[(begin ? 1 : 0)..]), begin);
    }

    private PhrasePattern ReadPart(string text)
    {
        var (outerSource, outerPlace, outerDepth) = (source, place, depth);
        (source, place, depth) = (text, 0, 0);
        var pattern = Choice();
        if (place < source.Length)
        {
            throw Problem("closes a bracket that was not opened");
        }

        (source, place, depth) = (outerSource, outerPlace, outerDepth);
        return pattern;
    }

    // sequence ('|' sequence)*, as far as the next closing bracket.
    private PhrasePattern Choice()
    {
        var alternatives = new List<PhrasePattern> { Both() };
        while (place < source.Length && source[place] == '|')
        {
            place++;
            alternatives.Add(Both());
        }

        // Alternatives of one word each are one set: one place of the automaton instead of many.
        var sets = alternatives.OfType<PhrasePattern.Word>().Where(word => word.Members is not null).ToList();
        if (sets.Count > 1)
        {
            var members = sets.SelectMany(word => word.Members!).Distinct().ToList();
            alternatives = [.. alternatives.Except(sets), new PhrasePattern.Word(vocabulary.SymbolOf(members), members)];
        }

        return alternatives.Count == 1 ? alternatives[0] : new PhrasePattern.Either(alternatives);
    }

    private PhrasePattern Both()
    {
        var left = Sequence();
        while (place < source.Length && source[place] == '&')
        {
            place++;
            var gap = PhrasePattern.Gap(Digits() ?? 2 * DefaultGap);
            var right = Sequence();
            left = new PhrasePattern.Either([new PhrasePattern.Sequence([left, gap, right]), new PhrasePattern.Sequence([right, gap, left])]);
        }

        return left;
    }

    private PhrasePattern Sequence()
    {
        var parts = new List<PhrasePattern>();
        for (Blanks(); place < source.Length && source[place] is not ('|' or ')' or '&'); Blanks())
        {
            parts.Add(Item());
        }

        return parts.Count switch { 0 => throw Problem("has an empty part"), 1 => parts[0], _ => new PhrasePattern.Sequence(parts) };
    }

    private PhrasePattern Item()
    {
        PhrasePattern item;
        switch (source[place])
        {
            case '(':
                place++;
                depth++;
                item = Choice();
                depth--;
                if (place >= source.Length || source[place++] != ')')
                {
                    throw Problem("misses a closing bracket");
                }

                break;
            case '<':
                var close = source.IndexOf('>', place);
                var name = close > place ? source[(place + 1)..close] : throw Problem("misses a >");
                place = close + 1;
                item = sets.TryGetValue(name, out var set) ? SetOf(set) : throw Problem($"names the set <{name}>, which is not there");
                break;
            case '~':
                place++;
                return PhrasePattern.Gap(Digits() ?? DefaultGap);
            case '#':
                place++;
                var low = Digits();
                var high = low is not null && place < source.Length && source[place] == '-' ? Next() : low;
                item = new PhrasePattern.Word(vocabulary.SymbolOf(low ?? 0, high ?? 1e9));
                break;
            default:
                item = Words();
                break;
        }

        if (place < source.Length && source[place] == '?')
        {
            place++;
            return new PhrasePattern.Optional(item);
        }

        return item;
    }

    // Outside of brackets a|b|c without blanks is one word out of a set; inside, '|' parts whole sequences.
    private PhrasePattern.Word Words()
    {
        var from = place;
        while (place < source.Length && source[place] is not (' ' or '(' or ')' or '&' or '?') 
            && !(source[place] == '|' && (depth > 0 || place + 1 >= source.Length || source[place + 1] is ' ' or '(' or '<' or '#' or '~')))
        {
            place++;
        }

        var members = source[from..place].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(FoldedText.Of).ToList();
        return members switch
        {
            [] => throw Problem($"is not understood at {from}"),
            ["."] => new PhrasePattern.Word(PhrasePattern.EndSymbol),
            _ => new PhrasePattern.Word(vocabulary.SymbolOf(members), members),
        };
    }

    private PhrasePattern SetOf(string text)
    {
        var all = text.Split('|', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(all, member => member.Length > 0 && member.All(c => char.IsLetterOrDigit(c) || c is '*' or '\''))
            ? OneOf([.. all.Select(FoldedText.Of)])
            : ReadPart(text);
    }

    private PhrasePattern.Word OneOf(List<string> members) => new(vocabulary.SymbolOf(members), members);

    private int? Next()
    {
        place++;
        return Digits();
    }

    private int? Digits()
    {
        var from = place;
        while (place < source.Length && char.IsAsciiDigit(source[place]))
        {
            place++;
        }

        return place > from ? int.Parse(source.AsSpan(from, place - from), CultureInfo.InvariantCulture) : null;
    }

    private void Blanks()
    {
        while (place < source.Length && source[place] == ' ')
        {
            place++;
        }
    }

    private FormatException Problem(string what) => new($"The phrase \"{source}\" {what}.");
}
