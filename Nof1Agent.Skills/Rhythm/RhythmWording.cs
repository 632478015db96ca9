using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using NodaTime;

namespace Nof1Agent.Skills.Rhythm;

/// <summary>How what is due is worded. No blame, no streaks.</summary>
internal static class RhythmWording
{
    /// <summary>The one honest sentence after an outage.</summary>
    public static SkillReply Away() => new()
    {
        Say = $"I could not write to you for a while; that was my fault, not yours. What I should have asked meanwhile you can still tell me, up to {StudyDays.MostDaysBack} days back.",
    };

    public static SkillReply Remind(SkillReply ask, LocalDate day, DailyOutcome outcome) =>
        ask with { Say = $"There is no answer for {StudyDays.Say(day, outcome)} yet. If you still remember: {ask.Say}" };

    public static SkillReply AskPause() => new()
    {
        Say = "I have not heard from you for some days. That is all right, and what you told stays. Shall I pause the trial? Until you write I ask nothing more and only tell you each morning what the day would be for.",
        Choices =
        [
            new Choice("Pause", SkillCall.Of("trials-pause")),
            new Choice("Go on", SkillCall.Of("trials-today")),
            new Choice("Fewer reminders", SkillCall.Of("days-set_reminders", ("most", 0))),
        ],
    };
}
