using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Rhythm;

/// <summary>When a participant is looked at. What is said then follows from the rule, not from the kind.</summary>
public enum DueKind
{
    /// <summary>What to do today; for sleep, also the question about the night.</summary>
    Morning,

    /// <summary>The question of the day; for sleep, a reminder.</summary>
    Evening,

    /// <summary>A reminder between the two; there is such a row only while an asked day waits for an answer.</summary>
    Reminder,

    /// <summary>The day to test a personal rule again; there is such a row only while no plan or trial is open.</summary>
    Retest,
}

/// <summary>
/// The rhythm of a trial's days. Each kind is a row with a due time; it is claimed, answered and moved to its next time in one
/// transaction. After an outage there is one row, never a queue of missed ones, and <see cref="DueNow"/> says what still makes sense.
/// </summary>
public sealed class DailyRhythm(
    TurnWork work, ParticipantStore participants, ConversationStore conversation, TrialStore trials, TrialSkills trialSkills, ToldStore told, CheckInSkills checkIns, ResultSkills results, RuleSkills rules, CheckInSettings settings)
{
    private static readonly Duration Outage = Duration.FromHours(3);

    /// <summary>What is to be said now; null when there is nothing to say.</summary>
    /// <param name="kind">The row that is due.</param>
    /// <param name="dueAt">When it was; much earlier means that the service was not there.</param>
    /// <param name="coachSpeaks">
    /// Whether a coach has the floor: then only what the days need is said, what to do and the question, without which they would be lost. Reminders, answers, plans and
    /// retests wait until the floor is the agent's again.
    /// </param>
    public SkillReply? Say(DueKind kind, Instant dueAt, bool coachSpeaks = false)
    {
        if (coachSpeaks && (kind is DueKind.Retest || results.IsDue() || checkIns.BaselineIsOver))
        {
            return null;
        }

        if (kind is DueKind.Retest)
        {
            return participants.Current.Quiet.Hold(participants.Current.LocalTimeAt(work.Now)) ? null : rules.Remind();
        }

        if (trials.Open is not { State: TrialState.Running or TrialState.Baseline } trial || participants.Current.Quiet.Hold(participants.Current.LocalTimeAt(work.Now)))
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

        var state = State(trial, work.Now);
        var due = DueNow.Of(state).Where(piece => !coachSpeaks || piece.What is Told.Instruction or Told.Question or Told.CoachNote).ToList();
        foreach (var piece in due)
        {
            Tell(trial, state, piece);
        }

        var said = due.Where(piece => piece.What is not Told.CoachNote).Select(piece => Word(piece)).ToList();

        // A question of the day comes first; the guess is then asked with its answer.
        var waits = told.When(trial.Id, state.Asked, Told.Question) is not null && !state.IsAnswered(state.Asked);
        if (!coachSpeaks && !waits && due.TrueForAll(piece => piece.What is Told.Instruction or Told.CoachNote) && checkIns.AskMissedGuess() is { } guess)
        {
            said.Add(guess);
        }

        return said.Count == 0 ? null : (work.Now - dueAt > Outage ? said.Prepend(RhythmWording.Away(settings.MostDaysBack, participants.Language)) : said).Aggregate((first, next) => first.FollowedBy(next));
    }

    /// <summary>For somebody who cannot be reached anywhere: nothing is said to them, but their coach is told of their silence as of anybody's.</summary>
    public void NoteSilence()
    {
        if (trials.Open is { State: TrialState.Running or TrialState.Baseline } trial)
        {
            var state = State(trial, work.Now);
            foreach (var note in DueNow.Of(state).Where(piece => piece.What is Told.CoachNote))
            {
                Tell(trial, state, note);
            }
        }
    }

    private void Tell(Trial trial, RhythmState state, DuePiece piece)
    {
        told.Add(trial.Id, piece.Day, piece.What);
        if (piece.What is Told.CoachNote)
        {
            new AlertStore(work).Raise(
                AlertKind.SilentDays,
                $"No answer for {DueNow.SilentDays(state)} days in a row, {(state.UnreachableSince is null ? "although asked and reminded" : "and the person cannot be reached")}.");
        }
    }

    /// <summary>
    /// Puts the rows that are missing, moves the one that this turn has answered to its next time, and removes all of them when no trial
    /// runs. Called at the end of every turn. A row of another kind that is due by now is left to its own turn.
    /// </summary>
    /// <param name="answered">The row that the turn has answered, as it was read. Part of the turn's conditions: nothing of it is stored when the row is another by now.</param>
    public void Schedule(DueRow? answered)
    {
        if (trials.Open is not { State: TrialState.Running or TrialState.Baseline } trial)
        {
            if (answered is { Kind: not DueKind.Retest })
            {
                Answered(answered, null);
            }

            if (trials.All.Count > 0)
            {
                work.Add("delete from due_work where participant_id = @participant and kind <> 'Retest'", new { participant = work.Participant });
                Put(DueKind.Retest, NextRetest(answered), answered);
            }

            return;
        }

        var state = State(trial, work.Now);
        Put(DueKind.Morning, NextDue.Morning(state, wasSaid: answered is not null), answered);
        Put(DueKind.Evening, NextDue.Evening(state), answered);
        Put(DueKind.Reminder, NextDue.Reminder(state), answered);
        Put(DueKind.Retest, null, answered);
    }

    // In the morning of the day, or of the first day after it on which nothing else runs.
    private Instant? NextRetest(DueRow? answered)
    {
        if (rules.NextReminder is not { } day)
        {
            return null;
        }

        var participant = participants.Current;
        var at = DayMoments.NotQuiet(participant, DayMoments.Morning(participant, day));
        for (var next = participant.StudyDayAt(work.Now); at <= work.Now || at <= answered?.DueAt; next = next.PlusDays(1))
        {
            at = DayMoments.NotQuiet(participant, DayMoments.Morning(participant, next));
        }

        return at;
    }

    private SkillReply Word(DuePiece piece) => piece.What switch
    {
        Told.Instruction => trialSkills.Today(),
        Told.PauseQuestion => RhythmWording.AskPause(participants.Language),
        Told.Question => checkIns.Ask(piece.Day),
        Told.Reminder or Told.SecondReminder => RhythmWording.Remind(checkIns.Ask(piece.Day), StudyDays.Say(piece.Day, checkIns.Subject!.Outcome, participants.Language), participants.Language),
        Told.CoachNote or Told.Answered or Told.Guess => throw new InvalidOperationException("said to nobody"),
    };

    private RhythmState State(Trial trial, Instant now)
    {
        var subject = checkIns.Subject!;
        return new RhythmState
        {
            Participant = participants.Current,
            Now = now,
            AsksNextMorning = subject.Outcome.AskedNextMorning,
            Holds = subject.Holds,
            IsAnswered = day => checkIns.IsAnswered(trial.Id, day),
            When = (day, what) => told.When(trial.Id, day, what),
            PauseQuestions = () => told.PauseQuestions(trial.Id),
            UnreachableSince = conversation.UnreachableSince,
            LastHeard = conversation.LastHeard(),
        };
    }

    private void Put(DueKind kind, Instant? at, DueRow? answered)
    {
        if (kind == answered?.Kind)
        {
            Answered(answered, at);
            return;
        }

        // Rows only move in a turn, and a turn commits against the conversation's version: what stays where it is needs no statement.
        if (DueWork.Of(work).GetValueOrDefault(kind) is var known && (known is null ? at is null : known.DueAt == at))
        {
            return;
        }

        var row = new { participant = work.Participant, kind = kind.ToString(), at, now = work.Now };
        work.Add(
            at is null
                ? "delete from due_work where participant_id = @participant and kind = @kind and due_at > @now"
                : "insert into due_work (participant_id, kind, due_at) values (@participant, @kind, @at) on conflict (participant_id, kind) do update set due_at = excluded.due_at where due_at > @now",
            row);
    }

    // Claimed and moved in one statement.
    private void Answered(DueRow row, Instant? next)
    {
        var claimed = new { participant = row.ParticipantId, kind = row.Kind.ToString(), claimed = row.DueAt, next };
        work.Add(
            next is null
                ? "delete from due_work where participant_id = @participant and kind = @kind and due_at = @claimed"
                : "update due_work set due_at = @next where participant_id = @participant and kind = @kind and due_at = @claimed",
            claimed,
            mustChange: 1);
    }
}
