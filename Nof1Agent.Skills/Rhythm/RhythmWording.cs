using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Rhythm;

/// <summary>How what is due is worded. No blame, no streaks.</summary>
internal static class RhythmWording
{
    /// <summary>The one honest sentence after an outage.</summary>
    public static SkillReply Away(int mostDaysBack, SpokenLanguage language) => new() { Say = language.Say("days.away", ("days", mostDaysBack)) };

    public static SkillReply Remind(SkillReply ask, string day, SpokenLanguage language) => ask with { Say = language.Say("days.remind", ("day", day), ("question", ask.Say)) };

    public static SkillReply AskPause(SpokenLanguage language) => new()
    {
        Say = language.Say("days.ask-pause"),
        Choices =
        [
            new Choice(language.Say("days.pause"), SkillCall.Of("trials-pause")),
            new Choice(language.Say("days.go-on"), SkillCall.Of("trials-today")),
            new Choice(language.Say("days.fewer-reminders"), SkillCall.Of("days-set_reminders", ("most", 0))),
        ],
    };
}
