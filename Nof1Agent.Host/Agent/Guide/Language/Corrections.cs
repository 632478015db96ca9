namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Tells that a message changes something said before, and takes the old value out of it.</summary>
internal static class Corrections
{
    // What stands between a wrong number and the right one ("6 no 5").
    private static readonly HashSet<string> Turns = ["no", "no no", "nope", "no wait", "sorry", "no sorry", "sorry no", "oops", "wait", "i mean", "no i mean"];

    /// <summary>The message without what it takes back, and whether it is a correction at all.</summary>
    public static (bool IsCorrection, Passage Remaining) Read(Passage passage, ReadingContext context, WordLists lists)
    {
        var words = lists.Replies;
        if (!Is(passage, context, lists, words))
        {
            return (false, passage);
        }

        var hidden = new bool[passage.Tokens.Count];
        foreach (var turn in words.OldBefore.FindIn(passage))
        {
            if (HasContentAfter(passage, turn.Last))
            {
                Array.Fill(hidden, true, 0, turn.Last + 1);
            }
        }

        if (Turn(passage, lists) is { } no)
        {
            Array.Fill(hidden, true, 0, no + 1);
        }

        // "not 52" and "said 6 but": the number after such a word is the old one.
        var quantities = Quantities.FindIn(passage, lists.Numbers, []);
        foreach (var quantity in quantities.Where(q => q.Negated || (q.Where.First > 0 && words.OldAfter.Contains(passage.Tokens[q.Where.First - 1].Text))))
        {
            var from = quantity.Where.First;
            while (from > 0 && (lists.Numbers.Leads.Contains(passage.Tokens[from - 1].Text) || words.OldAfter.Contains(passage.Tokens[from - 1].Text)))
            {
                from--;
            }

            Array.Fill(hidden, true, from, quantity.Where.Last - from + 1);
        }

        // A day named before the turn ("yesterday should be 35") still counts.
        foreach (var day in Days.FindIn(passage, context.Today, lists))
        {
            Array.Fill(hidden, false, day.Where.First, day.Where.Last - day.Where.First + 1);
        }

        if (!hidden[0] && passage.Tokens[0].Text is "no" or "nope" or "sorry" or "oops" or "wait" or "yes")
        {
            hidden[0] = true;
        }

        var rest = passage.Where(i => !hidden[i]);
        return (true, rest);
    }

    // Where a list is asked for, or a first choice, "instead" and "rather" belong to the answer.
    private static bool Is(Passage passage, ReadingContext context, WordLists lists, ReplyWords words) => context.Asked switch
    {
        Asked.Word or Asked.Consent => false,
        _ when Turn(passage, lists) is not null => true,
        Asked.Confirm => words.Correction.IsIn(passage) && Replans(passage, context, lists),
        Asked.Goal when context.Goal is null => false,
        Asked.Goal or Asked.Conditions or Asked.Medicines or Asked.Tried or Asked.Limits or Asked.Candidates or Asked.Outcome or Asked.Mcid => words.PlainCorrection.IsIn(passage),
        Asked.Checkin or Asked.Nothing => words.Correction.IsIn(passage) || words.SoftCorrection.IsIn(passage),
        _ => words.Correction.IsIn(passage),
    };

    // "6 no 5", "six, no, five": the "no" between two numbers of a kind.
    private static int? Turn(Passage passage, WordLists lists)
    {
        var quantities = Quantities.FindIn(passage, lists.Numbers, []);
        for (var i = 1; i < quantities.Count; i++)
        {
            var between = passage.Slice(quantities[i - 1].Where.Last + 1, quantities[i].Where.First - quantities[i - 1].Where.Last - 1);
            if (quantities[i].Measure == quantities[i - 1].Measure && quantities[i].Measure is not Measure.Things
                && Turns.Contains(between.Bare))
            {
                return quantities[i].Where.First - 1;
            }
        }

        return null;
    }

    private static bool Replans(Passage passage, ReadingContext context, WordLists lists) =>
        Lengths.Explicit(passage, context.WeekOptions, lists).Count > 0 || CandidateChoices.Named(passage, context, lists) is not null;

    private static bool HasContentAfter(Passage passage, int last) => passage.Tokens.Skip(last + 1).Any(t => t.Kind is not TokenKind.Mark);
}
