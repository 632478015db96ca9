using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>The last days of a trial as marks, without anything of its arms.</summary>
internal static class DayStrip
{
    /// <summary>How many days are shown.</summary>
    public const int Days = 14;

    /// <summary>The marks, oldest first.</summary>
    /// <param name="trial">The trial; null: there is none.</param>
    /// <param name="latest">The latest day that can have an answer.</param>
    /// <param name="ended">The day on which the trial ended; days after it are no days of it. Null: it has not.</param>
    /// <param name="told">What was told about a day, in its latest revision; null: nothing.</param>
    public static IReadOnlyList<DayMark> Of(Trial? trial, LocalDate latest, LocalDate? ended, Func<LocalDate, CheckIn?> told) =>
        [.. Enumerable.Range(1 - Days, Days).Select(back => latest.PlusDays(back)).Select(day => trial is null || day > ended ? DayMark.None : Mark(trial, day, day == latest, told(day)))];

    /// <summary>How many days in a row, up to the last that could have one, have no answer.</summary>
    public static int Silent(IReadOnlyList<DayMark> strip) => strip.Reverse().SkipWhile(mark => mark is DayMark.Open).TakeWhile(mark => mark is DayMark.Missing).Count();

    private static DayMark Mark(Trial trial, LocalDate day, bool isLatest, CheckIn? told)
    {
        var observed = trial.Plan.BaselineFrom is { } from && day >= from && day < from.PlusDays(TrialSkills.BaselineDays);
        if (!observed && TrialCalendar.OrdinalOn(trial, day) is null)
        {
            return trial is { StartsOn: { } start, IsOver: false } && day >= start && day <= TrialCalendar.LastDay(trial, day) ? DayMark.Paused : DayMark.None;
        }

        return told switch
        {
            { HasAnswer: true, Value: null } => DayMark.Excused,
            { HasAnswer: true, Adherence: Adherence.No } => DayMark.No,
            { HasAnswer: true, Adherence: Adherence.Partly } => DayMark.Partly,
            { HasAnswer: true } => DayMark.Answered,
            _ => isLatest && trial.IsOpen ? DayMark.Open : DayMark.Missing,
        };
    }
}
