namespace Nof1Agent.Stats.Estimators;

/// <summary>One day of a trial as the analysis sees it.</summary>
/// <param name="Day">Calendar day as a whole number (for example days since the trial began). Gaps between days are allowed and are used exactly.</param>
/// <param name="Arm">Index of the arm given on this day; 0 is the reference that the others are compared with.</param>
/// <param name="Period">Index of the treatment period (a run of days on one arm). Periods do not interleave in time.</param>
/// <param name="Block">Index of the cycle (one period of every arm).</param>
/// <param name="Value">The answer in outcome units, or null when it is missing.</param>
/// <param name="Counted">False for days after a change of arm that the design discards.</param>
public readonly record struct DiaryDay(int Day, int Arm, int Period, int Block, double? Value, bool Counted)
{
    /// <summary>The answer was told after the day was over.</summary>
    public bool Late { get; init; }

    /// <summary>The day was not a normal one (ill, travelling), by the person's own account.</summary>
    public bool Disrupted { get; init; }

    /// <summary>The person did on this day what another arm asks for. It is analysed as assigned all the same.</summary>
    public bool Switched { get; init; }

    /// <summary>True when the day enters the main analysis: it is counted and has an answer.</summary>
    public bool IsUsed => Counted && Value.HasValue;
}
