using System.ComponentModel;
using System.Globalization;
using System.Text;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Planning;
using NodaTime;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>The daily answers: told, read back, corrected, taken back. Nothing is ever overwritten.</summary>
public sealed class CheckInSkills(TurnWork work, CheckInStore store, TrialStore trials, ParticipantStore participants, EvidenceCatalogue catalogue)
{
    private static readonly Duration StillTheSameTalk = Duration.FromHours(6);
    private const int LongestNote = 1000;

    [Description("Record what the person said about a day: the outcome's value, whether they did what was planned, or why there is no value. Give only what they said. Never invent a value.")]
    public SkillReply Record(
        [Description("the value in the outcome's unit; yes/no outcomes: 1 or 0")] double? value = null,
        [Description("whether they did what the day asked for: yes, partly or no")] string? adherence = null,
        [Description("which day: empty for the open one, \"yesterday\", \"-2\", a weekday, or an ISO date")] string? day = null,
        [Description("why there is no value: ill, travelling, forgot or other")] string? missing = null,
        [Description("why the day was not a normal one although there is a value: ill or travelling")] string? disrupted = null,
        [Description("a side effect, in their words")] string? sideEffect = null,
        [Description("anything else worth keeping, in their words")] string? note = null) =>
        Tell(value, adherence, day, missing, disrupted, sideEffect, note, correcting: false, reason: null);

    [Description("Change what was told about a day. The earlier answer stays stored as a revision.")]
    public SkillReply Correct(
        [Description("the right value")] double? value = null,
        [Description("yes, partly or no")] string? adherence = null,
        [Description("which day: empty for the last one told")] string? day = null,
        [Description("why it is changed")] string? reason = null) =>
        Tell(value, adherence, day, null, null, null, null, correcting: true, reason);

    [Description("Take back the last thing told about a day.")]
    public SkillReply Undo()
    {
        if (Subject() is not { } subject || store.Revisions(subject.Trial.Id).MaxBy(checkIn => (checkIn.ReportedAt, checkIn.Revision)) is not { } last)
        {
            return SkillReply.Refuse("There is nothing to take back.");
        }

        var before = store.Revisions(subject.Trial.Id).Where(checkIn => checkIn.StudyDay == last.StudyDay && checkIn.Revision < last.Revision).MaxBy(checkIn => checkIn.Revision);
        store.Add(subject.Trial.Id, (before ?? last) with { Revision = last.Revision + 1, ReportedAt = work.Now, Withdrawn = before?.Withdrawn ?? true, Reason = "taken back" });
        var said = StudyDays.Say(last.StudyDay, subject.Outcome);
        return Ask(subject, last.StudyDay) with
        {
            Say = before is { Withdrawn: false }
                ? $"Taken back. For {said} the earlier answer counts again{(before.Value is { } value ? $": {subject.Outcome.Say(value)}" : "")}."
                : $"Taken back. For {said} I have no answer now.",
        };
    }

