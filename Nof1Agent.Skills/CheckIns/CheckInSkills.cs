using System.ComponentModel;
using System.Globalization;
using System.Text;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Planning;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>The daily answers: told, read back, corrected, taken back. Nothing is ever overwritten.</summary>
public sealed class CheckInSkills(TurnWork work, CheckInStore store, TrialStore trials, TrialSkills trialSkills, ToldStore toldDays, ParticipantStore participants, EvidenceCatalogue catalogue, CheckInSettings settings)
{
    private const int DiaryDaysShown = 14;

    private readonly DayTelling telling = new(work, store, trials, toldDays, participants, catalogue, new ArmGuessStore(work), settings);

    [Description("Record what the person said about a day: the outcome's value, whether they did what was planned, or why there is no value. Give only what they said. Never invent a value.")]
    public SkillReply Record(
        [Description("the value in the outcome's unit; yes/no outcomes: 1 or 0")] double? value = null,
        [Description("whether they did what the day asked for: yes, partly or no")] string? adherence = null,
        [Description("which day: empty for the open one, \"yesterday\", \"-2\", a weekday, or an ISO date")] string? day = null,
        [Description("why there is no value: ill, travelling, forgot or other")] string? missing = null,
        [Description("why the day was not a normal one although there is a value: ill or travelling")] string? disrupted = null,
        [Description("a side effect, in their words")] string? sideEffect = null,
        [Description("anything else worth keeping, in their words")] string? note = null,
        [Description("name of the outcome, where a trial follows more than one; empty for the one that was asked")] string? outcome = null,
        [Description("true when they did on that day what another period asks for (they switched early)")] bool? switched = null,
        [Description("instead of a value, where the outcome is a time of day: the time as they said it, e.g. \"23:40\"")] string? time = null) =>
        telling.Tell(new ToldNow
        {
            Value = value, Time = time, Outcome = outcome, Adherence = adherence ?? (switched is true ? nameof(Adherence.No) : null), Day = day, Missing = missing, Disrupted = disrupted,
            SideEffect = sideEffect, Note = note, Switched = switched,
        });

    [Description("Change what was told about a day. The earlier answer stays stored as a revision.")]
    public SkillReply Correct(
        [Description("the right value")] double? value = null,
        [Description("yes, partly or no")] string? adherence = null,
        [Description("which day: empty for the last one told")] string? day = null,
        [Description("why it is changed")] string? reason = null,
        [Description("name of the outcome, where a trial follows more than one")] string? outcome = null,
        [Description("instead of a value, where the outcome is a time of day: the right time, e.g. \"23:40\"")] string? time = null) =>
        telling.Tell(new ToldNow { Value = value, Time = time, Outcome = outcome, Adherence = adherence, Day = day, Reason = reason, IsCorrection = true });

    [Description("Record a side effect and how strong it is. A strong one pauses the trial, a very strong one stops what is tested.")]
    public SkillReply SideEffect(
        [Description("how strong, 0-10, as the person said")] int severity,
        [Description("what it is, in their words; empty for the one just told")] string? effect = null,
        [Description("which day: empty for the open one")] string? day = null)
    {
        var read = telling.Tell(new ToldNow { SideEffect = effect, Severity = severity, Day = day });
        if (!read.Ok || HarmRule.Of(severity) is HarmStep.Note)
        {
            return read;
        }

        // What was just told is the last of the revisions.
        LocalDate? on = trials.Open is { } trial && store.Revisions(trial.Id) is [.., var last] ? last.StudyDay : null;
        var act = HarmRule.Act(severity, on, trialSkills, participants.Language);
        new AlertStore(work).Raise(AlertKind.Harm, act.Alert);
        return new SkillReply { Say = act.Say, Asks = OpenQuestion.Nothing, Facts = read.Facts };
    }

