namespace Nof1Agent.Skills.Safety;

/// <summary>How much a finding stops.</summary>
public enum SafetyLevel
{
    /// <summary>Only what a language model wrote is judged by it: the reply is held back.</summary>
    Reply,

    /// <summary>Ask, then allow or drop.</summary>
    Caution,

    /// <summary>Not for a self-experiment: refused with a reason and something else to do.</summary>
    Scope,

    /// <summary>No new experiment; pause a running one; say who to see.</summary>
    Urgent,

    /// <summary>Stop everything and give the number.</summary>
    Emergency,
}

/// <summary>What a finding leads to.</summary>
public enum SafetyAction
{
    /// <summary>The fixed response and nothing else.</summary>
    Respond,

    /// <summary>It is noted, and what it rules out is never proposed; the conversation goes on. In a running trial it pauses that, with the fixed response.</summary>
    Gate,
}

/// <summary>One rule of the screen, as its file says it.</summary>
public sealed record SafetyRule
{
    /// <summary>E1 to E15, U1 to U14, S1 to S6, C1 to C6, R1 to R4.</summary>
    public required string Id { get; init; }

    public required SafetyLevel Level { get; init; }

    public required string Title { get; init; }

    /// <summary>Where the criterion was read.</summary>
    public required string Source { get; init; }

    /// <summary>Key of the fixed text that answers it; a rule for replies has none.</summary>
    public required string Response { get; init; }

    public SafetyAction Action { get; init; } = SafetyAction.Respond;

    /// <summary>Whether "no" or "not" right before a phrase takes it back: "no chest pain".</summary>
    public bool MayBeDenied { get; init; } = true;

    /// <summary>What is noted about the person when it is found, for the gates; null for nothing.</summary>
    public string? Notes { get; init; }

    internal IReadOnlyList<(string Language, string Phrase)> Phrases { get; init; } = [];
}

/// <summary>What the screen found in a text.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Language">The language of the phrase that was found, "en" or "de".</param>
/// <param name="Words">The words that were found, as far as the person spelled them so.</param>
public sealed record SafetyFinding(SafetyRule Rule, string Language, string Words)
{
    /// <summary>Suicide and self-harm: the conversation stays in support mode until safety is confirmed.</summary>
    public bool HoldsConversation => Rule.Id is "E1" or "E2";
}
