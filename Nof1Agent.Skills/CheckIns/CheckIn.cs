using NodaTime;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>Whether the person did what the day asked for.</summary>
public enum Adherence
{
    Yes,
    Partly,
    No,
}

/// <summary>Why a day has no value, or was not a normal one.</summary>
public enum Disruption
{
    Ill,
    Travelling,
    Forgot,
    Other,
}

/// <summary>How a day was told.</summary>
public enum WayOfTelling
{
    /// <summary>In words.</summary>
    Typed,

    /// <summary>By a button, or a form of them.</summary>
    Button,

    /// <summary>Out of a file of the person's.</summary>
    File,
}

/// <summary>What a person told about one study day, in its latest revision. Earlier revisions stay stored.</summary>
public sealed record CheckIn
{
    public required LocalDate StudyDay { get; init; }

    /// <summary>From 1; each change of the day is a new one.</summary>
    public required int Revision { get; init; }

    /// <summary>In the outcome's unit; null: no value (it stays missing).</summary>
    public double? Value { get; init; }

    public Adherence? Adherence { get; init; }

    /// <summary>Why there is no value.</summary>
    public Disruption? Missing { get; init; }

    /// <summary>Why the day was not a normal one although it has a value.</summary>
    public Disruption? Disrupted { get; init; }

    /// <summary>They did on this day what another period asks for.</summary>
    public bool Switched { get; init; }

    public string? SideEffect { get; init; }

    /// <summary>How strong the side effect was, 0-10.</summary>
    public int? Severity { get; init; }

    /// <summary>The values of the outcomes that are followed beside the primary one, by outcome id.</summary>
    public IReadOnlyDictionary<string, double> Others { get; init; } = new Dictionary<string, double>();

    public string? Note { get; init; }

    /// <summary>Taken back: the day counts as not answered.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Its value was told after the study day was over.</summary>
    public required bool Late { get; init; }

    public required Instant ReportedAt { get; init; }

    /// <summary>Why it was changed.</summary>
    public string? Reason { get; init; }

    /// <summary>Who told it: "participant", or "import" for a value out of a file of theirs.</summary>
    public string ToldBy { get; init; } = "participant";

    /// <summary>Where an imported value comes from: the kind of file, the column, the first characters of the file's SHA-256.</summary>
    public string? Source { get; init; }

    /// <summary>How it was told; null where that was not kept.</summary>
    public WayOfTelling? Way { get; init; }

    /// <summary>Why a revision stands that only repeats the one before the last.</summary>
    internal const string TakenBack = "taken back";

    /// <summary>Whether anything is known about the day.</summary>
    public bool HasAnswer => !Withdrawn && (Value is not null || Missing is not null);
}
