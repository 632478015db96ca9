using System.Runtime.CompilerServices;
using Nof1Agent.Stats.Designs;
using NodaTime;
using Calendar = Nof1Agent.Stats.Designs.Calendar;

namespace Nof1Agent.Skills.Trials;

/// <summary>One day of a trial.</summary>
/// <param name="Date">The study day.</param>
/// <param name="Ordinal">0-based day of the trial, without paused days.</param>
/// <param name="Arm">The arm.</param>
/// <param name="Period">0-based period.</param>
/// <param name="Block">0-based block (cycle).</param>
/// <param name="DayOfPeriod">1-based day within the period.</param>
/// <param name="Counted">False on days that only let the arm take effect or wear off.</param>
public sealed record TrialDay(LocalDate Date, int Ordinal, int Arm, int Period, int Block, int DayOfPeriod, bool Counted)
{
    /// <summary>Its arm was stopped before: the person does what is done in arm 0, and the day does not count.</summary>
    public bool ArmStopped { get; init; }

    /// <summary>The arm whose instruction holds on the day.</summary>
    public int Does => ArmStopped ? 0 : Arm;
}

/// <summary>Which date is which day of a trial that has begun. Pauses move the remaining days; they never touch the allocation.</summary>
internal static class TrialCalendar
{
    // A trial never changes: what is made of it is kept as long as it is.
    private static readonly ConditionalWeakTable<Trial, IReadOnlyList<TrialDay>> Known = [];

    public static IReadOnlyList<TrialDay> Days(Trial trial) => Known.GetValue(trial, Lay);

    private static IReadOnlyList<TrialDay> Lay(Trial trial)
    {
        if (trial.Sequence is not { } sequence || trial.StartsOn is not { } start)
        {
            return [];
        }

        return [.. trial.Plan.Design.DayPlan(sequence).Select(day => Laid(trial, start, day))];
    }

    private static TrialDay Laid(Trial trial, LocalDate start, PlannedDay day)
    {
        var date = start.PlusDays(day.Day + ShiftAt(trial, day.Day));
        var stopped = trial.StoppedArms.Any(arm => arm.Arm == day.Arm && arm.From <= date);
        return new TrialDay(date, day.Day, day.Arm, day.Period, day.Block, (day.Day % trial.Plan.Design.PeriodDays) + 1, day.Counted && !stopped) { ArmStopped = stopped };
    }

    /// <summary>The days that have been or can still come while nothing else happens: without those that an unfinished pause holds back.</summary>
    public static IEnumerable<TrialDay> DaysBeforePause(Trial trial) => Days(trial).Where(day => trial.PausedOn is not { } paused || day.Date < paused);

    /// <summary>The day of the trial on a date; null before, after and in a pause.</summary>
    public static TrialDay? On(Trial trial, LocalDate date) =>
        trial is { Sequence: { } sequence, StartsOn: { } start } && OrdinalOn(trial, date) is { } ordinal ? Laid(trial, start, Calendar.On(trial.Plan.Design, sequence, ordinal)) : null;

    /// <summary>Which day of the trial a date is, 0-based; null before, after and in a pause. Tells nothing of the arms, and needs nothing of them.</summary>
    public static int? OrdinalOn(Trial trial, LocalDate date)
    {
        if (trial.StartsOn is not { } start || date < start || trial.PausedOn <= date)
        {
            return null;
        }

        // A date is a day of the trial before all shifts, or after the first, the first two... There are few; the days are many.
        var ordinal = Period.DaysBetween(start, date);
        foreach (var moved in trial.Shifts.OrderBy(shift => shift.FromDay).Select(shift => shift.Days).Prepend(0))
        {
            ordinal -= moved;
            if (ordinal >= 0 && ordinal < trial.Plan.Design.TotalDays && start.PlusDays(ordinal + ShiftAt(trial, ordinal)) == date)
            {
                return ordinal;
            }
        }

        return null;
    }

    /// <summary>The trial with its days from a date on moved to a later one; the order of the arms stays as it was drawn.</summary>
    public static Trial Moved(Trial trial, LocalDate from, LocalDate to)
    {
        return Days(trial).FirstOrDefault(day => day.Date >= from) is { } first && first.Date < to
            ? trial with { Shifts = [.. trial.Shifts, new PauseShift(first.Ordinal, Period.DaysBetween(first.Date, to))] }
            : trial;
    }

    /// <summary>The last study day; while a pause lasts, as if it ended on <paramref name="today"/>.</summary>
    public static LocalDate? LastDay(Trial trial, LocalDate today)
    {
        if (trial.StartsOn is not { } start)
        {
            return null;
        }

        var last = trial.Plan.Design.TotalDays - 1;
        var running = trial.PausedOn is { } paused ? Math.Max(0, Period.DaysBetween(paused, today)) : 0;
        return start.PlusDays(last + ShiftAt(trial, last) + running);
    }

    private static int ShiftAt(Trial trial, int ordinal)
    {
        var days = 0;
        foreach (var shift in trial.Shifts)
        {
            days += ordinal >= shift.FromDay ? shift.Days : 0;
        }

        return days;
    }
}
