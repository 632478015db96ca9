namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads a day's entry: value, whether the plan was kept, which day, why nothing was measured, side effect, and the rest as a note.</summary>
internal static class CheckIns
{
    private const int LongestNote = 500;

    /// <summary>Reads an entry; where the day's question is not open (<paramref name="asked"/>), only what is plainly one.</summary>
    public static Reading Read(Passage passage, ReadingContext context, WordLists lists, bool asked)
    {
        var words = lists.Checkin;
        var scale = Scale.Of(context, lists.Outcomes);
        var days = Days.FindIn(passage, context.Today, lists);
        var effect = SideEffects.FindIn(passage, context.Goal, lists);
        var quantities = Quantities.FindIn(passage, lists.Numbers, [.. days.Select(d => d.Where), .. People.AgeIn(passage, lists)]);
        var amount = Amounts.Pick(passage, quantities, scale, words.OutcomeCue);
        if (amount is { Value: null, IsAmbiguous: false } && scale.Kind is ScaleKind.Count && words.NoCount.IsIn(passage.Sentences()[0].Clauses()[0].Part))
        {
            amount = new Amount(0, false, null);
        }

        if (amount.IsAmbiguous)
        {
            return Reading.Ambiguous;
        }

        var named = days.Where(d => !Days.IsSameDay(passage, d, lists.Days)).ToList();
        if (named.Select(d => d.Date).Distinct().Count() > 1)
        {
            // "Yesterday I forgot, today 30": the day in the clause of the value.
            named = [.. passage.Clauses().Select(c => new Span(c.First, c.First + c.Part.Tokens.Count - 1))
                .Where(c => amount.From is { } from && c.Overlaps(from.Where)).SelectMany(c => named.Where(d => c.Overlaps(d.Where)))];
            if (named.Count != 1)
            {
                return Reading.Ambiguous;
            }
        }

        var day = named.Count > 0 ? named[0].Date : (NodaTime.LocalDate?)null;
        var hasValue = amount.Value is not null;
        var reason = effect is null ? Reason(passage, words) : null;
        var facts = new Facts
        {
            Value = amount.Value,
            Adherence = Kept(Without(passage, amount.From), words, hasValue, asked, late: days.Any(d => d.Date < context.Today)),
            Day = day,
            Missing = hasValue ? null : For(reason) ?? Missing(passage, words),
            Disrupted = hasValue ? reason : null,
            SideEffect = effect?.Said,
        };
        if (!asked && facts is { Value: null, Missing: null, SideEffect: null })
        {
            return Reading.Nothing;
        }

        if (facts.Missing is MissingReason.Forgot && facts.Adherence is AdherenceAnswer.No && words.ForgotRecord.IsWhole(passage))
        {
            facts = facts with { Adherence = null };
        }

        if (facts with { Day = null } == Facts.None)
        {
            return Reading.Nothing;
        }

        return new Reading(facts with { Note = Note(passage, amount.From, days, lists) });
    }

    /// <summary>A sentence that belongs in the diary though it holds no value ("slept at my sister's").</summary>
    public static string? NoteOnly(Passage passage, CheckinWords words) =>
        words.NoteLead.IsIn(passage) || words.NoteCue.IsIn(passage) ? Cut(passage.Said) : null;

    /// <summary>Why the days to come will have no value.</summary>
    public static MissingReason? MissingFor(Passage passage, CheckinWords words) =>
        For(Reason(passage, words));

    private static MissingReason? For(Disruption? reason) => reason switch
    {
        Disruption.Ill => MissingReason.Ill,
        Disruption.Travelling => MissingReason.Travelling,
        _ => null,
    };

    private static Disruption? Reason(Passage passage, CheckinWords words) =>
        words.Ill.IsIn(passage) || passage.Clauses().Any(c => words.Ill.IsWhole(c.Part)) ? Disruption.Ill : words.Travelling.IsIn(passage) ? Disruption.Travelling : null;

