using Nof1Agent.Stats.Diagnostics;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Outcomes;
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

    /// <summary>The same by kind.</summary>
    public IReadOnlyList<Disagreement> DisagreementKinds { get; init; } = [];

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

    /// <summary>
    /// The larger of P(better by what matters) and P(worse by what matters), flat prior; null when no smallest difference that matters was named.
    /// </summary>
    public double? LargerTailBeyondMcid { get; init; }

    /// <summary>P(better) under the flat prior, 0 to 1; null after a refusal.</summary>
    public double? ProbabilityBetterFlat { get; init; }

    /// <summary>
    /// Two-sided p of no difference: twice the smaller of the flat posterior's shares above and below 0, so that p is below .05 exactly when the 95 % interval
    /// excludes 0; null after a refusal. For readers who need one, never for the verdict.
    /// </summary>
    public double? PValue { get; init; }

    /// <summary>
    /// In trials of three arms and more <see cref="PValue"/> adjusted over the arms from arm 2 on (<see cref="Verdicts.HolmAdjustment"/>); arm 1 against arm
    /// 0 is the comparison the trial was planned for. Null for arm 1 and after a refusal.
    /// </summary>
    public double? HolmPValue { get; init; }

    /// <summary>Standard deviation of the flat posterior, outcome units; null after a refusal.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>Student's t on the cycles; null with fewer than two cycles that have both arms.</summary>
    public PairedBlockTest? PairedBlocks { get; init; }

    /// <summary>Exact randomization test; null without a cycle that has both arms.</summary>
    public SignFlipTest? SignFlip { get; init; }

    /// <summary>Evidence against no effect after all cycles so far that holds whenever one looks (1 is none, 20 is strong); null without a cycle.</summary>
    public double? PairEvidence { get; init; }

    /// <summary>The effect when arms build up and wear off slowly; null when it cannot be fitted.</summary>
    public CarryOverLine? CarryOver { get; init; }

    /// <summary>The effect without the first counted days of each period; null for short periods.</summary>
    public FirstDaysDropped? WithoutFirstDays { get; init; }

    /// <summary>How single days compare; null when an arm has no answered day.</summary>
    public DayComparison? Days { get; init; }

    /// <summary>The effect on the scale usual for the kind of outcome; null when there is none or it cannot be fitted.</summary>
    public OtherScaleLine? OtherScale { get; init; }

    /// <summary>Whether one arm was answered less often.</summary>
    public MissingByArm? Missing { get; init; }

    /// <summary>How far single days and cycles carry the estimate; null after a refusal.</summary>
    public Influence? Influence { get; init; }

    /// <summary>The effect together with what is known; null unless the plan names evidence (arm 1 only).</summary>
    public EvidenceLine? WithEvidence { get; init; }

    /// <summary>
    /// Natural logarithm of the Bayes factor of an effect over none (tau 0.7); with several arms, of any difference between any arms. Null after a refusal.
    /// </summary>
    public double? LogBayesFactor { get; init; }

    /// <summary>Posterior mean of the correlation between the noise of one day and the next; null after a refusal.</summary>
    public double? MeanPhi { get; init; }
}

/// <summary>An effect together with what is known from others.</summary>
/// <param name="Estimate">Posterior mean (arm minus reference), outcome units.</param>
/// <param name="Low">Lower end of the 95 % interval, outcome units.</param>
/// <param name="High">Upper end of the 95 % interval, outcome units.</param>
/// <param name="ProbabilityBetter">P(better), 0 to 1.</param>
/// <param name="EvidenceWeight">How much the evidence still counts after the data, 0 to 1; 0.8 before.</param>
public sealed record EvidenceLine(double Estimate, double Low, double High, double ProbabilityBetter, double EvidenceWeight);
