using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Interview;

/// <summary>Puts told facts into the notes, one by one: what is sound is kept and read back, what is not is said, and neither stops the other.</summary>
internal sealed class Noting(InterviewNotes notes, EvidenceCatalogue catalogue, SpokenLanguage language)
{
    private readonly List<string> read = [];
    private readonly List<Fact> facts = [];
    private readonly List<string> problems = [];

    public InterviewNotes Notes { get; private set; } = notes;

    public bool Anything { get; private set; }

    public IReadOnlyList<string> Read => read;

    public IReadOnlyList<Fact> Facts => facts;

    public IReadOnlyList<string> Problems => problems;

    public void Goal(string? goal, string? ownWords)
    {
        var known = goal is null ? null : catalogue.Goal(goal);
        if (goal is not null && known is null)
        {
            problems.Add(language.Say("interview.unknown-goal", ("told", Short(goal))));
        }
        else if (known is not null)
        {
            Anything = true;
        }

        if (known is not null && known.Goal != Notes.Goal)
        {
            // Another goal is another question: what was said about the old one does not carry over.
            Keep(Notes with { Goal = known.Goal, Outcome = null, Mcid = null, TypicalGood = null, TypicalBad = null, Skipped = [.. Notes.Skipped.Except([OpenQuestion.Mcid, OpenQuestion.Typical])] },
                language.Say("interview.noted.goal", ("value", language.Translated(known.Goal))), ("your goal", known.Goal));
            if (known.Outcomes is [var only])
            {
                Outcome(only);
            }
        }

        if (ownWords is not null && Notes.Goal is not null)
        {
            Notes = Notes with { GoalInOwnWords = Short(ownWords) };
            Anything = true;
        }
    }

    public void Outcome(string? outcome)
    {
        if (outcome is null)
        {
            return;
        }

        var allowed = Notes.Goal is { } goal ? catalogue.Goal(goal)!.Outcomes : [];
        var named = outcome.Equals("rating", StringComparison.OrdinalIgnoreCase)
            ? allowed.Select(id => catalogue.Outcome(id)!).FirstOrDefault(option => option.Kind is OutcomeKind.Rating)
            : catalogue.Outcome(outcome);
        if (named is { } known && allowed.Contains(known.Id))
        {
            Anything = true;
            if (known.Id != Notes.Outcome)
            {
                Keep(Notes with { Outcome = known.Id, Mcid = null, TypicalGood = null, TypicalBad = null, Skipped = [.. Notes.Skipped.Except([OpenQuestion.Mcid, OpenQuestion.Typical]), .. TypicalIsNotAsked(known)] },
                    language.Say("interview.noted.outcome", ("value", known.NameIn(language))), ("we measure", known.Name));
            }
        }
        else
        {
            problems.Add(language.Say("interview.unknown-outcome", ("told", Short(outcome))));
        }
    }

    public void Mcid(double? mcid)
    {
        if (mcid is null || Known() is not { } outcome)
        {
            return;
        }

        // For a yes/no outcome people say "20 points" of a hundred; the analysis works on shares.
        var size = outcome.Kind is OutcomeKind.YesNo && Math.Abs(mcid.Value) > 1 ? Math.Abs(mcid.Value) / 100 : Math.Abs(mcid.Value);
        if (!double.IsFinite(size) || size <= 0 || size > outcome.Highest - outcome.Lowest)
        {
            problems.Add(language.Say("interview.mcid-range", ("most", outcome.SayDifference(outcome.Highest - outcome.Lowest, language))));
        }
        else
        {
            var said = outcome.SayDifference(size, language);
            Keep(Notes with { Mcid = size }, language.Say("interview.noted.mcid", ("value", said)), ("smallest change worth the effort", said));
        }
    }

