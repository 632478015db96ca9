using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>What is done on the channel.</summary>
public enum OutboundKind
{
    /// <summary>A message is said.</summary>
    Say,

    /// <summary>The buttons of a message that was delivered earlier are closed, because one of them was taken.</summary>
    CloseChoices,
}

/// <summary>Who is served first where a channel can only send so much.</summary>
public enum Urgency
{
    /// <summary>Somebody has just written and waits.</summary>
    Awaited = 0,

    /// <summary>Said of the service's own accord.</summary>
    Due = 1,
}

/// <summary>One delivery that waits.</summary>
public sealed record Outbound
{
    /// <summary>The order in which it was said.</summary>
    public required long Id { get; init; }

    /// <summary>Stable: a delivery that is tried twice carries it twice.</summary>
    public required string Key { get; init; }

    public required ParticipantId ParticipantId { get; init; }

    public required string Channel { get; init; }

    public required OutboundKind Kind { get; init; }

    /// <summary>The channel's own id of the person, e.g. a chat id; null where the channel knows them by our id only.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The fingerprint of that id, under which the address is kept.</summary>
    public string? Identity { get; init; }

    /// <summary>What the channel needs beside that id, as JSON; null where it needs nothing.</summary>
    public string? Address { get; init; }

    /// <summary>What is said, with buttons and pictures. What a picture shows is in the transcript.</summary>
    public required Message Message { get; init; }

    /// <summary>Whether a notification must not show what the message says.</summary>
    public bool Discreet { get; init; }

    /// <summary>The person's language, for what the channel adds of its own.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The channel's own id of the message whose buttons are closed.</summary>
    public string? Receipt { get; init; }

    /// <summary>After that it makes no sense any more.</summary>
    public Instant? ExpiresAt { get; init; }

    public required Instant CreatedAt { get; init; }

    public required int Attempts { get; init; }

    public string Text => Message.Text;
}

/// <summary>A delivery that will never be made.</summary>
public sealed record DeadLetter
{
    public required string Key { get; init; }

    public required ParticipantId ParticipantId { get; init; }

    public required string Channel { get; init; }

    /// <summary>Why, in a few words; never what the message says.</summary>
    public required string Failed { get; init; }

    public required int Attempts { get; init; }

    public required Instant CreatedAt { get; init; }
}

/// <summary>How much of a channel's work waits.</summary>
public sealed record OutboxBacklog
{
    public required string Channel { get; init; }

    /// <summary>How many deliveries wait.</summary>
    public required long Waiting { get; init; }

    /// <summary>When the oldest of them was said.</summary>
    public required Instant Oldest { get; init; }
}
