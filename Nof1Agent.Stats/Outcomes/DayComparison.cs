using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Outcomes;

/// <summary>How single days of two arms compare, whatever the shape of the outcome: descriptive, without a claim of certainty.</summary>
/// <remarks>
/// Every answered day of the arm is set against every answered day of the reference; ties count one half. That share is NAP (Parker and Vannest 2009,
/// Behavior Therapy 40:357); Tau = 2 NAP - 1 (Parker, Vannest, Davis and Sauber 2011, Behavior Therapy 42:284). The days are not independent, so no
/// interval is given.
/// </remarks>
/// <param name="ProbabilityBetter">P(a day on the arm is better than a day on the reference), ties one half: NAP, 0 to 1.</param>
/// <param name="Tau">2 NAP - 1, -1 to 1.</param>
/// <param name="MeanDifference">Mean of the arm's days minus mean of the reference's, outcome units.</param>
/// <param name="SignsDisagree">True when most days are better while the mean is worse, or the other way round: the shape of the outcome matters then.</param>
public sealed record DayComparison(double ProbabilityBetter, double Tau, double MeanDifference, bool SignsDisagree)
{
    /// <summary>NAP this close to one half counts as no direction.</summary>
    private const double NoDirection = 0.01;

    /// <summary>Compares the used days of an arm with those of the reference; null when either has none.</summary>
    public static DayComparison? Of(TrialDiary diary, int arm, bool higherIsBetter)
    {
        double[] Values(int which) => [.. diary.Days.Where(day => day.IsUsed && day.Arm == which).Select(day => day.Value.GetValueOrDefault())];
        double[] reference = Values(0), treated = Values(arm);
        if (reference.Length == 0 || treated.Length == 0)
            return null;
        Array.Sort(reference);
        double below = 0;
        foreach (var value in treated)
        {
            int less = FirstNotLess(reference, value), notMore = FirstNotLess(reference, Math.BitIncrement(value));
            below += less + 0.5 * (notMore - less);
        }
        var higher = below / treated.Length / reference.Length;
        var better = higherIsBetter ? higher : 1 - higher;
        var difference = Mean(treated) - Mean(reference);
        var disagree = Math.Abs(higher - 0.5) > NoDirection && difference != 0 && Math.Sign(higher - 0.5) != Math.Sign(difference);
        return new DayComparison(better, 2 * better - 1, difference, disagree);
    }

    private static double Mean(double[] values) => values.Sum(value => value / values.Length);

    private static int FirstNotLess(double[] sorted, double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
