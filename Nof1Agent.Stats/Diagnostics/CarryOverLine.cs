using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Diagnostics;

/// <summary>
/// The effect when an arm may need days to build up and to wear off: steady-state exposure averaged over half-lives of 0 to 3 days.
/// </summary>
/// <remarks>
/// s_t = s_(t-1) + (1 - r)(A_t - s_(t-1)), s_0 = A_1, r = 2^(-1/h), h in {0, .5, 1, 1.5, 2, 2.5, 3} with equal prior weight; the effect's prior has
/// tau = 3, wide enough to leave the estimate alone and proper so that the half-lives can be compared by their evidence. Uses every answered day, also
/// discarded ones. In simulation (half-life 1 day, nothing discarded) its interval covers 96.9 % where the
/// engine's, which ignores carry-over, covers 91.6 %; with a half-life of 2 days 95.7 % and 77.8 % (docs/statistics.md).
/// </remarks>
public sealed record CarryOverLine
{
    private static readonly double[] HalfLivesDays = [0, 0.5, 1, 1.5, 2, 2.5, 3];
    private const double Tau = 3;

    /// <summary>Strong evidence (Jeffreys): the odds of a too long half-life have grown tenfold.</summary>
    private const double StrongEvidence = 10;

    /// <summary>Steady-state effect (arm minus reference), outcome units.</summary>
    public required double Estimate { get; init; }

    /// <summary>Lower end of its 95 % interval, outcome units.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of its 95 % interval, outcome units.</summary>
    public required double High { get; init; }

    /// <summary>P(steady-state effect &gt; 0), 0 to 1.</summary>
    public required double ProbabilityAboveZero { get; init; }

    /// <summary>Posterior mean half-life, days, 0 to 3; the prior mean is 1.5.</summary>
    public required double MeanHalfLifeDays { get; init; }

    /// <summary>Posterior probability, 0 to 1, that the half-life is 1 day or more; 5 in 7 before the data.</summary>
    public required double ProbabilityOneDayOrMore { get; init; }

    /// <summary>True when the data speak strongly (Bayes factor 10) for half-lives that leave more than a tenth of the former arm on the first counted day.</summary>
    public required bool WashoutTooShort { get; init; }

    /// <summary>Fits the mixture for every arm against the reference.</summary>
    /// <returns>One line per arm from arm 1 on; null where the engine refuses.</returns>
    internal static IReadOnlyList<CarryOverLine>? Fit(TrialDiary diary, EngineOptions options)
    {
        var fits = HalfLivesDays
            .Select(halfLife => RegressionEngine.Fit(diary, options with { Tau = Tau, IncludeUncounted = true, CarryOverHalfLifeDays = halfLife }).Solution)
            .ToArray();
        // A half-life whose exposure cannot be told from the trend has no fit: leaving it out would change the mixture silently.
        if (fits.Any(fit => fit is null))
            return null;
        RidgeSolution[] solutions = [.. fits.Select(fit => fit!)];
        var largest = solutions.Max(solution => solution.LogEvidence);
        var weights = solutions.Select(solution => Math.Exp(solution.LogEvidence - largest)).ToArray();
        var total = weights.Sum();
        var shares = weights.Select(weight => weight / total).ToArray();
        // Shares of what the former arm leaves after the discarded days.
        var discarded = LongestDiscard(diary);
        var lingering = Enumerable.Range(0, shares.Length).Where(i => Remaining(HalfLivesDays[i], discarded) > 0.1).ToArray();
        double tooLong = lingering.Sum(i => shares[i]), before = lingering.Length / (double)shares.Length;
        var washoutTooShort = lingering.Length > 0 && tooLong * (1 - before) >= StrongEvidence * before * (1 - tooLong);
        return [.. Enumerable.Range(1, diary.ArmNames.Count - 1).Select(arm => Line(RidgeSolution.Average(solutions, arm)))];

        CarryOverLine Line(EffectPosterior effect)
        {
            var (low, high) = effect.Interval();
            return new CarryOverLine
            {
                Estimate = effect.Mean,
                Low = low,
                High = high,
                ProbabilityAboveZero = effect.ProbabilityAbove(0),
                MeanHalfLifeDays = shares.Zip(HalfLivesDays, (share, halfLife) => share * halfLife).Sum(),
                ProbabilityOneDayOrMore = shares.Skip(2).Sum(),
                WashoutTooShort = washoutTooShort,
            };
        }
    }

    private static double Remaining(double halfLife, int days) => halfLife == 0 ? 0 : Math.Pow(2, -(days + 1) / halfLife);

    private static int LongestDiscard(TrialDiary diary) =>
        diary.Days.GroupBy(day => day.Period).Select(period => period.Count(day => !day.Counted)).DefaultIfEmpty(0).Max();
}
