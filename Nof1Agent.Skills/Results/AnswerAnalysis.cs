using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>
/// From a trial's days to its answer: the analysis as assigned (every answered day on the arm it was drawn for), then the same with some days left out, and what would
/// settle an open answer. A pure function of what is stored.
/// </summary>
internal static class AnswerAnalysis
{
    /// <summary>The answer of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="days">What was told, by study day.</param>
    /// <param name="until">The last study day that is read.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="expected">What others led to expect of arm 1, if anything usable.</param>
    /// <param name="at">When the answer is given.</param>
    /// <param name="looksAhead">False leaves out the simulation of what would settle an open answer (about half a second).</param>
    public static TrialAnswer Run(Trial trial, IReadOnlyDictionary<LocalDate, CheckIn> days, LocalDate until, DailyOutcome outcome, ExpectedEffect? expected, Instant at, bool looksAhead = true)
    {
        var plan = Plan(trial, outcome, expected);
        var diary = DiaryForAnalysis.Build(trial, days, until);
        var report = TrialReport.Analyze(diary, plan);
        return new TrialAnswer
        {
            Revision = 1,
            At = at,
            StoppedEarly = trial.State is TrialState.Stopped,
            StoppedForHarm = HarmRule.Ended(trial),
            StoppedArms = [.. trial.StoppedArms.Select(stopped => stopped.Arm)],
            EndedAtLook = trial.EndedAtLook,
            DiaryRevisions = 0,
            Report = report,
            Expected = expected,
            Sensitivity = [.. Enum.GetValues<LeftOut>().Select(kind => Without(kind, trial, days, until, plan)).OfType<SensitivityLine>()],
            Further = !looksAhead ? [] : [.. report.Contrasts.Where(contrast => contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData && !AnswerRule.IsSettled(contrast.Verdict))
                .Select(contrast => (contrast.Arm, Found: FurtherCycles.Find(diary, plan, trial.Plan.Design, report, contrast.Arm)))
                .Where(pair => pair.Found is not null).Select(pair => new FurtherRounds(pair.Arm, pair.Found!))],
            Adherence = [.. trial.Plan.Arms.Select((_, arm) => Adherence(trial, days, until, arm))],
        };
    }

    /// <summary>How the trial's days are read.</summary>
    public static AnalysisPlan Plan(Trial trial, DailyOutcome outcome, ExpectedEffect? expected) => new()
    {
        Mcid = trial.Plan.Mcid,
        HigherIsBetter = !outcome.LowerIsBetter,
        Scale = outcome.Scale,
        PlannedCountedDays = trial.State is TrialState.Finished && trial.EndedAtLook is null ? DiaryForAnalysis.PlannedCountedDays(trial) : 0,
        Evidence = expected is null ? null : new EvidencePrior(expected.Mean, expected.StandardDeviation),
    };

    private static SensitivityLine? Without(LeftOut kind, Trial trial, IReadOnlyDictionary<LocalDate, CheckIn> days, LocalDate until, AnalysisPlan plan)
    {
        bool Leaves(CheckIn day) => day.Value is not null && kind switch
        {
            LeftOut.Late => day.Late,
            LeftOut.Disrupted => day.Disrupted is not null,
            LeftOut.NotAsPlanned => day.Adherence is not null and not CheckIns.Adherence.Yes,
        };
        var counted = TrialCalendar.DaysBeforePause(trial).Where(day => day.Counted && day.Date <= until).Select(day => day.Date).ToHashSet();
        var left = days.Values.Where(day => counted.Contains(day.StudyDay) && Leaves(day)).Select(day => day.StudyDay).ToHashSet();
        if (left.Count == 0)
        {
            return null;
        }

        var kept = days.Where(day => !left.Contains(day.Key)).ToDictionary(day => day.Key, day => day.Value);

        // The question is whether these days carry the verdict, not whether too few are left: the planned number is that of the days kept.
        var report = TrialReport.Analyze(DiaryForAnalysis.Build(trial, kept, until), plan with { PlannedCountedDays = Math.Max(1, (plan.PlannedCountedDays > 0 ? plan.PlannedCountedDays : counted.Count) - left.Count) });
        return new SensitivityLine(kind, left.Count, [.. report.Contrasts.Select(contrast => contrast.Verdict)]);
    }

    private static ArmAdherence Adherence(Trial trial, IReadOnlyDictionary<LocalDate, CheckIn> days, LocalDate until, int arm)
    {
        var told = TrialCalendar.DaysBeforePause(trial).Where(day => day.Arm == arm && day.Counted && day.Date <= until)
            .Select(day => days.GetValueOrDefault(day.Date)?.Adherence).OfType<Adherence>().ToList();
        return new ArmAdherence(told.Count(done => done is CheckIns.Adherence.Yes), told.Count);
    }
}
