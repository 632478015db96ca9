namespace Nof1Agent.Skills.Diaries;

/// <summary>One line of a diary file, as far as it could be read.</summary>
internal sealed record DiaryRow
{
    public required int Line { get; init; }

    /// <summary>The day as a number: as written, or the date as days since 1970-01-01. Null when unreadable.</summary>
    public required int? Day { get; init; }

    /// <summary>The cell of the day as written, without blanks around it.</summary>
    public required string DayText { get; init; }

    /// <summary>The label of the arm as written; not blank.</summary>
    public required string Arm { get; init; }

    /// <summary>The answer; null when missing or unreadable.</summary>
    public required double? Value { get; init; }

    public required bool Counted { get; init; }
}
