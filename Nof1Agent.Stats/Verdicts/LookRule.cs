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
