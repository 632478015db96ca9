using Nof1Agent.Skills.Files;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>Who says something.</summary>
public enum Speaker
{
    Person,

    /// <summary>The built-in guide, without a language model.</summary>
    Guide,

    /// <summary>A language model, after guard and screen.</summary>
    Model,

    Coach,

    /// <summary>The service itself: fixed safety texts and notices.</summary>
    System,
}

/// <summary>Who answers the person.</summary>
public enum Floor
{
    Agent,
    Coach,
}

/// <summary>Where a conversation stands. A turn commits against <see cref="Version"/>, so that two turns can never both build on the same state.</summary>
public sealed record Conversation
{
    public required long Version { get; init; }

    public Floor Floor { get; init; } = Floor.Agent;

    /// <summary>Which coach has the floor; null while the agent has it.</summary>
    public string? FloorCoach { get; init; }

    /// <summary>Since when the coach has it.</summary>
    public Instant? FloorSince { get; init; }

    /// <summary>When the coach took it or wrote last: after a long silence it goes back by itself.</summary>
    public Instant? FloorActiveAt { get; init; }

    public OpenQuestion OpenQuestion { get; init; } = OpenQuestion.Nothing;

    /// <summary>The safety rule that holds the conversation in support mode, if any.</summary>
    public string? SafetyHold { get; init; }

    public Instant? SafetyHoldSince { get; init; }

    /// <summary>The agent answers again.</summary>
    public Conversation WithAgent() => this with { Floor = Floor.Agent, FloorCoach = null, FloorSince = null, FloorActiveAt = null };
}

/// <summary>One message as it was said.</summary>
public sealed record Message
{
    public required long Id { get; init; }

    public required Speaker Speaker { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public ChoiceLayout Layout { get; init; }

    /// <summary>The id of the choice that was taken: "c" and its place.</summary>
    public string? Answered { get; init; }

    /// <summary>What the taken choice says, or what was filled in; null while nothing is taken.</summary>
    public string? AnsweredLabel => Answered is not { } id ? null : FormAnswer.Read(id) is { } filled ? Card?.Form?.Words(filled) : ChoiceIds.Find(Choices, id)?.Label;

    /// <summary>What an app with cards shows beside the text.</summary>
    public CardParts? Card { get; init; }

    public IReadOnlyList<MessagePicture> Pictures { get; init; } = [];

    public IReadOnlyList<Download> Downloads { get; init; } = [];

    /// <summary>What the person handed in with it, as far as it is still kept.</summary>
    public IReadOnlyList<MessageFile> Files { get; init; } = [];

    public required Instant At { get; init; }
}

/// <summary>A message that came in and waits to be answered.</summary>
public sealed record Inbound
{
    public required long Id { get; init; }

    public required string Channel { get; init; }

    /// <summary>What was typed; for a choice, its label.</summary>
    public required string Text { get; init; }

    public long? ChoiceMessageId { get; init; }

    public string? ChoiceId { get; init; }

    /// <summary>What the channel calls the message; the same for a message and its changed version.</summary>
    public string? ChannelMessage { get; init; }

    /// <summary>It replaces what the message said before.</summary>
    public bool IsEdit { get; init; }

    /// <summary>The fingerprint of the chat that it was written in, where the channel named one: its answer goes there.</summary>
    public string? Identity { get; init; }

    public required Instant ReceivedAt { get; init; }
}

/// <summary>Which message of its channel a text is.</summary>
/// <param name="Name">What the channel calls the message, the same before and after a change; null where it has no name.</param>
/// <param name="IsEdit">Whether the text replaces what the message said before.</param>
public readonly record struct MessagePlace(string? Name, bool IsEdit);
