using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace Nof1Agent.Skills.Documents;

/// <summary>The diary as CSV (RFC 4180): one line per day; once the trial is over, <c>analyze</c> reads it as it is. Columns: docs/exports.md.</summary>
internal static class DiaryCsv
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "date", "study_day", "period", "cycle", "arm", "arm_name", "counted", "value", "adherence", "missing", "disrupted", "late", "revisions", "reported_at", "side_effect", "note",
        "severity", "switched", "told_by", "source",
    ];

    // One column per outcome that was followed beside the primary one.
    private const string Other = "other_";

    public static string Write(TrialRecord record)
    {
        var text = new StringBuilder();
        Line(text, [.. Columns, .. record.AlsoFollowed.Select(outcome => Other + outcome.Id.Replace('-', '_'))]);
        foreach (var day in record.Days)
        {
            Line(text, Cells(record, day));
        }

        return text.ToString();
    }

    private static IReadOnlyList<string> Cells(TrialRecord record, RecordedDay day) =>
    [
        LocalDatePattern.Iso.Format(day.Date),
        day.Day.ToString(CultureInfo.InvariantCulture),
        day.Period.ToString(CultureInfo.InvariantCulture),
        day.Cycle.ToString(CultureInfo.InvariantCulture),
        day.Arm is { } arm ? TrialRecord.Letter(arm) : "",
        day.Arm is { } named ? Safe(record.Trial.Plan.Arms[named].Name) : "",
        day.Counted ? "yes" : "no",
        day.Told?.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "",
        day.Told?.Adherence?.ToString().ToLowerInvariant() ?? "",
        day.Told?.Missing?.ToString().ToLowerInvariant() ?? "",
        day.Told?.Disrupted?.ToString().ToLowerInvariant() ?? "",
        day.Told is { } told ? told.Late ? "yes" : "no" : "",
        day.Revisions.ToString(CultureInfo.InvariantCulture),
        day.Told is { } reported ? InstantPattern.General.Format(reported.ReportedAt) : "",
        Safe(string.Join("; ", day.Harms.Select(harm => harm.Text).OfType<string>())),
        Safe(day.Told?.Note),
        string.Join("; ", day.Harms.Select(harm => harm.Severity?.ToString(CultureInfo.InvariantCulture) ?? "")) is var strengths && strengths.Any(char.IsAsciiDigit) ? strengths : "",
        day.Told is { } done ? done.Switched ? "yes" : "no" : "",
        day.Way?.ToString().ToLowerInvariant() ?? "",
        Safe(day.Told?.Source),
        .. record.AlsoFollowed.Select(outcome => day.Told is { } known && known.Others.TryGetValue(outcome.Id, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : ""),
    ];

    private static void Line(StringBuilder text, IReadOnlyList<string> cells) =>
        text.AppendJoin(',', cells.Select(cell => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell)).Append("\r\n");

    // A spreadsheet runs a cell that begins like a formula; what a person wrote must stay text.
    private static string Safe(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text ?? "";
}
