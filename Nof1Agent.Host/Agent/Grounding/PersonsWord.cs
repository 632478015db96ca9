using System.Text.Json.Nodes;
using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Host.Agent.Guide.Language;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>
/// What a model may do is what the person said. A model reads people better than rules do, and may choose functions freely; but what is stored as told has
/// to stand in the person's words, what opens a gate has to be read there by rules too, and what cannot be taken back takes the person's own act: their
/// word at that very question, or a button. What is objected to is said to the model only, with the way out.
/// </summary>
internal sealed partial class PersonsWord
{
    private const int LongestText = 400;
    private const int LongestCall = 4_000;
    private const int FewestLetters = 4;

    private readonly string text;
    private readonly AgentState state;
    private readonly Understanding understood;
    private readonly SafetyScreen screen;
    private readonly Func<Ground> ground;
    private readonly HashSet<string> said;
    private readonly HashSet<double> numbers;
    private readonly string? goal;
    private readonly string? outcome;
    private readonly bool besideAFile;
    private bool planChanged;

    /// <param name="text">What the person writes now.</param>
    /// <param name="state">Where they stood when they wrote it.</param>
    /// <param name="conversation">What was said before.</param>
    /// <param name="screen">The safety rules.</param>
    /// <param name="skills">What was told before.</param>
    /// <param name="ground">What may be said, for words that a function would repeat.</param>
    public PersonsWord(string text, AgentState state, IReadOnlyList<Message> conversation, SafetyScreen screen, SkillSet skills, Func<Ground> ground)
    {
        this.text = StrangersText.OwnWords(text);
        this.state = state;
        this.screen = screen;
        this.ground = ground;
        understood = GuidePlanner.Understand(this.text, state);
        (goal, outcome) = (skills.InterviewStore.Notes.Goal, skills.InterviewStore.Notes.Outcome);
        besideAFile = skills.Files.Current is not null || StrangersText.IsAFile(text) || conversation.Any(message => message.Speaker is Speaker.Person && StrangersText.IsAFile(message.Text));
        said = Words([this.text, .. skills.FileStore.Readings, .. conversation.Where(message => message.Speaker is Speaker.Person).Select(message => StrangersText.OwnWords(message.Text))]);
        numbers = NumbersOf(this.text, understood.Facts, state.Unit);
    }

    /// <summary>Why a model may not make a call; null: it may.</summary>
    public SkillReply? Objection(SkillCall call)
    {
        var function = SkillCatalogue.Plain(call.Function);
        if (call.Arguments.ToJsonString().Length > LongestCall)
        {
            return SkillReply.Refuse("The arguments are far too long. Give only what the person said, in few words.");
        }

        // What is checked here has to be what the skill gets: one argument of a name, written as the name is.
        if (call.Arguments.Any(argument => argument.Key.Trim() != argument.Key) || call.Arguments.DistinctBy(argument => argument.Key, StringComparer.OrdinalIgnoreCase).Count() < call.Arguments.Count)
        {
            return SkillReply.Refuse("Give each argument once, by its name.");
        }

        var reason = Act(function, call.Arguments) ?? Told(function, call.Arguments) ?? Repeated(function, call.Arguments);
        if (reason is null && function is "trials-propose" or "trials-choose_length" or "trials-observe_first")
        {
            planChanged = true;
        }

        return reason is null ? null : SkillReply.Refuse(reason);
    }

