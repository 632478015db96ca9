namespace Nof1Agent.Stats.Planning;

/// <summary>What a simulated trial assumes about the person. Effects and trends are in units of the day-to-day standard deviation (SD) of the outcome.</summary>
public sealed record PowerAssumptions
{
    /// <summary>True effect of arm 1 against the reference, in SD; finite.</summary>
    public double EffectInSd { get; init; }

    /// <summary>Correlation between one day and the next, -0.95 to 0.98; 0.3 is typical of daily ratings.</summary>
    public double Phi { get; init; } = 0.3;

    /// <summary>Probability that a day has no answer, 0 to 0.9.</summary>
    public double MissingShare { get; init; } = 0.15;

    /// <summary>Linear drift from the first to the last day, in SD; finite.</summary>
    public double TrendInSd { get; init; }

    /// <summary>Standard deviation of a shock that a whole period shares (a bad week), in SD, 0 or above.</summary>
    public double PeriodShockInSd { get; init; }

    /// <summary>What is out of range, in plain words; empty for usable assumptions.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!double.IsFinite(EffectInSd) || !double.IsFinite(TrendInSd))
        {
            problems.Add("Effect and trend must be finite numbers.");
        }

        if (!(Phi >= -0.95 && Phi <= 0.98))
        {
            problems.Add("The correlation from day to day lies between -0.95 and 0.98.");
        }

        if (!(MissingShare >= 0 && MissingShare <= 0.9))
        {
            problems.Add("The share of missing days lies between 0 and 0.9.");
        }

        if (!(PeriodShockInSd >= 0 && double.IsFinite(PeriodShockInSd)))
        {
            problems.Add("The period shock is a finite number, 0 or above.");
        }

        return problems;
    }
}
