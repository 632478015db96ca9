using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>What a person decided for themselves after an answer: keep a thing or leave it out, and when to test it again. Theirs to change.</summary>
public sealed record PersonalRule
{
    public required string Id { get; init; }

    /// <summary>From 1; each change is a new one.</summary>
    public required int Revision { get; init; }

    /// <summary>Name of the intervention.</summary>
    public required string Intervention { get; init; }

    /// <summary>Id of the outcome it was tested on.</summary>
    public required string Outcome { get; init; }

    /// <summary>True: keep it; false: leave it out.</summary>
    public required bool Keeps { get; init; }

    /// <summary>The trial it rests on.</summary>
    public required TrialId Trial { get; init; }

    public required LocalDate MadeOn { get; init; }

    /// <summary>From when on it should be tested again; null: never.</summary>
    public LocalDate? RetestOn { get; init; }

    /// <summary>The date to test it again that the person was reminded of already: nobody is reminded twice.</summary>
    public LocalDate? RemindedOf { get; init; }

    /// <summary>No longer wanted.</summary>
    public bool Dropped { get; init; }

    /// <summary>Whether the day to test it again has come.</summary>
    public bool IsDue(LocalDate today) => !Dropped && RetestOn <= today;

    /// <summary>Whether the person still waits to be reminded of that day.</summary>
    public bool WaitsForReminder => !Dropped && RetestOn is not null && RemindedOf != RetestOn;
}
