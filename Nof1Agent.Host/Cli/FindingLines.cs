using System.Text;
using Nof1Agent.Skills.Diaries;

namespace Nof1Agent.Host.Cli;

/// <summary>Findings about a diary file as lines of text; equal findings share one.</summary>
internal static class FindingLines
{
    private const int MostLines = 60;

    public static string Refusal(AnalyzeRequest request, DiaryImport import)
    {
        var text = new StringBuilder();
        var against = import.Findings.Where(finding => finding.Kind is not FindingKind.Note).ToList();
        text.AppendLine($"{request.File} was not analysed.");
        Append(text, against, finding => finding.Correction is { } correction ? $"{finding.Text} -> --accept {correction}" : finding.Text);
        var correctable = against.Count(finding => finding.Kind is FindingKind.Correctable);
        text.AppendLine(correctable == against.Count ? "Correct the file, or let --accept make the changes named above for this analysis."
            : correctable > 0 ? "Correct the file. --accept makes the changes marked so; the rest only you can know."
            : "Correct the file and try again.");
        return text.ToString();
    }

    /// <summary>One line per distinct text: "lines 2-5, 9: ...".</summary>
    public static void Append(StringBuilder text, IEnumerable<DiaryFinding> findings, Func<DiaryFinding, string> words)
    {
        var groups = findings.GroupBy(words).ToList();
        foreach (var group in groups.Take(MostLines))
            text.AppendLine($"  {Place([.. group.Select(finding => finding.Line).OfType<int>()])}{group.Key}");
        if (groups.Count > MostLines)
            text.AppendLine($"  and {groups.Count - MostLines} more (all with --json)");
    }

    private static string Place(IReadOnlyList<int> lines)
    {
        if (lines.Count == 0)
            return "";
        var ranges = new List<(int From, int To)>();
        foreach (var line in lines)
        {
            if (ranges.Count > 0 && ranges[^1].To == line - 1)
                ranges[^1] = (ranges[^1].From, line);
            else
                ranges.Add((line, line));
        }

        var shown = ranges.Take(20).Select(range => range.From == range.To ? $"{range.From}" : $"{range.From}-{range.To}");
        return $"{(lines.Count == 1 ? "line" : "lines")} {string.Join(", ", shown)}{(ranges.Count > 20 ? $" and {ranges.Count - 20} more places" : "")}: ";
    }
}
