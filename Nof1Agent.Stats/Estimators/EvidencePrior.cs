namespace Nof1Agent.Stats.Estimators;

/// <summary>What is known about an effect before the trial: a normal distribution for one person, in outcome units (arm minus reference).</summary>
/// <remarks>
/// The spread must be that of single people, not the standard error of a mean over people. The prior is made robust: with
/// <see cref="WideWeight"/> it is replaced by Student's t with 3 degrees of freedom around zero whose scale is sqrt(mean^2 + sd^2), so that data which
/// contradict the evidence discount it (Schmidli et al. 2014, Biometrics 70:1023, the idea of a robust mixture; the wide component is ours).
/// </remarks>
/// <param name="Mean">Expected effect, outcome units; finite.</param>
/// <param name="StandardDeviation">Its standard deviation over people, outcome units; positive and finite.</param>
public sealed record EvidencePrior(double Mean, double StandardDeviation)
{
    /// <summary>Prior weight of the wide component.</summary>
    public const double WideWeight = 0.2;
}
