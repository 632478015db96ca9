using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Verdicts;

/// <summary>The ordered list by which numbers become a verdict, and every threshold of it. Fixed in the protocol before a trial starts.</summary>
public static class VerdictRule
{
    /// <summary>Usual prior standard deviation of an effect in units of the day-to-day standard deviation, for the probabilities.</summary>
    public const double Tau = 0.5;

    /// <summary>
    /// The prior of an effect for the probabilities: <see cref="Tau"/>, and with a small weight much wider ones, which count for nothing unless the effect
    /// is far larger than Tau expects. Without them the clearest trials would have chances that contradict their interval.
    /// </summary>
    public static IReadOnlyList<EffectWidth> EffectPrior { get; } = [new(Tau, 0.95), new(2, 0.03), new(8, 0.02)];

    /// <summary>The same for the Bayes factor of a look.</summary>
    public const double BayesFactorTau = 0.7;

    /// <summary>Fewer complete cycles than this are too little data.</summary>
    public const int FewestBlocks = 3;

    /// <summary>A smaller answered share of the counted days is too little data.</summary>
    public const double SmallestAnsweredShare = 0.60;

    /// <summary>P(better) from which "it worked" is possible.</summary>
    public const double Sure = 0.95;

    /// <summary>P(better by what matters) that "it worked" needs as well.</summary>
    public const double MattersMoreLikelyThanNot = 0.5;

    /// <summary>P(the difference is smaller than what matters) from which that is said.</summary>
    public const double SureOfNoDifference = 0.90;

    /// <summary>
    /// A difference that matters in one direction may not be more probable than this when "no difference that matters" is said. Without it an effect exactly
    /// as large as what matters would be called none in up to 10 of 100 long trials; with it, in at most 5.
    /// </summary>
    public const double LargestTail = 0.05;

    /// <summary>P(better) from which "it probably helps" is said.</summary>
    public const double Probable = 0.85;

    /// <summary>Where the engine is sure, a paired-cycle probability below this is a disagreement.</summary>
    public const double PairedSupport = 0.80;

    /// <summary>Applies the list; the first rule that holds decides.</summary>
    public static VerdictKind Decide(VerdictEvidence evidence)
    {
        if (evidence.CompleteBlocks < FewestBlocks || evidence.AnsweredShare < SmallestAnsweredShare)
            return VerdictKind.TooLittleData;
        // Without a smallest difference that matters any difference matters.
        if (evidence.ProbabilityBetter >= Sure && (evidence.ProbabilityBetterByMcid ?? 1) >= MattersMoreLikelyThanNot)
            return VerdictKind.ItWorked;
        var worse = 1 - evidence.ProbabilityBetter;
        if (worse >= Sure && (evidence.ProbabilityWorseByMcid ?? 1) >= MattersMoreLikelyThanNot)
            return VerdictKind.ItMadeThingsWorse;
        if (evidence.ProbabilityNoDifferenceThatMatters >= SureOfNoDifference && (evidence.LargerTailBeyondMcid ?? 0) <= LargestTail)
            return VerdictKind.NoDifferenceThatMatters;
        if (evidence.ProbabilityBetter >= Probable)
            return VerdictKind.ItProbablyHelps;
        if (worse >= Probable)
            return VerdictKind.ItProbablyMakesThingsWorse;
        return VerdictKind.CannotTell;
    }

    /// <summary>One step down after a disagreement: worked, probably helps, cannot tell; mirrored for harm. Other verdicts stay.</summary>
    public static VerdictKind Lower(VerdictKind verdict) => verdict switch
    {
        VerdictKind.ItWorked => VerdictKind.ItProbablyHelps,
        VerdictKind.ItMadeThingsWorse => VerdictKind.ItProbablyMakesThingsWorse,
        VerdictKind.ItProbablyHelps or VerdictKind.ItProbablyMakesThingsWorse => VerdictKind.CannotTell,
        VerdictKind.TooLittleData or VerdictKind.NoDifferenceThatMatters or VerdictKind.CannotTell => verdict,
    };

    /// <summary>"94 of 100": never 0 or 100, because the model is never that sure of itself.</summary>
    /// <param name="probability">0 to 1.</param>
    /// <returns>1 to 99.</returns>
    public static int OutOfHundred(double probability) => (int)Math.Clamp(Math.Round(100 * probability, MidpointRounding.AwayFromZero), 1, 99);
}
