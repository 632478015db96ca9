using NodaTime;

namespace Nof1Agent.Skills.Trials;

/// <summary>An arm that was stopped because of harm, while the trial goes on with the others.</summary>
/// <param name="Arm">The arm, from 1; what the others are compared with cannot be stopped.</param>
/// <param name="From">The first study day on which it is no longer done.</param>
/// <param name="Reason">Why.</param>
public sealed record StoppedArm(int Arm, LocalDate From, string Reason);

/// <summary>
/// Which arm a harm stops. With two arms, or where nobody can tell which arm did it, there is none: then the whole trial ends. With three or more the
/// others go on under the same allocation; on the days of the stopped arm the person does what is done in arm 0, and these days are left out of the analysis.
/// </summary>
internal static class ArmStop
{
    /// <summary>The arm to stop for a harm on a study day (it may be stopped already), or null where the trial has to end.</summary>
    public static int? ArmOf(Trial trial, LocalDate day)
    {
        // On a day after a change the arm before may still be at work; on a day of usual routine no arm is known to be.
        var on = TrialCalendar.Days(trial).FirstOrDefault(known => known.Date == day);
        return on is { Counted: true, ArmStopped: false, Arm: > 0 } && Enumerable.Range(1, trial.Plan.Design.ArmCount - 1).Any(other => other != on.Arm && !IsStopped(trial, other)) ? on.Arm : null;
    }

    public static bool IsStopped(Trial trial, int arm) => trial.StoppedArms.Any(stopped => stopped.Arm == arm);
}
