using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>A look that a protocol declared, as it was taken.</summary>
/// <param name="Cycle">After which cycle, from 1.</param>
/// <param name="LogBayesFactor">Natural logarithm of the Bayes factor of an effect over none; null where none could be computed.</param>
/// <param name="ProbabilityNoDifference">P(no difference that matters), flat prior, the least over the arms; null where no smallest change was named.</param>
/// <param name="Decision">What <see cref="LookRule"/> made of it.</param>
public sealed record DeclaredLook(int Cycle, double? LogBayesFactor, double? ProbabilityNoDifference, LookOutcome Decision);

/// <summary>Looks at the ends of cycles, for trials whose protocol declares them. Each is taken once, on the days up to the end of its cycle.</summary>
internal static class DeclaredLooks
{
    /// <summary>The cycles after which a plan looks, from 1: none unless it says so, and never the last, which is the end.</summary>
    public static IEnumerable<int> Cycles(TrialPlan plan) =>
        plan.EndsEarlyWhenClear ? Enumerable.Range(LookRule.FirstBlock, Math.Max(0, plan.Design.BlockCount - LookRule.FirstBlock)) : [];

    /// <summary>The last study day of a cycle.</summary>
    public static LocalDate LastDay(Trial trial, int cycle) => TrialCalendar.Days(trial).Last(day => day.Block == cycle - 1).Date;

    /// <summary>Takes a look.</summary>
    public static DeclaredLook Take(Trial trial, int cycle, IReadOnlyDictionary<LocalDate, CheckIn> days, DailyOutcome outcome)
    {
        var report = TrialReport.Analyze(DiaryForAnalysis.Build(trial, days, LastDay(trial, cycle)), AnswerAnalysis.Plan(trial, outcome, null) with { PlannedCountedDays = 0 });
        var factor = report.Contrasts.Select(contrast => contrast.LogBayesFactor).FirstOrDefault(known => known is not null);
        var none = report.Contrasts.All(contrast => contrast.ProbabilityNoDifferenceThatMatters is not null) ? report.Contrasts.Min(contrast => contrast.ProbabilityNoDifferenceThatMatters) : null;
        return new DeclaredLook(cycle, factor, none, LookRule.Decide(report.CompleteBlocks, factor, none));
    }
}
