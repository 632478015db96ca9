namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads a choice from a numbered list: "2", "number 2", "the second one", "last", "b".</summary>
internal static class Choices
{
    /// <summary>The 1-based position; ambiguous where two are named or the list is shorter.</summary>
    public static Amount Position(Passage passage, int count, WordLists lists)
    {
        var words = lists.Numbers;
        var tokens = passage.Tokens;
        var places = new HashSet<double>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Negated(tokens, i))
            {
                continue;
            }

            if (words.Ordinals.TryGetValue(tokens[i].Text, out var ordinal))
            {
                places.Add(ordinal);
            }
            else if (words.Last.Contains(tokens[i].Text) && count > 0 && !(i + 1 < tokens.Count && tokens[i + 1].Text is "night" or "week" or "year"))
            {
                places.Add(count);
            }
            else if (words.Middle.Contains(tokens[i].Text) && count % 2 == 1)
            {
                places.Add((count + 1) / 2);
            }
            else if (words.Top.Contains(tokens[i].Text) && tokens.Count <= 4)
            {
                places.Add(1);
            }
        }

        if (places.Count == 0 && Letter(passage, count, words) is { } letter)
        {
            places.Add(letter);
        }

        foreach (var quantity in Quantities.FindIn(passage, words, []).Where(q => !q.Negated && q.OutOf is null && q.Measure is Measure.None or Measure.Pair))
        {
            places.Add(quantity.First);
            places.Add(quantity.Second);
        }

        return places.Count switch
        {
            0 => Amount.Nothing,
            1 when places.Single() is var place && place >= 1 && place <= count && place == Math.Floor(place) => new Amount(place, false, null),
            _ => Amount.Ambiguous,
        };
    }

    private static bool Negated(IReadOnlyList<Token> tokens, int i) =>
        (i > 0 && tokens[i - 1].Text is "not" or "no") || (i > 1 && tokens[i - 1].Text == "the" && tokens[i - 2].Text is "not" or "no");

    // "b", "option b": a letter only where it is all that is said.
    private static double? Letter(Passage passage, int count, NumberWords words)
    {
        var said = passage.Bare.Split(' ');
        var index = words.Letters.ToList().IndexOf(said[^1]);
        return index >= 0 && index < count && (said.Length == 1 || (said.Length == 2 && words.PositionLeads.Contains(said[0]))) ? index + 1 : null;
    }
}
