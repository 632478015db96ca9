namespace Nof1Agent.Skills.Diaries;

using Nof1Agent.Stats.Reports;

/// <summary>Reads the lines below the column names.</summary>
internal static class DiaryRows
{
    /// <summary>More lines are refused: ten years of days.</summary>
    public const int Most = 3653;

    public static List<DiaryRow> Read(string text, DiaryColumns columns, OutcomeScale scale, List<DiaryFinding> findings)
    {
        var rows = new List<DiaryRow>();
        var cells = new DiaryCells(columns, scale, findings);
        var lines = 0;
        foreach (var record in new SeparatedText(text, columns.Separator).Records())
        {
            if (record.Line == columns.HeaderLine)
                continue;
            if (++lines > Most)
            {
                findings.Add(DiaryFinding.Refuse(record.Line, $"there are more than {Most} lines below the column names: ten years of days are the most"));
                break;
            }

            if (record.Problem is { } problem)
                findings.Add(DiaryFinding.Refuse(record.Line, problem));
            else if (record.IsBlank)
                findings.Add(DiaryFinding.Correct(record.Line, "the line is blank", "leaves the line out"));
            else if (record.Cells.Count != columns.Count)
                findings.Add(DiaryFinding.Refuse(record.Line, $"has {Cells(record.Cells.Count)}, the line with the column names has {columns.Count}"));
            else if (string.IsNullOrWhiteSpace(record.Cells[columns.Arm]) && string.IsNullOrWhiteSpace(record.Cells[columns.Value]))
                findings.Add(DiaryFinding.Correct(record.Line, "has neither an arm nor a value", "leaves the line out"));
            else
                rows.Add(Row(record, columns, cells));
        }

        cells.CheckDecimals();
        return [.. rows.Where(row => row.Arm.Length > 0)];
    }

    private static DiaryRow Row(SeparatedRecord record, DiaryColumns columns, DiaryCells cells) => new()
    {
        Line = record.Line,
        Day = cells.Day(record.Line, record.Cells[columns.Day]),
        DayText = record.Cells[columns.Day].Trim(),
        Arm = cells.Arm(record.Line, record.Cells[columns.Arm]),
        Value = cells.Value(record.Line, record.Cells[columns.Value]),
        Counted = columns.Counted is not { } counted || cells.Counted(record.Line, record.Cells[counted]),
    };

    private static string Cells(int count) => count == 1 ? "1 cell" : $"{count} cells";
}
