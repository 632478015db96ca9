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

    public string? SideEffect { get; init; }

    public string? Note { get; init; }

    /// <summary>Taken back: the day counts as not answered.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Told after the study day was over.</summary>
    public required bool Late { get; init; }

    public required Instant ReportedAt { get; init; }

    /// <summary>Why it was changed.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether anything is known about the day.</summary>
    public bool HasAnswer => !Withdrawn && (Value is not null || Missing is not null);
}
