namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads health conditions and pregnancy. Known names are found anywhere; in an answer to the question unknown ones are kept as typed.</summary>
internal static class Conditions
{
    public static Reading Read(Passage passage, WordLists lists)
    {
        var words = lists.People;
        var pregnant = People.Pregnant(passage, words);
        if (words.None.IsWhole(passage))
        {
            return new Reading(new Facts { Conditions = [], Pregnant = false });
        }

        if (words.Maybe.IsWhole(passage))
        {
            // "Could you be pregnant?" - "could be".
            return new Reading(new Facts { Pregnant = true });
        }

        if (words.YesBoth.IsWhole(passage) || Items.IsGibberish(passage, lists.Choices))
        {
            return Reading.Ambiguous;
        }

        var found = new List<string>();
        var denied = false;
        foreach (var item in Items.Split(passage, lists))
        {
            var known = Known.FindIn(item);
            if (words.Negator.IsIn(item) || words.Healthy.IsIn(item) || words.None.IsWhole(item))
            {
                denied |= People.Pregnant(item, words) is null;
            }
            else if (known.Count > 0)
            {
                found.AddRange(known.Select(k => k.Told));
            }
            else if (!IsElsewhere(item, lists) && Items.Trimmed(item, words.ItemLeads, words.ItemTails) is { } said)
            {
                found.Add(said);
            }
        }

        // "No, I'm a man" denies both; "not pregnant" denies one.
        var says = passage.Tokens[0].Text is "no" or "nope" or "nah" && !(passage.Tokens.Count > 1 && words.Pregnant.IsIn(passage.Slice(1, 1)));
        denied |= words.Healthy.IsIn(passage) || (!lists.Acts.Skip.IsIn(passage) && (says || (pregnant is not false && Polarity.Of(passage, lists.Replies) is false)));
        if (pregnant is null && found.Count == 0 && passage.Clauses() is [var opening, ..] && words.None.IsWhole(opening.Part))
        {
            // A "no" at the start answers both halves of the question.
            pregnant = false;
        }

        return new Reading(new Facts { Conditions = found.Count > 0 ? [.. found.Distinct()] : denied ? [] : null, Pregnant = pregnant });
    }

    /// <summary>Conditions told while something else was asked: known names only, with "I have" or the like, and not the complaint itself.</summary>
    public static IReadOnlyList<string>? Told(Passage passage, string? goal, WordLists lists)
    {
        var found = new List<string>();
        foreach (var item in Items.Split(passage, lists))
        {
            var allergic = item.Tokens.ToList().FindIndex(t => t.Text == "allergic");
            if (allergic >= 0 && allergic + 2 < item.Tokens.Count && !lists.People.Negator.IsIn(item))
            {
                found.Add(item.SaidIn(new Span(allergic, item.Tokens.Count - 1)).ToLowerInvariant().TrimEnd('.', '!', ','));
            }
            else if (lists.People.Has.IsIn(item) && !lists.People.Negator.IsIn(item))
            {
                found.AddRange(Known.FindIn(item).Where(k => goal is null || !lists.People.Complaints.Contains(k.Name)).Select(k => k.Told));
            }
        }

        return found.Count > 0 ? [.. found.Distinct()] : null;
    }

    private static PhraseList Known { get; } = new(WordLists.English.People.Conditions);

    // Pregnancy, age, sex and medicines are told in the same breath and are no conditions.
    private static bool IsElsewhere(Passage item, WordLists lists) =>
        People.Pregnant(item, lists.People) is not null || People.ToldAge(item, lists) is not null || Medicines.Told(item, lists) is not null
        || lists.People.YesBoth.IsWhole(item) || lists.People.Takes.IsIn(item);
}
