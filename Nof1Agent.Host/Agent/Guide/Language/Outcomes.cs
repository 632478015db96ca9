namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads which of the offered outcomes is meant, by number or by words.</summary>
internal static class Outcomes
{
    public const string Rating = "rating";

    public static Reading Read(Passage passage, ReadingContext context, WordLists lists)
    {
        if (lists.Choices.Undecided.IsIn(passage))
        {
            return Reading.Ambiguous;
        }

        if (lists.Outcomes.Rating.IsIn(passage))
        {
            // "0-10 pain score" chooses the pain outcome where one is offered.
            var rated = context.OutcomeOptions.Where(o => !IsRating(o) && Says(passage, o, lists.Outcomes)).ToList();
            return rated.Count == 1 && !context.OutcomeOptions.Any(IsRating) ? Chosen(rated[0]) : Chosen(Rating);
        }

        var position = Choices.Position(passage, context.OutcomeOptions.Count, lists);
        if (position.IsAmbiguous)
        {
            return Reading.Ambiguous;
        }

        if (position.Value is { } place)
        {
            return Chosen(context.OutcomeOptions[(int)place - 1]);
        }

        var meant = context.OutcomeOptions.Where(o => !IsRating(o) && Says(passage, o, lists.Outcomes)).ToList();
        return meant.Count switch
        {
            0 when context.OutcomeOptions.Count == 0 => ByName(passage, lists.Outcomes),
            0 => Reading.Nothing,
            1 => Chosen(meant[0]),
            _ => Longest(passage, meant, lists.Outcomes),
        };
    }

    private static bool IsRating(string option) => option.Contains(Rating, StringComparison.OrdinalIgnoreCase);

    private static Reading Chosen(string option) => new(new Facts { Outcome = IsRating(option) ? Rating : option });

    private static bool Says(Passage passage, string option, OutcomeWords words) =>
        words.Names.TryGetValue(option, out var phrases) ? phrases.Patterns.IsIn(passage) : passage.Bare.Contains(option, StringComparison.OrdinalIgnoreCase);

    // Two options share a word ("sleep quality" and "sleep quality (PSQI)"): the one with the longest match is meant, if it is alone.
    private static Reading Longest(Passage passage, List<string> meant, OutcomeWords words)
    {
        var ranked = meant
            .Select(o => (Option: o, Length: words.Names.TryGetValue(o, out var p) ? p.Patterns.FindIn(passage).Max(s => s.Last - s.First) : 0))
            .OrderByDescending(o => o.Length)
            .ToList();
        return ranked[0].Length > ranked[1].Length ? Chosen(ranked[0].Option) : Reading.Ambiguous;
    }

    private static Reading ByName(Passage passage, OutcomeWords words)
    {
        var named = words.Names.Where(n => passage.Bare.Contains(n.Key, StringComparison.OrdinalIgnoreCase)).Select(n => n.Key).ToList();
        return named.Count == 1 ? Chosen(named[0]) : Reading.Nothing;
    }
}
