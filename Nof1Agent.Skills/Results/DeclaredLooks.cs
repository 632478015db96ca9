using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>A look that a protocol declared, as it was taken.</summary>
/// <param name="Cycle">After which cycle, from 1.</param>
/// <param name="LogBayesFactor">Natural logarithm of the Bayes factor of an effect over none, the least over the arms; null where none could be computed.</param>
/// <param name="ProbabilityNoDifference">P(no difference that matters), flat prior, the least over the arms; null where no smallest change was named.</param>
/// <param name="Decision">What <see cref="LookRule"/> made of it.</param>
public sealed record DeclaredLook(int Cycle, double? LogBayesFactor, double? ProbabilityNoDifference, LookOutcome Decision)
{
    /// <summary>What it rests on, arm by arm. Empty for looks that were taken before this was kept.</summary>
    public IReadOnlyList<ArmLook> Arms { get; init; } = [];
}

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
        var until = LastDay(trial, cycle);
        var (diary, plan) = (DiaryForAnalysis.Build(trial, days, until), AnswerAnalysis.Plan(trial, outcome, null) with { PlannedCountedDays = 0 });
        var report = TrialReport.Analyze(diary, plan);

        // An arm that harm has stopped has said all that it can.
        var arms = report.Contrasts.Where(contrast => !trial.StoppedArms.Any(stopped => stopped.Arm == contrast.Arm && stopped.From <= until)).Select(contrast =>
        {
            var alone = report.Contrasts.Count == 1 ? report : TrialReport.Analyze(Alone(diary, contrast.Arm), plan);
            return new ArmLook(contrast.Arm, alone.CompleteBlocks, alone.Contrasts[0].LogBayesFactor, contrast.ProbabilityNoDifferenceThatMatters);
        }).ToList();
        return new DeclaredLook(
            cycle,
            arms.TrueForAll(arm => arm.LogBayesFactor is not null) ? arms.Min(arm => arm.LogBayesFactor) : null,
            arms.TrueForAll(arm => arm.ProbabilityNoDifference is not null) ? arms.Min(arm => arm.ProbabilityNoDifference) : null,
            LookRule.Decide(arms)) { Arms = arms };
    }

    // One arm and the comparator, as in a trial of the two.
    private static TrialDiary Alone(TrialDiary diary, int arm) => new(
        [diary.ArmNames[0], diary.ArmNames[arm]], [.. diary.Days.Where(day => day.Arm == 0 || day.Arm == arm).Select(day => day with { Arm = day.Arm == 0 ? 0 : 1 })]);
}
