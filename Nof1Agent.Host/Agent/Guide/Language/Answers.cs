namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads the statements of a message: first as an answer to the open question, then for whatever else is told along with it.</summary>
internal static class Answers
{
    public static Reading Read(Passage passage, ReadingContext context, WordLists lists, bool isCorrection)
    {
        var entry = isCorrection && context.Asked is Asked.Nothing ? context with { Asked = Asked.Checkin } : context;
        var answer = ToQuestion(passage, entry, lists);
        if (answer.IsAmbiguous && !isCorrection)
        {
            return answer;
        }

        var facts = Told(passage, answer.Facts, context, lists);
        if (isCorrection && facts == Facts.None)
        {
            return Elsewhere(passage, context, lists);
        }

        return answer.IsAmbiguous && facts == Facts.None ? Reading.Ambiguous : new Reading(facts);
    }

    // A correction that does not fit the open question is about an earlier one.
    private static Reading Elsewhere(Passage passage, ReadingContext context, WordLists lists)
    {
        if (Lengths.Explicit(passage, context.WeekOptions, lists) is { Count: 1 } weeks)
        {
            return new Reading(new Facts { Weeks = weeks.Single() });
        }

        if (CandidateChoices.Read(passage, context, lists) is { Facts.Candidate.Name: not null } other)
        {
            return other;
        }

        var entry = CheckIns.Read(passage, context, lists, asked: true);
        return entry.IsAmbiguous || entry.Facts.Value is null ? Reading.Ambiguous : entry;
    }

    private static Reading ToQuestion(Passage passage, ReadingContext context, WordLists lists) => context.Asked switch
    {
        Asked.Consent => Polarity.Of(passage, lists.Replies) is { } consent ? new Reading(new Facts { Consent = consent }) : Reading.Nothing,
        Asked.Goal => Goals.FindIn(passage, lists.Goals) is { } goal ? new Reading(new Facts { Goal = goal }) : Reading.Nothing,
        Asked.Outcome => Outcomes.Read(passage, context, lists),
        Asked.Mcid => Sizes.Mcid(passage, context, lists),
        Asked.Typical => TypicalDays.Read(passage, context, lists, asked: true),
        Asked.Adult => People.Adult(passage, context, lists),
        Asked.Conditions => Conditions.Read(passage, lists),
        Asked.Medicines => Medicines.Read(passage, lists),
        Asked.Tried => Tries.Tried(passage, lists),
        Asked.Limits => Tries.Limits(passage, lists),
        Asked.Expectation => Sizes.Expectation(passage, lists),
        Asked.Candidates => CandidateChoices.Read(passage, context, lists),
        Asked.Length => Lengths.Read(passage, context, lists),
        Asked.Confirm => Confirm(passage, context, lists),
        Asked.Word => LotteryWord.Read(passage, lists),
        Asked.Checkin => CheckIns.Read(passage, context, lists, asked: true),
        Asked.Nothing => Unasked(passage, context, lists),
    };

    // "yes but 6 weeks" confirms another plan than the one that was shown.
    private static Reading Confirm(Passage passage, ReadingContext context, WordLists lists)
    {
        var lengths = Lengths.Explicit(passage, context.WeekOptions, lists);
        if (lengths.Count == 1)
        {
            var agrees = Polarity.Of(passage, lists.Replies) is true && !passage.Tokens.Any(t => t.Text is "but" or "instead" or "only" or "rather");
            return new Reading(new Facts { Weeks = lengths.Single(), Confirm = agrees ? true : null });
        }

        if (!lists.Replies.Yes.IsIn(passage) && CandidateChoices.Read(passage, context, lists) is { Facts.Candidate.Name: not null } other)
        {
            return other;
        }

        return Polarity.Of(passage, lists.Replies) is { } confirm ? new Reading(new Facts { Confirm = confirm }) : Reading.Nothing;
    }

    private static Reading Unasked(Passage passage, ReadingContext context, WordLists lists)
    {
        var inTrial = context.Goal is not null || context.Unit is not null;
        if (inTrial)
        {
            var entry = CheckIns.Read(passage, context, lists, asked: false);
            if (entry.HasFacts || entry.IsAmbiguous)
            {
                return entry;
            }

            return CheckIns.NoteOnly(passage, lists.Checkin) is { } note ? new Reading(new Facts { Note = note }) : Reading.Nothing;
        }

        return Goals.FindIn(passage, lists.Goals) is { } goal ? new Reading(new Facts { Goal = goal }) : Reading.Nothing;
    }

    // What people add unasked: their age, medicines, conditions; the interview then need not ask.
    private static Facts Told(Passage passage, Facts facts, ReadingContext context, WordLists lists)
    {
        if (context.Asked is Asked.Word)
        {
            return facts;
        }

        var interview = context.Asked is not (Asked.Checkin or Asked.Nothing);
        facts = facts with
        {
            Adult = facts.Adult ?? People.ToldAge(passage, lists),
            Pregnant = facts.Pregnant ?? People.Pregnant(passage, lists.People),
        };
        if (interview && context.Asked is not (Asked.Limits or Asked.Tried or Asked.Candidates or Asked.Confirm or Asked.Length))
        {
            facts = facts with { Goal = facts.Goal ?? ToldGoal(passage, context, lists) };
            facts = facts with
            {
                Medicines = facts.Medicines ?? Medicines.Told(passage, lists),
                Conditions = facts.Conditions ?? (context.Asked is Asked.Conditions ? null : Conditions.Told(passage, facts.Goal ?? context.Goal, lists)),
                Tried = facts.Tried ?? Tries.ToldTried(passage, lists),
            };
            if (context.Asked is not (Asked.Typical or Asked.Conditions or Asked.Medicines) && facts is { TypicalGood: null, Mcid: null })
            {
                var typical = TypicalDays.Read(passage, context, lists, asked: false).Facts;
                facts = facts with { TypicalGood = typical.TypicalGood, TypicalBad = typical.TypicalBad };
            }
        }

        if (!interview && facts.SideEffect is null && lists.People.Takes.IsIn(passage) && lists.Checkin.StartedMedicine.IsIn(passage))
        {
            facts = facts with { Medicines = facts.Medicines ?? Medicines.Told(passage, lists) };
        }

        return Mentions.AddTo(facts, passage, context, lists);
    }

    private static string? ToldGoal(Passage passage, ReadingContext context, WordLists lists) =>
        context is { Goal: null, Asked: Asked.Consent } ? Goals.FindIn(passage, lists.Goals) : null;
}
