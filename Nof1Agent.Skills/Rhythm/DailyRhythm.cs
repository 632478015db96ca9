using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Rhythm;

/// <summary>What is due for a participant.</summary>
public enum DueKind
{
    /// <summary>What to do today; for sleep, also the question about the night.</summary>
    Morning,

    /// <summary>The question of the day; for sleep, one reminder.</summary>
    Evening,
}

/// <summary>
/// The two moments of a trial's day. Each is a row with a due time; it is claimed, answered and moved to its next time in one
/// transaction. After an outage only what still makes sense is said: there is one row, never a queue of missed ones.
/// </summary>
public sealed class DailyRhythm(TurnWork work, ParticipantStore participants, TrialStore trials, TrialSkills trialSkills, CheckInSkills checkIns, ResultSkills results)
{
    private static readonly LocalTime Morning = new(8, 0);
    private static readonly Duration ReminderMakesSenseFor = Duration.FromHours(4);

    /// <summary>What is to be said now; null when there is nothing to say.</summary>
    /// <param name="kind">What is due.</param>
    /// <param name="dueAt">When it was; a reminder that is hours late makes no sense any more.</param>
    public SkillReply? Say(DueKind kind, Instant dueAt)
    {
        if (kind is DueKind.Evening && work.Now - dueAt > ReminderMakesSenseFor)
        {
            return null;
        }

        if (trials.Open is not { State: TrialState.Running or TrialState.Baseline } trial)
        {
            return null;
        }

        if (results.IsDue())
        {
            return results.DidItWork();
        }

        if (checkIns.BaselineIsOver)
        {
            return checkIns.FinishBaseline().FollowedBy(trialSkills.ShowPlan());
        }

        return kind switch
        {
            DueKind.Morning => InTheMorning(trial),
            DueKind.Evening => InTheEvening(),
        };
    }

    /// <summary>
    /// Puts the rows that are missing, moves the one that this turn has answered to its next time, and removes all of them when no trial
    /// runs. Called at the end of every turn. A row of the other kind that is due by now is left to its own turn.
    /// </summary>
    public void Schedule(DueKind? answered)
    {
        var participant = participants.Current;
        if (trials.Open is not { State: TrialState.Running or TrialState.Baseline })
        {
            if (trials.All.Count > 0)
            {
                work.Add("delete from due_work where participant_id = @participant", new { participant = participant.Id });
            }

            return;
        }

        Put(DueKind.Morning, NextAfter(participant, Morning), answered);
        Put(DueKind.Evening, NextAfter(participant, participant.CheckInTime), answered);
    }

    private SkillReply? InTheMorning(Trial trial)
    {
        var ask = checkIns.OutcomeAsked is { AskedNextMorning: true } ? checkIns.AskIfOpen() : null;
        var today = participants.Current.StudyDayAt(work.Now);
        var instruction = trial.State is TrialState.Running && TrialCalendar.On(trial, today) is null ? null : trialSkills.Today();
        return (instruction, ask) switch
        {
            (null, null) => null,
            ({ } only, null) => only,
            (null, { } only) => only,
            ({ } first, { } then) => first.FollowedBy(then),
        };
    }

    private SkillReply? InTheEvening() => checkIns.AskIfOpen() is { } ask
        ? checkIns.OutcomeAsked is { AskedNextMorning: true } ? ask with { Say = $"There is no answer about last night yet. If you still remember: {ask.Say}" } : ask
        : null;

    private Instant NextAfter(Participant participant, LocalTime time)
    {
        var today = participant.MidnightDateAt(work.Now);
        var next = participant.MomentOf(today, time);
        return next > work.Now ? next : participant.MomentOf(today.PlusDays(1), time);
    }

    private void Put(DueKind kind, Instant at, DueKind? answered) => work.Add(
        """
        insert into due_work (id, participant_id, kind, due_at) values (@id, @participant, @kind, @at)
        on conflict (participant_id, kind) do update set due_at = excluded.due_at where due_at > @now or @answered
        """,
        new { id = work.Random.NewId(), participant = work.Participant, kind = kind.ToString(), at, now = work.Now, answered = kind == answered });
}
