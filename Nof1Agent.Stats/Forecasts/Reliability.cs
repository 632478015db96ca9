namespace Nof1Agent.Stats.Forecasts;

/// <summary>One step of a reliability curve: forecasts that are said to be equally right.</summary>
/// <param name="LowForecast">Smallest stated probability in the step.</param>
/// <param name="HighForecast">Largest stated probability in the step.</param>
/// <param name="MeanForecast">Mean stated probability.</param>
/// <param name="Rate">How often it happened, 0 to 1: the recalibrated probability.</param>
/// <param name="Count">Number of forecasts.</param>
public sealed record ReliabilityStep(double LowForecast, double HighForecast, double MeanForecast, double Rate, int Count);

/// <summary>Whether stated probabilities come true as often as they say, without arbitrary bins.</summary>
/// <remarks>
/// The recalibrated probabilities are the non-decreasing ones nearest to what happened (pool adjacent violators). Mean Brier score = miscalibration -
/// discrimination + uncertainty, each part at least 0. (T. Dimitriadis, T. Gneiting and A. I. Jordan, Stable reliability diagrams for probabilistic
/// classifiers, PNAS 118(8), 2021.) In small samples even a perfect forecaster shows some miscalibration: it is an upper impression, not a test.
/// </remarks>
public sealed record Reliability
{
    private Reliability(IReadOnlyList<ReliabilityStep> steps, double meanBrier, double baseRate, int count)
    {
        Steps = steps;
        MeanBrier = meanBrier;
        Count = count;
        Uncertainty = baseRate * (1 - baseRate);

        // Within a step every forecast is recalibrated to the rate r, so the step's mean score is r (1 - r).
        var recalibrated = steps.Sum(step => step.Count * step.Rate * (1 - step.Rate)) / count;
        Miscalibration = Math.Max(meanBrier - recalibrated, 0);
        Discrimination = Math.Max(Uncertainty - recalibrated, 0);
        ExpectedCalibrationError = steps.Sum(step => step.Count * Math.Abs(step.Rate - step.MeanForecast)) / count;
    }

    /// <summary>The reliability curve, from low to high probabilities.</summary>
    public IReadOnlyList<ReliabilityStep> Steps { get; }

    /// <summary>Mean Brier score of the forecasts as stated.</summary>
    public double MeanBrier { get; }

    /// <summary>How much of the score better-calibrated words would save.</summary>
    public double Miscalibration { get; }

    /// <summary>How much the forecasts tell apart what happens from what does not.</summary>
    public double Discrimination { get; }

    /// <summary>Score of always saying the base rate.</summary>
    public double Uncertainty { get; }

    /// <summary>Mean distance between stated probability and rate over the steps, weighted by their counts.</summary>
    public double ExpectedCalibrationError { get; }

    /// <summary>Number of forecasts.</summary>
    public int Count { get; }

    /// <summary>Compares stated probabilities with what happened.</summary>
    /// <param name="forecasts">Stated probability (0 to 1) and whether it happened.</param>
    /// <returns>The comparison, or null where there is no forecast yet.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A probability is not between 0 and 1.</exception>
    public static Reliability? Of(IReadOnlyList<(double Probability, bool Happened)> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        if (forecasts.Count == 0)
        {
            return null;
        }

        var brier = forecasts.Average(forecast => ProbabilityScores.Brier(forecast.Probability, forecast.Happened));
        var baseRate = forecasts.Average(forecast => forecast.Happened ? 1.0 : 0);

        // Equal probabilities belong together before neighbours are pooled.
        var pools = new List<Pool>();
        foreach (var equal in forecasts.GroupBy(forecast => forecast.Probability).OrderBy(group => group.Key))
        {
            pools.Add(new Pool(equal.Key, equal.Key, equal.Key * equal.Count(), equal.Count(forecast => forecast.Happened), equal.Count()));
            while (pools.Count > 1 && pools[^2].RateExceeds(pools[^1]))
            {
                pools[^2] = pools[^2].With(pools[^1]);
                pools.RemoveAt(pools.Count - 1);
            }
        }

        return new Reliability([.. pools.Select(pool => pool.ToStep())], brier, baseRate, forecasts.Count);
    }

    private readonly record struct Pool(double Low, double High, double Sum, long Events, long Count)
    {
        // Rates compared as whole numbers: a tie never depends on rounding. Equal rates are pooled too.
        public bool RateExceeds(Pool next) => Events * next.Count >= next.Events * Count;

        public Pool With(Pool next) => new(Low, next.High, Sum + next.Sum, Events + next.Events, Count + next.Count);

        public ReliabilityStep ToStep() => new(Low, High, Sum / Count, Events / (double)Count, (int)Count);
    }
}
