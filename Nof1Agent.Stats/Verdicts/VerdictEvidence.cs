namespace Nof1Agent.Stats.Verdicts;

/// <summary>The numbers a verdict rests on. "Better" is the better direction of the outcome; probabilities run from 0 to 1.</summary>
public sealed record VerdictEvidence
{
    /// <summary>Cycles with an answered, counted day of every arm.</summary>
    public required int CompleteBlocks { get; init; }

    /// <summary>Answered share of the counted days that were planned, 0 to 1.</summary>
    public required double AnsweredShare { get; init; }

    /// <summary>P(better) under the tau prior of <see cref="VerdictRule.Tau"/>.</summary>
    public required double ProbabilityBetter { get; init; }

    /// <summary>P(better by at least the smallest difference that matters), tau prior; null when the person named none.</summary>
    public double? ProbabilityBetterByMcid { get; init; }

    /// <summary>P(worse by at least the smallest difference that matters), tau prior; null when the person named none.</summary>
    public double? ProbabilityWorseByMcid { get; init; }

    /// <summary>P(the difference is smaller than what matters), flat prior; null when the person named none.</summary>
    public double? ProbabilityNoDifferenceThatMatters { get; init; }

    /// <summary>
    /// The larger of P(better by what matters) and P(worse by what matters), flat prior; null when the person named no such difference.
    /// </summary>
    public double? LargerTailBeyondMcid { get; init; }
}
