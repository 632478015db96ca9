namespace Nof1Agent.Stats.Planning;

/// <summary>How an outcome varies from day to day before a trial, as far as a few days of diary can tell.</summary>
/// <param name="StandardDeviation">Day-to-day standard deviation in the outcome's unit, corrected for correlated days.</param>
/// <param name="Phi">Correlation between one day and the next, drawn towards 0.3.</param>
/// <param name="Days">Number of answered days.</param>
public sealed record Baseline(double StandardDeviation, double Phi, int Days)
{
    /// <summary>Correlation assumed where nothing is known.</summary>
    public const double DefaultPhi = 0.3;

    /// <summary>Fewest answered days for an estimate.</summary>
    public const int FewestDays = 7;

    /// <summary>How many pairs of neighbouring days the default correlation is worth.</summary>
    public const double PriorPairs = 20;

    /// <summary>Estimates the variation.</summary>
    /// <param name="values">Day (any origin, each once) and answer.</param>
    /// <returns>The estimate, or a plain reason why there is none.</returns>
    /// <remarks>
    /// phi = (pairs * r + 20 * 0.3) / (pairs + 20), with r the lag-1 correlation over pairs of neighbouring days plus its small-sample correction
    /// (1 + 3 r) / pairs (F. H. C. Marriott and J. A. Pope, Biometrika 41, 1954), cut to -0.9 to 0.95. The sample variance of n correlated
    /// days is too small by the factor 1 - 2 / (n (n - 1)) * sum over pairs of days of phi^distance, which is divided out.
    /// </remarks>
    public static (Baseline? Result, string? Reason) From(IReadOnlyList<(int Day, double Value)> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count < FewestDays)
        {
            return (null, $"At least {FewestDays} answered days are needed to see how much the outcome varies; there are {values.Count}.");
        }

        var ordered = values.OrderBy(entry => entry.Day).ToArray();
        if (ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.Day == pair.Second.Day))
        {
            return (null, "A day occurs twice.");
        }

        var largest = ordered.Max(entry => Math.Abs(entry.Value));
        if (!double.IsFinite(largest) || ordered.Any(entry => double.IsNaN(entry.Value)))
        {
            return (null, "A value is not a finite number.");
        }

        // In units of the largest value, so that squares neither overflow nor vanish.
        var scaled = ordered.Select(entry => largest == 0 ? 0 : entry.Value / largest).ToArray();
        var mean = scaled.Average();
        var variance = scaled.Sum(value => (value - mean) * (value - mean)) / (scaled.Length - 1);
        if (!(variance > 1e-24))
        {
            return (null, "Every answer is the same.");
        }

        var phi = Correlation(ordered, scaled, mean, variance);
        var sharedVariance = 0.0;
        for (var i = 0; i < ordered.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sharedVariance += Math.Pow(phi, (double)ordered[i].Day - ordered[j].Day);
            }
        }

        var kept = 1 - (2 * sharedVariance / (ordered.Length * (ordered.Length - 1.0)));
        return (new Baseline(Math.Sqrt(variance / kept) * largest, phi, ordered.Length), null);
    }

    private static double Correlation((int Day, double Value)[] ordered, double[] scaled, double mean, double variance)
    {
        var (products, pairs) = (0.0, 0);
        for (var i = 1; i < ordered.Length; i++)
        {
            if ((long)ordered[i].Day - ordered[i - 1].Day == 1)
            {
                products += (scaled[i] - mean) * (scaled[i - 1] - mean);
                pairs++;
            }
        }

        if (pairs == 0)
        {
            return DefaultPhi;
        }

        var lag = products / pairs / variance;
        var corrected = Math.Clamp(lag + ((1 + (3 * lag)) / pairs), -0.9, 0.95);
        return ((pairs * corrected) + (PriorPairs * DefaultPhi)) / (pairs + PriorPairs);
    }
}
