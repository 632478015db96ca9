using Nof1Agent.Skills;
using NodaTime.Text;

namespace Nof1Agent.Host.Agent;

/// <summary>The answer to <c>/privacy</c>: what is stored, and word for word what a language model was sent last. No model is asked for it.</summary>
internal static class WhatTheModelSaw
{
    private const int LongestShown = 2_400;
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Whether a message asks for it.</summary>
    public static bool IsAskedBy(string text) => text.Trim().TrimEnd('!', '.', '?').Equals("/privacy", StringComparison.OrdinalIgnoreCase);

    public static SkillReply Show(SkillSet skills)
    {
        var language = skills.ParticipantStore.Language;
        var privacy = skills.Help.Explain("privacy");
        if (skills.ModelCalls.Latest() is not { } latest)
        {
            return privacy with { Say = $"{privacy.Say}\n\n{language.Say("privacy.nothing-sent")}" };
        }

        var at = latest.At.InZone(skills.ParticipantStore.Current.TimeZone);
        var used = skills.ModelCalls.Used();
        var shown = string.Join("\n", latest.Call.Saw.Select(message => $"{message.Role}: {message.Text}"));
        return privacy with
        {
            Say = string.Join("\n\n",
            [
                privacy.Say,
                language.Say("privacy.sent-last", ("model", latest.Call.Model), ("day", language.Day(at.Date)), ("time", Time.Format(at.TimeOfDay))),
                shown.Length <= LongestShown ? shown : shown[..LongestShown] + " ...",
                language.Say("privacy.sent-beside", ("hash", latest.Call.PromptHash), ("calls", (int)used.Calls), ("tokens", (int)used.Tokens)),
            ]),
        };
    }
}