    [Description("In a blinded trial, at the end of a period: what the person thinks was in the container. Only what they said, and never a hint whether it is right.")]
    public SkillReply Guess([Description("1: what is tested; 0: the look-alike; -1: no idea")] int guess, [Description("last day of the period, ISO date; empty for today's")] string? day = null)
    {
        // Once the trial is over the answer may be shown, and says what the containers held: what is thought then is no guess.
        if (telling.SubjectToCorrect is { Trial.IsOver: true })
        {
            return SkillReply.Refuse(participants.Language.Say("blind.guess-late"));
        }

        if (telling.Subject is not { } subject || StudyDays.Parse(day, subject.OpenDay, subject.Participant.StudyDayAt(work.Now), subject.Latest) is not { } on || on > subject.Latest
            || (telling.PeriodToGuess(subject.Trial, on) ?? (string.IsNullOrWhiteSpace(day) ? telling.LatestPeriodToGuess(subject, on) : null)) is not { } last || guess < -1 || guess >= subject.Trial.Plan.Arms.Count)
        {
            return SkillReply.Refuse(participants.Language.Say("blind.guess-refused"));
        }

        new ArmGuessStore(work).Add(subject.Trial.Id, new ArmGuess(last.Period, guess < 0 ? null : guess));
        return new SkillReply { Say = participants.Language.Say("blind.guess-noted"), Asks = OpenQuestion.Nothing };
    }

    [Description("Take back the last thing told about a day.")]
    public SkillReply Undo(
        [Description("for buttons; leave it empty")] string? day = null,
        [Description("for buttons; leave it empty")] int? revision = null)
    {
        if (telling.SubjectToCorrect is not { } subject || store.Revisions(subject.Trial.Id).MaxBy(checkIn => (checkIn.ReportedAt, checkIn.Revision)) is not { } last)
        {
            return SkillReply.Refuse(participants.Language.Say("checkins.nothing-to-take-back"));
        }

        // A button takes back what it stood under and nothing that came later; what is taken back stays so, however often it is asked for.
        if (day is not null && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var told })
        {
            last = store.Revisions(subject.Trial.Id).Where(checkIn => checkIn.StudyDay == told).MaxBy(checkIn => checkIn.Revision) is { } latest && latest.Revision == revision ? latest : last with { Reason = CheckIn.TakenBack };
        }

        if (last.Reason == CheckIn.TakenBack)
        {
            return SkillReply.Refuse(participants.Language.Say("checkins.taken-back-already"));
        }

