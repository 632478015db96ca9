using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>What people send that is not words. What cannot be used is answered in words; nothing of it is fetched or kept.</summary>
internal sealed class TelegramFiles(ParticipantDoor door)
{
    /// <summary>Takes it in like a message: its caption counts as written.</summary>
    public Task Take(ParticipantId participant, TelegramInbound.Attached attached, string key, CancellationToken cancellation)
    {
        _ = cancellation;
        return door.Text(participant, TelegramChannel.ChannelName, key, attached.Caption is { Length: > 0 } caption ? caption : $"[{attached.Kind}]");
    }
}