    private static MissingReason? Missing(Passage passage, CheckinWords words) =>
        words.ForgotRecord.IsIn(passage) ? MissingReason.Forgot : words.OtherMissing.IsIn(passage) ? MissingReason.Other : null;

    private static AdherenceAnswer? Kept(Passage passage, CheckinWords words, bool hasValue, bool asked, bool late)
    {
        var clauses = passage.Clauses().Select(c => WithoutConjunction(c.Part)).ToList();
        if (words.KeptPartly.IsIn(passage) || clauses.Exists(words.KeptPartly.IsWhole))
        {
            return AdherenceAnswer.Partly;
        }

        // To forget to write is not to forget the plan; nor is to say so with the entry of an earlier day.
        var told = clauses.Where(c => !words.ForgotRecord.IsIn(c) || (hasValue && !late && IsForgot(c, words))).ToList();
        var no = told.Exists(c => words.KeptNo.IsIn(c) || words.ClauseNo.IsIn(c) || (hasValue && !late && IsForgot(c, words)));
        var yes = told.Exists(c => words.KeptYes.IsIn(c) && !words.KeptNo.IsIn(c)) || (asked || hasValue) && told.Exists(words.ClauseYes.IsIn);
        return (yes, no) switch
        {
            (true, true) => AdherenceAnswer.Partly,
            (true, false) => AdherenceAnswer.Yes,
            (false, true) => AdherenceAnswer.No,
            (false, false) => null,
        };
    }

    // Of "I forgot" beside a value the plan is meant; "I don't remember" speaks of the value.
    private static bool IsForgot(Passage clause, CheckinWords words) => words.ForgotRecord.IsWhole(clause) && clause.Tokens.Any(t => t.Text == "forgot");

    // "Half an hour" does not mean that half of the plan was kept.
    private static Passage Without(Passage passage, Quantity? value) => value is null ? passage : passage.Where(i => !value.Where.Contains(i));

    // Clauses that say more than a value, a day or "did it".
    private static string? Note(Passage passage, Quantity? value, IReadOnlyList<DayMention> days, WordLists lists)
    {
        var spans = days.Select(d => d.Where).ToList();
        if (value is not null)
        {
            spans.Add(value.Where);
        }

        var kept = new[] { lists.Checkin.KeptYes, lists.Checkin.KeptNo, lists.Checkin.KeptPartly, lists.Checkin.ForgotRecord, lists.Checkin.OutcomeCue };
        spans.AddRange(kept.SelectMany(p => p.FindIn(passage).Where(s => s != new Span(0, passage.Tokens.Count - 1))));
        var wholes = new[] { lists.Checkin.ClauseYes, lists.Checkin.ClauseNo, lists.Checkin.KeptNo, lists.Checkin.KeptYes, lists.Checkin.KeptPartly };
        var rest = new List<string>();
        foreach (var (part, first) in passage.Clauses())
        {
            var saysMore = !wholes.Any(p => p.IsWhole(part))
                && part.Tokens.Where((t, k) => t.IsWord && t.Text.Length > 1 && !spans.Exists(s => s.Contains(first + k)) && !IsFiller(t.Text, lists)).Any();
            if (saysMore)
            {
                rest.Add(WithoutLead(part));
            }
        }

        return rest.Count == 0 ? null : Cut(string.Join(", ", rest.Where(r => r.Length > 0)));
    }

    private static bool IsFiller(string word, WordLists lists) =>
        lists.People.ItemLeads.Contains(word) || lists.People.ItemTails.Contains(word) || lists.Numbers.Leads.Contains(word) || lists.Numbers.Bounds.Contains(word);

    private static string WithoutLead(Passage part)
    {
        return WithoutConjunction(part).Said.Trim(' ', ',', '.', ';', '!', '-');
    }

    private static Passage WithoutConjunction(Passage part) =>
        part.Tokens.Count > 1 && part.Tokens[0].Text is "but" or "and" or "though" or "because" ? part.Slice(1, part.Tokens.Count - 1) : part;

    private static string? Cut(string note) => note.Length == 0 ? null : note.Length <= LongestNote ? note : note[..LongestNote];
}
