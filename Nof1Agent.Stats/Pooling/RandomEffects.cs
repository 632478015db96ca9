using MathNet.Numerics.Distributions;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Stats.Pooling;

/// <summary>The mean effect over several trials, how much people differ, and what to expect of the next person.</summary>
/// <remarks>
/// Model: y_i ~ N(theta_i, v_i), theta_i ~ N(mu, tau^2). The interval of the mean is the modified Hartung-Knapp one: standard error
/// sqrt(max(1, q) / sum w) with q = sum w (y - mu)^2 / (k - 1), quantiles of t(k - 1) (G. Knapp and J. Hartung, Statistics in Medicine 22, 2003; C. Roever,
/// G. Knapp and T. Friede, BMC Medical Research Methodology 15:99, 2015). The prediction interval adds tau^2 and uses t(k - 2) (J. P. T. Higgins, S. G.
/// Thompson and D. J. Spiegelhalter, JRSS A 172(1), 2009).
/// </remarks>
public sealed record RandomEffects
{
    private const double Level = 0.95;

    private RandomEffects(double[] y, double[] v, double tauSquared)
    {
        var (mean, sumWeights, _, squares) = BetweenStudyVariance.Sums(y, v, tauSquared);
        Count = y.Length;
        Mean = mean;
        TauSquared = tauSquared;
        StandardError = Math.Sqrt(1 / sumWeights);
        var q = squares / (Count - 1);
        HartungKnappStandardError = Math.Sqrt(q / sumWeights);
        ModifiedStandardError = Math.Sqrt(Math.Max(1, q) / sumWeights);
        Interval = Around(ModifiedStandardError, Count - 1);
        PredictionInterval = Count > 2 ? Around(Math.Sqrt(tauSquared + (ModifiedStandardError * ModifiedStandardError)), Count - 2) : null;

        var atZero = BetweenStudyVariance.Sums(y, v, 0);
        Q = atZero.Squares;
        var typicalVariance = (Count - 1) * atZero.SumWeights / ((atZero.SumWeights * atZero.SumWeights) - atZero.SumSquaredWeights);
        ISquared = tauSquared / (tauSquared + typicalVariance);
        Individual = [.. y.Select((effect, i) => Shrink(effect, v[i]))];
    }

    /// <summary>Number of trials.</summary>
    public int Count { get; }

    /// <summary>Mean effect.</summary>
    public double Mean { get; }

    /// <summary>Standard error of the mean if tau^2 were known.</summary>
    public double StandardError { get; }

    /// <summary>Standard error of Hartung and Knapp without the floor, for comparison; can be too small by luck when trials agree.</summary>
    public double HartungKnappStandardError { get; }

    /// <summary>Standard error that the interval uses: that of Hartung and Knapp, but never below <see cref="StandardError"/>.</summary>
    public double ModifiedStandardError { get; }

    /// <summary>95 % interval of the mean effect.</summary>
    public (double Low, double High) Interval { get; }

    /// <summary>95 % interval for the true effect in a new person; null with two trials, where it is not defined.</summary>
    public (double Low, double High)? PredictionInterval { get; }

    /// <summary>Variance of the true effects between trials.</summary>
    public double TauSquared { get; }

    /// <summary>Cochran's Q.</summary>
    public double Q { get; }

    /// <summary>Share of the variance between estimates that is not sampling error, 0 to 1 (J. P. T. Higgins and S. G. Thompson, 2002).</summary>
    public double ISquared { get; }

    /// <summary>Each trial's effect drawn towards the mean, in the order given.</summary>
    public IReadOnlyList<ShrunkenEffect> Individual { get; }

    /// <summary>
    /// The forecast for a new person: a normal distribution with the prediction interval's 95 % limits; null where there is none. Slightly lighter tails
    /// than the t distribution behind the interval, the same 95 % limits.
    /// </summary>
    public NormalForecast? NextPerson => PredictionInterval is var (low, high) ? new NormalForecast(Mean, (high - low) / (2 * Normal.InvCDF(0, 1, (1 + Level) / 2))) : null;

    /// <summary>Pools the trials.</summary>
    /// <param name="studies">Two or more effects with standard errors in one unit.</param>
    /// <param name="estimator">How tau^2 is estimated.</param>
    /// <returns>The result, or a plain reason why there is none.</returns>
    public static (RandomEffects? Result, string? Reason) Pool(
        IReadOnlyList<StudyEffect> studies, HeterogeneityEstimator estimator = HeterogeneityEstimator.RestrictedMaximumLikelihood)
    {
        ArgumentNullException.ThrowIfNull(studies);
        if (studies.Count < 2)
        {
            return (null, "At least two finished trials are needed to say how much people differ.");
        }

        if (studies.Any(study => !double.IsFinite(study.Estimate)))
        {
            return (null, "An effect is not a finite number.");
        }

        if (studies.Any(study => !(study.StandardError > 0 && double.IsFinite(study.StandardError))))
        {
            return (null, "A standard error is not a finite number above 0.");
        }

        // In units of the largest standard error and counted from the mean of the effects, so that neither unit nor offset can overflow or cancel.
        var unit = studies.Max(study => study.StandardError);
        var offset = studies.Average(study => study.Estimate / studies.Count) * studies.Count;
        if (unit is < 1e-150 or > 1e150 || studies.Any(study => study.StandardError / unit < 1e-8 || Math.Abs(study.Estimate - offset) / unit > 1e8))
        {
            return (null, "The trials differ so much in scale that they cannot be pooled; are they in the same unit?");
        }

        double[] y = [.. studies.Select(study => (study.Estimate - offset) / unit)];
        double[] v = [.. studies.Select(study => study.StandardError / unit * (study.StandardError / unit))];
        return (new RandomEffects(y, v, BetweenStudyVariance.Estimate(y, v, estimator)).InUnit(unit, offset), null);
    }

    private (double Low, double High) Around(double standardError, int degreesOfFreedom)
    {
        var half = StudentT.InvCDF(0, 1, degreesOfFreedom, (1 + Level) / 2) * standardError;
        return (Mean - half, Mean + half);
    }

    private ShrunkenEffect Shrink(double effect, double variance)
    {
        var own = TauSquared / (TauSquared + variance);
        return new ShrunkenEffect(
            (own * effect) + ((1 - own) * Mean),
            Math.Sqrt((own * variance) + ((1 - own) * (1 - own) * ModifiedStandardError * ModifiedStandardError)));
    }

    private RandomEffects InUnit(double unit, double offset) => new(this, unit, offset);

    private RandomEffects(RandomEffects standard, double unit, double offset)
    {
        (double, double) Back((double Low, double High) interval) => ((interval.Low * unit) + offset, (interval.High * unit) + offset);
        Count = standard.Count;
        Mean = (standard.Mean * unit) + offset;
        StandardError = standard.StandardError * unit;
        HartungKnappStandardError = standard.HartungKnappStandardError * unit;
        ModifiedStandardError = standard.ModifiedStandardError * unit;
        Interval = Back(standard.Interval);
        PredictionInterval = standard.PredictionInterval is { } prediction ? Back(prediction) : null;
        TauSquared = standard.TauSquared * unit * unit;
        Q = standard.Q;
        ISquared = standard.ISquared;
        Individual = [.. standard.Individual.Select(effect => new ShrunkenEffect((effect.Estimate * unit) + offset, effect.StandardError * unit))];
    }
}
