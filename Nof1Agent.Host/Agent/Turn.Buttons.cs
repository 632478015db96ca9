using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Agent;

// Buttons and commands: function calls without a model.
internal sealed partial class Turn
{
    private void Press(Inbound inbound, long messageId, string choiceId)
    {
        var message = skills.Conversation.Find(messageId);
        if (message is { Answered: null, Card.Form: { } form } && FormAnswer.Read(choiceId) is { } filled && form.Call(filled) is null)
        {
            Say(Speaker.System, inbound.Channel, SkillReply.Refuse(form.NumberNeeded));
            return;
        }

        var call = FormAnswer.Read(choiceId) is { } answer ? message?.Card?.Form?.Call(answer) : message is null ? null : ChoiceIds.Find(message.Choices, choiceId)?.Call;
        if (message is null || call is null)
        {
            Say(Speaker.System, inbound.Channel, SkillReply.Refuse(skills.ParticipantStore.Language.Say("help.unknown-button")));
            return;
        }

        if (message.Answered is not null)
        {
            Say(Speaker.System, inbound.Channel, SkillReply.Refuse(skills.ParticipantStore.Language.Say("help.answered-button")));
            return;
        }

        skills.Conversation.Answer(messageId, choiceId);
        trace.CallThrough(call);
        FinishTrialIfDue();
        answeredBy = "skill";
        Say(Speaker.Guide, inbound.Channel, trace.Together!);
    }

    private void Run(Inbound inbound, ChatCommand command)
    {
        trace.CallThrough(command.Call);
        FinishTrialIfDue();
        answeredBy = "skill";
        Say(Speaker.Guide, inbound.Channel, trace.Together!);
    }
}
