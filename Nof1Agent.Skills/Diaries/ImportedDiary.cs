using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Skills.Diaries;

/// <summary>A diary read from a file, ready for the analysis.</summary>
internal sealed record ImportedDiary
{
    /// <summary>Arms (the reference first, the others in the order of their first day) and days: numbered as in the file, dates from 1 on.</summary>
    public required TrialDiary Diary { get; init; }

    /// <summary>The arm that the others are compared with.</summary>
    public required ReferenceArm Reference { get; init; }

    /// <summary>Remainder modulo 7 of the day numbers that are Saturdays; null where the file has numbers of days, not dates.</summary>
    public required int? SaturdayRemainder { get; init; }

    /// <summary>How the days were cut into periods and cycles.</summary>
    public required InferredPeriods Periods { get; init; }

    /// <summary>How the file was laid out.</summary>
    public required DiaryColumns Columns { get; init; }

    /// <summary>First day as written in the file.</summary>
    public required string FirstDay { get; init; }

    /// <summary>Last day as written in the file.</summary>
    public required string LastDay { get; init; }

    /// <summary>Days without a line inside a period: they count as days without an answer.</summary>
    public required int AddedDays { get; init; }

    public static ImportedDiary From(List<DiaryRow> rows, DiaryColumns columns, ReferenceArm reference)
    {
        List<string> arms = [reference.Name, .. rows.Select(row => row.Arm).Distinct().Where(arm => arm != reference.Name)];
        // Numbers stay as written, so that a message about day 12 means the line of day 12; dates are counted from the first.
        var offset = columns.HasDates ? rows[0].Day!.Value - 1 : 0;
        var days = rows.ConvertAll(row => (Day: row.Day!.Value - offset, Arm: arms.IndexOf(row.Arm)));
        var periods = InferredPeriods.Of(days, arms.Count);
        var read = rows.Select((row, i) => new DiaryDay(days[i].Day, days[i].Arm, periods.Period[i], periods.Block[i], row.Value, row.Counted)).ToList();
        var added = new List<DiaryDay>();
        foreach (var (before, after) in read.Zip(read.Skip(1)))
        {
            if (before.Period == after.Period && before.Counted && after.Counted)
                added.AddRange(Enumerable.Range(before.Day + 1, after.Day - before.Day - 1).Select(day => before with { Day = day, Value = null }));
        }

        return new ImportedDiary
        {
            Diary = new TrialDiary(arms, [.. read.Concat(added).OrderBy(day => day.Day)]),
            Reference = reference,
            // 1970-01-03, day 2 of the dates' count, was a Saturday.
            SaturdayRemainder = columns.HasDates ? (((2 - offset) % 7) + 7) % 7 : null,
            Periods = periods,
            Columns = columns,
            FirstDay = rows[0].DayText,
            LastDay = rows[^1].DayText,
            AddedDays = added.Count,
        };
    }
}
