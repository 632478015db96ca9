using System.Text.Json.Nodes;
using Nof1Agent.Host.Agent.Guide.Language;
using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using NodaTime.Text;

namespace Nof1Agent.Host.Agent.Guide;

/// <summary>From what a message says to the function calls that do it justice. A pure function.</summary>
internal static class GuidePlanner
{
    private const int LongestOwnWords = 200;
    private const int LongestRequest = 80;

    /// <summary>The calls; never none.</summary>
    public static IReadOnlyList<SkillCall> Plan(string text, AgentState state)
    {
        if (KnownLanguages.AskedForIn(text) is { } language)
        {
            return [SkillCall.Of("participants-set_language", ("language", language.Tag))];
        }

        if (AboutTheAnswer(text, state) is { } about)
        {
            return [about];
        }

        if (KnownLanguages.All.Any(language => text.StartsWith(language.Say("imports.notice", ("file", "")), StringComparison.Ordinal)))
        {
            return [SkillCall.Of("imports-show")];
        }

        if (DayWishes.Find(text, state) is { } wish)
        {
            return [wish];
        }

        if (SeveralDays.Read(text, state) is { Count: > 0 } days)
        {
            return [.. days.Select(day => new SkillCall("checkins-record", CheckIn(day)))];
        }

        if (Clock(text, state) is { } time)
        {
            return [time];
        }

        var understood = Understand(text, state);
        if (understood.Act is Act.Unclear or Act.Help or Act.Why && understood.Facts == Facts.None && state.Trial is not "none"
            && Asks(text, language => language.Say("asks.lottery")))
        {
            return [SkillCall.Of("trials-how_randomized")];
        }

        if (text.Length <= LongestRequest && understood.Act is not (Act.Answer or Act.Correct) && understood.Facts == Facts.None
            && Asks(text, language => language.Say("asks.documents")))
        {
            return [SkillCall.Of("documents-offer")];
        }

        if (text.Length <= LongestRequest && understood.Act is not (Act.Answer or Act.Correct) && understood.Facts == Facts.None
            && (Asks(text, language => language.Say("asks.share")) || Asks(text, language => language.Say("asks.others"))))
        {
            return [SkillCall.Of(Asks(text, language => language.Say("asks.share")) ? "sharing-ask" : "sharing-others")];
        }

        var asked = Plan(understood, text, state);

        // "35, did it. Is it working?": what was told is noted first, then the question is answered.
        return understood.Act is Act.Answer or Act.Correct or Act.Unclear || understood.Facts == Facts.None || understood.Facts.Candidate is not null
            ? asked
            : [.. Answer(understood.Facts, text, state).Where(call => call.Function != "help-not_understood"), .. asked];
    }

    // Questions about an answer, by the phrases of every language's files. Only after a trial, and only where nothing else is asked.
    private static SkillCall? AboutTheAnswer(string text, AgentState state)
    {
        if (state.Trial is not "over" || state.OpenQuestion is not (OpenQuestion.Nothing or OpenQuestion.Candidates))
        {
            return null;
        }

        if (RuleWishes.Find(text, state.Today) is { } wish)
        {
            return wish;
        }

        return Asks(text, language => language.Say("asks.rules")) ? SkillCall.Of("rules-list")
            : Asks(text, language => language.Say("asks.rule")) ? SkillCall.Of("rules-keep")
            : Asks(text, language => language.Say("asks.unsure")) ? Explain("unsure")
            : Asks(text, language => language.Say("asks.days")) ? Explain("days")
            : Asks(text, language => language.Say("asks.number")) ? Explain("number")
            : Asks(text, language => language.Say("asks.chance")) ? Explain("chance")
            : Asks(text, language => language.Say("asks.trend")) ? Explain("trend")
            : Asks(text, language => language.Say("asks.weekend")) ? Explain("weekend")
            : null;
    }

