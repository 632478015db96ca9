namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>One sentence: its quantities, its claims of effect, and what it speaks about.</summary>
/// <param name="Quantities">Numbers with what they count.</param>
/// <param name="Claims">Claims that something has an effect.</param>
/// <param name="Subjects">The interventions that it names.</param>
/// <param name="Words">All its words.</param>
internal sealed record Sentence(IReadOnlyList<Quantity> Quantities, IReadOnlyList<Claim> Claims, IReadOnlySet<string> Subjects, IReadOnlyList<Token> Words)
{
    /// <summary>The sentences of a text.</summary>
    public static IReadOnlyList<Sentence> Of(string text, SubjectNames names)
    {
        var sentences = new List<Sentence>();
        var current = new List<Token>();
        var tokens = Token.Of(text);
        var german = IsGerman(tokens);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];

            // A line begins a sentence; so does a mark that ends one. The point of "4. Januar" or "1." ends nothing.
            if (token.LineStart && current.Count > 0)
            {
                sentences.Add(Make(current, names, german));
                current = [];
            }

            current.Add(token);
            var ends = token.Text is "!" or "?" || (token.Text is "." && !(current.Count > 1 && current[^2].IsNumeral && i + 1 < tokens.Count && !tokens[i + 1].LineStart
                && (current.Count == 2 || tokens[i + 1].IsWord && QuantityReader.IsMonth(tokens[i + 1].Text))));
            if (ends)
            {
                sentences.Add(Make(current, names, german));
                current = [];
            }
        }

        if (current.Count > 0)
        {
            sentences.Add(Make(current, names, german));
        }

        return sentences;
    }

    private static Sentence Make(IReadOnlyList<Token> tokens, SubjectNames names, bool? german) => new(QuantityReader.Read(tokens, german), Claim.Read(tokens), names.In(tokens), tokens);

    // By the commonest little words; null where there are none.
    private static bool? IsGerman(IReadOnlyList<Token> tokens)
    {
        var german = tokens.Count(token => token.Text is "der" or "die" or "das" or "und" or "ist" or "nicht" or "du" or "ich" or "mit" or "für" or "ein" or "eine" or "zu" or "bei" or "es" or "dir" or "zusammen" or "von" or "wert" or "auf" or "den");
        var english = tokens.Count(token => token.Text is "the" or "and" or "is" or "not" or "you" or "i" or "with" or "for" or "a" or "an" or "to" or "it" or "of" or "in" or "all" or "your" or "on" or "that");
        return german == english ? null : german > english;
    }
}
