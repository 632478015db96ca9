using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>The own days as the page shows them: a list and a line, without arms and without averages.</summary>
internal sealed class OwnDiary(Database database, EvidenceCatalogue catalogue, TimeProvider clock, RandomSource random)
{
    public WebDiary Of(ParticipantId participant)
    {
        using var work = Work(participant);
        var trials = new TrialStore(work);
        if (trials.Latest is not { } trial || trial.State is TrialState.Draft or TrialState.Frozen)
        {
            return new WebDiary(null, null, []);
        }

        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        var today = new Nof1Agent.Skills.Participants.ParticipantStore(work).Current.StudyDayAt(work.Now);
        var calendar = TrialCalendar.Days(trial).ToDictionary(day => day.Date);
        var revisions = new CheckInStore(work).Revisions(trial.Id).ToLookup(checkIn => checkIn.StudyDay);
        return new WebDiary(
            new WebOutcome(outcome.Name, outcome.Unit, outcome.LowerIsBetter ? "lower" : "higher"),
            new WebTrial(trial.State.ToString().ToLowerInvariant(), calendar.GetValueOrDefault(today)?.Ordinal + 1, trial.Plan.Design.TotalDays),
            [.. new CheckInStore(work).Days(trial.Id).Values.OrderBy(day => day.StudyDay).Select(day => Day(day, outcome, calendar, revisions[day.StudyDay].Count()))]);
    }

    /// <summary>The receipt of the latest trial, or null before its lottery.</summary>
    public string? Receipt(ParticipantId participant)
    {
        using var work = Work(participant);
        return new TrialStore(work).Latest is { } trial ? FrozenProtocol.Receipt(trial)?.ToJson() : null;
    }

    private static WebDay Day(CheckIn day, DailyOutcome outcome, Dictionary<LocalDate, TrialDay> calendar, int revisions) => new(
        LocalDatePattern.Iso.Format(day.StudyDay),
        day.Value,
        day.Value is { } value ? outcome.Say(value) : null,
        day.Adherence?.ToString().ToLowerInvariant(),
        day.Late,
        revisions > 1 && day.Reason is not null,
        day.Disrupted?.ToString().ToLowerInvariant(),
        day.Missing?.ToString().ToLowerInvariant(),
        day.Note,
        calendar.GetValueOrDefault(day.StudyDay)?.Counted ?? false);

    private TurnWork Work(ParticipantId participant) => new(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
}

/// <summary>The diary.</summary>
internal sealed record WebDiary(WebOutcome? Outcome, WebTrial? Trial, IReadOnlyList<WebDay> Days);

/// <summary>What is measured.</summary>
internal sealed record WebOutcome(string Name, string Unit, string BetterDirection);

/// <summary>How far the trial is.</summary>
internal sealed record WebTrial(string State, int? Day, int Days);

/// <summary>One day.</summary>
internal sealed record WebDay(
    string Date, double? Value, string? ValueText, string? Adherence, bool Late, bool Corrected, string? Disrupted, string? Missing, string? Note, bool Counted);
