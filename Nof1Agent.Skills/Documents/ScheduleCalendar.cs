using System.Globalization;
using System.Text;
using Nof1Agent.Skills.Trials;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Documents;

/// <summary>
/// The person's schedule as an iCalendar file (RFC 5545): one whole-day entry per day of the trial and one short entry for each question. The arm stands in
/// the past and in today, never in the future. Moments are in UTC, so that no time zone has to be described.
/// </summary>
internal static class ScheduleCalendar
{
    private const int LongestLine = 75;
    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>The calendar, or null before the trial has a first day.</summary>
    public static string? Write(TrialRecord record)
    {
        var (trial, participant) = (record.Trial, record.Participant);
        // Days that a pause holds back have no date yet; by their old ones each day of the pause would show what comes.
        var days = TrialCalendar.DaysBeforePause(trial).ToList();
        if (days.Count == 0)
        {
            return null;
        }

        var calendar = new StringBuilder();
        Line(calendar, "BEGIN:VCALENDAR");
        Line(calendar, "VERSION:2.0");
        Line(calendar, "PRODID:-//Nof1Agent//trial schedule//EN");
        Line(calendar, "CALSCALE:GREGORIAN");
        foreach (var day in days.Where(day => !trial.IsOver || day.Date <= record.Today))
        {
            var arm = trial is { IsOver: false, Plan.Blinded: true } ? new Arm(BlindCodes.NameOf(trial, day, Languages.KnownLanguages.English), "") : trial.Plan.Arms[day.Does];
            var known = trial.IsOver || day.Date <= record.Today;
            var what = known ? arm.Name : "what to do is told in the morning";
            Event(calendar, record, $"day-{day.Ordinal + 1}", $"DTSTART;VALUE=DATE:{Date.Format(day.Date)}", $"DTEND;VALUE=DATE:{Date.Format(day.Date.PlusDays(1))}",
                $"Trial day {(day.Ordinal + 1).ToString(CultureInfo.InvariantCulture)} of {trial.Plan.Design.TotalDays.ToString(CultureInfo.InvariantCulture)}: {what}", known ? arm.Instruction : "", "TRANSPARENT");
            if (trial.State is TrialState.Running)
            {
                var asked = participant.MomentWithin(record.Outcome.AskedNextMorning ? day.Date.PlusDays(1) : day.Date, record.Outcome.AskedNextMorning ? participant.MorningTime : participant.CheckInTime);
                Event(calendar, record, $"question-{day.Ordinal + 1}", $"DTSTART:{Stamp.Format(asked)}", $"DTEND:{Stamp.Format(asked.Plus(Duration.FromMinutes(5)))}", record.Outcome.Question, "", "OPAQUE");
            }
        }

        Line(calendar, "END:VCALENDAR");
        return calendar.ToString();
    }

    private static void Event(StringBuilder calendar, TrialRecord record, string name, string start, string end, string summary, string description, string transparency)
    {
        Line(calendar, "BEGIN:VEVENT");
        // The same entry keeps its name, so that a newer file replaces it in a calendar.
        Line(calendar, $"UID:{record.Trial.Id.Value}-{name}@nof1agent");
        Line(calendar, $"DTSTAMP:{Stamp.Format(record.MadeAt)}");
        Line(calendar, start);
        Line(calendar, end);
        Line(calendar, $"SUMMARY:{Escaped(summary)}");
        if (description.Length > 0)
        {
            Line(calendar, $"DESCRIPTION:{Escaped(description)}");
        }

        Line(calendar, $"TRANSP:{transparency}");
        Line(calendar, "END:VEVENT");
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    // A line is at most 75 bytes long; what is longer goes on in the next line after a blank. No character is cut.
    private static void Line(StringBuilder calendar, string text)
    {
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > LongestLine)
            {
                calendar.Append("\r\n ");
                bytes = 1;
            }

            calendar.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        calendar.Append("\r\n");
    }
}
