using System.Globalization;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>
/// Which study day an answer is about. An outcome asked in the morning (sleep) is about the study day before: the night that followed
/// it. An evening outcome answered before noon is about yesterday.
/// </summary>
internal static class StudyDays
{
    private static readonly LocalTime Noon = new(12, 0);

    /// <summary>
    /// The day that an answer without a day is about. An evening's outcome told before noon is about the evening before, also when that has
    /// an answer: then it is the same said again, or a change that is asked about, and never the answer of a day that has hardly begun.
    /// </summary>
    public static LocalDate Open(Participant participant, Instant now, DailyOutcome outcome, Func<LocalDate, bool> isInTrial)
    {
        var latest = Latest(participant, now, outcome);
        var yesterday = latest.PlusDays(-1);
        return !outcome.AskedNextMorning && participant.LocalTimeAt(now) < Noon && participant.StudyDayAt(now) == participant.MidnightDateAt(now) && isInTrial(yesterday) ? yesterday : latest;
    }

    /// <summary>The latest day that can have an answer yet.</summary>
    public static LocalDate Latest(Participant participant, Instant now, DailyOutcome outcome) =>
        participant.StudyDayAt(now).PlusDays(outcome.AskedNextMorning ? -1 : 0);

    /// <summary>The day that a word means: "0" and "-1" are counted from the open day, "today", "yesterday" and "Monday" (the most recent) from the person's own day; "2026-11-20".</summary>
    /// <returns>Null where the word names no day.</returns>
    public static LocalDate? Parse(string? told, LocalDate open, LocalDate today, LocalDate latest)
    {
        var text = told?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(text))
        {
            return open;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var back))
        {
            return back <= 0 ? open.PlusDays(back) : null;
        }

        if (LocalDatePattern.Iso.Parse(text) is { Success: true } iso)
        {
            return iso.Value;
        }

        return text switch
        {
            "today" or "tonight" or "this evening" => latest,
            "last night" => open,
            "yesterday" => today.PlusDays(-1),
            _ => Enum.TryParse<IsoDayOfWeek>(text, ignoreCase: true, out var weekday) && weekday is not IsoDayOfWeek.None
                ? today.DayOfWeek == weekday ? today : today.Previous(weekday)
                : null,
        };
    }

    /// <summary>The day as it is read back: "the night after Monday, 3 March" for a sleep outcome.</summary>
    public static string Say(LocalDate day, DailyOutcome outcome, SpokenLanguage language) =>
        outcome.AskedNextMorning ? language.Say("checkins.night-after", ("day", language.Day(day))) : language.Day(day);
}
