using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Skills.Candidates;

/// <summary>What the trigger rule says about a candidate.</summary>
public enum Trigger
{
    /// <summary>Uncertain enough and promising enough.</summary>
    WorthTesting,

    /// <summary>Very likely to help by enough; still untested on this person.</summary>
    LikelyEnoughToTry,

    /// <summary>Very unlikely to help by enough.</summary>
    UnlikelyToBeWorthIt,

    /// <summary>Promising, and surer than the threshold asks for: a trial would teach little.</summary>
    SureEnough,

    /// <summary>There is no usable number; only a trial can tell.</summary>
    NoNumber,
}

/// <summary>The three numbers of the trigger rule, shown and logged with each decision.</summary>
public sealed record TriggerSettings
{
    /// <summary>Below this probability of a benefit that matters a trial is not worth the effort.</summary>
    public double UnlikelyBelow { get; init; } = 0.10;

    /// <summary>From this probability on it may simply be tried.</summary>
    public double SimplyTryFrom { get; init; } = 0.95;

    /// <summary>Forecast sd in units of the smallest change that matters from which a trial is triggered (the paper's tau).</summary>
    public double UncertaintyThreshold { get; init; } = 0.5;
}

/// <summary>
/// When a forecast is uncertain enough to be tested on the person: a pure function of the forecast of the benefit, the smallest
/// change that matters (MCID) and three settings. Idea: a forecast whose uncertainty exceeds a preset threshold triggers an N-of-1
/// trial (Konigorski et al., arXiv 2601.03482).
/// </summary>
public static class TriggerRule
{
    /// <summary>Decides.</summary>
    /// <param name="benefit">Forecast of the effect, positive in the better direction, in the outcome's unit; null without a usable number.</param>
    /// <param name="mcid">Smallest change that matters, above 0; null: any benefit counts.</param>
    /// <param name="settings">The thresholds.</param>
    public static Trigger Decide(NormalForecast? benefit, double? mcid, TriggerSettings settings)
    {
        return benefit is { } forecast ? Decide(forecast.ProbabilityAtLeast(mcid ?? 0), forecast.StandardDeviation, mcid, settings) : Trigger.NoNumber;
    }

    /// <summary>Decides for a forecast of any shape.</summary>
    /// <param name="helps">P(benefit of at least the MCID); of any benefit where none was named.</param>
    /// <param name="standardDeviation">Standard deviation of the forecast, in the outcome's unit.</param>
    /// <param name="mcid">Smallest change that matters, above 0; null: any benefit counts.</param>
    /// <param name="settings">The thresholds.</param>
    public static Trigger Decide(double helps, double standardDeviation, double? mcid, TriggerSettings settings)
    {
        if (helps < settings.UnlikelyBelow)
        {
            return Trigger.UnlikelyToBeWorthIt;
        }

        if (helps >= settings.SimplyTryFrom)
        {
            return Trigger.LikelyEnoughToTry;
        }

        return mcid is { } unit && standardDeviation < settings.UncertaintyThreshold * unit ? Trigger.SureEnough : Trigger.WorthTesting;
    }
}
