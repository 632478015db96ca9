using System.ComponentModel;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Presence;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills;

/// <summary>What the service is, in fixed words, and what to say when a message was not understood.</summary>
public sealed class HelpSkills(ConversationStore conversation, InterviewSkills interview, CandidateSkills candidates, TrialSkills trials, CheckInSkills checkIns, ParticipantStore participants, HumanRequests humans)
{
    [Description("Say that the message was not understood, and repeat the open question with its buttons.")]
    public SkillReply NotUnderstood()
    {
        var again = Again(conversation.Current.OpenQuestion);
        return again with { Say = participants.Language.Say("help.not-understood", ("again", again.Say)) };
    }

    [Description("Where the person and the service are: the open question, the trial, or what can be done.")]
    public SkillReply WhereWeAre() => Again(conversation.Current.OpenQuestion);

    [Description("Ask the question of the day again, if it is still open.")]
    public SkillReply AskToday() => checkIns.AskIfOpen() ?? new SkillReply { Say = participants.Language.Say("help.no-question") };

    private SkillReply Again(OpenQuestion open) => open switch
    {
        OpenQuestion.Candidates => candidates.Choose(),
        OpenQuestion.Length or OpenQuestion.Confirm => trials.ShowPlan(),
        OpenQuestion.Word => trials.Today(),
        OpenQuestion.CheckIn when checkIns.AskIfOpen() is { } ask => ask,
        OpenQuestion.CheckIn or OpenQuestion.Severity or OpenQuestion.Nothing => new SkillReply
        {
            Say = participants.Language.Say("help.can-do"),
            Choices =
            [
                new Choice(participants.Language.Say("help.button.today"), SkillCall.Of("trials-today")),
                new Choice(participants.Language.Say("help.button.diary"), SkillCall.Of("checkins-diary")),
                new Choice(participants.Language.Say("help.button.candidates"), SkillCall.Of("candidates-list")),
                new Choice(participants.Language.Say("help.button.did-it-work"), SkillCall.Of("results-did_it_work")),
                new Choice(participants.Language.Say("help.button.how"), SkillCall.Of("help-explain")),
                new Choice(participants.Language.Say("help.button.other-app"), SkillCall.Of("channels-link_code")),
            ],
        },
        OpenQuestion.Consent or OpenQuestion.Goal or OpenQuestion.Outcome or OpenQuestion.Mcid or OpenQuestion.Typical or OpenQuestion.Adult or OpenQuestion.Conditions
            or OpenQuestion.Medicines or OpenQuestion.Tried or OpenQuestion.Limits or OpenQuestion.Expectation => interview.NextQuestion(),
    };

    [Description("Explain what this service does and what the person can say. Topics: about, privacy, human (they ask for a human: their coach is told), thanks.")]
    public SkillReply Explain([Description("about, privacy, human or thanks")] string topic = "about") => topic.Trim().ToLowerInvariant() switch
    {
        "privacy" => new SkillReply
        {
            Say = participants.Language.Say("help.privacy"),
        },
        "human" => humans.Ask(),
        "thanks" => new SkillReply { Say = participants.Language.Say("help.thanks") },
        _ => new SkillReply
        {
            Say = participants.Language.Say("help.about"),
        },
    };
}
