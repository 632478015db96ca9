namespace Nof1Agent.Stats.Pooling;

/// <summary>The effect found in one study or one person's trial.</summary>
/// <param name="Estimate">The effect, in a unit that all pooled studies share.</param>
/// <param name="StandardError">Its standard error, above 0.</param>
public readonly record struct StudyEffect(double Estimate, double StandardError);

/// <summary>How the variance of the true effects between studies is estimated.</summary>
public enum HeterogeneityEstimator
{
    /// <summary>Restricted maximum likelihood: the default.</summary>
    RestrictedMaximumLikelihood,

    /// <summary>Moments (R. DerSimonian and N. Laird, Controlled Clinical Trials 7(3), 1986): for comparison with older publications.</summary>
    DerSimonianLaird,

    /// <summary>The variance at which the weighted sum of squares has its expected value (R. C. Paule and J. Mandel, J. Res. NBS 87(5), 1982).</summary>
    PauleMandel,
}

/// <summary>One study's effect after it has been drawn towards the mean of all (best linear unbiased prediction).</summary>
/// <param name="Estimate">The shrunken effect.</param>
/// <param name="StandardError">Its standard error, for the study's own true effect.</param>
public readonly record struct ShrunkenEffect(double Estimate, double StandardError);
