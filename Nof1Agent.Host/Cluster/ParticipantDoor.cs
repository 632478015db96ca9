using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Safety;
using NodaTime;

namespace Nof1Agent.Host.Cluster;

/// <summary>What a channel does with a message: store it, and only then acknowledge it and wake the participant.</summary>
internal sealed partial class ParticipantDoor(Inbox inbox, ChatLinks links, InvitationBook invitations, Delivery.OutboxPump outbox, IGrainFactory grains, SafetyScreen screen, ILogger<ParticipantDoor> logger)
{
    /// <summary>The participant behind a channel's id.</summary>
    public Task<ParticipantId> Meet(string channel, string externalId, DateTimeZone zone, string? language = null) => inbox.Meet(channel, externalId, zone, language);

    /// <summary>Whether a delivery was stored not longer ago than this.</summary>
    public bool HasTaken(string channel, string deliveryKey, Duration within) => inbox.HasTaken(channel, deliveryKey, within);

    /// <summary>Whether a text is a one-time code of somebody's conversation; asked before a chat is known.</summary>
    public bool IsLinkCode(string code) => links.Knows(code);

    /// <summary>A one-time code from another channel: the chat is asked whether to go on as the participant who was given it.</summary>
    public async Task<LinkOutcome> Link(ParticipantId participant, string channel, string externalId, string code)
    {
        var outcome = await links.Ask(participant, channel, externalId, code);
        outbox.Wake();
        return outcome;
    }

    /// <summary>Whether an invitation has this code; asked before a chat is known, so that what is no code of ours stays an ordinary message.</summary>
    public bool IsInvitation(string code) => invitations.Knows(code);

    /// <summary>An invitation of a coach that somebody opened.</summary>
    public async Task<InvitationOutcome> Invited(ParticipantId participant, string channel, string code, string? from = null)
    {
        var outcome = await invitations.Accept(participant, channel, code, from);
        outbox.Wake();
        return outcome;
    }

    /// <summary>What a channel calls the person, so that no language model is shown it. Nothing is kept before consent.</summary>
    public Task LearnNames(ParticipantId participant, IEnumerable<string> names) => HasConsented(participant) ? inbox.LearnNames(participant, names) : Task.CompletedTask;

    /// <summary>Whether they have agreed that what they tell is stored.</summary>
    public bool HasConsented(ParticipantId participant) => inbox.HasConsented(participant);

    /// <summary>Whether they want nothing of what is said to be seen in notifications.</summary>
    public bool IsDiscreet(ParticipantId participant) => inbox.IsDiscreet(participant);

    /// <summary>A typed message. When the task ends it is on the disk and its answer is under way; it goes to the chat that the message is from, where the channel names it.</summary>
    /// <returns>The message's id in the transcript; 0 for the command that takes a chat out, which leaves no message.</returns>
    public async Task<long> Text(ParticipantId participant, string channel, string deliveryKey, string text, MessagePlace place = default, string? from = null)
    {
        // Whatever is written behind the command is read like anything else.
        if (!place.IsEdit && Agent.Commands.IsUnlink(text) && screen.Check(text) is null)
        {
            await links.Unlink(participant, channel, from);
            outbox.Wake();
            return 0;
        }

        return await Woken(participant, text, await inbox.AcceptText(participant, channel, deliveryKey, text, place, from));
    }

    /// <summary>A message with a photo or document; stored together.</summary>
    public async Task<long> File(ParticipantId participant, string channel, string deliveryKey, string text, HandedInFile file, string? from = null) =>
        await Woken(participant, text, await inbox.AcceptFile(participant, channel, deliveryKey, text, file, from));

    private async Task<long> Woken(ParticipantId participant, string text, long id)
    {
        if (screen.Check(text) is { Rule.Level: SafetyLevel.Emergency })
        {
            await grains.GetGrain<IParticipantGrain>(participant.Value).Interrupt();
        }

        Wake(participant);
        return id;
    }

    /// <summary>A pressed button; null when it was never offered to this participant.</summary>
    public async Task<long?> Choice(ParticipantId participant, string channel, string deliveryKey, long messageId, string choiceId, string? from = null)
    {
        if (await links.Decide(participant, messageId, choiceId))
        {
            outbox.Wake();
            return messageId;
        }

        var id = await inbox.AcceptChoice(participant, channel, deliveryKey, messageId, choiceId, from);
        if (id is not null)
        {
            Wake(participant);
        }

        return id;
    }

    /// <summary>A form that was filled in; null when it was never given to this participant. Its note is somebody's own words.</summary>
    public async Task<long?> Form(ParticipantId participant, string channel, string deliveryKey, long messageId, FormAnswer answer, string? from = null)
    {
        var id = await inbox.AcceptForm(participant, channel, deliveryKey, messageId, answer, from);
        if (id is not null)
        {
            if (answer.Note is { } note && screen.Check(note) is { Rule.Level: SafetyLevel.Emergency })
            {
                await grains.GetGrain<IParticipantGrain>(participant.Value).Interrupt();
            }

            Wake(participant);
        }

        return id;
    }

    /// <summary>Wakes everyone with a message that was stored but not answered for a while: after a restart, or after a turn that failed.</summary>
    public void WakeWaiting(Duration waitedFor = default)
    {
        foreach (var participant in inbox.WithWaitingMessages(waitedFor))
        {
            Wake(participant);
        }
    }

    private void Wake(ParticipantId participant) => _ = Answer(participant);

    private async Task Answer(ParticipantId participant)
    {
        try
        {
            await grains.GetGrain<IParticipantGrain>(participant.Value).AnswerWaiting();
        }
        catch (Exception problem)
        {
            // The message stays in the inbox; the next message, the due clock or the next start has it answered.
            AnswerFailed(logger, problem.GetType().Name, problem);
        }
    }

    [LoggerMessage(LogLevel.Error, "A turn failed ({Kind}); its message stays in the inbox.")]
    private static partial void AnswerFailed(ILogger logger, string kind, Exception problem);
}
