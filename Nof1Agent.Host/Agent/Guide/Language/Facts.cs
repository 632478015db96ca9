using NodaTime;

namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>What one message says; everything that it does not say is null.</summary>
/// <remarks>A list that is empty means "none" was said; a list that is null means that nothing was said.</remarks>
internal sealed record Facts
{
    public static Facts None { get; } = new();

    public bool? Consent { get; init; }

    /// <summary>A goal by its name in the evidence catalogue.</summary>
    public string? Goal { get; init; }

    /// <summary>One of the offered outcomes by name, or "rating" for a daily rating from 0 to 10.</summary>
    public string? Outcome { get; init; }

    /// <summary>Smallest change that matters to the person, in the outcome's unit.</summary>
    public double? Mcid { get; init; }

    public double? TypicalGood { get; init; }
    public double? TypicalBad { get; init; }
    public bool? Adult { get; init; }
    public bool? Pregnant { get; init; }
    public IReadOnlyList<string>? Conditions { get; init; }
    public IReadOnlyList<string>? Medicines { get; init; }
    public IReadOnlyList<string>? Tried { get; init; }

    /// <summary>What the person does not want to do.</summary>
    public IReadOnlyList<string>? Limits { get; init; }

    /// <summary>From 0 (no help expected) to 10.</summary>
    public double? Expectation { get; init; }

    public CandidateChoice? Candidate { get; init; }
    public double? Weeks { get; init; }
    public bool? Confirm { get; init; }

    /// <summary>The person's part of the lottery, exactly as typed.</summary>
    public string? Word { get; init; }

    /// <summary>The day's outcome in its unit; a duration is in minutes.</summary>
    public double? Value { get; init; }

    public AdherenceAnswer? Adherence { get; init; }

    /// <summary>The day that the entry is about, where the message names one.</summary>
    public LocalDate? Day { get; init; }

    /// <summary>Why a day has no value.</summary>
    public MissingReason? Missing { get; init; }

    /// <summary>Why a day with a value was not a normal one.</summary>
    public Disruption? Disrupted { get; init; }

    public string? SideEffect { get; init; }
    public string? Note { get; init; }
}

/// <summary>A candidate as the person named it.</summary>
/// <param name="Position">1-based place in the offered list, where the message fits exactly one.</param>
/// <param name="Name">The words that named it ("caffeine"), where it was not named by its number.</param>
internal sealed record CandidateChoice(int? Position, string? Name);

internal enum AdherenceAnswer
{
    Yes,
    Partly,
    No,
}

internal enum MissingReason
{
    Ill,
    Travelling,
    Forgot,
    Other,
}

internal enum Disruption
{
    Ill,
    Travelling,
}
