using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>What a day's answer is about: the trial, its primary outcome, and what has been told so far. A picture of one moment.</summary>
/// <param name="Trial">The trial, or its week of observing.</param>
/// <param name="Outcome">Its primary outcome.</param>
/// <param name="Others">The outcomes followed beside it, at most two.</param>
/// <param name="Participant">Whose days these are.</param>
/// <param name="Now">The moment.</param>
/// <param name="Diary">Where the days are.</param>
internal sealed record CheckInSubject(
    Trial Trial, DailyOutcome Outcome, IReadOnlyList<DailyOutcome> Others, Participant Participant, Instant Now, CheckInStore Diary)
{
    private readonly Lazy<IReadOnlyDictionary<LocalDate, CheckIn>> days = new(() => Diary.Days(Trial.Id));

    /// <summary>The latest revision of each day, read when it is first asked for: the whole diary.</summary>
    public IReadOnlyDictionary<LocalDate, CheckIn> Days => days.Value;

    /// <summary>What was told about one day.</summary>
    public CheckIn? On(LocalDate day) => Diary.On(Trial.Id, day);

    /// <summary>What was told or changed last.</summary>
    public CheckIn? Last => Diary.Last(Trial.Id);

    /// <summary>The language the person is spoken with.</summary>
    public SpokenLanguage Language => KnownLanguages.Find(Participant.Language) ?? KnownLanguages.English;

    /// <summary>How many days back an answer may be about.</summary>
    public required int MostDaysBack { get; init; }

    /// <summary>The latest day that can have an answer yet.</summary>
    public LocalDate Latest => StudyDays.Latest(Participant, Now, Outcome);

    /// <summary>The day that an answer without a day is about.</summary>
    public LocalDate OpenDay => StudyDays.Open(Participant, Now, Outcome, Holds);

    /// <summary>Whether a day belongs to the trial and has no answer.</summary>
    public bool Expects(LocalDate day) => Holds(day) && On(day) is not { HasAnswer: true };

    /// <summary>Whether a day belongs to the trial or to its week of observing.</summary>
    public bool Holds(LocalDate day) =>
        (Trial.Plan.BaselineFrom is { } from && day >= from && (Trial.StartsOn is not { } start || day < start)) || TrialCalendar.On(Trial, day) is not null;

    /// <summary>The outcome of an id or name among those of the trial.</summary>
    public DailyOutcome? OutcomeOf(string name) =>
        Others.Prepend(Outcome).FirstOrDefault(outcome => outcome.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || outcome.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || outcome.NameIn(Language).Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first secondary outcome of a day that still waits for a value.</summary>
    public DailyOutcome? NextOther(CheckIn day) => day.Missing is not null || day.Value is null ? null : Others.FirstOrDefault(other => !day.Others.ContainsKey(other.Id));
}
