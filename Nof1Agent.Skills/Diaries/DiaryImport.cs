using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Skills.Diaries;

/// <summary>How a diary file is to be read.</summary>
internal sealed record DiaryImportOptions
{
    /// <summary>True to make the changes that correctable findings name; false (default) to refuse the file because of them.</summary>
    public bool Accept { get; init; }

    /// <summary>The arm that the others are compared with, spelled as in the file; null to choose by <see cref="ReferenceArm"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>The only arms that may occur; empty (default) to take every label of the file as an arm.</summary>
    public IReadOnlyList<string> KnownArms { get; init; } = [];

    /// <summary>What kind of number a value is. Default <see cref="OutcomeScale.Continuous"/>.</summary>
    public OutcomeScale Scale { get; init; }
}

/// <summary>
/// A diary file after strict reading: either the diary, or every reason why there is none. Nothing is ever mapped silently: a label with a
/// stray blank is no arm, an unsorted file is not sorted, and no value is guessed. What a person may accept is named line by line.
/// </summary>
internal sealed record DiaryImport
{
    /// <summary>Everything noticed, in the order of the lines.</summary>
    public required IReadOnlyList<DiaryFinding> Findings { get; init; }

    /// <summary>The diary; null when the file is refused.</summary>
    public ImportedDiary? Diary { get; init; }

    /// <summary>Reads a file. Never throws because of what the file holds.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="options">How to read them.</param>
    public static DiaryImport Read(ReadOnlySpan<byte> content, DiaryImportOptions options)
    {
        var findings = new List<DiaryFinding>();
        if (DiaryText.Decode(content, findings) is not { } text || DiaryColumns.Find(text, findings) is not { } columns)
            return Result(findings, null, options);
        var rows = DiaryRows.Read(text, columns, options.Scale, findings);
        if (rows.Count == 0 && !findings.Exists(finding => finding.Kind is FindingKind.Refusal))
            findings.Add(DiaryFinding.Refuse(null, "there is no day below the line with the column names"));
        rows = ArmLabels.Settle(rows, options.KnownArms, findings);
        rows = DayOrder.Settle(rows, findings);
        var reference = ReferenceArm.Choose([.. rows.Select(row => row.Arm).Distinct()], options.Reference, findings);
        return Result(findings, () => ImportedDiary.From(rows, columns, reference!), options);
    }

    private static DiaryImport Result(List<DiaryFinding> findings, Func<ImportedDiary>? diary, DiaryImportOptions options)
    {
        var refused = findings.Exists(finding => finding.Kind is FindingKind.Refusal || (finding.Kind is FindingKind.Correctable && !options.Accept));
        return new DiaryImport { Findings = [.. findings.OrderBy(finding => finding.Line ?? 0)], Diary = refused ? null : diary?.Invoke() };
    }
}
