using Nof1Agent.Stats.Diagnostics;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Reports;

/// <summary>The whole analysis of one trial: the engine, the second opinions, the verdicts.</summary>
public sealed record TrialReport
{
    /// <summary>One entry per arm other than the reference, in the order of the arms.</summary>
    public required IReadOnlyList<ContrastReport> Contrasts { get; init; }

    /// <summary>What a reader should know before trusting the numbers.</summary>
    public IReadOnlyList<Caution> Cautions { get; init; } = [];

    /// <summary>The same in plain words.</summary>
    public IReadOnlyList<string> Warnings => [.. Cautions.Select(caution => caution.Text)];

    /// <summary>Answers per arm, in the order of the arms.</summary>
    public required IReadOnlyList<ArmDays> Arms { get; init; }

    /// <summary>Cycles with an answered, counted day of every arm.</summary>
    public required int CompleteBlocks { get; init; }

    /// <summary>Counted days that were planned.</summary>
    public required int CountedDays { get; init; }

    /// <summary>Counted days with an answer.</summary>
    public required int AnsweredDays { get; init; }

    /// <summary>Probability of each arm to be the best (tau prior), adding up to 1, in the order of the arms; null after a refusal.</summary>
    public IReadOnlyList<double>? ProbabilityBest { get; init; }

    /// <summary>Linear trend over the whole trial, flat prior; null after a refusal.</summary>
    public TrendLine? Trend { get; init; }

    /// <summary>Posterior mean size of whole-period shocks in day-to-day standard deviations; null after a refusal, 0 when the model has none.</summary>
    public double? PeriodShockInSd { get; init; }

    /// <summary>What the model leaves unexplained; null after a refusal.</summary>
    public ResidualCheck? Residuals { get; init; }

    /// <summary>Analyses a diary. Never throws because of the data.</summary>
    /// <param name="diary">The days so far.</param>
    /// <param name="plan">How to read them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smallest difference that matters is not a positive finite number, or the Saturdays' remainder not 0 to 6.</exception>
    public static TrialReport Analyze(TrialDiary diary, AnalysisPlan plan)
    {
        if (plan.Mcid is { } mcid && !(mcid > 0 && double.IsFinite(mcid)))
            throw new ArgumentOutOfRangeException(nameof(plan), mcid, "The smallest difference that matters is a positive number or null.");
        if (plan.SaturdayRemainder is { } saturday && saturday is < 0 or > 6)
            throw new ArgumentOutOfRangeException(nameof(plan), saturday, "The remainder of Saturdays modulo 7 is 0 to 6 or null.");
        return ReportBuilder.Build(diary, plan);
    }
}

/// <summary>A linear trend.</summary>
/// <param name="PerDay">Outcome units per day.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
public sealed record TrendLine(double PerDay, double Low, double High);
