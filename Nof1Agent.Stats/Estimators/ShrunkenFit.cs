namespace Nof1Agent.Stats.Estimators;

/// <summary>The prior width of an effect and how probable that width is before the data.</summary>
/// <param name="Tau">Prior standard deviation of the effect in units of the day-to-day standard deviation; positive.</param>
/// <param name="Weight">0 to 1; the weights of a prior add up to 1.</param>
public readonly record struct EffectWidth(double Tau, double Weight);

/// <summary>
/// Effects under a prior that expects small ones and lets go of a large one: a mixture of widths tau, each weighted by how well it predicted the data.
/// </summary>
/// <remarks>
/// Under one tau the prior is N(0, (tau sigma)^2), and however clear the data are, an effect is drawn towards zero by the same share, because a large effect
/// passes for a large sigma: the "information paradox" of such priors (Liang, Paulo, Molina, Clyde and Berger 2008, Journal of the American Statistical
/// Association 103:410, whose answer, a mixture over the width, is this one). P(tau | y) is proportional to weight times marginal likelihood.
/// </remarks>
public sealed class ShrunkenFit
{
    /// <summary>A width that is less probable than this after the data changes no digit that shows.</summary>
    private const double Negligible = 1e-9;

    private readonly IReadOnlyList<(double Weight, EngineFit Fit)> parts;

    private ShrunkenFit(IReadOnlyList<(double Weight, EngineFit Fit)> parts, string? refusal) => (this.parts, Refusal) = (parts, refusal);

    /// <summary>Why no effect can be stated, in plain words; null when it can.</summary>
    public string? Refusal { get; }

    /// <summary>Posterior of arm minus reference, in outcome units; null after a refusal.</summary>
    /// <param name="arm">1 up to the number of arms minus 1.</param>
    public EffectPosterior? Effect(int arm) =>
        Refusal is null ? EffectPosterior.Mix([.. parts.Select(part => (part.Weight, part.Fit.Effect(arm)!))]) : null;

    /// <summary>Probability of each arm to be the best, adding up to 1; null after a refusal.</summary>
    internal IReadOnlyList<double>? ProbabilityBest(int armCount, bool higherIsBetter)
    {
        if (Refusal is not null)
            return null;
        var each = parts.Select(part => (part.Weight, Best: BestArm.Probabilities(part.Fit, armCount, higherIsBetter)!)).ToArray();
        return [.. Enumerable.Range(0, armCount).Select(arm => each.Sum(part => part.Weight * part.Best[arm]))];
    }

    internal static ShrunkenFit Refused(string reason) => new([], reason);

    /// <summary>Solves a prepared design under every width.</summary>
    internal static ShrunkenFit Solve(EngineDesign design, IReadOnlyList<EffectWidth> prior)
    {
        var fits = prior.Select(width => (width.Weight, Fit: RegressionEngine.Solve(design, width.Tau))).ToArray();
        if (fits.Select(part => part.Fit.Refusal).FirstOrDefault(reason => reason is not null) is { } refusal)
            return Refused(refusal);
        var largest = fits.Max(part => part.Fit.LogEvidence);
        var weighed = fits.Select(part => (Weight: part.Weight * Math.Exp(part.Fit.LogEvidence - largest), part.Fit)).ToArray();
        var total = weighed.Sum(part => part.Weight);
        var kept = weighed.Where(part => part.Weight > Negligible * total).ToArray();
        total = kept.Sum(part => part.Weight);
        return new([.. kept.Select(part => (part.Weight / total, part.Fit))], null);
    }
}
