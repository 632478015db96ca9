namespace Nof1Agent.Stats.Verdicts;

/// <summary>What a look at the end of a cycle says about going on.</summary>
public enum LookOutcome
{
    /// <summary>Go on to the next cycle.</summary>
    Continue,

    /// <summary>Stop: the arms differ.</summary>
    StopForEffect,

    /// <summary>Stop: whatever the difference is, it is too small to matter.</summary>
    StopForNoDifference,
}

/// <summary>What a look knows of one arm against the comparator.</summary>
/// <param name="Arm">The arm, from 1.</param>
/// <param name="CompleteBlocks">Cycles so far that hold both.</param>
/// <param name="LogBayesFactor">Natural logarithm of the Bayes factor (tau <see cref="VerdictRule.BayesFactorTau"/>) of this arm and the comparator alone; null when there is none.</param>
/// <param name="ProbabilityNoDifference">P(the difference is smaller than what matters), flat prior; null when nothing was named.</param>
public sealed record ArmLook(int Arm, int CompleteBlocks, double? LogBayesFactor, double? ProbabilityNoDifference);

/// <summary>
/// When a trial may stop early. Only for looks that were declared before the start, at the ends of cycles; without them there is none before the end.
/// </summary>
/// <remarks>
/// A Bayes factor of 10 or more bounds false stops on average over the prior on phi (Ville's inequality for Bayes factors with right-Haar nuisance
/// priors: Hendriksen, de Heide and Gruenwald, arXiv 1807.09077); that the bound holds at each phi is shown by simulation in docs/statistics.md.
/// </remarks>
public static class LookRule
{
    /// <summary>No look before this many complete cycles.</summary>
    public const int FirstBlock = 3;

    /// <summary>Bayes factor of an effect over none from which a trial may stop.</summary>
    public const double BayesFactor = 10;

    /// <summary>P(the difference is smaller than what matters), flat prior, from which a trial may stop.</summary>
    public const double SureOfNoDifference = 0.95;

    /// <summary>
    /// Decides at the end of a cycle for a trial of one thing or several. With several it stops only when each of them is clear by itself, against the comparator alone: a Bayes factor of all
    /// arms together can be large while none of them is clear, and would end the trial for one thing before another is known. Requiring all makes a false stop rarer than with one arm.
    /// </summary>
    /// <param name="arms">Every arm that is still done, without the comparator.</param>
    public static LookOutcome Decide(IReadOnlyList<ArmLook> arms)
    {
        var outcomes = arms.Select(arm => Decide(arm.CompleteBlocks, arm.LogBayesFactor, arm.ProbabilityNoDifference)).ToArray();
        return outcomes.Length == 0 || outcomes.Contains(LookOutcome.Continue) ? LookOutcome.Continue
            : outcomes.Contains(LookOutcome.StopForEffect) ? LookOutcome.StopForEffect : LookOutcome.StopForNoDifference;
    }

    /// <summary>Decides at the end of a cycle.</summary>
    /// <param name="completeBlocks">Complete cycles so far.</param>
    /// <param name="logBayesFactor">Natural logarithm of the Bayes factor (tau <see cref="VerdictRule.BayesFactorTau"/>); null when there is none.</param>
    /// <param name="probabilityNoDifferenceThatMatters">Flat prior; null when no smallest difference that matters was named.</param>
    public static LookOutcome Decide(int completeBlocks, double? logBayesFactor, double? probabilityNoDifferenceThatMatters)
    {
        if (completeBlocks < FirstBlock)
            return LookOutcome.Continue;
        if (logBayesFactor >= Math.Log(BayesFactor))
            return LookOutcome.StopForEffect;
        return probabilityNoDifferenceThatMatters >= SureOfNoDifference ? LookOutcome.StopForNoDifference : LookOutcome.Continue;
    }
}
