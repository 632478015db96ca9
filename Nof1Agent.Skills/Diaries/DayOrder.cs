namespace Nof1Agent.Skills.Diaries;

/// <summary>Puts the lines in the order of their days; says where they are not, which days occur twice and which are missing.</summary>
internal static class DayOrder
{
    /// <summary>Longest stretch of days without a line; beyond it a mistyped day is likelier than a pause.</summary>
    public const int LongestGap = 366;

    public static List<DiaryRow> Settle(List<DiaryRow> rows, List<DiaryFinding> findings)
    {
        DiaryRow? before = null;
        foreach (var row in rows.Where(row => row.Day is not null))
        {
            if (before is not null && row.Day < before.Day)
                findings.Add(DiaryFinding.Correct(row.Line, "comes after a line with a later day", "sorts the lines by day"));
            before = row;
        }

        var ordered = new List<DiaryRow>();
        foreach (var row in rows.Where(row => row.Day is not null).OrderBy(row => row.Day))
        {
            if (ordered.Count > 0 && ordered[^1].Day == row.Day)
                Twice(ordered[^1], row, findings);
            else
                ordered.Add(row);
        }

        // With an unreadable day a gap may be nothing but that day.
        if (ordered.Count > 0 && rows.TrueForAll(row => row.Day is not null))
            Gaps(ordered, findings);
        return ordered;
    }

    private static void Twice(DiaryRow kept, DiaryRow again, List<DiaryFinding> findings)
    {
        var difference = kept.Arm != again.Arm ? "another arm" : kept.Value != again.Value ? "another value" : kept.Counted != again.Counted ? "another \"counted\"" : null;
        findings.Add(difference is null
            ? DiaryFinding.Correct(again.Line, $"repeats line {kept.Line}", "leaves the line out")
            : DiaryFinding.Refuse(again.Line, $"day {again.DayText} is on line {kept.Line} already, with {difference}: keep one line per day"));
    }

    private static void Gaps(List<DiaryRow> ordered, List<DiaryFinding> findings)
    {
        foreach (var (before, row) in ordered.Zip(ordered.Skip(1)))
        {
            var missing = row.Day!.Value - before.Day!.Value - 1;
            if (missing > LongestGap)
                findings.Add(DiaryFinding.Refuse(row.Line, $"there are {missing} days between day {before.DayText} (line {before.Line}) and day {row.DayText}: is one of them mistyped? ({LongestGap} are the most)"));
            else if (missing > 0)
                findings.Add(DiaryFinding.Note(row.Line, $"{(missing == 1 ? "1 day has" : $"{missing} days have")} no line between day {before.DayText} and day {row.DayText}"));
        }
    }
}
