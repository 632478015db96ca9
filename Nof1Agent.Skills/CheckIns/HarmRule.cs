using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>What a side effect of some strength leads to.</summary>
public enum HarmStep
{
    /// <summary>It is kept with the day.</summary>
    Note,

    /// <summary>The trial pauses and the coach is told.</summary>
    Pause,

    /// <summary>The arm is stopped, so that nobody goes back to it, and the coach is told: with three arms or more the others go on, with two the trial ends.</summary>
    Stop,
}

/// <summary>The rule for reported harm. Severity is the person's own, 0 (hardly there) to 10 (the worst).</summary>
internal static class HarmRule
{
    /// <summary>From here on the trial pauses.</summary>
    public const int PausesFrom = 7;

    /// <summary>From here on the arm is stopped.</summary>
    public const int StopsFrom = 9;

    private const string ReasonBegins = "side effect, ";

    public static HarmStep Of(int severity) => severity >= StopsFrom ? HarmStep.Stop : severity >= PausesFrom ? HarmStep.Pause : HarmStep.Note;

    /// <summary>Whether a trial ended because of harm.</summary>
    public static bool Ended(Trial trial) => trial is { State: TrialState.Stopped, EndReason: { } reason } && reason.StartsWith(ReasonBegins, StringComparison.Ordinal);

    /// <summary>Does what the rule says.</summary>
    /// <param name="severity">How strong it is.</param>
    /// <param name="on">The study day it was told about; null where it is not known.</param>
    /// <param name="trials">The trial.</param>
    /// <param name="language">Spoken with the person.</param>
    /// <returns>What the person is told, and what the coach is.</returns>
    public static (string Say, string Alert) Act(int severity, LocalDate? on, TrialSkills trials, SpokenLanguage language)
    {
        var (see, reason) = (language.Say("harm.see-somebody"), $"{ReasonBegins}{severity} of 10");
        if (Of(severity) is not HarmStep.Stop)
        {
            return trials.Pause(reason).Ok ? ($"{see} {language.Say("harm.paused")}", "A strong side effect was reported; the trial is paused.") : (see, "A strong side effect was reported while the trial did not run.");
        }

        if (on is { } day && trials.StopArm(day, reason) is { } arm)
        {
            return ($"{see} {language.Say("harm.arm-stopped", ("arm", arm.NameIn(language)))}", "A very strong side effect was reported; one arm is stopped, the trial goes on with the others.");
        }

        return trials.StopForHarm(reason).Ok ? ($"{see} {language.Say("harm.stopped")}", "A very strong side effect was reported; the trial has ended.") : (see, "A very strong side effect was reported while no trial ran.");
    }
}
