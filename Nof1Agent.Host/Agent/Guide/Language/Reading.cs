namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>What a reader of one kind of answer found.</summary>
/// <param name="Facts">What is said; <see cref="Facts.None"/> where the passage says nothing of this kind.</param>
/// <param name="IsAmbiguous">It says something of this kind, and two readings are plausible or none is possible.</param>
internal sealed record Reading(Facts Facts, bool IsAmbiguous = false)
{
    public static Reading Nothing { get; } = new(Facts.None);

    public static Reading Ambiguous { get; } = new(Facts.None, true);

    public bool HasFacts => Facts != Facts.None;
}
