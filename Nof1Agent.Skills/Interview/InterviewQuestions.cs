using System.Text.Json.Nodes;
using Nof1Agent.Skills.Evidence;

namespace Nof1Agent.Skills.Interview;

/// <summary>The wording of each interview question, why it is asked, and the buttons that answer it.</summary>
internal static class InterviewQuestions
{
    public static SkillReply Ask(OpenQuestion question, InterviewNotes notes, EvidenceCatalogue catalogue)
    {
        var outcome = notes.Outcome is { } id ? catalogue.Outcome(id) : null;
        return question switch
        {
            OpenQuestion.Goal => Reply(question, "What would you like to change? Say it in your own words, for example \"I sleep badly\" or \"my back hurts most days\".",
                [.. CommonGoals.Select(goal => Note(goal.Label, "goal", goal.Goal))]),
            OpenQuestion.Outcome => AskOutcome(notes, catalogue),
            OpenQuestion.Mcid => AskMcid(outcome!),
            OpenQuestion.Typical => Reply(question, $"What is it like on a good day, and on a bad day? For example \"{Example(outcome!)}\". It tells me how much your days differ.", [Skip("I don't know", question)]),
            OpenQuestion.Adult => Reply(question, "Are you 18 or older?", [Note("Yes", "adult", true), Note("No", "adult", false)]),
            OpenQuestion.Conditions => Reply(question,
                "Do you have any health conditions, and are you pregnant or breastfeeding? Some things are not safe for everybody.",
                [Note("None of these", "conditions", new JsonArray()), Note("Pregnant or breastfeeding", "pregnant", true), Skip("I'd rather not say", question)]),
            OpenQuestion.Medicines => Reply(question, "Which medicines or supplements do you take? I never test prescribed medicine; I ask because some things do not go together.",
                [Note("None", "medicines", new JsonArray()), Skip("I'd rather not say", question)]),
            OpenQuestion.Tried => Reply(question, "What have you tried already?", [Note("Nothing yet", "tried", new JsonArray()), Skip("Skip", question)]),
            OpenQuestion.Limits => Reply(question, "Is there anything you would not want to do or take?", [Note("Nothing", "limits", new JsonArray()), Skip("Skip", question)]),
            OpenQuestion.Expectation => Reply(question,
                "Last question: how much do you expect a change like this to help you, from 0 (not at all) to 10 (completely)? There is no right answer.",
                [.. Enumerable.Range(0, 11).Select(n => Note(n.ToString(System.Globalization.CultureInfo.InvariantCulture), "expectation", n))]) with
            { Layout = ChoiceLayout.Scale },
            _ => throw new ArgumentOutOfRangeException(nameof(question), question, "not a question of the interview"),
        };
    }

    /// <summary>Why a question is asked.</summary>
    public static string Why(OpenQuestion question) => question switch
    {
        OpenQuestion.Goal => "A trial can answer one question at a time, so we start with the one thing that bothers you most.",
        OpenQuestion.Outcome => "One number a day is what we compare at the end. Choosing it now, before the data, keeps the answer honest.",
        OpenQuestion.Mcid => "A change can be real and still too small to be worth the effort. Your own limit decides what counts as \"it worked\" - not mine.",
        OpenQuestion.Typical => "The more your days differ, the longer a trial must be to see a change. Your good and bad days tell me how long.",
        OpenQuestion.Adult => "This service is for adults only.",
        OpenQuestion.Conditions => "Some things that are harmless for most people are not safe with certain conditions or in pregnancy. I leave those out.",
        OpenQuestion.Medicines => "Some supplements do not go together with medicines. I never test prescribed medicine on or off.",
        OpenQuestion.Tried => "So that I do not propose what you know already.",
        OpenQuestion.Limits => "A trial that you do not want to do will not be done. Tell me, and I leave it out.",
        OpenQuestion.Expectation => "What people expect colours what they notice. Written down before the start, it can be compared with the answer.",
        OpenQuestion.Candidates => "These are guesses from studies of other people. Only your own trial can tell what works for you.",
        OpenQuestion.Length => "A longer trial sees smaller changes. You decide what it is worth.",
        OpenQuestion.Confirm => "Once a plan is fixed, nobody can bend it to the result any more - not you, not me.",
        OpenQuestion.Word => "Your word goes into the lottery together with a secret that I have already committed to. That way neither of us can choose the order.",
        OpenQuestion.Severity => "A strong side effect is a reason to stop, so I have to know how strong it is.",
        OpenQuestion.CheckIn => "One answer a day is all that the comparison is made of. A missed day is no drama; it is simply left out.",
        OpenQuestion.Consent => "What you tell is about your health and belongs to you. I store it only if you agree.",
        OpenQuestion.Nothing => "Ask me about any step: the candidates, the plan, the lottery or the answer.",
    };

    private static IReadOnlyList<(string Label, string Goal)> CommonGoals { get; } =
    [
        ("I sleep badly", "sleep onset"), ("Headaches", "migraine / headache"), ("Back pain", "low-back pain"), ("Low mood", "low mood"), ("Stress", "stress"),
        ("Tired all the time", "fatigue / energy"), ("Gut trouble", "IBS / bloating"), ("Heartburn", "acid reflux"),
    ];

    private static SkillReply AskOutcome(InterviewNotes notes, EvidenceCatalogue catalogue)
    {
        var options = catalogue.Goal(notes.Goal!)!.Outcomes.Select(id => catalogue.Outcome(id)!).ToList();
        var lines = options.Select((option, index) => $"{index + 1}. {option.Name}");
        return Reply(OpenQuestion.Outcome, "What should we measure, once a day?\n" + string.Join("\n", lines), [.. options.Select(option => Note(Sentence(option.Name), "outcome", option.Id))]);
    }

    private static SkillReply AskMcid(DailyOutcome outcome) => Reply(
        OpenQuestion.Mcid,
        $"What is the smallest change in {outcome.Name} that would be worth the effort for you?",
        [.. outcome.McidChoices.Select(mcid => Note(outcome.SayDifference(mcid), "mcid", mcid)), Skip("I don't know", OpenQuestion.Mcid)]);

    private static string Example(DailyOutcome outcome)
    {
        var (good, bad) = outcome.Kind switch
        {
            OutcomeKind.YesNo => ("no", "yes"),
            OutcomeKind.Rating => outcome.LowerIsBetter ? ("2", "7") : ("8", "3"),
            OutcomeKind.Count => ("1", "6"),
            OutcomeKind.Number => outcome.Unit switch { "min" when outcome.LowerIsBetter => ("15", "60"), "min" => ("7h30", "5h"), "mmHg" => ("125", "145"), _ => ("130", "200") },
        };
        return $"{good} on a good day, {bad} on a bad one";
    }

    private static Choice Note(string label, string field, JsonNode? value) => new(label, SkillCall.Of("interview-note", (field, value)));

    private static Choice Skip(string label, OpenQuestion question) => new(label, SkillCall.Of("interview-skip", ("question", question.ToString())));

    private static SkillReply Reply(OpenQuestion question, string say, IReadOnlyList<Choice> choices) => new() { Say = say, Asks = question, Question = say, Choices = choices };

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
