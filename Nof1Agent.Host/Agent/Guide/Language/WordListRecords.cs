namespace Nof1Agent.Host.Agent.Guide.Language;

internal sealed record NumberWords
{
    public required IReadOnlyDictionary<string, double> Units { get; init; }
    public required IReadOnlyDictionary<string, double> Tens { get; init; }
    public required IReadOnlySet<string> Hundred { get; init; }
    public required IReadOnlyDictionary<string, double> Fractions { get; init; }
    public required IReadOnlyDictionary<string, int> Ordinals { get; init; }
    public required IReadOnlySet<string> Last { get; init; }
    public required IReadOnlySet<string> Middle { get; init; }
    public required IReadOnlySet<string> Top { get; init; }

    /// <summary>Words before a number that is a place in a list ("number 2").</summary>
    public required IReadOnlySet<string> PositionLeads { get; init; }

    public required IReadOnlyList<string> Letters { get; init; }
    public required IReadOnlyDictionary<Measure, IReadOnlySet<string>> Measures { get; init; }
    public required IReadOnlySet<string> RangeWords { get; init; }
    public required IReadOnlySet<string> And { get; init; }
    public required IReadOnlySet<string> Articles { get; init; }
    public required IReadOnlySet<string> Of { get; init; }

    /// <summary>Words before a time of day ("at 4").</summary>
    public required IReadOnlySet<string> ClockLeads { get; init; }

    /// <summary>Words after which a vague small number is a time of day ("asleep around 11").</summary>
    public required IReadOnlySet<string> ClockVerbs { get; init; }

    public required IReadOnlySet<string> Negations { get; init; }

    /// <summary>Words that make a number a bound ("over an hour", "up to 60", "more than 20").</summary>
    public required IReadOnlySet<string> Bounds { get; init; }

    /// <summary>Words that open a range whose middle is "and" ("between 6 and 7").</summary>
    public required IReadOnlySet<string> RangeLeads { get; init; }

    /// <summary>Words that may stand between such a word and its number ("not about 5").</summary>
    public required IReadOnlySet<string> Leads { get; init; }

    /// <summary>Words after which "one" is a number and not a pronoun.</summary>
    public required IReadOnlySet<string> OneAsNumber { get; init; }

    /// <summary>Words in -s that are no counted things ("25 yes").</summary>
    public required IReadOnlySet<string> Uncounted { get; init; }

    /// <summary>Things that are counted and are no outcome ("2 beer").</summary>
    public required IReadOnlySet<string> Counted { get; init; }
}

internal sealed record DayWords
{
    public required IReadOnlyDictionary<string, int> Relative { get; init; }

    /// <summary>Phrases that mean the day that is asked about anyway.</summary>
    public required IReadOnlySet<string> SameDay { get; init; }

    /// <summary>ISO numbers, Monday = 1.</summary>
    public required IReadOnlyDictionary<string, int> Weekdays { get; init; }

    /// <summary>Short names that are also words ("sat") and need a lead.</summary>
    public required IReadOnlySet<string> NeedsLead { get; init; }

    public required IReadOnlySet<string> WeekdayLeads { get; init; }
    public required IReadOnlyDictionary<string, int> Months { get; init; }
    public required IReadOnlySet<string> Ago { get; init; }
    public required IReadOnlySet<string> DaysUnit { get; init; }
    public required IReadOnlySet<string> WeeksUnit { get; init; }
}

internal sealed record ActWords
{
    public required Pattern Stop { get; init; }
    public required Pattern Pause { get; init; }
    public required Pattern Resume { get; init; }
    public required Pattern Undo { get; init; }
    public required Pattern Today { get; init; }
    public required Pattern Candidates { get; init; }
    public required Pattern Diary { get; init; }
    public required Pattern DidItWork { get; init; }
    public required Pattern Privacy { get; init; }
    public required Pattern Human { get; init; }
    public required Pattern Help { get; init; }
    public required Pattern Why { get; init; }
    public required Pattern Thanks { get; init; }
    public required Pattern Greet { get; init; }
    public required Pattern Skip { get; init; }

    /// <summary>Words that let one guess what a message is after that nothing else explains. Only acts that ask or show; none that changes anything.</summary>
    public required IReadOnlyDictionary<Act, Pattern> Hints { get; init; }

    /// <summary>Leaves a choice to the guide.</summary>
    public required Pattern YouChoose { get; init; }

    /// <summary>No size of a change, but "any".</summary>
    public required Pattern AnyChange { get; init; }
}

internal sealed record QuestionWords
{
    /// <summary>How a question begins, with or without its mark.</summary>
    public required Pattern Lead { get; init; }

    /// <summary>What makes a sentence with a question mark a question and not a doubtful answer ("10?").</summary>
    public required Pattern Inside { get; init; }

    /// <summary>Proposes something else ("what about valerian?").</summary>
    public required Pattern Proposal { get; init; }

    /// <summary>What a question about consent is about.</summary>
    public required Pattern OfConsent { get; init; }

    /// <summary>A complaint in the form of a question ("why am I always so tired?").</summary>
    public required Pattern Complaint { get; init; }

    /// <summary>A wish in the form of a question ("can you help me sleep?").</summary>
    public required Pattern Wish { get; init; }

    /// <summary>A question about the open question itself.</summary>
    public required Pattern Explain { get; init; }
}

