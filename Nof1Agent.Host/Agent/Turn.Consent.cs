using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Host.Agent.Guide.Language;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Privacy;

namespace Nof1Agent.Host.Agent;

// Before anything is kept: the question of consent, and its answer.
internal sealed partial class Turn
{
    private async Task AskConsent(Inbound inbound, CancellationToken cancellation)
    {
        if (inbound.ChoiceMessageId is null && KnownLanguages.AskedForIn(inbound.Text) is { } wanted)
        {
            var changed = trace.Call(SkillCall.Of("participants-set_language", ("language", wanted.Tag)));
            Say(Speaker.Guide, inbound.Channel, changed.FollowedBy(Introduced(ParticipantSkills.AskConsent(skills.ParticipantStore.Language))));
            return;
        }

        var wasAsked = skills.Conversation.Current.OpenQuestion is OpenQuestion.Consent;
        if (!wasAsked || Agrees(inbound) is not { } agreed)
        {
            var ask = ParticipantSkills.AskConsent(skills.ParticipantStore.Language);
            Say(Speaker.Guide, inbound.Channel, wasAsked ? ask with { Say = skills.ParticipantStore.Language.Say("consent.again") } : Introduced(ask));
            return;
        }

        if (inbound.ChoiceMessageId is { } pressed)
        {
            skills.Conversation.Answer(pressed, inbound.ChoiceId!);
        }

        var reply = trace.Call(SkillCall.Of("participants-consent", ("agree", agreed)));
        if (!agreed)
        {
            Say(Speaker.Guide, inbound.Channel, reply);
            skills.Conversation.Forget(id);
            return;
        }

        Say(Speaker.System, inbound.Channel, new ConsentReceipt(skills.Work, skills.ParticipantStore).Show());

        // What was written before the question of consent is not asked for a second time.
        foreach (var earlier in skills.Conversation.Last(RememberedMessages).Where(message => message.Speaker is Speaker.Person))
        {
            skills.Safety.Remember(screen.Findings(earlier.Text));
            skills.Names.LearnFrom(earlier.Text);
        }

        var opening = skills.Conversation.Last(RememberedMessages).FirstOrDefault(message => message.Speaker is Speaker.Person && message.Text != inbound.Text && !message.Text.StartsWith('/'))?.Text;
        if (opening is not null && GuidePlanner.Understand(opening, AgentState.Of(skills) with { OpenQuestion = OpenQuestion.Goal }) is { Act: Act.Answer })
        {
            Say(Speaker.Guide, inbound.Channel, reply with { Say = skills.ParticipantStore.Language.Say("consent.thanks"), Choices = [], Asks = OpenQuestion.Goal });
            await Talk(inbound.Channel, opening, cancellation);
        }
        else
        {
            Say(Speaker.Guide, inbound.Channel, reply);
        }
    }

    private SkillReply Introduced(SkillReply ask)
    {
        var language = skills.ParticipantStore.Language;
        var told = skills.ParticipantStore.Current.Language;
        var fallback = KnownLanguages.Find(told) is null ? language.Say("participants.language-fallback", ("told", told), ("known", string.Join(", ", KnownLanguages.All.Select(known => known.Name)))) + "\n\n" : "";
        var who = agents.HasModel ? language.Say("agent.model-reads", ("model", agents.ModelName)) : language.Say("consent.no-model");
        return ask with { Say = $"{fallback}{ask.Say}\n\n{who}" };
    }

    private bool? Agrees(Inbound inbound)
    {
        if (inbound.ChoiceMessageId is { } messageId)
        {
            return skills.Conversation.Find(messageId) is { Answered: null } message && ChoiceIds.Find(message.Choices, inbound.ChoiceId!) is { Call.Function: "participants-consent" } choice
                ? choice.Call.Arguments["agree"]!.GetValue<bool>()
                : null;
        }

        return GuidePlanner.Understand(inbound.Text, AgentState.Of(skills) with { OpenQuestion = OpenQuestion.Consent }).Facts.Consent;
    }
}
