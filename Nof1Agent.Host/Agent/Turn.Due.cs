using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Rhythm;

namespace Nof1Agent.Host.Agent;

// What is said of its own accord.
internal sealed partial class Turn
{
    /// <summary>Whether what is due has to be computed first: a result, or lengths to choose from.</summary>
    public bool NeedsTime => needsTime ??= skills.Results.IsDue() || skills.CheckIns.BaselineIsOver;

    /// <summary>Says what is due, and moves the row to its next time.</summary>
    public void SayDue(DueRow row)
    {
        var conversation = skills.Conversation.Current;
        var lasts = NeedsTime || row.Kind is DueKind.Retest;
        if (conversation.SafetyHold is null && !skills.InterviewStore.IsBlocked)
        {
            SayDue(row, lasts, conversation.Floor is Floor.Coach);
        }

        Close(null, $"due {row.Kind}", row);
    }

    private void SayDue(DueRow row, bool lasts, bool coachSpeaks)
    {
        if (skills.Conversation.ChannelForDue is not { } channel)
        {
            skills.Rhythm.NoteSilence();
            return;
        }

        if (skills.Rhythm.Say(row.Kind, row.DueAt, coachSpeaks) is { } reply)
        {
            // What is about a day makes no sense once the day is over; a result always does.
            var participant = skills.ParticipantStore.Current;
            var dayEnds = participant.MomentOf(participant.StudyDayAt(skills.Work.Now).PlusDays(1), new NodaTime.LocalTime(participant.DayEndsAtHour, 0));
            Say(Speaker.Guide, channel, reply, Urgency.Due, lasts ? null : dayEnds);
        }
    }
}
