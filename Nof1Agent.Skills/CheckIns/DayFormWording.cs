using System.Globalization;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>The form of a day, in finished words.</summary>
internal static class DayFormWording
{
    /// <summary>The form for a day's primary outcome; none where it is a time of day, which is told in words.</summary>
    public static CardParts? Of(CheckInSubject subject, LocalDate day)
    {
        var (outcome, language) = (subject.Outcome, subject.Language);
        if (outcome.Kind is OutcomeKind.TimeOfDay)
        {
            return null;
        }

        var arm = subject.Trial.State is TrialState.Baseline ? null : TrialCalendar.On(subject.Trial, day) is { } planned ? BlindCodes.NameOf(subject.Trial, planned, language) : null;
        return new CardParts
        {
            Form = new DayForm
            {
                Day = day,
                ValueLabel = outcome.Kind is OutcomeKind.Number && outcome.Unit.Length > 0 ? $"{SpokenLanguage.Sentence(outcome.NameIn(language))} ({language.Translated(outcome.Unit)})" : SpokenLanguage.Sentence(outcome.NameIn(language)),
                Values = outcome.Kind switch
                {
                    OutcomeKind.Rating or OutcomeKind.Count => [.. Enumerable.Range(0, 11).Select(n => n.ToString(CultureInfo.InvariantCulture)).Select(n => new FormOption(n, n))],
                    OutcomeKind.YesNo => [new FormOption(language.Say("form.yes"), "1"), new FormOption(language.Say("form.no"), "0")],
                    OutcomeKind.Number or OutcomeKind.TimeOfDay => [],
                },
                AdherenceLabel = arm is null ? null : language.Say("form.adherence", ("arm", arm)),
                Adherence = arm is null ? [] :
                [
                    new FormOption(language.Say("form.yes"), nameof(CheckIns.Adherence.Yes)),
                    new FormOption(language.Say("form.partly"), nameof(CheckIns.Adherence.Partly)),
                    new FormOption(language.Say("form.no"), nameof(CheckIns.Adherence.No)),
                ],
                NoteLabel = language.Say("form.note"),
                SendLabel = language.Say("form.send"),
                NumberNeeded = language.Say("form.number-needed"),
            },
        };
    }
}
