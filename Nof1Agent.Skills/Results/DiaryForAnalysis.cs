using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Estimators;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>A trial's days as the analysis reads them: as assigned, on the calendar (a pause is a gap), missing days missing.</summary>
internal static class DiaryForAnalysis
{
    /// <summary>The days up to and including <paramref name="until"/>, each with its flags: counted or not, told late, disrupted, switched early.</summary>
    public static TrialDiary Build(Trial trial, IReadOnlyDictionary<LocalDate, CheckIn> answers, LocalDate until) =>
        Build(trial, answers, until, answer => answer.Value);

    /// <summary>The same days with the values of an outcome that is followed beside the primary one.</summary>
    public static TrialDiary Build(Trial trial, IReadOnlyDictionary<LocalDate, CheckIn> answers, LocalDate until, string secondary) =>
        Build(trial, answers, until, answer => answer.Others.TryGetValue(secondary, out var value) ? value : null);

    private static TrialDiary Build(Trial trial, IReadOnlyDictionary<LocalDate, CheckIn> answers, LocalDate until, Func<CheckIn, double?> value) => new(
        [.. trial.Plan.Arms.Select(arm => arm.Name)],
        [
            .. TrialCalendar.DaysBeforePause(trial).Where(day => day.Date <= until).Select(day => answers.GetValueOrDefault(day.Date) is { } answer
                ? Day(trial, day, value(answer)) with { Late = answer.Late, Disrupted = answer.Disrupted is not null, Switched = answer.Switched }
                : Day(trial, day, null)),
        ]);

    private static DiaryDay Day(Trial trial, TrialDay day, double? value) =>
        new(Period.DaysBetween(trial.StartsOn!.Value, day.Date), day.Arm, day.Period, day.Block, value, day.Counted);

    /// <summary>Counted days of the whole plan.</summary>
    public static int PlannedCountedDays(Trial trial) => TrialCalendar.Days(trial).Count(day => day.Counted);
}
