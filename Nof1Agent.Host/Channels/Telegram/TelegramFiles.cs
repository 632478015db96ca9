using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>What people send that is not words. What they wrote with it counts as a message; nothing of the rest is fetched or kept.</summary>
internal sealed class TelegramFiles(ParticipantDoor door)
{
    /// <summary>Takes it in; when the task ends it is on the disk.</summary>
    public Task Take(ParticipantId participant, TelegramInbound.Attached attached, string key) => door.Text(
        participant,
        TelegramChannel.ChannelName,
        key,
        attached.Caption is { Length: > 0 } caption ? caption : Wordless.Mark(attached.Kind.ToString().ToLowerInvariant()));
}
