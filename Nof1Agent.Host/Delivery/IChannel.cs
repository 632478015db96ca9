using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Delivery;

/// <summary>What became of a delivery.</summary>
internal enum DeliveryOutcome
{
    Delivered,

    /// <summary>To be tried again with back-off.</summary>
    TryAgain,
}

/// <summary>A way to reach people. Delivering the same key twice must be harmless, or at least look like one message.</summary>
internal interface IChannel
{
    /// <summary>Its name in the database, e.g. "web".</summary>
    string Name { get; }

    Task<DeliveryOutcome> Send(Outbound message, CancellationToken cancellation);
}
