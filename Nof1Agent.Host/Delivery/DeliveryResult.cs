using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>What became of a delivery.</summary>
internal enum DeliveryOutcome
{
    /// <summary>The channel has it.</summary>
    Delivered,

    /// <summary>The channel asked to wait: nothing is sent to anybody on it until then. No failed attempt.</summary>
    RetryAfter,

    /// <summary>It failed for now (time-out, 5xx, no connection): tried again with back-off.</summary>
    TryAgain,

    /// <summary>The person cannot be reached here any more: blocked, account deleted, app removed.</summary>
    Unreachable,

    /// <summary>The channel will never accept this message: a dead letter for the operator; the next one goes on.</summary>
    Rejected,
}

/// <summary>What became of a delivery, with what is needed to go on. Made by the methods named after the outcomes.</summary>
internal sealed record DeliveryResult
{
    private DeliveryResult(DeliveryOutcome outcome) => Outcome = outcome;

    public DeliveryOutcome Outcome { get; }

    /// <summary>The channel's own id of the message, by which its buttons can be closed later; null where they cannot.</summary>
    public string? Receipt { get; private init; }

    /// <summary>How long the channel asked to wait.</summary>
    public Duration Wait { get; private init; }

    /// <summary>Why, in a few words for the operator; never what the message says, never who it is for.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>The channel has it.</summary>
    /// <param name="receipt">The channel's own id of the message, if its buttons can be closed by it.</param>
    public static DeliveryResult Delivered(string? receipt = null) => new(DeliveryOutcome.Delivered) { Receipt = receipt };

    /// <summary>The channel asked to wait.</summary>
    public static DeliveryResult RetryAfter(Duration wait) => new(DeliveryOutcome.RetryAfter) { Wait = wait };

    /// <summary>It failed for now.</summary>
    public static DeliveryResult TryAgain(string reason) => new(DeliveryOutcome.TryAgain) { Reason = reason };

    /// <summary>The person cannot be reached here any more.</summary>
    public static DeliveryResult Unreachable(string reason) => new(DeliveryOutcome.Unreachable) { Reason = reason };

    /// <summary>The channel will never accept this message.</summary>
    public static DeliveryResult Rejected(string reason) => new(DeliveryOutcome.Rejected) { Reason = reason };
}
