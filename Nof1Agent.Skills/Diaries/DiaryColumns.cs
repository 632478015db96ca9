namespace Nof1Agent.Skills.Diaries;

/// <summary>Which separator a diary file uses and where its columns are.</summary>
internal sealed record DiaryColumns
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Comma, semicolon or tab.</summary>
    public required char Separator { get; init; }

    /// <summary>True when days are dates (column <c>date</c>), false when they are numbers (column <c>day</c>).</summary>
    public required bool HasDates { get; init; }

    /// <summary>Names of the columns that play no part, as written.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }

    public required int HeaderLine { get; init; }

    public required int Count { get; init; }

    public required int Day { get; init; }

    public required int Arm { get; init; }

    public required int Value { get; init; }

    public required int? Counted { get; init; }

    /// <summary>Separator as a word.</summary>
    public string SeparatorName => Separator switch { ',' => "comma", ';' => "semicolon", _ => "tab" };

    /// <summary>Reads the line with the column names. It has to hold the names that are needed under exactly one separator.</summary>
    public static DiaryColumns? Find(string text, List<DiaryFinding> findings)
    {
        foreach (var separator in Separators)
        {
            if (Header(text, separator) is { Problem: null } header && Needed(header) is { Missing.Count: 0 } found)
                return Build(header, found.Names, separator, findings);
        }

        var likely = Separators.MaxBy(separator => Header(text, separator)?.Cells.Count ?? 0);
        findings.Add(Header(text, likely) is not { } first
            ? DiaryFinding.Refuse(null, "the file holds nothing but blank lines")
            : DiaryFinding.Refuse(first.Line, first.Problem ?? Explain(first)));
        return null;
    }

    private static DiaryColumns? Build(SeparatedRecord header, List<string> names, char separator, List<DiaryFinding> findings)
    {
        string[] used = ["day", "date", "arm", "value", "counted"];
        var problems = used.Where(name => names.Count(other => other == name) > 1).Select(name => $"the column \"{name}\" occurs more than once").ToList();
        if (names.Contains("day") && names.Contains("date"))
            problems.Add("there is a column \"day\" and a column \"date\": keep one of them");
        findings.AddRange(problems.Select(problem => DiaryFinding.Refuse(header.Line, problem)));
        if (problems.Count > 0)
            return null;
        var dated = names.Contains("date");
        return new DiaryColumns
        {
            Separator = separator,
            HasDates = dated,
            HeaderLine = header.Line,
            Count = names.Count,
            Day = names.IndexOf(dated ? "date" : "day"),
            Arm = names.IndexOf("arm"),
            Value = names.IndexOf("value"),
            Counted = names.IndexOf("counted") is var at and >= 0 ? at : null,
            Ignored = [.. header.Cells.Where((_, column) => !used.Contains(names[column]))],
        };
    }

    private static SeparatedRecord? Header(string text, char separator) => new SeparatedText(text, separator).Records().FirstOrDefault(record => !record.IsBlank);

    private static (List<string> Names, List<string> Missing) Needed(SeparatedRecord header)
    {
        List<string> names = [.. header.Cells.Select(cell => cell.Trim().ToLowerInvariant())], missing = [];
        if (!names.Contains("day") && !names.Contains("date"))
            missing.Add("\"day\" (or \"date\")");
        missing.AddRange(new[] { "arm", "value" }.Where(name => !names.Contains(name)).Select(name => $"\"{name}\""));
        return (names, missing);
    }

    private static string Explain(SeparatedRecord header)
    {
        var missing = string.Join(" and ", Needed(header).Missing);
        var there = string.Join(", ", header.Cells.Take(12).Select(Shown.Text));
        return $"the first line has to name the columns, separated by comma, semicolon or tab; {missing} is missing, there is {there}";
    }
}
