using Nof1Agent.Host.Channels;
using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Host.Agent;

// Words, changed words and files: for the agent.
internal sealed partial class Turn
{
    // A changed message only ever corrects what the person told about a day: no consent, no command and no deletion comes of it.
    private async Task AnswerEdit(Inbound inbound, EditMeaning meaning, CancellationToken cancellation)
    {
        if (meaning is EditMeaning.Unchanged)
        {
            guard = "a changed message with the same words";
        }
        else if (meaning is EditMeaning.Unclear || inbound.Text.StartsWith('/') || skills.ParticipantStore.Current.Consent is not Consent.Given)
        {
            Say(Speaker.System, inbound.Channel, new SkillReply { Say = skills.ParticipantStore.Language.Say("checkins.edit-unclear") });
        }
        else
        {
            var language = skills.ParticipantStore.Language;
            await Talk(inbound.Channel, meaning is EditMeaning.CorrectsADay ? language.Say("checkins.edit-read-as", ("text", inbound.Text)) : inbound.Text, cancellation);
        }
    }

    // A photo or document goes to a model that can look at it; where none can, that is said, and what was written with it is answered.
    private async Task Look(Inbound inbound, Wordless sent, CancellationToken cancellation)
    {
        var language = skills.ParticipantStore.Language;
        if (skills.FileStore.Of(inbound.Id) is { } file)
        {
            if (screen.Findings(file.Words).FirstOrDefault(finding => finding.Rule is { Action: SafetyAction.Respond, Level: SafetyLevel.Urgent or SafetyLevel.Emergency }) is { } grave)
            {
                guard = $"screen {screen.Version}: {grave.Rule.Id} in a file";
                Say(Speaker.System, inbound.Channel, skills.Safety.InAFile(grave));
                return;
            }

            if (agents.LooksAt(file.Kind))
            {
                skills.Files.Current = file;
                await Talk(inbound.Channel, sent.Caption, cancellation, written: inbound.Text, after: file.MediaType == "text/plain" ? null : language.Say("files.as-it-is"));
                return;
            }
        }

        var sorry = SkillReply.Refuse(sent.Kind switch
        {
            Wordless.Photo => language.Say("channels.photo"),
            Wordless.Document => language.Say("channels.document"),
            "voice" => language.Say("channels.voice"),
            _ => language.Say("channels.other"),
        });
        if (sent.Caption.Length == 0)
        {
            Say(Speaker.System, inbound.Channel, sorry);
        }
        else
        {
            await Talk(inbound.Channel, sent.Caption, cancellation, written: inbound.Text, before: sorry.Say);
        }
    }

    private async Task Talk(string channel, string text, CancellationToken cancellation, string? written = null, string? before = null, string? after = null)
    {
        var conversation = skills.Conversation.Last(RememberedMessages).Where(message => message.Text != (written ?? text)).ToList();
        var answer = await agents.Answer(text, skills, conversation, trace, screen, cancellation);
        promptHash = answer.PromptHash;
        guard = answer.Guard;
        var result = FinishTrialIfDue();
        var reply = result is null ? answer.Reply : answer.Reply.FollowedBy(result);
        var whole = before is null && after is null ? reply : reply with { Say = string.Join("\n\n", new[] { before, reply.Say, answer.Speaker is Speaker.Model ? after : null }.OfType<string>().Where(part => part.Length > 0)) };
        if (whole.Say.Length > 0)
        {
            Say(answer.Speaker, channel, whole);
        }

        if (trace.ReadBack is { } readBack)
        {
            Say(Speaker.Guide, channel, readBack);
        }
    }

    private SkillReply? FinishTrialIfDue() =>
        skills.Results.IsDue() && !trace.Calls.Any(call => call.Function == "results-did_it_work") ? trace.Call(SkillCall.Of("results-did_it_work")) : null;
}