internal sealed record ReplyWords
{
    public required Pattern Yes { get; init; }
    public required Pattern No { get; init; }

    /// <summary>A "no" that means yes ("no problem").</summary>
    public required Pattern NoProblem { get; init; }

    public required Pattern Refusal { get; init; }
    public required Pattern Conditional { get; init; }
    public required Pattern Correction { get; init; }

    /// <summary>A correction whatever is asked ("no wait", "I meant").</summary>
    public required Pattern PlainCorrection { get; init; }

    /// <summary>A correction only where an entry was made before ("actually it was 30").</summary>
    public required Pattern SoftCorrection { get; init; }

    /// <summary>Words with the old value before and the new one after them.</summary>
    public required Pattern OldBefore { get; init; }

    /// <summary>Words that the old value follows ("not 52").</summary>
    public required IReadOnlySet<string> OldAfter { get; init; }
}

internal sealed record CheckinWords
{
    public required Pattern KeptYes { get; init; }
    public required Pattern KeptPartly { get; init; }
    public required Pattern KeptNo { get; init; }

    /// <summary>A clause that answers "did you do what was planned?" by itself.</summary>
    public required Pattern ClauseYes { get; init; }
    public required Pattern ClauseNo { get; init; }
    public required Pattern ForgotRecord { get; init; }
    public required Pattern Ill { get; init; }
    public required Pattern Travelling { get; init; }
    public required Pattern OtherMissing { get; init; }
    public required Pattern NoCount { get; init; }
    public required Pattern NoteLead { get; init; }
    public required Pattern NoteCue { get; init; }
    public required Pattern StartedMedicine { get; init; }
    public required Pattern SideEffectCue { get; init; }
    public required Pattern NoSideEffect { get; init; }
    public required IReadOnlyList<string> Symptoms { get; init; }

    /// <summary>Symptoms that are the complaint itself, by goal, and so no side effect.</summary>
    public required IReadOnlyDictionary<string, IReadOnlySet<string>> OwnSymptoms { get; init; }

    /// <summary>Words near the number that is the outcome, where a message has several.</summary>
    public required Pattern OutcomeCue { get; init; }
}

internal sealed record PeopleWords
{
    public required Pattern None { get; init; }
    public required Pattern Healthy { get; init; }
    public required Pattern Pregnant { get; init; }
    public required Pattern NotPregnant { get; init; }
    public required Pattern Maybe { get; init; }

    /// <summary>Replies that say that there is something and not what.</summary>
    public required Pattern YesBoth { get; init; }
    public required Pattern NoMedicines { get; init; }
    public required Pattern Takes { get; init; }
    public required Pattern TookBefore { get; init; }
    public required Pattern Negator { get; init; }
    public required Pattern Has { get; init; }
    public required Pattern TriedLead { get; init; }
    public required Pattern TriedNothing { get; init; }
    public required Pattern LimitsNothing { get; init; }
    public required IReadOnlySet<string> ItemLeads { get; init; }
    public required IReadOnlySet<string> ItemTails { get; init; }

    /// <summary>What people add about something they tried ("didn't help").</summary>
    public required Pattern Useless { get; init; }
    public required IReadOnlySet<string> LimitTails { get; init; }
    public required IReadOnlySet<string> LimitLeads { get; init; }

    /// <summary>Verbs that belong to the limit ("give up coffee").</summary>
    public required IReadOnlySet<string> LimitKeeps { get; init; }
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>Conditions that are a complaint to work on; told as the goal they are not recorded twice.</summary>
    public required IReadOnlySet<string> Complaints { get; init; }
    public required IReadOnlyList<string> Medicines { get; init; }
}

internal sealed record GoalWords
{
    public required IReadOnlyDictionary<string, GoalPhrases> Goals { get; init; }
    public required Pattern Change { get; init; }
}

/// <param name="Patterns">Phrases that mean the goal.</param>
/// <param name="Weak">Phrases that mean it where nothing else is said.</param>
internal sealed record GoalPhrases(Pattern Patterns, Pattern Weak);

internal sealed record OutcomeWords
{
    public required IReadOnlyDictionary<string, OutcomePhrases> Names { get; init; }
    public required Pattern Rating { get; init; }
    public required IReadOnlyList<string> HigherIsBetter { get; init; }
}

internal sealed record OutcomePhrases(string Better, Pattern Patterns);

internal sealed record ChoiceWords
{
    /// <summary>Words of a candidate's name that do not tell it from another.</summary>
    public required IReadOnlySet<string> Ignored { get; init; }
    public required IReadOnlyDictionary<string, string> Synonyms { get; init; }
    public required IReadOnlySet<string> Shortest { get; init; }
    public required IReadOnlySet<string> Longest { get; init; }
    public required Pattern Undecided { get; init; }
    public required IReadOnlySet<string> Good { get; init; }
    public required IReadOnlySet<string> Bad { get; init; }
    public required IReadOnlySet<string> Usual { get; init; }
    public required Pattern AgeOver { get; init; }
    public required Pattern AgeUnder { get; init; }
    public required IReadOnlySet<string> Born { get; init; }

    /// <summary>Says that a change would be worth it.</summary>
    public required Pattern Enough { get; init; }
    public required Pattern WordLead { get; init; }
    public required Pattern NoHope { get; init; }
    public required IReadOnlyList<string> GibberishRuns { get; init; }
}
