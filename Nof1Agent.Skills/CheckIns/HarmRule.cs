using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>What a side effect of some strength leads to.</summary>
public enum HarmStep
{
    /// <summary>It is kept with the day.</summary>
    Note,

    /// <summary>The trial pauses and the coach is told.</summary>
    Pause,

    /// <summary>The trial ends, so that nobody goes back to the arm, and the coach is told.</summary>
    Stop,
}

/// <summary>The rule for reported harm. Severity is the person's own, 0 (hardly there) to 10 (the worst).</summary>
internal static class HarmRule
{
    /// <summary>From here on the trial pauses.</summary>
    public const int PausesFrom = 7;

    /// <summary>From here on the trial ends.</summary>
    public const int StopsFrom = 9;

    public static HarmStep Of(int severity) => severity >= StopsFrom ? HarmStep.Stop : severity >= PausesFrom ? HarmStep.Pause : HarmStep.Note;

    /// <summary>Does what the rule says and returns what the person is told.</summary>
    public static string Act(int severity, TrialSkills trials, SpokenLanguage language)
    {
        var done = Of(severity) is HarmStep.Stop
            ? trials.Stop($"side effect, {severity} of 10").Ok ? language.Say("harm.stopped") : ""
            : trials.Pause($"side effect, {severity} of 10").Ok ? language.Say("harm.paused") : "";
        return $"{language.Say("harm.see-somebody")} {done}".TrimEnd();
    }
}