    // Where a time of day is asked for, a time is the answer; what stands beside it is read as beside any answer in the outcome's unit.
    private static SkillCall? Clock(string text, AgentState state)
    {
        if (state is not { Kind: OutcomeKind.TimeOfDay, OpenQuestion: OpenQuestion.CheckIn or OpenQuestion.Nothing, Trial: "running" or "baseline" } || ClockReading.FirstIn(text) is not { } clock)
        {
            return null;
        }

        var rest = Understand(text.Replace(clock.Said, "5 minutes", StringComparison.Ordinal), state);
        var told = CheckIn(rest.Facts with { Value = null, Missing = null });
        told["time"] = clock.Said.Trim();
        if (rest.Act is not Act.Correct)
        {
            return new SkillCall("checkins-record", told);
        }

        told.Remove("note");
        told["reason"] = "corrected by the participant";
        return new SkillCall("checkins-correct", told);
    }

    // A file's phrases are asked for by any language's words: who speaks two may use either.
    private static bool Asks(string text, Func<SpokenLanguage, string> phrases)
    {
        var told = text.ToLowerInvariant().Replace('’', '\'');
        return KnownLanguages.All.Any(language => phrases(language).Split('\n').Any(phrase => told.Contains(phrase, StringComparison.Ordinal)));
    }

    private static SkillCall Explain(string topic) => SkillCall.Of("results-explain", ("topic", topic));

    /// <summary>The message as read in the light of the open question.</summary>
    public static Understanding Understand(string text, AgentState state)
    {
        var asked = state.OpenQuestion switch
        {
            OpenQuestion.CheckIn or OpenQuestion.Severity => Asked.Checkin,
            var question => Enum.Parse<Asked>(question.ToString()),
        };
        var read = Reader.Read(text, Context(state, asked));

        // While a trial runs, a bare answer is about its open day, also where no question stands open.
        return asked is Asked.Nothing && state.Trial is "running" or "baseline" && read.Act is Act.Unclear && text.Any(char.IsAsciiDigit)
            ? Reader.Read(text, Context(state, Asked.Checkin))
            : read;
    }

    private static IReadOnlyList<SkillCall> Plan(Understanding understood, string text, AgentState state) => understood.Act switch
    {
        Act.Answer => Answer(understood.Facts, text, state),
        Act.Correct => Correct(understood.Facts, text, state),
        Act.Skip => [Skip(state)],
        Act.Why => [understood.Facts.Candidate is { } which ? SkillCall.Of("candidates-explain", ("candidate", Name(which))) : Why(state)],
        Act.Help => [SkillCall.Of("help-explain", ("topic", "about"))],
        Act.Stop => [SkillCall.Of("trials-ask_stop")],
        Act.Pause => [SkillCall.Of("trials-pause", ("reason", understood.Facts.Missing?.ToString().ToLowerInvariant()))],
        Act.Resume => [SkillCall.Of("trials-resume")],
        Act.Undo => [SkillCall.Of("checkins-undo")],
        Act.Today => [SkillCall.Of("trials-today")],
        Act.Candidates => [SkillCall.Of("candidates-list")],
        Act.Diary => [SkillCall.Of("checkins-diary")],
        Act.DidItWork => [SkillCall.Of("results-did_it_work")],
        Act.Privacy => [SkillCall.Of("help-explain", ("topic", "privacy"))],
        Act.Human => [SkillCall.Of("help-explain", ("topic", "human"))],
        Act.Greet => [state.InterviewComplete ? SkillCall.Of("help-not_understood") : SkillCall.Of("interview-next_question")],
        Act.Thanks => [SkillCall.Of("help-explain", ("topic", "thanks"))],
        Act.Unclear => [SkillCall.Of("help-not_understood")],
    };

    private static ReadingContext Context(AgentState state, Asked asked) => new()
    {
        Asked = asked,
        Goal = state.Goal,
        OutcomeName = state.OpenQuestion is OpenQuestion.Severity ? "rating of the side effect" : state.Outcome,
        Unit = state.OpenQuestion is OpenQuestion.Severity ? "points" : state.Unit,
        OutcomeOptions = state.OutcomeOptions,
        CandidateNames = state.Candidates,
        WeekOptions = state.WeekOptions,
        Today = state.Today,
        Language = state.Language,
    };

