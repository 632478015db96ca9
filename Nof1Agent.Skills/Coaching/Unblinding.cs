using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>A coach looked at a running trial before its end.</summary>
public sealed record Unblinding
{
    /// <summary>Who looked.</summary>
    public required string Coach { get; init; }

    /// <summary>Why it could not wait.</summary>
    public required string Reason { get; init; }

    public required Instant At { get; init; }
}
