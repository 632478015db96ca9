using System.ComponentModel;
using Nof1Agent.Skills.Candidates;
using NodaTime;

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
            null => SkillReply.Refuse(Language.Say("trials.none-running")) with { Choices = [new Choice(Language.Say("trials.button.what-to-try"), SkillCall.Of("candidates-list"))] },
            { State: TrialState.Paused } paused => new SkillReply
            {
                Say = paused.PauseReason is { } why ? Language.Say("trials.paused-because", ("why", Language.Translated(why))) : Language.Say("trials.paused"),
                Choices = [new Choice(Language.Say("trials.button.go-on"), SkillCall.Of("trials-resume"))],
            },
            { State: TrialState.Running } running => TrialCalendar.On(running, today) is { } day
                ? new SkillReply { Say = day.ArmStopped ? TodayInstead(running, day) : running.Plan.Blinded ? TodayBlind(running, day) : TrialWording.Today(running, day, Language), Facts = [new Fact("day of the trial", $"{day.Ordinal + 1} of {running.Plan.Design.TotalDays}")] }
                : new SkillReply { Say = TrialCalendar.Days(running).FirstOrDefault(next => next.Date > today) is { Ordinal: > 0 } next ? Language.Say("trials.no-day", ("day", Language.Day(next.Date))) : today < running.StartsOn ? Language.Say("trials.not-started", ("day", Language.Day(running.StartsOn!.Value))) : Language.Say("trials.last-day-over") },
            { State: TrialState.Baseline } => new SkillReply { Say = Language.Say("trials.observe-today") },
            { State: TrialState.Frozen } frozen => AskWord(frozen),
            _ => new SkillReply { Say = Language.Say("trials.draft-waits"), Choices = [new Choice(Language.Say("trials.button.show-plan"), SkillCall.Of("trials-show_plan"))] },
        };
    }

    [Description("Pause the trial, for instance when ill or travelling. The remaining days move; the order stays.")]
    public SkillReply Pause([Description("why, in the person's words")] string? reason = null)
    {
        if (trials.Open is not { State: TrialState.Running } trial)
        {
            return SkillReply.Refuse(trials.Open is { State: TrialState.Paused } ? Language.Say("trials.paused-already") : Language.Say("trials.none-to-pause"));
        }

        // A day that has begun keeps its place; nothing moves that was told already.
        var today = participants.Current.StudyDayAt(work.Now);
        var from = told.HasBegun(trial.Id, today) ? today.PlusDays(1) : today;
        trials.Save(trial with { State = TrialState.Paused, PausedOn = trial.StartsOn is { } start && start > from ? start : from, PauseReason = Short(reason) });
        return new SkillReply
        {
            Say = Language.Say("trials.pausing"),
            Choices = [new Choice(Language.Say("trials.button.go-on"), SkillCall.Of("trials-resume"))],
        };
    }

    [Description("Go on after a pause: before noon with today, later with tomorrow.")]
    public SkillReply Resume()
    {
        if (trials.Open is not { State: TrialState.Paused, PausedOn: { } since } trial)
        {
            return SkillReply.Refuse(Language.Say("trials.none-paused"));
        }

        if (interview.Notes.Blocks.Count > 0)
        {
            return SkillReply.Refuse(Language.Say("interview.doctor-first"));
        }

        var participant = participants.Current;
        var today = participant.StudyDayAt(work.Now);
        var from = work.Now < participant.MomentWithin(today, LatestToBeginADay) ? today : today.PlusDays(1);
        var resumed = TrialCalendar.Moved(trial, since, from) with { State = TrialState.Running, PausedOn = null, PauseReason = null };
        trials.Save(resumed);
        if (TrialCalendar.On(resumed, today) is not null)
        {
            told.Add(resumed.Id, today, Told.Instruction);
            return new SkillReply { Say = Language.Say("trials.resumed-today", ("today", Today().Say)) };
        }

        return new SkillReply { Say = TrialCalendar.On(resumed, today.PlusDays(1)) is null ? Language.Say("trials.resumed") : Language.Say("trials.resumed-tomorrow") };
    }

    [Description("Ask the person whether they want to stop the trial for good, or only pause it. Use this when they say that they want to stop.")]
    public SkillReply AskStop() => trials.Open is { IsUnderWay: true }
        ? new SkillReply
        {
            Say = Language.Say("trials.ask-stop"),
            Choices =
            [
                new Choice(Language.Say("trials.button.stop"), SkillCall.Of("trials-stop")),
                .. trials.Open is { State: TrialState.Running } ? new[] { new Choice(Language.Say("trials.button.pause"), SkillCall.Of("trials-pause")) } : [],
                new Choice(Language.Say("trials.button.go-on"), SkillCall.Of("trials-today")),
            ],
        }
        : trials.Open is null ? SkillReply.Refuse(Language.Say("trials.nothing-to-stop")) : CancelPlan();

    [Description("End the trial early. What was told stays and is analysed as it is, labelled as stopped early.")]
    public SkillReply Stop([Description("why, in the person's words")] string? reason = null)
    {
        if (trials.Open is not { IsUnderWay: true } trial)
        {
            return trials.Open is null ? SkillReply.Refuse(Language.Say("trials.none-running")) : CancelPlan();
        }

        trials.Save(trial with { State = TrialState.Stopped, EndedAt = work.Now, EndReason = Short(reason) ?? "stopped by the participant" });
        return new SkillReply
        {
            Say = Language.Say("trials.stopped"),
            Asks = OpenQuestion.Nothing,
            Choices = [new Choice(Language.Say("trials.button.result"), SkillCall.Of("results-did_it_work")), new Choice(Language.Say("trials.button.candidates"), SkillCall.Of("candidates-list"))],
        };
    }

    /// <summary>Ends the trial because of harm. Nobody can tell which of its arms did it, so none of them is proposed again.</summary>
    internal SkillReply StopForHarm(string reason)
    {
        var trial = trials.Open;
        var stopped = Stop(reason);
        if (stopped.Ok && trial is { IsUnderWay: true })
        {
            foreach (var arm in trial.Plan.Arms.Skip(1))
            {
                RememberHarm(trial, arm);
            }
        }

        return stopped;
    }

    /// <summary>Stops the arm of a study day because of harm; the others go on.</summary>
    /// <returns>The arm; null where the trial has to end instead (<see cref="ArmStop"/>).</returns>
    internal Arm? StopArm(LocalDate day, string reason)
    {
        if (trials.Open is not { IsUnderWay: true } trial || ArmStop.ArmOf(trial, day) is not { } arm)
        {
            return null;
        }

        if (ArmStop.IsStopped(trial, arm))
        {
            return trial.Plan.Arms[arm];
        }

        // A day that was told already was begun under its arm and stays what it is.
        var today = participants.Current.StudyDayAt(work.Now);
        trials.Save(trial with { StoppedArms = [.. trial.StoppedArms, new StoppedArm(arm, told.HasBegun(trial.Id, today) ? today.PlusDays(1) : today, reason)] });
        RememberHarm(trial, trial.Plan.Arms[arm]);
        return trial.Plan.Arms[arm];
    }

    // At once, not with the answer: nobody has to ask for an answer.
    private void RememberHarm(Trial trial, Arm arm) => candidateStore.Add(new TestedOnYou
    {
        Intervention = arm.Name,
        Outcome = trial.Plan.Outcome,
        Verdict = Languages.KnownLanguages.English.Say("verdict.too-little"),
        Harm = HarmKind.SideEffect,
        At = work.Now,
    });

    private string TodayInstead(Trial trial, TrialDay day) => participants.Language.Say(
        "harm.today-instead", ("usual", trial.Plan.Arms[0].NameIn(participants.Language)), ("instruction", trial.Plan.Arms[0].InstructionIn(participants.Language)),
        ("arm", trial.Plan.Arms[day.Arm].NameIn(participants.Language)), ("dayOfPeriod", day.DayOfPeriod), ("days", trial.Plan.Design.PeriodDays), ("day", day.Ordinal + 1), ("all", trial.Plan.Design.TotalDays));

    private string TodayBlind(Trial trial, TrialDay day) => participants.Language.Say(
        day.Counted ? "blind.today" : "blind.today-uncounted", ("code", BlindCodes.Of(trial, day.Arm)),
        ("dayOfPeriod", day.DayOfPeriod), ("days", trial.Plan.Design.PeriodDays), ("day", day.Ordinal + 1), ("all", trial.Plan.Design.TotalDays));

    private static string? Short(string? text) => text is { Length: > LongestWord } ? text[..LongestWord] : text;
}
