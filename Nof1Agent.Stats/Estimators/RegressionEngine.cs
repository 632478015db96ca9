namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// Bayesian regression of the daily outcome on the arms with a linear trend, AR(1) noise and random period shocks, in closed form: no sampling,
/// the same answer on every run.
/// </summary>
/// <remarks>
/// y_t = x_t'b + u_period(t) + e_t with corr(e_t, e_s) = phi^|t - s|, u ~ N(0, (g sigma)^2), b flat, p(sigma^2) = 1/sigma^2, phi uniform on
/// -0.90, -0.86, ..., 0.98, g half-normal (0.3) on seven points. Given phi and g everything is conjugate, so that the posterior of an effect is a finite
/// mixture of Student t distributions. Missing days are simply absent; the gaps enter exactly. See docs/statistics.md, "The engine".
/// </remarks>
public static class RegressionEngine
{
    /// <summary>Fits one model.</summary>
    /// <param name="diary">The trial. Days are used when answered and counted (see <see cref="EngineOptions.IncludeUncounted"/>).</param>
    /// <param name="options">Columns and priors; defaults when null.</param>
    /// <returns>Posteriors, or a refusal in plain words. Never throws because of the data.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Tau or the half-life is not a positive finite number.</exception>
    public static EngineFit Fit(TrialDiary diary, EngineOptions? options = null)
    {
        options ??= new EngineOptions();
        if (options.Tau is { } tau && !(tau > 0 && double.IsFinite(tau)))
            throw new ArgumentOutOfRangeException(nameof(options), tau, "Tau is a positive number or null.");
        if (!(options.CarryOverHalfLifeDays >= 0 && double.IsFinite(options.CarryOverHalfLifeDays)))
            throw new ArgumentOutOfRangeException(nameof(options), options.CarryOverHalfLifeDays, "A half-life is zero or a positive number of days.");
        var design = EngineDesign.From(diary, options);
        return design.Refusal is { } refusal ? new EngineFit(refusal) : Solve(design, options.Tau);
    }

    /// <summary>The same columns under a mixture of prior widths.</summary>
    /// <param name="diary">The trial.</param>
    /// <param name="prior">Widths whose weights add up to 1.</param>
    /// <param name="options">Columns; its tau is not used.</param>
    public static ShrunkenFit FitShrunken(TrialDiary diary, IReadOnlyList<EffectWidth> prior, EngineOptions? options = null)
    {
        var design = EngineDesign.From(diary, options ?? new EngineOptions());
        return design.Refusal is { } refusal ? ShrunkenFit.Refused(refusal) : ShrunkenFit.Solve(design, prior);
    }

    /// <summary>Solves a prepared design under one prior.</summary>
    internal static EngineFit Solve(EngineDesign design, double? tau)
    {
        var solution = RidgeSolution.Solve(design.Grid, design.Shape, tau);
        if (solution is null)
            return new EngineFit("The answers do not allow a stable estimate.");
        return new EngineFit(solution)
        {
            TrendPerDay = solution.Trend(1 / design.TrendReachDays),
            LogBayesFactor = tau is null ? null : solution.LogEvidence - RidgeSolution.LogEvidenceWithoutArms(design.Grid, design.Shape.ArmColumns),
        };
    }
}
