using NodaTime;

namespace Nof1Agent.Skills.Imports;

/// <summary>What kind of file values came from.</summary>
public enum ImportKind
{
    /// <summary>Separated values with one line a day.</summary>
    Csv,

    /// <summary>The export.xml of Apple Health.</summary>
    AppleHealth,

    /// <summary>The measurements that a StudyU study exports.</summary>
    StudyU,
}

/// <summary>One day's value of a column.</summary>
/// <param name="Day">The study day it belongs to.</param>
/// <param name="Value">As the file has it, in the file's unit.</param>
public sealed record ImportedDay(LocalDate Day, double Value);

/// <summary>A column that could be the outcome: at most one value a day.</summary>
public sealed record ImportedColumn
{
    public required string Name { get; init; }

    public required IReadOnlyList<ImportedDay> Days { get; init; }

    /// <summary>Where its values were written as times and are minutes now: of what kind; null where they were numbers.</summary>
    public TimeForm? Times { get; init; }

    /// <summary>Why the column cannot be used; null when it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>What is worth knowing about how it was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A file of days from another tracker, read once and strictly: what cannot be read for certain is refused with its line, never guessed.</summary>
public sealed record ImportedTable
{
    public required ImportKind Kind { get; init; }

    public required string FileName { get; init; }

    /// <summary>Of the whole file, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required IReadOnlyList<ImportedColumn> Columns { get; init; }

    /// <summary>Where a value comes from, as it is kept with each day.</summary>
    public string SourceOf(string column) => $"{Kind switch { ImportKind.Csv => "CSV file", ImportKind.AppleHealth => "Apple Health", ImportKind.StudyU => "StudyU" }}, \"{column}\", {Sha256[..12]}";
}

/// <summary>A table, or why there is none.</summary>
public sealed record ImportResult(ImportedTable? Table, string? Refusal)
{
    internal static ImportResult Refuse(string reason) => new(null, reason);
}
