namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads what was tried already, and what the person does not want to do. Both are kept in the person's own words.</summary>
internal static class Tries
{
    public static Reading Tried(Passage passage, WordLists lists)
    {
        var words = lists.People;
        if (words.TriedNothing.IsIn(passage))
        {
            return new Reading(new Facts { Tried = [] });
        }

        if (words.YesBoth.IsWhole(passage) || Items.IsGibberish(passage, lists.Choices))
        {
            return Reading.Ambiguous;
        }

        var found = Listed(
            passage,
            lists,
            item => words.TriedNothing.IsWhole(item) || (words.Useless.IsIn(item) && Listless(item, words)),
            item => WithoutDurations(WithoutVerdict(item, words), lists),
            words.ItemLeads,
            words.ItemTails,
            NoSomething);
        return found.Count > 0 ? new Reading(new Facts { Tried = found }) : Reading.Nothing;
    }

    /// <summary>"I've tried melatonin" while something else was asked.</summary>
    public static IReadOnlyList<string>? ToldTried(Passage passage, WordLists lists)
    {
        if (lists.People.TriedNothing.IsIn(passage) && !lists.People.TriedNothing.IsWhole(passage))
        {
            return lists.People.TriedLead.IsIn(passage) || passage.Bare.Contains("tried", StringComparison.Ordinal) ? [] : null;
        }

        foreach (var sentence in passage.Sentences().SelectMany(s => s.Clauses()).Where(c => lists.People.TriedLead.IsIn(c.Part)))
        {
            var from = lists.People.TriedLead.FindIn(sentence.Part)[0].Last + 1;
            var rest = sentence.Part.Slice(from, sentence.Part.Tokens.Count - from);
            if (Tried(rest, lists) is { Facts.Tried.Count: > 0 } tried)
            {
                return tried.Facts.Tried;
            }
        }

        return null;
    }

    public static Reading Limits(Passage passage, WordLists lists)
    {
        var words = lists.People;
        var open = passage.Tokens[0].Text is "no" or "nope" or "nah" && passage.Tokens.Count > 1 ? passage.Slice(1, passage.Tokens.Count - 1) : passage;
        if ((words.LimitsNothing.IsIn(passage) || words.LimitsNothing.IsIn(open)) && !passage.Tokens.Any(t => t.Text is "except" or "but"))
        {
            return new Reading(new Facts { Limits = [] });
        }

        if (words.YesBoth.IsWhole(passage) || Items.IsGibberish(passage, lists.Choices))
        {
            return Reading.Ambiguous;
        }

        var found = Listed(passage, lists, words.LimitsNothing.IsIn, item => item, words.LimitLeads, words.LimitTails, words.LimitKeeps);
        return found.Count > 0 ? new Reading(new Facts { Limits = found }) : Reading.Nothing;
    }

    private static List<string> Listed(
        Passage passage, WordLists lists, Predicate<Passage> skips, Func<Passage, Passage> cut,
        IReadOnlySet<string> leads, IReadOnlySet<string> tails, IReadOnlySet<string>? keeps) =>
        [.. Items.Split(passage, lists).Where(i => !skips(i)).Select(i => Items.Trimmed(cut(i), leads, tails, keeps)).OfType<string>().Distinct()];

    // "melatonin didnt help": what stands before the verdict was tried.
    private static Passage WithoutVerdict(Passage item, PeopleWords words) =>
        words.Useless.FindIn(item) is [var verdict, ..] ? item.Slice(0, verdict.First) : item;

    // "No coffee after lunch" was tried with its "no".
    private static readonly IReadOnlySet<string> NoSomething = new HashSet<string> { "no" };

    // "magnesium for 2 weeks"
    private static Passage WithoutDurations(Passage item, WordLists lists)
    {
        var spans = Quantities.FindIn(item, lists.Numbers, [])
            .Where(q => q.Measure is Measure.Days or Measure.Weeks or Measure.Months or Measure.Years)
            .Select(q => q.Where)
            .ToList();
        return item.Where(i => !spans.Exists(s => s.Contains(i)));
    }

    private static bool Listless(Passage item, PeopleWords words) => Items.Trimmed(WithoutVerdict(item, words), words.ItemLeads, words.ItemTails) is null;
}
