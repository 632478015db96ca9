using MathNet.Numerics.Distributions;

namespace Nof1Agent.Stats.Forecasts;

/// <summary>A published mean effect with its confidence interval, in the outcome's unit.</summary>
/// <param name="Value">Outcome under the arm minus outcome under the comparator, averaged over people.</param>
/// <param name="Low">Lower end of the confidence interval.</param>
/// <param name="High">Upper end of the confidence interval.</param>
/// <param name="Level">Level of the interval, between 0 and 1; by default 0.95.</param>
/// <remarks>
/// A standardized mean difference is no such effect: it was divided by the spread between people, which says nothing about one person's days.
/// </remarks>
public sealed record PublishedEffect(double Value, double Low, double High, double Level = 0.95)
{
    /// <summary>
    /// Spread of the effect between people as a share of the mean effect where no better figure is known: people differ in an effect by about as much
    /// as the effect is large; the middle of the range 0.5 to 1.
    /// </summary>
    public const double DefaultBetweenPersonShare = 0.75;

    /// <summary>Why the numbers cannot be used, in plain words; empty when they can. Catches the misprints that intervals in abstracts have.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!double.IsFinite(Value) || !double.IsFinite(Low) || !double.IsFinite(High))
        {
            problems.Add("Effect and interval must be finite numbers.");
        }
        else if (!(Low <= Value && Value <= High))
        {
            problems.Add("The effect lies outside its own interval.");
        }
        else if (Low >= High)
        {
            problems.Add("The interval has no width.");
        }

        if (!(Level > 0 && Level < 1))
        {
            problems.Add("The level of the interval lies between 0 and 1.");
        }

        return problems;
    }

    /// <summary>How well the average is known: the interval's width divided by twice the normal quantile of its level.</summary>
    /// <exception cref="InvalidOperationException">The numbers cannot be used.</exception>
    public double StandardError
    {
        get
        {
            RequireUsable();
            return (High - Low) / (2 * Normal.InvCDF(0, 1, (1 + Level) / 2));
        }
    }

    /// <summary>The forecast for one new person: the average's uncertainty and the spread between people together.</summary>
    /// <param name="betweenPersonStandardDeviation">
    /// Standard deviation of the true effect between people, 0 or above; null for <see cref="DefaultBetweenPersonShare"/> times the larger of the mean effect and
    /// half the interval's width (so that an average near 0 is not read as "nobody differs").
    /// </param>
    /// <param name="trust">What part of the published mean to believe, 0 to 1: 0.5 for evidence of very low certainty. The spread is not made smaller by it.</param>
    /// <returns>N(trust * value, standard error^2 + between-person variance).</returns>
    /// <exception cref="InvalidOperationException">The numbers cannot be used (<see cref="Problems"/>).</exception>
    /// <exception cref="ArgumentOutOfRangeException">The spread or the trust is out of range.</exception>
    public NormalForecast ForOnePerson(double? betweenPersonStandardDeviation = null, double trust = 1)
    {
        if (betweenPersonStandardDeviation is { } given && !(given >= 0 && double.IsFinite(given)))
        {
            throw new ArgumentOutOfRangeException(nameof(betweenPersonStandardDeviation), given, "A standard deviation is finite and not below 0.");
        }

        if (!(trust >= 0 && trust <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(trust), trust, "Trust lies between 0 and 1.");
        }

        var standardError = StandardError;
        var between = betweenPersonStandardDeviation ?? (DefaultBetweenPersonShare * Math.Max(Math.Abs(Value), (High - Low) / 2));
        return new NormalForecast(trust * Value, double.Hypot(standardError, between));
    }

    private void RequireUsable()
    {
        if (Problems() is [var problem, ..])
        {
            throw new InvalidOperationException(problem);
        }
    }
}