    [Description("The person's own diary: the days told so far. No averages, and nothing by arm, while a trial runs.")]
    public SkillReply Diary()
    {
        if (Subject() is not { } subject)
        {
            return SkillReply.Refuse("There is no diary yet; it begins with a trial.");
        }

        var days = store.Days(subject.Trial.Id).Values.OrderByDescending(checkIn => checkIn.StudyDay).ToList();
        if (days.Count == 0)
        {
            return new SkillReply { Say = "Your diary is still empty." };
        }

        var text = new StringBuilder("Your diary:");
        foreach (var day in days.Take(14))
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"- {TrialWording.Day(day.StudyDay)}: {Answer(day, subject.Outcome)}");
        }

        if (days.Count > 14)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"... and {days.Count - 14} earlier days.");
        }

        return new SkillReply { Say = text.ToString(), Facts = [new Fact("days told", days.Count.ToString(CultureInfo.InvariantCulture))] };
    }

    /// <summary>The question of the open day, if it waits for an answer.</summary>
    public SkillReply? AskIfOpen()
    {
        if (Subject() is not { } subject)
        {
            return null;
        }

        var open = OpenDay(subject);
        return Expected(subject, open) ? Ask(subject, open) : null;
    }

    /// <summary>Whether the week of observing is over.</summary>
    public bool BaselineIsOver => Subject() is { Trial: { State: TrialState.Baseline, Plan.BaselineFrom: { } from } } subject
        && StudyDays.Latest(participants.Current, work.Now, subject.Outcome) >= from.PlusDays(TrialSkills.BaselineDays);

    /// <summary>Ends the week of observing: the plan is a draft again, and lengths are now compared with the person's own days.</summary>
    public SkillReply FinishBaseline()
    {
        if (Subject() is not { Trial.State: TrialState.Baseline } subject)
        {
            return SkillReply.Refuse("There is no week of observing to end.");
        }

        var from = subject.Trial.Plan.BaselineFrom!.Value;
        var values = store.Days(subject.Trial.Id).Values.Where(checkIn => checkIn.Value is not null)
            .Select(checkIn => (Period.DaysBetween(from, checkIn.StudyDay), checkIn.Value!.Value)).ToList();
        var (own, _) = Baseline.From(values);
        var plan = own is null ? subject.Trial.Plan : subject.Trial.Plan with { AssumedSd = own.StandardDeviation, AssumedPhi = own.Phi, AssumedSdFrom = "your own week" };
        trials.Save(subject.Trial with { State = TrialState.Draft, Plan = plan });
        var used = own is null ? " That is too little to go by, so the lengths below still rest on other numbers." : "";
        return new SkillReply { Say = $"Your week of observing is over, with {values.Count} answers.{used}", Then = SkillCall.Of("trials-show_plan") };
    }

    /// <summary>The outcome that is asked, while a trial or its week of observing runs.</summary>
    internal DailyOutcome? OutcomeAsked => Subject()?.Outcome;

    private SkillReply Tell(double? value, string? adherence, string? day, string? missing, string? disrupted, string? sideEffect, string? note, bool correcting, string? reason)
    {
        if (Subject() is not { } subject)
        {
            return SkillReply.Refuse(trials.Open is { State: TrialState.Paused } ? "Your trial is paused, so nothing counts now. Say \"go on\" first." : "There is no trial to write this down for.");
        }

        if (Parse<Adherence>(adherence, out var did) is { } p1)
        {
            return p1;
        }

        if (Parse<Disruption>(missing, out var why) is { } p2)
        {
            return p2;
        }

        if (Parse<Disruption>(disrupted, out var unusual) is { } p3)
        {
            return p3;
        }

        var target = correcting && string.IsNullOrWhiteSpace(day) && store.Days(subject.Trial.Id).Values.MaxBy(checkIn => checkIn.ReportedAt) is { } last
            ? last.StudyDay
            : value is null && string.IsNullOrWhiteSpace(day) && LastToldWithoutAdherence(subject) is { } unfinished
            ? unfinished
            : StudyDays.Parse(day, OpenDay(subject), participants.Current.StudyDayAt(work.Now));
        if (target is not { } studyDay)
        {
            return SkillReply.Refuse($"I do not know which day \"{day}\" is. Give me a weekday or a date.");
        }

        if (Problem(subject, studyDay, value) is { } problem)
        {
            return SkillReply.Refuse(problem) with { Asks = OpenQuestion.CheckIn };
        }

        var known = store.Days(subject.Trial.Id).GetValueOrDefault(studyDay);
        if (!correcting && known?.Value is { } old && value is { } other && old != other)
        {
            return AskToReplace(subject, studyDay, old, other);
        }

        if (value is null && did is null && why is null && unusual is null && sideEffect is null && note is null)
        {
            return Ask(subject, studyDay) with { Ok = false };
        }

        var checkIn = new CheckIn
        {
            StudyDay = studyDay,
            Revision = store.LastRevision(subject.Trial.Id, studyDay) + 1,
            Value = value ?? known?.Value,
            Adherence = did ?? known?.Adherence,
            Missing = value is not null ? null : why ?? known?.Missing,
            Disrupted = unusual ?? known?.Disrupted,
            SideEffect = Short(sideEffect) ?? known?.SideEffect,
            Note = Short(note) is { } added ? known?.Note is { } had ? $"{had}; {added}" : added : known?.Note,
            Late = known?.Late is true || studyDay < StudyDays.Latest(participants.Current, work.Now, subject.Outcome),
            ReportedAt = work.Now,
            Reason = reason,
        };
        store.Add(subject.Trial.Id, checkIn);
        return ReadBack(subject, checkIn);
    }

    private SkillReply ReadBack(Asked subject, CheckIn checkIn)
    {
        var said = $"Noted for {StudyDays.Say(checkIn.StudyDay, subject.Outcome)}: {Answer(checkIn, subject.Outcome)}.";
        var facts = checkIn.Value is { } value ? new[] { new Fact(subject.Outcome.Name, subject.Outcome.Say(value)) } : [];
        if (checkIn.Value is null && checkIn.Missing is null)
        {
            return Ask(subject, checkIn.StudyDay) with { Say = $"{said} {subject.Outcome.Question}", Facts = facts };
        }

        if (checkIn is { Adherence: null, Missing: null } && subject.Trial.State is not TrialState.Baseline && TrialCalendar.On(subject.Trial, checkIn.StudyDay) is { } day)
        {
            var iso = NodaTime.Text.LocalDatePattern.Iso.Format(checkIn.StudyDay);
            return new SkillReply
            {
                Say = $"{said} Did you do what was planned ({subject.Trial.Plan.Arms[day.Arm].Name})?",
                Facts = facts,
                Asks = OpenQuestion.CheckIn,
                Choices = [.. Enum.GetValues<Adherence>().Select(a => new Choice(a.ToString(), SkillCall.Of("checkins-record", ("adherence", a.ToString()), ("day", iso))))],
            };
        }

        var harm = checkIn.SideEffect is null ? "" : " If it is strong or worries you, stop and ask a doctor or pharmacist.";
        return new SkillReply { Say = said + harm, Facts = facts, Asks = OpenQuestion.Nothing, Choices = [new Choice("Undo", SkillCall.Of("checkins-undo"))] };
    }

    // "Yes" right after a read-back is about the day that was read back, also where another day is open by now.
    private LocalDate? LastToldWithoutAdherence(Asked subject) =>
        store.Days(subject.Trial.Id).Values.MaxBy(checkIn => checkIn.ReportedAt) is { Adherence: null, Value: not null } last && work.Now - last.ReportedAt < StillTheSameTalk ? last.StudyDay : null;

    private SkillReply AskToReplace(Asked subject, LocalDate day, double old, double other)
    {
        var iso = NodaTime.Text.LocalDatePattern.Iso.Format(day);
        return new SkillReply
        {
            Say = $"For {StudyDays.Say(day, subject.Outcome)} I have {subject.Outcome.Say(old)}. Shall I change it to {subject.Outcome.Say(other)}?",
            Choices =
            [
                new Choice($"Change to {subject.Outcome.Say(other)}", SkillCall.Of("checkins-correct", ("value", other), ("day", iso))),
                new Choice($"Keep {subject.Outcome.Say(old)}", SkillCall.Of("checkins-diary")),
            ],
            Facts = [new Fact("kept so far", subject.Outcome.Say(old)), new Fact("told now", subject.Outcome.Say(other))],
        };
    }

    private SkillReply Ask(Asked subject, LocalDate day)
    {
        var iso = NodaTime.Text.LocalDatePattern.Iso.Format(day);
        var outcome = subject.Outcome;
        Choice Value(string label, double value) => new(label, SkillCall.Of("checkins-record", ("value", value), ("day", iso)));
        return new SkillReply
        {
            Say = outcome.Question,
            Asks = OpenQuestion.CheckIn,
            Choices = outcome.Kind switch
            {
                OutcomeKind.Rating => [.. Enumerable.Range(0, 11).Select(n => Value(n.ToString(CultureInfo.InvariantCulture), n))],
                OutcomeKind.YesNo => [Value("Yes", 1), Value("No", 0)],
                OutcomeKind.Count => [.. Enumerable.Range(0, 11).Select(n => Value(n.ToString(CultureInfo.InvariantCulture), n))],
                OutcomeKind.Number => [],
            },
            Layout = outcome.Kind is OutcomeKind.Rating or OutcomeKind.Count ? ChoiceLayout.Scale : ChoiceLayout.Buttons,
        };
    }

    private string? Problem(Asked subject, LocalDate day, double? value)
    {
        var latest = StudyDays.Latest(participants.Current, work.Now, subject.Outcome);
        if (!InTrial(subject.Trial, day))
        {
            return $"{TrialWording.Day(day)} is not a day of your trial.";
        }

        if (day > latest)
        {
            return "That day is not over yet; I note it when it is.";
        }

        if (day < latest.PlusDays(-StudyDays.MostDaysBack))
        {
            return $"That is more than {StudyDays.MostDaysBack} days ago. What one remembers after so long is not reliable, so the day stays empty. That is fine.";
        }

        var outcome = subject.Outcome;
        if (value is { } told && !(told >= outcome.Lowest && told <= outcome.Highest))
        {
            return $"I expected an answer between {outcome.Say(outcome.Lowest)} and {outcome.Say(outcome.Highest)}. Could you check it?";
        }

        return outcome.Kind switch
        {
            OutcomeKind.YesNo when value is not (null or 0 or 1) => "I need a yes or a no here.",
            OutcomeKind.Count when value is { } count && count != Math.Floor(count) => "I need a whole number here.",
            OutcomeKind.Number or OutcomeKind.Rating or OutcomeKind.YesNo or OutcomeKind.Count => null,
        };
    }

    private Asked? Subject() => trials.Open is { State: TrialState.Running or TrialState.Baseline } trial ? new Asked(trial, catalogue.Outcome(trial.Plan.Outcome)!) : null;

    private LocalDate OpenDay(Asked subject) => StudyDays.Open(participants.Current, work.Now, subject.Outcome, day => Expected(subject, day));

    private bool Expected(Asked subject, LocalDate day) => InTrial(subject.Trial, day) && store.Days(subject.Trial.Id).GetValueOrDefault(day) is not { HasAnswer: true };

    private static bool InTrial(Trial trial, LocalDate day) =>
        (trial.Plan.BaselineFrom is { } from && day >= from && (trial.StartsOn is not { } start || day < start)) || TrialCalendar.On(trial, day) is not null;

    private static string Answer(CheckIn checkIn, DailyOutcome outcome)
    {
        var parts = new List<string>();
        parts.Add(checkIn.Value is { } value ? outcome.Say(value) : checkIn.Missing is { } missing ? $"no value ({missing.ToString().ToLowerInvariant()})" : "no value yet");
        if (checkIn.Adherence is { } adherence)
        {
            parts.Add(adherence switch { Adherence.Yes => "done as planned", Adherence.Partly => "partly done as planned", Adherence.No => "not done as planned" });
        }

        if (checkIn.Disrupted is { } disrupted)
        {
            parts.Add(disrupted.ToString().ToLowerInvariant());
        }

        if (checkIn.SideEffect is { } effect)
        {
            parts.Add($"side effect: {effect}");
        }

        if (checkIn.Note is { } note)
        {
            parts.Add($"note: {note}");
        }

        if (checkIn.Late)
        {
            parts.Add("told late");
        }

        return string.Join(", ", parts);
    }

    private static SkillReply? Parse<T>(string? told, out T? parsed)
        where T : struct, Enum
    {
        parsed = null;
        if (string.IsNullOrWhiteSpace(told))
        {
            return null;
        }

        if (Enum.TryParse<T>(told.Trim(), ignoreCase: true, out var value) && Enum.IsDefined(value))
        {
            parsed = value;
            return null;
        }

        return SkillReply.Refuse($"I did not understand \"{told}\". It can be: {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
    }

    private static string? Short(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length > LongestNote ? trimmed[..LongestNote] : trimmed;

    private sealed record Asked(Trial Trial, DailyOutcome Outcome);
}
