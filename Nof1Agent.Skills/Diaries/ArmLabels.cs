namespace Nof1Agent.Skills.Diaries;

/// <summary>
/// Turns labels as written into arms. Labels that differ only in blanks or capitals are never taken for two arms, nor silently for one:
/// each odd line is named, and the spelling that most lines use is proposed. Accents that are spelled as characters of their own look no different from
/// joined ones: those are joined, with a note.
/// </summary>
internal static class ArmLabels
{
    /// <summary>More arms are refused: that is a column of notes, not of arms.</summary>
    public const int Most = 8;

    public static List<DiaryRow> Settle(List<DiaryRow> rows, IReadOnlyList<string> known, List<DiaryFinding> findings)
    {
        rows = Compose(rows, findings);
        var spellings = rows.GroupBy(row => Key(row.Arm)).ToDictionary(group => group.Key, group => Spelling(group, known));
        var settled = rows.ConvertAll(row => row with { Arm = spellings[Key(row.Arm)] ?? Trim(row.Arm) });
        for (var i = 0; i < rows.Count; i++)
        {
            var (written, arm, line) = (rows[i].Arm, settled[i].Arm, rows[i].Line);
            if (known.Count > 0 && !known.Any(one => ComposedText.Of(one) == arm))
                findings.Add(DiaryFinding.Refuse(line, $"{Shown.Text(written)} is none of the arms {string.Join(", ", known.Select(Shown.Text))}"));
            else if (spellings[Key(written)] is null && Trim(written) != Trim(rows.First(row => Key(row.Arm) == Key(written)).Arm))
                findings.Add(DiaryFinding.Refuse(line, $"{Shown.Text(written)} is spelled in another way than before, and both spellings are equally frequent: use one of them throughout"));
            else if (written != arm)
                findings.Add(DiaryFinding.Correct(line, $"arm {Shown.Text(written)} {Difference(written, arm)}", $"reads it as {Shown.Text(arm)}"));
        }

        CheckNumber(settled, findings);
        return settled;
    }

    private static List<DiaryRow> Compose(List<DiaryRow> rows, List<DiaryFinding> findings) => rows.ConvertAll(row =>
    {
        var composed = ComposedText.Of(row.Arm);
        if (composed != row.Arm)
            findings.Add(DiaryFinding.Note(row.Line, $"arm {Shown.Text(composed)} has accents as characters of their own: read as joined ones"));
        return row with { Arm = composed };
    });

    private static void CheckNumber(List<DiaryRow> rows, List<DiaryFinding> findings)
    {
        var arms = rows.GroupBy(row => row.Arm).ToList();
        if (arms.Count == 1)
            findings.Add(DiaryFinding.Refuse(null, $"every line has the same arm, {Shown.Text(arms[0].Key)}: there is nothing to compare"));
        if (arms.Count > Most)
            findings.Add(DiaryFinding.Refuse(arms[Most].First().Line, $"{Shown.Text(arms[Most].Key)} is the ninth arm of {arms.Count}; {Most} are the most: do the labels hold more than the name of the arm?"));
        else if (arms.Count > 1)
            findings.AddRange(arms.Where(arm => arm.Count() == 1).Select(arm =>
                DiaryFinding.Refuse(arm.First().Line, $"arm {Shown.Text(arm.Key)} occurs on this line only: is it misspelled? (an arm needs at least 2 days)")));
    }

    /// <summary>The spelling that most lines use (a known arm first), or null when no spelling is ahead.</summary>
    private static string? Spelling(IEnumerable<DiaryRow> rows, IReadOnlyList<string> known)
    {
        var counts = rows.GroupBy(row => Trim(row.Arm)).Select(group => (group.Key, Count: group.Count())).OrderByDescending(spelling => spelling.Count).ToList();
        if (known.Select(ComposedText.Of).FirstOrDefault(arm => Key(arm) == Key(counts[0].Key)) is { } listed)
            return listed;
        return counts.Count > 1 && counts[0].Count == counts[1].Count ? null : counts[0].Key;
    }

    private static string Difference(string written, string arm) =>
        Trim(written) != arm ? $"differs from {Shown.Text(arm)} only in capitals or blanks" : "has a blank at an end";

    private static string Trim(string label) => label.Trim().Trim('\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF').Trim();

    private static string Key(string label) => string.Join(' ', Trim(label).ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
