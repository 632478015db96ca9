using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Reports;

/// <summary>The whole analysis of one trial: the engine, the second opinions, the verdicts.</summary>
public sealed record TrialReport
{
    /// <summary>One entry per arm other than the reference, in the order of the arms.</summary>
    public required IReadOnlyList<ContrastReport> Contrasts { get; init; }

    /// <summary>What a reader should know before trusting the numbers, in plain words.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Answers per arm, in the order of the arms.</summary>
    public required IReadOnlyList<ArmDays> Arms { get; init; }

    /// <summary>Cycles with an answered, counted day of every arm.</summary>
    public required int CompleteBlocks { get; init; }

    /// <summary>Counted days that were planned.</summary>
    public required int CountedDays { get; init; }

    /// <summary>Counted days with an answer.</summary>
    public required int AnsweredDays { get; init; }

    /// <summary>Analyses a diary. Never throws because of the data.</summary>
    /// <param name="diary">The days so far.</param>
    /// <param name="plan">How to read them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smallest difference that matters is not a positive finite number.</exception>
    public static TrialReport Analyze(TrialDiary diary, AnalysisPlan plan)
    {
        if (plan.Mcid is { } mcid && !(mcid > 0 && double.IsFinite(mcid)))
            throw new ArgumentOutOfRangeException(nameof(plan), mcid, "The smallest difference that matters is a positive number or null.");
        return ReportBuilder.Build(diary, plan);
    }
}
