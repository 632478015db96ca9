namespace Nof1Agent.Stats.Outcomes;

/// <summary>The effect on the scale that the kind of outcome is usually modelled on: a descriptive second line, never the verdict.</summary>
/// <param name="Scale">Which scale.</param>
/// <param name="Estimate">Arm against reference on that scale: log odds ratio, log rate ratio or log ratio; 0 is no difference.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="IgnoresAutocorrelation">True when the interval takes the days as independent and is therefore too narrow when they are not.</param>
public sealed record OtherScaleLine(OtherScale Scale, double Estimate, double Low, double High, bool IgnoresAutocorrelation)
{
    /// <summary>The ratio exp(Estimate): odds ratio, rate ratio or ratio of typical values.</summary>
    public double Ratio => Math.Exp(Estimate);
}

/// <summary>Scales of <see cref="OtherScaleLine"/>.</summary>
public enum OtherScale
{
    /// <summary>Cumulative log odds of a higher rating (proportional odds).</summary>
    ProportionalOdds,

    /// <summary>Log odds of yes.</summary>
    LogOdds,

    /// <summary>Log of events per day, one half added to every count.</summary>
    LogCount,

    /// <summary>Log of a skewed positive quantity.</summary>
    Log,
}
