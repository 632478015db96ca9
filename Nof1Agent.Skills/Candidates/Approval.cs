using NodaTime;

namespace Nof1Agent.Skills.Candidates;

/// <summary>Where a request for a coach's yes stands.</summary>
public enum ApprovalState
{
    /// <summary>Nobody has decided yet.</summary>
    Waiting,

    /// <summary>It may be planned, perhaps with another instruction.</summary>
    Approved,

    /// <summary>It must not be started.</summary>
    Vetoed,
}

/// <summary>A request that a coach agrees to something that needs a clinician's yes before one person tries it.</summary>
public sealed record Approval
{
    public required string Id { get; init; }

    /// <summary>What is to be tried, as the list names it.</summary>
    public required string Name { get; init; }

    /// <summary>What is done on its days; a coach may change it.</summary>
    public required string Instruction { get; init; }

    /// <summary>What the catalogue warns of.</summary>
    public IReadOnlyList<string> Cautions { get; init; } = [];

    public ApprovalState State { get; init; }

    /// <summary>Who decided; null while it waits.</summary>
    public string? Coach { get; init; }

    /// <summary>Why, in words that the person reads too.</summary>
    public string? Reason { get; init; }

    public required Instant AskedAt { get; init; }

    public Instant? DecidedAt { get; init; }
}
