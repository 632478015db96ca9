using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>What was told about a day, in one message or by one button. What was not said is null.</summary>
internal sealed record ToldNow
{
    public double? Value { get; init; }

    /// <summary>The value of an outcome that is a time of day, as it was said.</summary>
    public string? Time { get; init; }

    /// <summary>Which outcome the value is of; null: the one that was asked.</summary>
    public string? Outcome { get; init; }

    public string? Adherence { get; init; }

    public string? Day { get; init; }

    public string? Missing { get; init; }

    public string? Disrupted { get; init; }

    public string? SideEffect { get; init; }

    public int? Severity { get; init; }

    public string? Note { get; init; }

    public bool? Switched { get; init; }

    /// <summary>True: what was told before is to be changed without asking back.</summary>
    public bool IsCorrection { get; init; }

    /// <summary>Why it is changed.</summary>
    public string? Reason { get; init; }

    public bool SaysNothing => this is { Value: null, Adherence: null, Missing: null, Disrupted: null, SideEffect: null, Severity: null, Note: null, Switched: null };
}

/// <summary>Turns what was told into a revision of a day and reads it back, or says why it cannot.</summary>
internal sealed class DayTelling(TurnWork work, CheckInStore store, TrialStore trials, ToldStore toldDays, ParticipantStore participants, EvidenceCatalogue catalogue, ArmGuessStore guesses, CheckInSettings settings)
{
    private static readonly Duration StillTheSameTalk = Duration.FromHours(6);
    private static readonly Duration SaidAtOnce = Duration.FromMinutes(30);

    /// <summary>What an answer would be about now, or null when no trial is under way.</summary>
    public CheckInSubject? Subject => trials.Open is { State: TrialState.Running or TrialState.Baseline or TrialState.Paused } trial ? Of(trial) : null;

    /// <summary>The same, also for a trial that has just ended: a slip on its last days can still be put right.</summary>
    public CheckInSubject? SubjectToCorrect => Subject ?? (trials.Latest is { IsOver: true, EndedAt: { } ended } over && work.Now - ended < Duration.FromDays(settings.MostDaysBack) ? Of(over) : null);

