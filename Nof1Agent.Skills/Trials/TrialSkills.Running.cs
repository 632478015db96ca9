using System.ComponentModel;
using NodaTime;
using Nof1Agent.Skills.Interview;

namespace Nof1Agent.Skills.Trials;

/// <summary>A trial under way: today, pause, resume, stop.</summary>
public sealed partial class TrialSkills
{
    // Later in the day nobody can begin what the day asks for: the trial goes on with the next one.
    private static readonly LocalTime LatestToBeginADay = new(12, 0);

    [Description("What to do today, and how far the trial is. Never says anything about later days.")]
    public SkillReply Today()
    {
        var today = participants.Current.StudyDayAt(work.Now);
        return trials.Open switch
        {
            null => SkillReply.Refuse("No trial is running.") with { Choices = [new Choice("What could I try?", SkillCall.Of("candidates-list"))] },
            { State: TrialState.Paused } paused => new SkillReply
            {
                Say = $"Your trial is paused{(paused.PauseReason is { } why ? $" ({why})" : "")}. Nothing counts until you go on.",
                Choices = [new Choice("Go on", SkillCall.Of("trials-resume"))],
            },
            { State: TrialState.Running } running => TrialCalendar.On(running, today) is { } day
                ? new SkillReply { Say = TrialWording.Today(running, day), Facts = [new Fact("day of the trial", $"{day.Ordinal + 1} of {running.Plan.Design.TotalDays}")] }
                : new SkillReply { Say = TrialCalendar.Days(running).FirstOrDefault(next => next.Date > today) is { Ordinal: > 0 } next ? $"Today is no day of your trial. It goes on {TrialWording.Day(next.Date)}." : today < running.StartsOn ? $"Your trial starts {TrialWording.Day(running.StartsOn!.Value)}. Until then, just your usual routine." : "The last day is over. Ask me \"did it work?\"." },
            { State: TrialState.Baseline } => new SkillReply { Say = "Today: your usual routine. We only observe this week." },
            { State: TrialState.Frozen } frozen => AskWord(frozen),
            _ => new SkillReply { Say = "Your plan is a draft. Shall we go on with it?", Choices = [new Choice("Show the plan", SkillCall.Of("trials-show_plan"))] },
        };
    }

    [Description("Pause the trial, for instance when ill or travelling. The remaining days move; the order stays.")]
    public SkillReply Pause([Description("why, in the person's words")] string? reason = null)
    {
        if (trials.Open is not { State: TrialState.Running } trial)
        {
            return SkillReply.Refuse(trials.Open is { State: TrialState.Paused } ? "It is paused already." : "No trial is running that could be paused.");
        }

        // A day that has begun keeps its place; nothing moves that was told already.
        var today = participants.Current.StudyDayAt(work.Now);
        var from = told.HasBegun(trial.Id, today) ? today.PlusDays(1) : today;
        trials.Save(trial with { State = TrialState.Paused, PausedOn = trial.StartsOn is { } start && start > from ? start : from, PauseReason = Short(reason) });
        return new SkillReply
        {
            Say = "Paused. I stay quiet until you say \"go on\". The remaining days simply move; the order stays the same.",
            Choices = [new Choice("Go on", SkillCall.Of("trials-resume"))],
        };
    }

    [Description("Go on after a pause: before noon with today, later with tomorrow.")]
    public SkillReply Resume()
    {
        if (trials.Open is not { State: TrialState.Paused, PausedOn: { } since } trial)
        {
            return SkillReply.Refuse("No trial is paused.");
        }

        if (interview.Notes.Blocks.Count > 0)
        {
            return SkillReply.Refuse(InterviewSkills.DoctorFirst);
        }

        var participant = participants.Current;
        var today = participant.StudyDayAt(work.Now);
        var from = work.Now < participant.MomentWithin(today, LatestToBeginADay) ? today : today.PlusDays(1);
        var resumed = TrialCalendar.Moved(trial, since, from) with { State = TrialState.Running, PausedOn = null, PauseReason = null };
        trials.Save(resumed);
        if (TrialCalendar.On(resumed, today) is not null)
        {
            told.Add(resumed.Id, today, Told.Instruction);
            return new SkillReply { Say = "Good, we go on. " + Today().Say };
        }

        return new SkillReply { Say = TrialCalendar.On(resumed, today.PlusDays(1)) is null ? "Good, we go on." : "Good, we go on. Tomorrow morning I tell you what to do." };
    }

    [Description("Ask the person whether they want to stop the trial for good, or only pause it. Use this when they say that they want to stop.")]
    public SkillReply AskStop() => trials.Open is { IsUnderWay: true }
        ? new SkillReply
        {
            Say = "You can stop at any time, without a reason. Shall I stop the trial for good, or only pause it?",
            Choices =
            [
                new Choice("Stop for good", SkillCall.Of("trials-stop")),
                .. trials.Open is { State: TrialState.Running } ? new[] { new Choice("Pause", SkillCall.Of("trials-pause")) } : [],
                new Choice("Go on", SkillCall.Of("trials-today")),
            ],
        }
        : trials.Open is null ? SkillReply.Refuse("No trial is running, so there is nothing to stop. I do not write to you on my own.") : CancelPlan();

    [Description("End the trial early. What was told stays and is analysed as it is, labelled as stopped early.")]
    public SkillReply Stop([Description("why, in the person's words")] string? reason = null)
    {
        if (trials.Open is not { IsUnderWay: true } trial)
        {
            return trials.Open is null ? SkillReply.Refuse("No trial is running.") : CancelPlan();
        }

        trials.Save(trial with { State = TrialState.Stopped, EndedAt = work.Now, EndReason = Short(reason) ?? "stopped by the participant" });
        return new SkillReply
        {
            Say = "Stopped. Nothing you told is lost, and you owe nobody a reason. I can still tell you what your days say so far.",
            Asks = OpenQuestion.Nothing,
            Choices = [new Choice("What do my days say?", SkillCall.Of("results-did_it_work")), new Choice("Show the candidates", SkillCall.Of("candidates-list"))],
        };
    }

    private static string? Short(string? text) => text is { Length: > LongestWord } ? text[..LongestWord] : text;
}
