using System.ComponentModel;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills;

/// <summary>What the service is, in fixed words, and what to say when a message was not understood.</summary>
public sealed class HelpSkills(ConversationStore conversation, InterviewSkills interview, CandidateSkills candidates, TrialSkills trials, CheckInSkills checkIns)
{
    [Description("Say that the message was not understood, and repeat the open question with its buttons.")]
    public SkillReply NotUnderstood()
    {
        var again = Again(conversation.Current.OpenQuestion);
        return again with { Say = $"I am not sure I understood that. {again.Say}" };
    }

    [Description("Where the person and the service are: the open question, the trial, or what can be done.")]
    public SkillReply WhereWeAre() => Again(conversation.Current.OpenQuestion);

    [Description("Ask the question of the day again, if it is still open.")]
    public SkillReply AskToday() => checkIns.AskIfOpen() ?? new SkillReply { Say = "There is no open question for now." };

    private SkillReply Again(OpenQuestion open) => open switch
    {
        OpenQuestion.Candidates => candidates.Choose(),
        OpenQuestion.Length or OpenQuestion.Confirm => trials.ShowPlan(),
        OpenQuestion.Word => trials.Today(),
        OpenQuestion.CheckIn when checkIns.AskIfOpen() is { } ask => ask,
        OpenQuestion.CheckIn or OpenQuestion.Severity or OpenQuestion.Nothing => new SkillReply
        {
            Say = "Here is what I can do:",
            Choices =
            [
                new Choice("What do I do today?", SkillCall.Of("trials-today")),
                new Choice("My diary", SkillCall.Of("checkins-diary")),
                new Choice("What could I try?", SkillCall.Of("candidates-list")),
                new Choice("Did it work?", SkillCall.Of("results-did_it_work")),
                new Choice("How does this work?", SkillCall.Of("help-explain")),
                new Choice("Go on in another app", SkillCall.Of("channels-link_code")),
            ],
        },
        OpenQuestion.Consent or OpenQuestion.Goal or OpenQuestion.Outcome or OpenQuestion.Mcid or OpenQuestion.Typical or OpenQuestion.Adult or OpenQuestion.Conditions
            or OpenQuestion.Medicines or OpenQuestion.Tried or OpenQuestion.Limits or OpenQuestion.Expectation => interview.NextQuestion(),
    };

    [Description("Explain what this service does and what the person can say. Topics: about, privacy, human, thanks.")]
    public SkillReply Explain([Description("about, privacy, human or thanks")] string topic = "about") => topic.Trim().ToLowerInvariant() switch
    {
        "privacy" => new SkillReply
        {
            Say = "What you tell is stored in the database of this server. A language model, if the server uses one, sees your interview, the state of your trial and the last messages - never the order of your trial, and no e-mail address, phone number or name that I can recognise; write \"/privacy\" to see what it was sent last. Write \"/delete\" to have everything about you deleted, \"/withdraw\" to take your consent back; \"stop\" ends a trial at any time.",
        },
        "human" => new SkillReply
        {
            Say = "I am a program. If this server has a coach, they can read this conversation and write to you here. If it is urgent, please do not wait for them: call your doctor, or your local emergency number.",
        },
        "thanks" => new SkillReply { Say = "You are welcome." },
        _ => new SkillReply
        {
            Say = "I help you test one thing on yourself, fairly: you try it on and off in an order drawn by lot, answer a question a day, and get an honest answer at the end. You can say things like \"I sleep badly\", \"what could I try?\", \"what do I do today?\", \"25 minutes\", \"no, I meant 35\", \"show my diary\", \"pause\", \"stop\" and \"did it work?\".",
        },
    };
}
