namespace Nof1Agent.Stats.Estimators;

/// <summary>Result of <see cref="RegressionEngine"/>: posteriors of the arms against the reference, or the reason why there are none.</summary>
public sealed record EngineFit
{
    private readonly RidgeSolution? solution;

    internal EngineFit(RidgeSolution solution) => this.solution = solution;

    internal EngineFit(string refusal) => Refusal = refusal;

    /// <summary>Why no effect can be stated, in plain words; null when it can.</summary>
    public string? Refusal { get; }

    /// <summary>Number of days that entered; 0 after a refusal.</summary>
    public int ObservationCount => solution?.ObservationCount ?? 0;

    /// <summary>Posterior mean of the day-to-day correlation of the noise; null after a refusal.</summary>
    public double? MeanPhi => solution?.MeanPhi;

    /// <summary>Posterior mean size of the period shocks in units of the day-to-day standard deviation; 0 without shocks, null after a refusal.</summary>
    public double? MeanPeriodShock => solution?.MeanShock;

    /// <summary>Logarithm of the marginal likelihood up to a constant that models of the same data with the same flat columns share.</summary>
    internal double LogEvidence => solution?.LogEvidence ?? double.NegativeInfinity;

    /// <summary>The whole joint posterior; null after a refusal.</summary>
    internal RidgeSolution? Solution => solution;

    /// <summary>Posterior of the linear trend, outcome units per day; null without a trend column and after a refusal.</summary>
    public EffectPosterior? TrendPerDay { get; internal init; }

    /// <summary>
    /// Natural logarithm of the Bayes factor of "the arms differ" (tau prior) over "no arm differs"; null under the flat prior and after a refusal.
    /// </summary>
    public double? LogBayesFactor { get; internal init; }

    /// <summary>Posterior of arm minus reference, in outcome units; null after a refusal.</summary>
    /// <param name="arm">1 up to the number of arms minus 1.</param>
    public EffectPosterior? Effect(int arm) => solution?.Difference(arm, 0);

    /// <summary>Posterior of one arm minus another, in outcome units; null after a refusal.</summary>
    public EffectPosterior? Difference(int arm, int other) => solution?.Difference(arm, other);

    /// <summary>Posterior mean of arm minus reference without the cost of the whole mixture; the fit must not be a refusal.</summary>
    internal double Mean(int arm) => solution!.Mean(arm);
}
