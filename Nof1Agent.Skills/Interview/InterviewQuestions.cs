using System.Text.Json.Nodes;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Interview;

/// <summary>The wording of each interview question, why it is asked, and the buttons that answer it.</summary>
internal static class InterviewQuestions
{
    public static SkillReply Ask(OpenQuestion question, InterviewNotes notes, EvidenceCatalogue catalogue, SpokenLanguage language)
    {
        var outcome = notes.Outcome is { } id ? catalogue.Outcome(id) : null;
        var rather = language.Say("interview.button.rather-not");
        var skip = language.Say("interview.button.skip");
        return question switch
        {
            OpenQuestion.Goal => Reply(question, language.Say("interview.ask.goal"), CommonGoals(language)),
            OpenQuestion.Outcome => AskOutcome(notes, catalogue, language),
            OpenQuestion.Mcid => AskMcid(outcome!, language),
            OpenQuestion.Typical => AskTypical(outcome!, language),
            OpenQuestion.Adult => Reply(question, language.Say("interview.ask.adult"),
                [Note(language.Say("interview.button.yes"), "adult", true), Note(language.Say("interview.button.no"), "adult", false)]),
            OpenQuestion.Conditions => Reply(question, language.Say("interview.ask.conditions"),
                [Note(language.Say("interview.button.no-conditions"), "conditions", new JsonArray()), Note(language.Say("interview.button.pregnant"), "pregnant", true), Skip(rather, question)]),
            OpenQuestion.Medicines => Reply(question, language.Say("interview.ask.medicines"),
                [Note(language.Say("interview.button.no-medicines"), "medicines", new JsonArray()), Skip(rather, question)]),
            OpenQuestion.Tried => Reply(question, language.Say("interview.ask.tried"), [Note(language.Say("interview.button.nothing-tried"), "tried", new JsonArray()), Skip(skip, question)]),
            OpenQuestion.Limits => Reply(question, language.Say("interview.ask.limits"), [Note(language.Say("interview.button.no-limits"), "limits", new JsonArray()), Skip(skip, question)]),
            OpenQuestion.Expectation => Reply(question, language.Say("interview.ask.expectation"),
                [.. Enumerable.Range(0, 11).Select(n => Note(n.ToString(System.Globalization.CultureInfo.InvariantCulture), "expectation", n))]) with
            { Layout = ChoiceLayout.Scale },
            _ => throw new ArgumentOutOfRangeException(nameof(question), question, "not a question of the interview"),
        };
    }

    /// <summary>Why a question is asked.</summary>
    public static string Why(OpenQuestion question, SpokenLanguage language) => question switch
    {
        OpenQuestion.Goal => language.Say("interview.why.goal"),
        OpenQuestion.Outcome => language.Say("interview.why.outcome"),
        OpenQuestion.Mcid => language.Say("interview.why.mcid"),
        OpenQuestion.Typical => language.Say("interview.why.typical"),
        OpenQuestion.Adult => language.Say("interview.why.adult"),
        OpenQuestion.Conditions => language.Say("interview.why.conditions"),
        OpenQuestion.Medicines => language.Say("interview.why.medicines"),
        OpenQuestion.Tried => language.Say("interview.why.tried"),
        OpenQuestion.Limits => language.Say("interview.why.limits"),
        OpenQuestion.Expectation => language.Say("interview.why.expectation"),
        OpenQuestion.Candidates => language.Say("interview.why.candidates"),
        OpenQuestion.Length => language.Say("interview.why.length"),
        OpenQuestion.Confirm => language.Say("interview.why.confirm"),
        OpenQuestion.Word => language.Say("interview.why.word"),
        OpenQuestion.Severity => language.Say("interview.why.severity"),
        OpenQuestion.CheckIn => language.Say("interview.why.checkin"),
        OpenQuestion.Consent => language.Say("interview.why.consent"),
        OpenQuestion.Nothing => language.Say("interview.why.nothing"),
    };

    private static Choice[] CommonGoals(SpokenLanguage language) =>
    [
        Note(language.Say("interview.button.goal.sleep"), "goal", "sleep onset"), Note(language.Say("interview.button.goal.headache"), "goal", "migraine / headache"),
        Note(language.Say("interview.button.goal.back"), "goal", "low-back pain"), Note(language.Say("interview.button.goal.mood"), "goal", "low mood"),
        Note(language.Say("interview.button.goal.stress"), "goal", "stress"), Note(language.Say("interview.button.goal.tired"), "goal", "fatigue / energy"),
        Note(language.Say("interview.button.goal.gut"), "goal", "IBS / bloating"), Note(language.Say("interview.button.goal.heartburn"), "goal", "acid reflux"),
    ];

    private static SkillReply AskOutcome(InterviewNotes notes, EvidenceCatalogue catalogue, SpokenLanguage language)
    {
        var options = catalogue.Goal(notes.Goal!)!.Outcomes.Select(id => catalogue.Outcome(id)!).ToList();
        var lines = options.Select((option, index) => $"{index + 1}. {option.NameIn(language)}");
        return Reply(OpenQuestion.Outcome, $"{language.Say("interview.ask.outcome")}\n{string.Join("\n", lines)}", [.. options.Select(option => Note(SpokenLanguage.Sentence(option.NameIn(language)), "outcome", option.Id))]);
    }

    private static SkillReply AskMcid(DailyOutcome outcome, SpokenLanguage language) => Reply(
        OpenQuestion.Mcid,
        language.Say("interview.ask.mcid", ("outcome", outcome.NameIn(language))),
        [.. outcome.McidChoices.Select(mcid => Note(outcome.SayDifference(mcid, language), "mcid", mcid)), Skip(language.Say("interview.button.dont-know"), OpenQuestion.Mcid)]);

    private static SkillReply AskTypical(DailyOutcome outcome, SpokenLanguage language)
    {
        var (good, bad) = outcome.Kind switch
        {
            OutcomeKind.YesNo => (language.Say("amount.no"), language.Say("amount.yes")),
            OutcomeKind.Rating => outcome.LowerIsBetter ? ("2", "7") : ("8", "3"),
            OutcomeKind.Count => ("1", "6"),
            OutcomeKind.TimeOfDay => (outcome.Say(outcome.Lowest), outcome.Say(outcome.Highest)),
            OutcomeKind.Number => outcome.Unit switch { "min" when outcome.LowerIsBetter => ("15", "60"), "min" => ("7h30", "5h"), "mmHg" => ("125", "145"), _ => ("130", "200") },
        };
        return Reply(OpenQuestion.Typical, language.Say("interview.ask.typical", ("good", good), ("bad", bad)), [Skip(language.Say("interview.button.dont-know"), OpenQuestion.Typical)]);
    }

    private static Choice Note(string label, string field, JsonNode? value) => new(label, SkillCall.Of("interview-note", (field, value)));

    private static Choice Skip(string label, OpenQuestion question) => new(label, SkillCall.Of("interview-skip", ("question", question.ToString())));

    private static SkillReply Reply(OpenQuestion question, string say, IReadOnlyList<Choice> choices) => new() { Say = say, Asks = question, Question = say, Choices = choices };
}