    // What cannot be taken back, or would take something from the person.
    private string? Act(string function, JsonObject arguments)
    {
        var facts = understood.Facts;
        return function switch
        {
            FileSkills.KeepFunction or "files-drop" => "Only the person confirms what was read, with the button. Call files-read_back.",
            "imports-take" => "Only the person takes a column over, with the button. Call imports-look.",
            "participants-consent" => "Consent is asked and taken by fixed text only.",
            "trials-stop" => "Only the person ends a trial, with the button. Call trials-ask_stop.",
            "trials-confirm_plan" when state.OpenQuestion is not OpenQuestion.Confirm || facts.Confirm is not true || planChanged =>
                "Only a clear yes of the person to the plan as it was shown fixes it. Show the plan, and ask.",
            "trials-begin" when state.OpenQuestion is not OpenQuestion.Word || !Contains(Text(arguments, "word")) =>
                "The word for the lottery has to be the person's own, from their answer to that question.",
            "trials-pause" when understood.Act is not Guide.Language.Act.Pause && !PauseWords().IsMatch(text) => "The person did not ask for a pause. Ask them.",
            "trials-resume" when understood.Act is not Guide.Language.Act.Resume && !ResumeWords().IsMatch(text) => "The person did not ask to go on. Ask them.",
            "trials-cancel_plan" when understood.Act is not Guide.Language.Act.Stop && !CancelWords().IsMatch(text) => "The person did not give the plan up. Ask them.",
            "trials-observe_first" when !ObserveWords().IsMatch(text) => "The person did not ask to observe first. Offer it.",
            "trials-propose" when state.Trial is "draft" or "frozen" && facts.Candidate is null && !AnotherWords().IsMatch(text) => "There is a plan already, and the person did not ask for another.",
            "checkins-guess" when !GuessWords().IsMatch(text) => "The person did not say what they think was in the container.",
            "trials-blind" when !BlindWords().IsMatch(text) => "The person did not ask for that. Offer it.",
            "checkins-undo" when understood.Act is not (Guide.Language.Act.Undo or Guide.Language.Act.Correct) && !UndoWords().IsMatch(text) => "The person did not take anything back.",
            "interview-skip" when understood.Act is not Guide.Language.Act.Skip && !SkipWords().IsMatch(text) => "The person did not leave the question out. Ask it.",
            _ => null,
        };
    }

    // A function may repeat what it is given, and what functions say counts as fact: so nothing ungrounded may go in.
    private string? Repeated(string function, JsonObject arguments)
    {
        foreach (var (name, piece) in arguments.SelectMany(argument => Texts(argument.Value).Select(text => (argument.Key, text))))
        {
            if (piece.Length > LongestText)
            {
                return "A text is too long. Give only what the person said, in few words.";
            }

            if (function is "candidates-explain" or "trials-propose" && piece.All(character => char.IsAsciiDigit(character) || character is ',' or ' ' or '+' or '&'))
            {
                continue;
            }

            if (function == FileSkills.ReadBackFunction)
            {
                // A bare number may be read back, the dose on a label too, since it counts for nothing before the person's yes; a claim, an order of arms or an advice may not, whoever printed it.
                if (ClaimsSomething(piece) || screen.CheckReply(Digits().Replace(piece, "")) is not null || screen.CheckPhrases(piece) is { Rule.Level: not SafetyLevel.Caution })
                {
                    return "Read back names and bare numbers only, no claim and nothing about medicines.";
                }

                continue;
            }

            if (function is "checkins-record" or "checkins-correct" && Same(name, "day") && DayShape().IsMatch(piece))
            {
                continue;
            }

            if (!Contains(piece) && GroundingGuard.Check(piece, ground()) is { Count: > 0 } ungrounded)
            {
                return $"This is neither the person's word nor a fact: {string.Join(", ", ungrounded.Select(item => item.Text))}.";
            }

            if (!Contains(piece) && screen.CheckPhrases(piece) is { Rule.Level: not SafetyLevel.Caution })
            {
                return "This touches a safety rule and is not the person's word.";
            }
        }

        return null;
    }

    private bool ClaimsSomething(string piece)
    {
        var facts = ground();
        return facts.Read(piece).Any(sentence => sentence.Claims.Count > 0 || sentence.Quantities.Any(quantity => quantity.Way is not Way.None) || facts.TellsTheOrder(sentence));
    }

    private bool Contains(string? piece) => piece is { } word && word.Trim().Length > 0 && text.Contains(word.Trim(), StringComparison.OrdinalIgnoreCase);
}
