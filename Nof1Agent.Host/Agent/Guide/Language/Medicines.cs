namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads medicines and supplements. Doses are left out; unknown names are kept as typed where the question was about them.</summary>
internal static class Medicines
{
    public static Reading Read(Passage passage, WordLists lists)
    {
        var words = lists.People;
        if (words.None.IsWhole(passage))
        {
            return Listed([]);
        }

        if (words.YesBoth.IsWhole(passage) || Items.IsGibberish(passage, lists.Choices))
        {
            return Reading.Ambiguous;
        }

        var found = new List<string>();
        var denied = words.NoMedicines.IsIn(passage);
        var stopped = false;
        foreach (var item in Items.Split(passage, lists))
        {
            // "stopped last year" ends what stands before it; "but I do take" begins anew.
            stopped = words.TookBefore.IsIn(item) || (stopped && !words.Takes.IsIn(item) && item.Tokens[0].Text is "and" or "or" or "nor");
            var known = Known.FindIn(item);
            if (words.NoMedicines.IsIn(item) || (stopped && !item.Plain.StartsWith("except", StringComparison.Ordinal)))
            {
                denied = true;
            }
            else if (known.Count > 0 && !words.Negator.IsIn(item))
            {
                found.AddRange(known.Select(k => k.Told));
            }
            else if (words.Negator.IsIn(item) || words.None.IsWhole(item))
            {
                denied = true;
            }
            else if (known.Count == 0 && !IsElsewhere(item, lists) && Items.Trimmed(WithoutDoses(item, lists), words.ItemLeads, words.ItemTails) is { } said)
            {
                found.Add(said);
            }
        }

        return found.Count > 0 ? Listed([.. found.Distinct()])
            : denied || (!lists.Acts.Skip.IsIn(passage) && Polarity.Of(passage, lists.Replies) is false) ? Listed([])
            : Reading.Nothing;
    }

    /// <summary>Medicines told while something else was asked: "I take metformin", "no meds". Known names only.</summary>
    public static IReadOnlyList<string>? Told(Passage passage, WordLists lists)
    {
        var found = new List<string>();
        var taking = false;
        foreach (var item in Items.Split(passage, lists))
        {
            var stopped = lists.People.TookBefore.IsIn(item) || lists.People.TriedLead.IsIn(item);
            taking = !stopped && (lists.People.Takes.IsIn(item) || (taking && item.Tokens[0].Text is "and" or "or" || taking && Known.FindIn(item) is [{ Where.First: 0 }]));
            if (taking && !lists.People.Negator.IsIn(item))
            {
                found.AddRange(Known.FindIn(item).Select(k => k.Told));
            }
        }

        return found.Count > 0 ? [.. found.Distinct()] : lists.People.NoMedicines.IsIn(passage) && !lists.People.NoMedicines.IsWhole(passage) ? [] : null;
    }

    private static PhraseList Known { get; } = new(WordLists.English.People.Medicines);

    private static Reading Listed(IReadOnlyList<string> medicines) => new(new Facts { Medicines = medicines });

    private static bool IsElsewhere(Passage item, WordLists lists) =>
        People.Pregnant(item, lists.People) is not null || People.ToldAge(item, lists) is not null || lists.People.YesBoth.IsWhole(item);

    // "500 mg twice a day"
    private static Passage WithoutDoses(Passage item, WordLists lists)
    {
        var doses = Quantities.FindIn(item, lists.Numbers, []).Where(q => q.Measure is Measure.Dose or Measure.Percent or Measure.Things || q.Where.First > 0).ToList();
        return item.Where(i => !doses.Any(d => d.Where.Contains(i)));
    }
}
