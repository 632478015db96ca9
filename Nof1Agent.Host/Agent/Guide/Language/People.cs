namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Facts about the person that may be told at any time: age and pregnancy.</summary>
internal static class People
{
    private const int AdultAge = 18;
    private const int HighestAge = 115;

    /// <summary>The answer to "are you 18 or older?".</summary>
    public static Reading Adult(Passage passage, ReadingContext context, WordLists lists)
    {
        if (lists.Choices.AgeUnder.IsIn(passage))
        {
            return Said(false);
        }

        if (lists.Choices.AgeOver.IsIn(passage))
        {
            return Said(true);
        }

        var polarity = Polarity.Of(passage, lists.Replies);
        if (BornIn(passage, context.Today.Year, lists) is { } years)
        {
            // Born eighteen years ago: the birthday of this year decides, and is not known.
            return years == AdultAge ? Reading.Ambiguous : Agreeing(years > AdultAge, polarity);
        }

        var ages = Quantities.FindIn(passage, lists.Numbers, []).Where(q => q.Measure is Measure.None or Measure.Years && !q.Negated && !q.IsRange).ToList();
        return ages switch
        {
            [var age] => age.First is >= 1 and <= HighestAge ? Agreeing(age.First >= AdultAge, polarity) : Reading.Ambiguous,
            [] => polarity is { } adult ? Said(adult) : Reading.Nothing,
            _ => Reading.Ambiguous,
        };
    }

    /// <summary>An age told without being asked: "im 52", "aged 52", "52 years old", "52yo".</summary>
    public static bool? ToldAge(Passage passage, WordLists lists) =>
        Age(passage, lists) is { } age ? age.First >= AdultAge : null;

    /// <summary>Where such an age stands, so that it is taken for nothing else.</summary>
    public static IEnumerable<Span> AgeIn(Passage passage, WordLists lists) => Age(passage, lists) is { } age ? [age.Where] : [];

    private static Quantity? Age(Passage passage, WordLists lists) =>
        Quantities.FindIn(passage, lists.Numbers, []).FirstOrDefault(q => q is { IsRange: false, Negated: false, OutOf: null, First: >= 10 and <= HighestAge } && IsTold(passage, q));

    private static bool IsTold(Passage passage, Quantity quantity)
    {
        var before = quantity.Where.First > 0 ? passage.Tokens[quantity.Where.First - 1].Text : "";
        var after = quantity.Where.Last + 1 < passage.Tokens.Count ? passage.Tokens[quantity.Where.Last + 1].Text : "";
        return quantity.Measure switch
        {
            Measure.Years => before is "im" or "aged" or "age" || after is "old" || passage.Tokens[quantity.Where.Last].Text is "yo",
            Measure.None when before is "," && after is "" or "," or "." or "and" => IsName(passage, quantity.Where.First - 1),
            Measure.None when before is "aged" or "age" => true,
            Measure.None when before is "im" => after is "" or "," or "." or "!" or "and" or "f" or "m" or "male" or "female" or "with" or "by" or "so" or "but" or "btw",
            _ => false,
        };
    }

    // "I'm Anna, 38"
    private static bool IsName(Passage passage, int comma)
    {
        var clause = passage.Tokens.Take(comma).Reverse().TakeWhile(t => t.Kind is not TokenKind.Mark).Reverse().Select(t => t.Text).ToList();
        return clause is ["im", _] or ["im", _, _] or ["my", "name", "is", ..] or ["this", "is", _];
    }

    /// <summary>Whether the person says that she is or could be pregnant, or that she or he is not.</summary>
    public static bool? Pregnant(Passage passage, PeopleWords words) =>
        words.NotPregnant.IsIn(passage) ? false : words.Pregnant.IsIn(passage) ? true : null;

    private static Reading Said(bool adult) => new(new Facts { Adult = adult });

    // "no, 34" contradicts itself; "nope, 16" does not.
    private static Reading Agreeing(bool adult, bool? polarity) => polarity is null || polarity == adult ? Said(adult) : Reading.Ambiguous;

    private static int? BornIn(Passage passage, int year, WordLists lists)
    {
        var years = passage.Tokens.Where(t => t.Kind is TokenKind.Number && t.Number >= year - HighestAge && t.Number <= year && t.Number == Math.Floor(t.Number)).ToList();
        if (years.Count == 1)
        {
            return year - (int)years[0].Number;
        }

        // "born 79"
        var born = passage.Tokens.ToList().FindIndex(t => lists.Choices.Born.Contains(t.Text));
        var two = born < 0 ? null : passage.Tokens.Skip(born).FirstOrDefault(t => t.Kind is TokenKind.Number && t.Number is >= 20 and <= 99);
        return two is null ? null : year - 1900 - (int)two.Number;
    }
}