    /// <summary>Keeps what was told.</summary>
    public SkillReply Tell(ToldNow spoken)
    {
        // Whatever is said with a changed message changes the day that it told before.
        var told = SubjectToCorrect is { } latest && store.Corrected(latest.Trial.Id) is not null ? spoken with { IsCorrection = true, Reason = spoken.Reason ?? "the message was changed" } : spoken;
        if ((told.IsCorrection ? SubjectToCorrect : Subject) is not { } subject)
        {
            return SkillReply.Refuse(participants.Language.Say("checkins.no-trial"));
        }

        if (CheckInRules.Parse<Adherence>(told.Adherence, subject.Language, out var did) is { } p1)
        {
            return p1;
        }

        if (CheckInRules.Parse<Disruption>(told.Missing, subject.Language, out var why) is { } p2)
        {
            return p2;
        }

        if (CheckInRules.Parse<Disruption>(told.Disrupted, subject.Language, out var unusual) is { } p3)
        {
            return p3;
        }

        if (Day(told, subject) is not { } day)
        {
            return SkillReply.Refuse(subject.Language.Say("checkins.unknown-day", ("day", told.Day!)));
        }

        var known = subject.On(day);
        if (OutcomeOf(told, subject, known) is not { } outcome)
        {
            return SkillReply.Refuse(subject.Language.Say("checkins.not-followed", ("outcome", told.Outcome!)));
        }

        var secondary = outcome != subject.Outcome;
        if (outcome.Kind is OutcomeKind.TimeOfDay && (told.Time is not null || told.Value is not null))
        {
            switch (told.Time is { } clock ? ClockReading.FirstIn(clock)?.ValuesOf(outcome) : null)
            {
                case [var only]:
                    told = told with { Value = only, Time = null };
                    break;
                case [var early, var late]:
                    return CheckInWording.AskWhichTime(outcome, day, early, late, secondary, participants.Language);
                default:
                    return SkillReply.Refuse(participants.Language.Say("checkins.no-time", ("earliest", outcome.Say(outcome.Lowest)), ("latest", outcome.Say(outcome.Highest)))) with { Asks = OpenQuestion.CheckIn };
            }
        }

        if ((CheckInRules.ProblemOfDay(subject, day) ?? (told.Value is { } given ? CheckInRules.ProblemOfValue(outcome, given, subject.Language) : null)) is { } problem)
        {
            return SkillReply.Refuse(problem) with { Asks = OpenQuestion.CheckIn };
        }

        if (told.Severity is < 0 or > 10)
        {
            return SkillReply.Refuse(subject.Language.Say("checkins.severity-range"));
        }

        var old = secondary ? known is not null && known.Others.TryGetValue(outcome.Id, out var other) ? other : null : known?.Value;
        if (!told.IsCorrection && old is { } before && told.Value is { } now && before != now)
        {
            return CheckInWording.AskToReplace(subject, outcome, day, before, now);
        }

        if (told.SaysNothing)
        {
            return CheckInWording.Ask(subject.Outcome, day, subject.Language) with { Ok = false };
        }

        var primary = secondary ? null : told.Value;
        var checkIn = new CheckIn
        {
            StudyDay = day,
            Revision = store.LastRevision(subject.Trial.Id, day) + 1,
            Value = primary ?? known?.Value,
            Others = secondary && told.Value is { } value ? new Dictionary<string, double>(known?.Others ?? new Dictionary<string, double>()) { [outcome.Id] = value } : known?.Others ?? new Dictionary<string, double>(),
            Adherence = did ?? known?.Adherence,
            Missing = (primary ?? known?.Value) is not null ? null : why ?? known?.Missing,
            Disrupted = unusual ?? (known?.Value is not null && why is Disruption.Ill or Disruption.Travelling ? why : null) ?? known?.Disrupted,
            Switched = told.Switched ?? known?.Switched ?? false,
            SideEffect = CheckInRules.Short(told.SideEffect) ?? known?.SideEffect,
            Severity = told.Severity ?? (told.SideEffect is null ? known?.Severity : null),
            Note = CheckInRules.Short(told.Note) is { } added ? known?.Note is { } had ? CheckInRules.Short($"{had}; {added}") : added : known?.Note,
            Late = known is not null && (primary is null || primary == known.Value) ? known.Late : day < subject.Latest,
            ReportedAt = work.Now,
            Reason = told.Reason,
            Source = primary is null || primary == known?.Value ? known?.Source : null,
        };
        return Keep(subject, checkIn);
    }

    /// <summary>Stores a revision and reads it back.</summary>
    public SkillReply Keep(CheckInSubject subject, CheckIn checkIn)
    {
        store.Add(subject.Trial.Id, checkIn);
        toldDays.Add(subject.Trial.Id, checkIn.StudyDay, Told.Answered);
        if (checkIn.HasAnswer && toldDays.Any(subject.Trial.Id, Told.CoachNote))
        {
            new AlertStore(work).Clear(AlertKind.SilentDays);
        }

        var read = CheckInWording.ReadBack(Of(subject.Trial), checkIn);
        return read.Asks is OpenQuestion.Nothing && checkIn.HasAnswer && !subject.Trial.IsOver && (PeriodToGuess(subject.Trial, checkIn.StudyDay) ?? MissedGuess(subject)) is { } last ? AskGuess(read, subject.Trial, last) : read;
    }

    /// <summary>Asks what a period was, and keeps that it was asked.</summary>
    public SkillReply AskGuess(SkillReply read, Trial trial, TrialDay last)
    {
        toldDays.Add(trial.Id, last.Date, Told.Guess);
        return CheckInWording.AskGuess(read, trial, last, participants.Language);
    }

