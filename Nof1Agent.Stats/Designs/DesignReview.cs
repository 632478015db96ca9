namespace Nof1Agent.Stats.Designs;

/// <summary>What is wrong or weak about a design, in plain words.</summary>
internal static class DesignReview
{
    /// <summary>Counted days that a period should have after the discarded ones.</summary>
    public const int SoundCountedDays = 4;

    /// <summary>Cycles below which a warning is given.</summary>
    public const int SoundCycles = 4;

    /// <summary>Cycles below which no effect is ever stated.</summary>
    public const int FewestCycles = 3;

    /// <summary>Periods up to which completions of a whole order are counted.</summary>
    public const int MaxBalancedPeriods = 400;

    /// <summary>States up to which completions under a run limit are counted (about a second).</summary>
    public const double MaxCountedStates = 500_000;

    public static List<string> Problems(TrialDesign design)
    {
        var problems = new List<string>();
        if (design.ArmCount is < 2 or > TrialDesign.MaxArms)
        {
            problems.Add($"A trial compares 2 to {TrialDesign.MaxArms} arms, not {design.ArmCount}.");
        }

        if (design.BlockCount < 1)
        {
            problems.Add($"A trial has at least 1 cycle, not {design.BlockCount}.");
        }

        if (design.PeriodDays < 1)
        {
            problems.Add($"A period is at least 1 day long, not {design.PeriodDays}.");
        }

        if (design.DiscardDays < 0)
        {
            problems.Add($"The number of days that do not count cannot be {design.DiscardDays}.");
        }
        else if (design.PeriodDays >= 1 && design.DiscardDays >= design.PeriodDays)
        {
            problems.Add($"With {design.DiscardDays} days not counted after a change, a period of {design.PeriodDays} days has no day left that counts.");
        }

        if ((double)design.ArmCount * design.BlockCount * design.PeriodDays > TrialDesign.MaxTotalDays)
        {
            problems.Add($"The trial is longer than {TrialDesign.MaxTotalDays} days.");
        }

        if (design.MaxRunPeriods is < 1)
        {
            problems.Add($"At least 1 period of an arm must be allowed in a row, not {design.MaxRunPeriods}.");
        }
        else if (design.MaxRunPeriods is not null && design.Scheme == RandomizationScheme.WilliamsSquare)
        {
            problems.Add("The rows of a Williams square fix what follows what; a run limit cannot be added.");
        }

        if (design.Scheme == RandomizationScheme.Balanced && (double)design.ArmCount * design.BlockCount > MaxBalancedPeriods)
        {
            problems.Add($"Orders of more than {MaxBalancedPeriods} periods are drawn cycle by cycle, not over the whole trial.");
        }
        else if (design is { Scheme: RandomizationScheme.Balanced, MaxRunPeriods: { } maxRun } && problems.Count == 0
            && RunLimitedCompletions.StateBound(design.ArmCount, design.BlockCount, maxRun) > MaxCountedStates)
        {
            problems.Add("With so many arms and cycles the orders within a run limit are too many to count; draw them cycle by cycle.");
        }

        return problems;
    }

    public static List<string> Warnings(TrialDesign design)
    {
        var warnings = new List<string>();
        if (design.BlockCount < FewestCycles)
        {
            warnings.Add($"With fewer than {FewestCycles} cycles no effect will be stated: the answer is always \"too little data\".");
        }
        else if (design.BlockCount < SoundCycles)
        {
            warnings.Add($"Fewer than {SoundCycles} cycles: one unusual week can decide the result. {SoundCycles} or more are better.");
        }

        if (design.PeriodDays > 1 && design.PeriodDays < design.DiscardDays + SoundCountedDays)
        {
            warnings.Add($"A period should have at least {SoundCountedDays} days that count: with {design.DiscardDays} not counted after a change, "
                + $"{design.DiscardDays + SoundCountedDays} days or more instead of {design.PeriodDays}.");
        }

        if (design.PeriodDays == 1)
        {
            warnings.Add("Periods of one day suit only what acts and wears off within a day.");
        }

        if (design is { Scheme: RandomizationScheme.PermutedBlocks, ArmCount: 2, MaxRunPeriods: 1 })
        {
            warnings.Add("Two arms that never follow themselves simply alternate: after the first period everyone knows the rest.");
        }

        if (design.Scheme == RandomizationScheme.WilliamsSquare && design.ArmCount >= 2 && design.BlockCount % WilliamsSquare.Rows(design.ArmCount).Count is not 0)
        {
            warnings.Add($"Only multiples of {WilliamsSquare.Rows(design.ArmCount).Count} cycles let every arm follow every other equally often.");
        }

        if (design.Scheme == RandomizationScheme.Balanced)
        {
            warnings.Add("A cycle need not hold every arm, so comparisons within cycles use only some of them.");
        }

        return warnings;
    }
}
