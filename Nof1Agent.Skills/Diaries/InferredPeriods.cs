namespace Nof1Agent.Skills.Diaries;

/// <summary>
/// Periods and cycles of a diary that names only arms. If cutting the calendar from the first day into periods of one length gives periods of a single
/// arm each, and cycles in which every arm occurs once, that grid is the design (the longest such length). Otherwise every run of days
/// on one arm is a period, and a cycle ends as soon as every arm has had a run.
/// </summary>
internal sealed record InferredPeriods
{
    /// <summary>Days per period of the grid; null when no grid fits and runs were taken.</summary>
    public required int? PeriodDays { get; init; }

    /// <summary>Number of periods.</summary>
    public required int PeriodCount { get; init; }

    /// <summary>Number of cycles, the last may be incomplete.</summary>
    public required int BlockCount { get; init; }

    public required IReadOnlyList<int> Period { get; init; }

    public required IReadOnlyList<int> Block { get; init; }

    public static InferredPeriods Of(IReadOnlyList<(int Day, int Arm)> days, int armCount)
    {
        // A period can be no longer than the longest stretch between two changes of arm.
        var longest = 0;
        var start = 0;
        for (var i = 1; i <= days.Count; i++)
        {
            if (i < days.Count && days[i].Arm == days[start].Arm)
                continue;
            longest = Math.Max(longest, (i < days.Count ? days[i].Day : days[^1].Day + 1) - days[start].Day);
            start = i;
        }

        for (var length = longest; length > 0; length--)
        {
            if (Grid(days, armCount, length) is { } grid)
                return grid;
        }

        return Runs(days, armCount);
    }

    private static InferredPeriods? Grid(IReadOnlyList<(int Day, int Arm)> days, int armCount, int length)
    {
        var armOf = new Dictionary<int, int>();
        var met = new Dictionary<int, HashSet<int>>();
        foreach (var (day, arm) in days)
        {
            var period = (day - days[0].Day) / length;
            if (armOf.TryGetValue(period, out var before))
            {
                if (before != arm)
                    return null;
                continue;
            }

            armOf[period] = arm;
            if (!met.TryGetValue(period / armCount, out var arms))
                met[period / armCount] = arms = [];
            if (!arms.Add(arm))
                return null;
        }

        if (!met.Values.Any(arms => arms.Count == armCount))
            return null;
        int[] periods = [.. days.Select(entry => (entry.Day - days[0].Day) / length)];
        return Build(periods, [.. periods.Select(period => period / armCount)], length);
    }

    private static InferredPeriods Runs(IReadOnlyList<(int Day, int Arm)> days, int armCount)
    {
        int[] periods = new int[days.Count], blocks = new int[days.Count];
        var met = new HashSet<int>();
        for (var i = 0; i < days.Count; i++)
        {
            var isNew = i > 0 && days[i].Arm != days[i - 1].Arm;
            if (i > 0)
                (periods[i], blocks[i]) = (periods[i - 1] + (isNew ? 1 : 0), blocks[i - 1]);
            if (isNew && met.Count == armCount)
            {
                blocks[i]++;
                met.Clear();
            }

            met.Add(days[i].Arm);
        }

        return Build(periods, blocks, null);
    }

    private static InferredPeriods Build(int[] periods, int[] blocks, int? length) => new()
    {
        PeriodDays = length,
        PeriodCount = periods.Distinct().Count(),
        BlockCount = blocks.Distinct().Count(),
        Period = periods,
        Block = blocks,
    };
}
