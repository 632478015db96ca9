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

    private const string SeeSomebody =
        "Please stop what you are testing now and talk to a doctor or pharmacist. If you have trouble breathing, chest pain, a swollen face or throat, or feel that you may faint, call your emergency number at once (112 in the EU, 999 in the UK, 911 in the US).";

    public static HarmStep Of(int severity) => severity >= StopsFrom ? HarmStep.Stop : severity >= PausesFrom ? HarmStep.Pause : HarmStep.Note;

    /// <summary>Does what the rule says and returns what the person is told.</summary>
    public static string Act(int severity, TrialSkills trials)
    {
        var done = Of(severity) is HarmStep.Stop
            ? trials.Stop($"side effect, {severity} of 10").Ok ? " I have ended the trial, so that you do not go back to it; what you told stays. You can ask me what your days say so far, as a trial that was stopped early." : ""
            : trials.Pause($"side effect, {severity} of 10").Ok ? " I have paused the trial. Go on only when it is gone and somebody who knows you says that it is fine." : "";
        return $"{SeeSomebody}{done}";
    }
}
