using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>At most so many messages in any stretch of so long.</summary>
internal sealed record Allowance(int Messages, Duration Per);

/// <summary>How much a channel may be sent. Every allowance of a list holds at the same time.</summary>
internal sealed record ChannelLimits
{
    /// <summary>No limit: a channel inside this process.</summary>
    public static ChannelLimits None { get; } = new() { AtOnce = 256 };

    /// <summary>For the channel as a whole, e.g. 28 a second.</summary>
    public IReadOnlyList<Allowance> Channel { get; init; } = [];

    /// <summary>For each conversation, e.g. 1 a second and 20 a minute.</summary>
    public IReadOnlyList<Allowance> Conversation { get; init; } = [];

    /// <summary>Deliveries on their way at the same time. With a round trip of t seconds it has to exceed t times the messages a second.</summary>
    public int AtOnce { get; init; } = 32;
}
