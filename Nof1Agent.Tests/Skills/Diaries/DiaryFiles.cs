using System.Globalization;
using System.Text;
using Nof1Agent.Skills.Diaries;

namespace Nof1Agent.Tests.Skills.Diaries;

/// <summary>Diary files as text, and reading them.</summary>
internal static class DiaryFiles
{
    /// <summary>Four cycles of two periods of three days: A B, B A, A B, B A. Lines 2 to 25.</summary>
    public static List<string> Good(string reference = "A", string other = "B") =>
    [
        "day,arm,value",
        .. Enumerable.Range(1, 24).Select(day => Line(day, "ABBAABBA"[(day - 1) / 3] == 'A' ? reference : other)),
    ];

    public static string Line(int day, string arm) =>
        string.Create(CultureInfo.InvariantCulture, $"{day},{arm},{(day * 7 % 5) + 4}");

    public static string With(int line, string text)
    {
        var lines = Good();
        lines[line - 1] = text;
        return Text(lines);
    }

    public static string Text(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";

    public static DiaryImport Read(string text, bool accept = false) => Read(text, new DiaryImportOptions { Accept = accept });

    public static DiaryImport Read(string text, DiaryImportOptions options) => DiaryImport.Read(Encoding.UTF8.GetBytes(text), options);

    public static IReadOnlyList<DiaryFinding> Serious(this DiaryImport import) => [.. import.Findings.Where(finding => finding.Kind is not FindingKind.Note)];
}
