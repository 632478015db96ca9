using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.Documents;

/// <summary>One thing that can be taken out: a document or a file of data about one trial. The names are part of the stable surface (docs/exports.md).</summary>
public sealed record ExportForm
{
    /// <summary>File name, also the last part of its address.</summary>
    public required string Name { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Opened by a browser as a page, rather than saved as a file.</summary>
    public bool IsPage { get; init; }

    /// <summary>Key of the text that says why there is none yet, where <see cref="Write"/> gives null.</summary>
    public required string WhenMissing { get; init; }

    /// <summary>The content, or null when there is none yet.</summary>
    public required Func<TrialRecord, Func<Picture, string>, string?> Write { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ExportForm> All { get; } =
    [
        Page("protocol.html", "web.export.plan", (record, svg) => ProtocolDocument.Of(record.Trial) is { } document ? HtmlPage.Write(document, svg) : null),
        File("protocol.md", "text/markdown", "web.export.plan", (record, _) => ProtocolDocument.Of(record.Trial) is { } document ? MarkdownText.Write(document) : null),
        Page("report.html", "web.export.report", (record, svg) => ReportDocument.Of(record) is { } document ? HtmlPage.Write(document, svg) : null),
        File("report.md", "text/markdown", "web.export.report", (record, _) => ReportDocument.Of(record) is { } document ? MarkdownText.Write(document) : null),
        File("diary.csv", "text/csv", "web.export.diary", (record, _) => DiaryCsv.Write(record)),
        File("trial.json", "application/json", "web.export.trial", (record, _) => TrialJson.Write(record)),
        File("fhir.json", "application/fhir+json", "web.export.trial", (record, _) => FhirBundle.Write(record)),
        File(BlindCodes.Sheet, "text/plain", "web.export.sheet", (record, _) => BlindCodes.WriteSheet(record.Trial)),
        File("schedule.ics", "text/calendar", "web.export.calendar", (record, _) => ScheduleCalendar.Write(record)),
    ];

    /// <summary>The form of a name; null for any other.</summary>
    public static ExportForm? Named(string? name) => All.FirstOrDefault(form => form.Name == name);

    private static ExportForm Page(string name, string whenMissing, Func<TrialRecord, Func<Picture, string>, string?> write) =>
        new() { Name = name, ContentType = "text/html", IsPage = true, WhenMissing = whenMissing, Write = write };

    private static ExportForm File(string name, string type, string whenMissing, Func<TrialRecord, Func<Picture, string>, string?> write) =>
        new() { Name = name, ContentType = type, WhenMissing = whenMissing, Write = write };
}
