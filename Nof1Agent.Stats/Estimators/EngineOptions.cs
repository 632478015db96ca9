namespace Nof1Agent.Stats.Estimators;

/// <summary>What <see cref="RegressionEngine"/> puts into its model besides the intercept and the arms.</summary>
public sealed record EngineOptions
{
    /// <summary>Linear trend over calendar days. Default true: leaving it out costs power and validity when anything drifts.</summary>
    public bool Trend { get; init; } = true;

    /// <summary>Random shock per period (a bad week). Default null: used when the longest period has three or more used days.</summary>
    public bool? PeriodShocks { get; init; }

    /// <summary>
    /// Prior standard deviation of the difference between two arms, in units of the day-to-day standard deviation; null is the flat prior.
    /// Positive and finite.
    /// </summary>
    public double? Tau { get; init; }

    /// <summary>
    /// Adds a weekend column when given: the remainder modulo 7 (0 to 6) of those day numbers that are Saturdays. The day after each is the Sunday.
    /// </summary>
    public int? SaturdayRemainder { get; init; }

    /// <summary>
    /// Half-life in days of what one arm leaves behind; 0 is no carry-over. The exposure then follows s_t = s_(t-1) + (1 - 2^(-1/h)) (A_t - s_(t-1)).
    /// </summary>
    public double CarryOverHalfLifeDays { get; init; }

    /// <summary>Uses every answered day, also those the design discards. Default false. The carry-over line needs them.</summary>
    public bool IncludeUncounted { get; init; }
}
