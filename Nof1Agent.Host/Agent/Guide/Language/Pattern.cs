using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Phrases of one meaning, as the word lists write them.</summary>
/// <remarks>
/// A phrase is a regular expression over plain text; "{name}" stands for a macro and " ... " for up to three words. A "whole" phrase must be all that is said,
/// polite words aside; an "anywhere" phrase may be part of more. Matching is linear in the text (no backtracking), whatever is typed.
/// </remarks>
internal sealed class Pattern
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    // The automaton of a pattern has a size limit; phrases are joined up to this many characters.
    private const int LongestJoined = 1200;
    private readonly IReadOnlyList<Regex> whole;
    private readonly IReadOnlyList<Regex> anywhere;

    public Pattern(IReadOnlyList<string> whole, IReadOnlyList<string> anywhere, IReadOnlyDictionary<string, string> macros)
    {
        Phrases = [.. whole, .. anywhere];
        var filler = macros.GetValueOrDefault("filler", "(?:please)");
        this.whole = [.. Join(whole.Select(p => Expand(p, macros))).Select(p => new Regex($"^(?:{filler} )*(?:{p})(?: {filler})*$", Linear))];
        this.anywhere = [.. Join(anywhere.Select(p => Bounded(Expand(p, macros)))).Select(p => new Regex(p, Linear))];
    }

    public IReadOnlyList<string> Phrases { get; }

    /// <summary>Whether the passage says this and nothing else.</summary>
    public bool IsWhole(Passage passage) => passage.Tokens.Count <= 40 && whole.Any(w => w.IsMatch(passage.Bare));

    public bool IsIn(Passage passage) => IsWhole(passage) || anywhere.Any(a => a.IsMatch(passage.Plain));

    /// <summary>Where the passage says this; the whole passage where a whole phrase fits.</summary>
    public IReadOnlyList<Span> FindIn(Passage passage)
    {
        if (passage.Tokens.Count == 0)
        {
            return [];
        }

        if (IsWhole(passage))
        {
            return [new Span(0, passage.Tokens.Count - 1)];
        }

        return [.. anywhere.SelectMany(a => a.Matches(passage.Plain)).Where(m => m.Length > 0).Select(m => passage.At(m.Index, m.Length)).OrderBy(s => s.First)];
    }

    private static IEnumerable<string> Join(IEnumerable<string> phrases)
    {
        var joined = "";
        foreach (var phrase in phrases.Select(p => "(?:" + p + ")"))
        {
            if (joined.Length > 0 && joined.Length + phrase.Length > LongestJoined)
            {
                yield return joined;
                joined = "";
            }

            joined = joined.Length == 0 ? phrase : joined + "|" + phrase;
        }

        if (joined.Length > 0)
        {
            yield return joined;
        }
    }

    private static string Expand(string phrase, IReadOnlyDictionary<string, string> macros)
    {
        foreach (var (name, text) in macros)
        {
            phrase = phrase.Replace("{" + name + "}", text, StringComparison.Ordinal);
        }

        return phrase.Replace(" ... ", @" (?:\w+ ){0,3}", StringComparison.Ordinal);
    }

    private static string Bounded(string phrase)
    {
        var start = phrase.StartsWith('^') || phrase.StartsWith(@"\b", StringComparison.Ordinal) ? "" : @"\b";
        var end = phrase.EndsWith('$') || phrase.EndsWith(@"\b", StringComparison.Ordinal) || phrase.EndsWith(' ') || phrase.EndsWith("%)", StringComparison.Ordinal)
            || phrase.Contains('%', StringComparison.Ordinal) ? "" : @"\b";
        return start + phrase + end;
    }
}

/// <summary>Reads a pattern from { "whole": [...], "anywhere": [...] }, or from a list of "anywhere" phrases.</summary>
internal sealed class PatternConverter(IReadOnlyDictionary<string, string> macros) : JsonConverter<Pattern>
{
    public override Pattern Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.StartArray)
        {
            return new Pattern([], JsonSerializer.Deserialize<string[]>(ref reader, options) ?? [], macros);
        }

        var lists = JsonSerializer.Deserialize<Dictionary<string, string[]>>(ref reader, options) ?? [];
        return new Pattern(lists.GetValueOrDefault("whole", []), lists.GetValueOrDefault("anywhere", []), macros);
    }

    public override void Write(Utf8JsonWriter writer, Pattern value, JsonSerializerOptions options) => throw new NotSupportedException("Word lists are read only.");
}
