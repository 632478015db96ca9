using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>The built-in web chat. The transcript is what the page reads, so a message is delivered once the page is told to look.</summary>
internal sealed class WebChatChannel(ChatSignals signals) : IChannel
{
    /// <summary>Its name in the database.</summary>
    public const string ChannelName = "web";

    public string Name => ChannelName;

    public ChannelLimits Limits => ChannelLimits.None;

    public Task<DeliveryResult> Send(Outbound message, CancellationToken cancellation)
    {
        signals.Changed(message.ParticipantId);
        return Task.FromResult(DeliveryResult.Delivered());
    }

    // The page closes its buttons by what the transcript says.
    public Task<DeliveryResult> CloseChoices(Outbound message, CancellationToken cancellation) => Send(message, cancellation);

    // The page is told by the same signal that every turn gives.
    public Task ShowTyping(ChannelAddress address, CancellationToken cancellation) => Task.CompletedTask;
}