    private static IReadOnlyList<SkillCall> Answer(Facts facts, string text, AgentState state)
    {
        var calls = new List<SkillCall>();
        if (Notes(facts, text) is { Count: > 0 } notes)
        {
            calls.Add(new SkillCall("interview-note", notes));
        }

        if (facts.Candidate is { } candidate)
        {
            calls.Add(SkillCall.Of("trials-propose", ("candidates", Name(candidate))));
        }

        if (facts.Weeks is { } weeks)
        {
            calls.Add(SkillCall.Of("trials-choose_length", ("weeks", weeks)));
        }

        if (facts.Confirm is { } confirmed)
        {
            calls.Add(SkillCall.Of(confirmed ? "trials-confirm_plan" : "trials-show_plan"));
        }

        if (facts.Word is { } word)
        {
            calls.Add(SkillCall.Of("trials-begin", ("word", word)));
        }

        if (state.OpenQuestion is OpenQuestion.Severity && facts.Value is { } strong && strong == Math.Floor(strong))
        {
            calls.Add(SkillCall.Of("checkins-side_effect", ("severity", (int)strong)));
        }
        else if (CheckIn(facts) is { Count: > 0 } checkIn && state.Trial is "running" or "baseline" or "paused")
        {
            calls.Add(new SkillCall("checkins-record", checkIn));
        }

        return calls.Count > 0 ? calls : [SkillCall.Of("help-not_understood")];
    }

    private static IReadOnlyList<SkillCall> Correct(Facts facts, string text, AgentState state)
    {
        if (facts.Value is not null || facts.Adherence is not null)
        {
            var correction = CheckIn(facts);
            correction.Remove("note");
            correction["reason"] = "corrected by the participant";
            return [new SkillCall("checkins-correct", correction)];
        }

        return Answer(facts, text, state);
    }

    private static SkillCall Skip(AgentState state) => state.OpenQuestion switch
    {
        OpenQuestion.CheckIn => SkillCall.Of("checkins-record", ("missing", "other")),
        OpenQuestion.Word or OpenQuestion.Confirm or OpenQuestion.Length or OpenQuestion.Candidates or OpenQuestion.Severity or OpenQuestion.Nothing => SkillCall.Of("help-not_understood"),
        var question => SkillCall.Of("interview-skip", ("question", question.ToString())),
    };

    private static SkillCall Why(AgentState state) => SkillCall.Of("interview-why", ("question", state.OpenQuestion.ToString()));

    private static JsonObject Notes(Facts facts, string text)
    {
        var notes = new JsonObject();
        Put(notes, "goal", facts.Goal);
        Put(notes, "goalInOwnWords", facts.Goal is null ? null : text.Length > LongestOwnWords ? text[..LongestOwnWords] : text);
        Put(notes, "outcome", facts.Outcome);
        Put(notes, "mcid", facts.Mcid);
        Put(notes, "typicalGood", facts.TypicalGood);
        Put(notes, "typicalBad", facts.TypicalBad);
        Put(notes, "adult", facts.Adult);
        Put(notes, "pregnant", facts.Pregnant);
        Put(notes, "conditions", List(facts.Conditions));
        Put(notes, "medicines", List(facts.Medicines));
        Put(notes, "tried", List(facts.Tried));
        Put(notes, "limits", List(facts.Limits));
        Put(notes, "expectation", facts.Expectation);
        return notes;
    }

    private static JsonObject CheckIn(Facts facts)
    {
        var day = new JsonObject();
        Put(day, "value", facts.Value);
        Put(day, "adherence", facts.Adherence?.ToString());
        Put(day, "day", facts.Day is { } date ? LocalDatePattern.Iso.Format(date) : null);
        Put(day, "missing", facts.Missing?.ToString());
        Put(day, "disrupted", facts.Disrupted?.ToString());
        Put(day, "sideEffect", facts.SideEffect);
        Put(day, "note", facts.Note);
        if (day.Count == 1 && day.ContainsKey("day"))
        {
            day.Clear();
        }

        return day;
    }

    private static string Name(CandidateChoice choice) =>
        choice.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? choice.Name!;

    private static JsonArray? List(IReadOnlyList<string>? items) => items is null ? null : new JsonArray([.. items.Select(item => (JsonNode)item)]);

    private static void Put(JsonObject into, string name, JsonNode? value)
    {
        if (value is not null)
        {
            into[name] = value;
        }
    }
}
