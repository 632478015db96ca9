using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Delivery;

/// <summary>
/// A way to reach people. Delivering the same key twice must be harmless, or at least look like one message. An exception counts as a
/// failure for now; what a channel can tell apart it says by its result.
/// </summary>
internal interface IChannel
{
    /// <summary>Its name in the database, e.g. "web".</summary>
    string Name { get; }

    /// <summary>How much it may be sent; the outbox keeps to it.</summary>
    ChannelLimits Limits { get; }

    /// <summary>The gate of the channel, where others than the outbox send on it too; null: the outbox makes one of the limits.</summary>
    RateGate? Gate => null;

    /// <summary>Says a message with its buttons and its picture. A long text is split by the channel; the receipt is that of the part with the buttons.</summary>
    Task<DeliveryResult> Send(Outbound message, CancellationToken cancellation);

    /// <summary>Closes the buttons of a delivered message (<see cref="Outbound.Receipt"/>) and shows which one was taken (the message names it).</summary>
    Task<DeliveryResult> CloseChoices(Outbound message, CancellationToken cancellation);

    /// <summary>Shows for a few seconds that an answer is being prepared. Best effort: it is neither stored nor tried again.</summary>
    Task ShowTyping(ChannelAddress address, CancellationToken cancellation);
}
