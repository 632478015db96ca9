using NodaTime;

namespace Nof1Agent.Skills.Audit;

/// <summary>One call of a language model: what it cost and what it was shown.</summary>
public sealed record ModelCall
{
    /// <summary>What for: "talk", or "belief" for an elicited forecast.</summary>
    public required string Purpose { get; init; }

    /// <summary>The model's name, as configured.</summary>
    public required string Model { get; init; }

    /// <summary>Hash of the fixed prompts that it read.</summary>
    public required string PromptHash { get; init; }

    /// <summary>Tokens that it read, the prompts and the descriptions of functions included.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Tokens that it wrote.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>True: the provider did not say, so the figures come from the length of the text.</summary>
    public bool Estimated { get; init; }

    public required long Milliseconds { get; init; }

    /// <summary>"answered", or the kind of failure.</summary>
    public required string Outcome { get; init; }

    /// <summary>What it was shown beside the fixed prompts, after contact data and names were taken out.</summary>
    public IReadOnlyList<SeenMessage> Saw { get; init; } = [];

    /// <summary>In and out.</summary>
    public long Tokens => InputTokens + OutputTokens;
}

/// <summary>A message that a model was shown.</summary>
/// <param name="Role">system, user, assistant or tool.</param>
/// <param name="Text">Its text.</param>
public sealed record SeenMessage(string Role, string Text);

/// <summary>What a participant's or a trial's model calls have cost.</summary>
public sealed record TokenUse
{
    public static TokenUse None { get; } = new();

    /// <summary>How many calls.</summary>
    public long Calls { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>In and out.</summary>
    public long Tokens => InputTokens + OutputTokens;
}

/// <summary>A call as it lies in the audit.</summary>
public sealed record StoredModelCall(string TurnId, Instant At, ModelCall Call);
