using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Stats.Reports;

/// <summary>Everything the trial says about one arm against the reference. No number is ever NaN: what cannot be computed is null, with a reason.</summary>
public sealed record ContrastReport
{
    /// <summary>Index of the arm, 1 or more; it is compared with arm 0.</summary>
    public required int Arm { get; init; }

    /// <summary>What is said to the person.</summary>
    public required VerdictKind Verdict { get; init; }

    /// <summary>What the engine alone would say, before second opinions lowered it.</summary>
    public required VerdictKind VerdictBeforeDisagreement { get; init; }

    /// <summary>Second opinions that contradict the engine, each in plain words; empty when none does.</summary>
    public required IReadOnlyList<string> Disagreements { get; init; }

    /// <summary>Why there is no estimate, in plain words; null when there is one.</summary>
    public string? Refusal { get; init; }

    /// <summary>Arm minus reference under the flat prior, outcome units; 0 after a refusal.</summary>
    public double Estimate { get; init; }

    /// <summary>Lower end of the flat 95 % interval, outcome units.</summary>
    public double Low { get; init; }

    /// <summary>Upper end of the flat 95 % interval, outcome units.</summary>
    public double High { get; init; }

    /// <summary>P(better) under the tau prior, 0 to 1, in the better direction of the outcome.</summary>
    public double ProbabilityBetter { get; init; }

    /// <summary>P(better by the smallest difference that matters), tau prior; null when none was named.</summary>
    public double? ProbabilityBetterByMcid { get; init; }

    /// <summary>P(worse by the smallest difference that matters), tau prior; null when none was named.</summary>
    public double? ProbabilityWorseByMcid { get; init; }

    /// <summary>P(the difference is smaller than what matters), flat prior; null when none was named.</summary>
    public double? ProbabilityNoDifferenceThatMatters { get; init; }

    /// <summary>Student's t on the cycles; null with fewer than two cycles that have both arms.</summary>
    public PairedBlockTest? PairedBlocks { get; init; }

    /// <summary>Exact randomization test; null without a cycle that has both arms.</summary>
    public SignFlipTest? SignFlip { get; init; }

    /// <summary>Natural logarithm of the Bayes factor of an effect over none (tau 0.7); null after a refusal.</summary>
    public double? LogBayesFactor { get; init; }

    /// <summary>Posterior mean of the correlation between the noise of one day and the next; null after a refusal.</summary>
    public double? MeanPhi { get; init; }
}