        var before = store.Revisions(subject.Trial.Id).Where(checkIn => checkIn.StudyDay == last.StudyDay && checkIn.Revision < last.Revision).MaxBy(checkIn => checkIn.Revision);
        store.Add(subject.Trial.Id, (before ?? last) with { Revision = last.Revision + 1, ReportedAt = work.Now, Withdrawn = before?.Withdrawn ?? true, Reason = CheckIn.TakenBack });
        var said = StudyDays.Say(last.StudyDay, subject.Outcome, subject.Language);
        return CheckInWording.Ask(subject.Outcome, last.StudyDay, subject.Language) with
        {
            Say = before is { Withdrawn: false }
                ? before.Value is { } value ? subject.Language.Say("checkins.taken-back-to", ("day", said), ("value", subject.Outcome.Say(value, subject.Language))) : subject.Language.Say("checkins.taken-back-earlier", ("day", said))
                : subject.Language.Say("checkins.taken-back", ("day", said)),
        };
    }

    [Description("The person's own diary: the days told so far. No averages, and nothing by arm, while a trial runs.")]
    public SkillReply Diary()
    {
        if (telling.SubjectToCorrect is not { } subject)
        {
            return SkillReply.Refuse(participants.Language.Say("checkins.no-diary"));
        }

        var days = subject.Days.Values.OrderByDescending(checkIn => checkIn.StudyDay).ToList();
        if (days.Count == 0)
        {
            return new SkillReply { Say = subject.Language.Say("checkins.empty-diary") };
        }

        var text = new StringBuilder(subject.Language.Say("checkins.diary"));
        foreach (var day in days.Take(DiaryDaysShown))
        {
            text.AppendLine().Append(subject.Language.Say("checkins.diary-line", ("day", subject.Language.Day(day.StudyDay)), ("answer", CheckInWording.Answer(day, subject))));
        }

        if (days.Count > DiaryDaysShown)
        {
            text.AppendLine().Append(subject.Language.Say("checkins.diary-more", ("n", days.Count - DiaryDaysShown)));
        }

        return new SkillReply { Say = text.ToString(), Facts = [new Fact("days told", days.Count.ToString(CultureInfo.InvariantCulture))] };
    }

    /// <summary>The question of the open day, if it waits for an answer.</summary>
    public SkillReply? AskIfOpen() =>
        telling.Subject is { Trial.State: not TrialState.Paused } subject && subject.OpenDay is var open && subject.Expects(open) ? CheckInWording.Ask(subject.Outcome, open, subject.Language) with { Card = DayFormWording.Of(subject, open) } : null;

    /// <summary>The question what the latest period was, where nobody was asked because its last day stayed unanswered; null where there is none. Asked once.</summary>
    internal SkillReply? AskMissedGuess() => telling.Subject is { } subject && telling.MissedGuess(subject) is { } last ? telling.AskGuess(new SkillReply { Say = "" }, subject.Trial, last) : null;

    /// <summary>The same question about a period, whatever was asked before.</summary>
    internal SkillReply AskGuess(Trial trial, TrialDay last, string before) => telling.AskGuess(new SkillReply { Say = before }, trial, last);

    /// <summary>The last day of a period of a blinded trial about which nothing was guessed; null on any other day.</summary>
    internal TrialDay? PeriodToGuess(Trial trial, LocalDate day) => telling.PeriodToGuess(trial, day);

    /// <summary>The question of one day.</summary>
    internal SkillReply Ask(LocalDate day) => CheckInWording.Ask(telling.Subject!.Outcome, day, participants.Language) with { Card = DayFormWording.Of(telling.Subject!, day) };

    /// <summary>Whether the week of observing is over.</summary>
    public bool BaselineIsOver => telling.Subject is { Trial: { State: TrialState.Baseline, Plan.BaselineFrom: { } from } } subject && subject.Latest >= from.PlusDays(TrialSkills.BaselineDays);

    /// <summary>Ends the week of observing: the plan is a draft again, and lengths are now compared with the person's own days.</summary>
    public SkillReply FinishBaseline()
    {
        if (telling.Subject is not { Trial.State: TrialState.Baseline } subject)
        {
            return SkillReply.Refuse(participants.Language.Say("checkins.no-observing"));
        }

        var from = subject.Trial.Plan.BaselineFrom!.Value;
        var values = subject.Days.Values.Where(checkIn => checkIn.Value is not null).Select(checkIn => (Period.DaysBetween(from, checkIn.StudyDay), checkIn.Value!.Value)).ToList();
        var (own, _) = Baseline.From(values);
        var plan = own is null ? subject.Trial.Plan : subject.Trial.Plan with { AssumedSd = own.StandardDeviation, AssumedPhi = own.Phi, AssumedSdFrom = "your own week" };
        trials.Save(subject.Trial with { State = TrialState.Draft, Plan = plan });
        return new SkillReply { Say = subject.Language.Say(own is null ? "checkins.observed-too-little" : "checkins.observed", ("n", values.Count)), Then = SkillCall.Of("trials-show_plan") };
    }

    /// <summary>Whether a day of a trial has an answer, or a reason why it has none.</summary>
    internal bool IsAnswered(TrialId trial, LocalDate day) => store.IsAnswered(trial, day);

    /// <summary>What an answer would be about now.</summary>
    internal CheckInSubject? Subject => telling.Subject;

    /// <summary>The outcome whose value would be told now: the primary one, or the one asked after it.</summary>
    public DailyOutcome? OutcomeAsked =>
        telling.Subject is not { } subject ? null
        : subject.Last is { Adherence: not null } last && last.ReportedAt > work.Now - Duration.FromHours(6) && subject.NextOther(last) is { } next ? next
        : subject.Outcome;
}
