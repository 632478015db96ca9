using Nof1Agent.Skills.Evidence;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Skills.Candidates;

/// <summary>What a language model stated about one candidate in one answer.</summary>
/// <param name="Candidate">The candidate's name.</param>
/// <param name="Stated">Effect median and 80 % interval in the outcome's unit, positive in the better direction, and P(helps).</param>
public sealed record StatedBelief(string Candidate, StatedInterval Stated);

/// <summary>A language model's belief about a list, elicited several times: its disagreement with itself is part of it.</summary>
public sealed record ModelBelief
{
    /// <summary>At least this share of the answers about a candidate has to be usable, or none of them counts.</summary>
    public const double SmallestUsableShare = 0.6;

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>What was asked, as a fingerprint: another goal, outcome, smallest change or list is another question.</summary>
    public required string Question { get; init; }

    public required string Outcome { get; init; }

    public double? Mcid { get; init; }

    /// <summary>How often it was asked.</summary>
    public required int Asked { get; init; }

    /// <summary>Every answer that could be read, usable or not.</summary>
    public required IReadOnlyList<StatedBelief> Answers { get; init; }

    /// <summary>
    /// The belief about one candidate: the linear pool of the usable answers, so that answers that disagree make it wider. Null where too few could be used.
    /// </summary>
    public MixtureForecast? About(string candidate, DailyOutcome outcome)
    {
        var largest = outcome.Highest - outcome.Lowest;
        var usable = Answers.Where(answer => string.Equals(answer.Candidate, candidate, StringComparison.OrdinalIgnoreCase) && answer.Stated.Problems(largest, Mcid ?? 0).Count == 0)
            .Select(answer => (answer.Stated.ToNormal(), 1.0)).ToList();
        return usable.Count == 0 || usable.Count < SmallestUsableShare * Asked ? null : Stats.Pooling.OpinionPool.Linear(usable);
    }

    /// <summary>How many of the answers about a candidate could be used.</summary>
    public int Usable(string candidate, DailyOutcome outcome) =>
        About(candidate, outcome)?.Components.Count ?? 0;
}