    /// <summary>The last day of the latest period that can have no answer in time any more, where nobody was asked yet what it was: its last day stayed unanswered. Null where there is none.</summary>
    public TrialDay? MissedGuess(CheckInSubject subject) =>
        subject.Trial is { Plan.Blinded: true, State: TrialState.Running } trial
        && TrialCalendar.DaysBeforePause(trial).LastOrDefault(day => day.DayOfPeriod == trial.Plan.Design.PeriodDays && day.Date < subject.Latest) is { } last
        && toldDays.When(trial.Id, last.Date, Told.Guess) is null && PeriodToGuess(trial, last.Date) is not null ? last : null;

    /// <summary>The last day of the latest period that is over and was not guessed about, asked or not.</summary>
    public TrialDay? LatestPeriodToGuess(CheckInSubject subject, LocalDate on) =>
        TrialCalendar.DaysBeforePause(subject.Trial).LastOrDefault(day => day.DayOfPeriod == subject.Trial.Plan.Design.PeriodDays && day.Date <= on) is { } last ? PeriodToGuess(subject.Trial, last.Date) : null;

    /// <summary>The last day of a period of a blinded trial that has not been guessed about; null on any other day.</summary>
    public TrialDay? PeriodToGuess(Trial trial, LocalDate day) =>
        trial.Plan.Blinded && TrialCalendar.On(trial, day) is { } on && on.DayOfPeriod == trial.Plan.Design.PeriodDays && guesses.Of(trial.Id).All(told => told.Period != on.Period) ? on : null;

    private CheckInSubject Of(Trial trial) => new(
        trial, catalogue.Outcome(trial.Plan.Outcome)!, [.. trial.Plan.Secondary.Select(id => catalogue.Outcome(id)!)], participants.Current, work.Now, store) { MostDaysBack = settings.MostDaysBack };

    private LocalDate? Day(ToldNow told, CheckInSubject subject)
    {
        // A changed message is about the day that it told, also where it says "yesterday": that was true when it was written.
        if (store.Corrected(subject.Trial.Id) is { } corrected)
        {
            return corrected;
        }

        if (!string.IsNullOrWhiteSpace(told.Day))
        {
            return StudyDays.Parse(told.Day, subject.OpenDay, subject.Participant.StudyDayAt(work.Now), subject.Latest);
        }

        var last = subject.Last;
        if (told.IsCorrection)
        {
            return last?.StudyDay ?? subject.OpenDay;
        }

        return AddsTo(told, last) || AnswersOther(told, subject, last) ? last!.StudyDay : subject.OpenDay;
    }

    // What completes a day is about the day that was just read back, also where another day is open by now; so is what is said again, or added, at once.
    private bool AddsTo(ToldNow told, CheckIn? last)
    {
        if (told.Value is not null || told.Time is not null || last is not { ToldBy: "participant" })
        {
            return false;
        }

        var isIncomplete = last is { Adherence: null, Value: not null } || (told.Severity is not null && last is { SideEffect: not null, Severity: null });
        return work.Now - last.ReportedAt < (isIncomplete ? StillTheSameTalk : SaidAtOnce);
    }

    private static DailyOutcome? OutcomeOf(ToldNow told, CheckInSubject subject, CheckIn? known) =>
        !string.IsNullOrWhiteSpace(told.Outcome) ? subject.OutcomeOf(told.Outcome)
        : AnswersOther(told, subject, known) ? subject.NextOther(known!)
        : subject.Outcome;

    // The primary outcome and the adherence are told, and another outcome has just been asked.
    private static bool AnswersOther(ToldNow told, CheckInSubject subject, CheckIn? last) =>
        (told.Value is not null || told.Time is not null) && told is { IsCorrection: false, Outcome: null } && last is { Value: not null, Adherence: not null } && subject.NextOther(last) is not null
        && subject.Now - last.ReportedAt < StillTheSameTalk;
}
