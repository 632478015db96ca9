using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Estimators;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>A trial's days as the analysis reads them: as assigned, on the calendar (a pause is a gap), missing days missing.</summary>
internal static class DiaryForAnalysis
{
    /// <summary>The days up to and including <paramref name="until"/>.</summary>
    public static TrialDiary Build(Trial trial, IReadOnlyDictionary<LocalDate, CheckIn> answers, LocalDate until) => new(
        [.. trial.Plan.Arms.Select(arm => arm.Name)],
        [
            .. TrialCalendar.DaysBeforePause(trial).Where(day => day.Date <= until).Select(day => new DiaryDay(
                Period.DaysBetween(trial.StartsOn!.Value, day.Date), day.Arm, day.Period, day.Block, answers.GetValueOrDefault(day.Date)?.Value, day.Counted)),
        ]);

    /// <summary>Counted days of the whole plan.</summary>
    public static int PlannedCountedDays(Trial trial) => TrialCalendar.Days(trial).Count(day => day.Counted);
}
