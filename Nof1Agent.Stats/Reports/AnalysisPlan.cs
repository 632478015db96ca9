using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Reports;

/// <summary>How the person's answers are to be read. Fixed in the protocol before the start.</summary>
public sealed record AnalysisPlan
{
    /// <summary>The smallest difference that matters to the person, in outcome units, greater than 0; null when none was named.</summary>
    public double? Mcid { get; init; }

    /// <summary>True when larger outcome values are better.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>What kind of number the outcome is. Default <see cref="OutcomeScale.Continuous"/>.</summary>
    public OutcomeScale Scale { get; init; }

    /// <summary>Counted days of the whole plan, answered or not; 0 takes the counted days of the diary.</summary>
    public int PlannedCountedDays { get; init; }

    /// <summary>
    /// The design the schedule was drawn from: the randomization test then runs over exactly its set of orders. Null takes each cycle's order as drawn on
    /// its own.
    /// </summary>
    public TrialDesign? Design { get; init; }

    /// <summary>
    /// Adds a weekend column to the model when given: the remainder modulo 7 (0 to 6) of those day numbers that are Saturdays; the day after each is the
    /// Sunday. Null (the default) leaves weekends out. For outcomes that differ between weekdays and weekends whatever is tried, such as bedtimes.
    /// </summary>
    public int? SaturdayRemainder { get; init; }

    /// <summary>The engine's columns under this plan.</summary>
    internal EngineOptions Options => new() { SaturdayRemainder = SaturdayRemainder };

    /// <summary>What other people's trials say about the effect of arm 1; null when nothing is known. Adds a line, never carries the verdict.</summary>
    public EvidencePrior? Evidence { get; init; }
}

/// <summary>What kind of number the outcome is.</summary>
public enum OutcomeScale
{
    /// <summary>A measured quantity: minutes, steps, mmHg.</summary>
    Continuous,

    /// <summary>A rating on a few ordered steps, such as 0 to 10.</summary>
    Rating,

    /// <summary>0 or 1.</summary>
    YesNo,

    /// <summary>Events per day: 0, 1, 2...</summary>
    Count,

    /// <summary>A time of day in minutes after midnight, 0 to 1440 (bedtime). Times around midnight are kept together before the analysis.</summary>
    TimeOfDay,
}
