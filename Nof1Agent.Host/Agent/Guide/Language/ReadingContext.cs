using NodaTime;

namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>What the guide knows when a message arrives. A bare number or a "yes" has no meaning without it.</summary>
internal sealed record ReadingContext
{
    public required Asked Asked { get; init; }

    /// <summary>The goal chosen so far, by its name in the evidence catalogue.</summary>
    public string? Goal { get; init; }

    public string? OutcomeName { get; init; }

    /// <summary>Unit of the outcome, as the catalogue writes it ("min", "points", "mmHg", "per day").</summary>
    public string? Unit { get; init; }

    /// <summary>The outcomes as offered, in the order of their numbers.</summary>
    public IReadOnlyList<string> OutcomeOptions { get; init; } = [];

    /// <summary>The candidates as offered, in the order of their numbers.</summary>
    public IReadOnlyList<string> CandidateNames { get; init; } = [];

    /// <summary>The lengths as offered, in weeks.</summary>
    public IReadOnlyList<double> WeekOptions { get; init; } = [];

    /// <summary>The language the person is spoken with, by its tag; null: English.</summary>
    public string? Language { get; init; }

    /// <summary>The person's own day; "yesterday" and "on Monday" count from it.</summary>
    public required LocalDate Today { get; init; }
}