    public void Typical(double? good, double? bad)
    {
        if ((good is null && bad is null) || Known() is not { } outcome)
        {
            return;
        }

        var values = new[] { good, bad }.Where(value => value is not null).Select(value => value!.Value).ToList();
        if (values.Exists(value => !(value >= outcome.Lowest && value <= outcome.Highest)))
        {
            problems.Add(language.Say("interview.value-range", ("low", outcome.Say(outcome.Lowest, language)), ("high", outcome.Say(outcome.Highest, language))));
            return;
        }

        // Told the wrong way round: which of two values is the better one is a fact of the outcome, not of the sentence.
        if (good is { } g && bad is { } b && (outcome.LowerIsBetter ? g > b : g < b))
        {
            (good, bad) = (b, g);
        }

        Notes = Notes with { TypicalGood = good ?? Notes.TypicalGood, TypicalBad = bad ?? Notes.TypicalBad };
        Anything = true;
        if (good is { } goodDay)
        {
            Say(language.Say("interview.noted.good-day", ("value", outcome.Say(goodDay, language))), ("a good day", outcome.Say(goodDay, language)));
        }

        if (bad is { } badDay)
        {
            Say(language.Say("interview.noted.bad-day", ("value", outcome.Say(badDay, language))), ("a bad day", outcome.Say(badDay, language)));
        }
    }

    public void Adult(bool? adult)
    {
        if (adult is { } told)
        {
            Keep(Notes with { Adult = told }, told ? language.Say("interview.noted.adult") : language.Say("interview.noted.minor"));
        }
    }

    public void Health(bool? pregnant, string[]? conditions, string[]? medicines)
    {
        if (pregnant is { } told)
        {
            Keep(Notes with { Pregnant = told }, told ? language.Say("interview.noted.pregnant") : language.Say("interview.noted.not-pregnant"));
        }

        if (conditions is not null)
        {
            var list = Join(Notes.Conditions, conditions);
            Keep(Notes with { Conditions = list }, list.Count == 0 ? language.Say("interview.noted.no-conditions") : language.Say("interview.noted.conditions", ("value", string.Join(", ", list))), list.Count == 0 ? null : ("conditions", string.Join(", ", list)));
        }

        if (medicines is not null)
        {
            var list = Join(Notes.Medicines, medicines);
            Keep(Notes with { Medicines = list }, list.Count == 0 ? language.Say("interview.noted.no-medicines") : language.Say("interview.noted.medicines", ("value", string.Join(", ", list))), list.Count == 0 ? null : ("you take", string.Join(", ", list)));
        }
    }

    public void Wishes(string[]? tried, string[]? limits, double? expectation)
    {
        if (tried is not null)
        {
            var list = Join(Notes.Tried, tried);
            Keep(Notes with { Tried = list }, list.Count == 0 ? language.Say("interview.noted.nothing-tried") : language.Say("interview.noted.tried", ("value", string.Join(", ", list))), list.Count == 0 ? null : ("tried", string.Join(", ", list)));
        }

        if (limits is not null)
        {
            var list = Join(Notes.Limits, limits);
            Keep(Notes with { Limits = list }, list.Count == 0 ? language.Say("interview.noted.no-limits") : language.Say("interview.noted.limits", ("value", string.Join(", ", list))), list.Count == 0 ? null : ("not for you", string.Join(", ", list)));
        }

        if (expectation is { } expected)
        {
            if (expected is >= 0 and <= 10)
            {
                var said = language.Say("amount.of-10", ("n", expected));
                Keep(Notes with { Expectation = expected }, language.Say("interview.noted.expectation", ("value", said)), ("you expect", said));
            }
            else
            {
                problems.Add(language.Say("interview.expectation-range"));
            }
        }
    }

    private DailyOutcome? Known()
    {
        if (Notes.Outcome is { } id && catalogue.Outcome(id) is { } outcome)
        {
            return outcome;
        }

        problems.Add(language.Say("interview.outcome-first"));
        return null;
    }

    // "None" replaces what was there; further items are added to it.
    private static List<string> Join(IReadOnlyList<string>? known, string[] told) => told.Length == 0
        ? []
        : [.. (known ?? []).Concat(told.Select(Short)).Where(item => item.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(30)];

    private void Keep(InterviewNotes changed, string said, (string Name, string Value)? fact = null)
    {
        Notes = changed;
        Anything = true;
        Say(said, fact);
    }

    private void Say(string said, (string Name, string Value)? fact)
    {
        read.Add(said);
        if (fact is { } known)
        {
            facts.Add(new Fact(known.Name, known.Value));
        }
    }

    private static string Short(string text) => text.Trim() is var trimmed && trimmed.Length > 200 ? trimmed[..200] : trimmed;

    // What a night's times differ by is learnt from the person's own week; a good and a bad bedtime are hard to name.
    private static OpenQuestion[] TypicalIsNotAsked(DailyOutcome outcome) => outcome.Kind is OutcomeKind.TimeOfDay ? [OpenQuestion.Typical] : [];
}
