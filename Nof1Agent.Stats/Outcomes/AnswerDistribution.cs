namespace Nof1Agent.Stats.Outcomes;

/// <summary>All answers of one arm, so that nothing hides behind a mean: five quantiles and, for outcomes with few values, days per value.</summary>
/// <remarks>Quantiles interpolate between order statistics (type 7 of Hyndman and Fan 1996, The American Statistician 50:361).</remarks>
/// <param name="Lowest">Smallest answer, outcome units.</param>
/// <param name="LowerQuartile">A quarter of the answers lie below.</param>
/// <param name="Median">Half of the answers lie below.</param>
/// <param name="UpperQuartile">A quarter of the answers lie above.</param>
/// <param name="Highest">Largest answer, outcome units.</param>
/// <param name="Levels">Days per value, increasing, for every value that occurs on any arm; null when the trial has more than <see cref="MostLevels"/>.</param>
public sealed record AnswerDistribution(
    double Lowest, double LowerQuartile, double Median, double UpperQuartile, double Highest, IReadOnlyList<LevelDays>? Levels)
{
    /// <summary>With more different answers a count of each says nothing.</summary>
    public const int MostLevels = 25;

    /// <summary>Summarises the answers of one arm.</summary>
    /// <param name="answers">Finite answers of the arm, at least one.</param>
    /// <param name="levels">Every value that occurs in the trial, increasing.</param>
    internal static AnswerDistribution Of(double[] answers, IReadOnlyList<double> levels)
    {
        double[] sorted = [.. answers.Order()];
        return new AnswerDistribution(sorted[0], Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75), sorted[^1],
            levels.Count <= MostLevels ? [.. levels.Select(level => new LevelDays(level, sorted.Count(answer => answer == level)))] : null);
    }

    private static double Quantile(double[] sorted, double p)
    {
        var place = (sorted.Length - 1) * p;
        var below = (int)place;
        var share = place - below;
        // Weighed one by one, because the difference of two huge answers may leave the range of a double.
        return share == 0 ? sorted[below] : (1 - share) * sorted[below] + share * sorted[below + 1];
    }
}

/// <summary>How often one value was answered.</summary>
/// <param name="Value">The value, outcome units.</param>
/// <param name="Days">Counted days of the arm with this answer.</param>
public sealed record LevelDays(double Value, int Days);
