namespace Nof1Agent.Stats.Estimators;

/// <summary>A diary turned into scaled regression columns and the grid over them, or the reason why that is impossible.</summary>
internal sealed class EngineDesign
{
    /// <summary>Share of the variation below which what is left after the fit counts as none: rounding, not noise.</summary>
    private const double NoNoise = 1e-12;

    /// <summary>Share of a column's variation below which it counts as a combination of the columns before it.</summary>
    private const double Collinear = 1e-9;

    /// <summary>Reciprocals of smaller standard deviations leave the range of a double.</summary>
    private const double SmallestUnit = 1e-305;

    private readonly RidgeGrid? grid;

    private EngineDesign(string refusal) => Refusal = refusal;

    private EngineDesign(RidgeGrid grid, RidgeSolution.Shape shape, double trendReachDays, EngineRows rows)
    {
        this.grid = grid;
        Shape = shape;
        TrendReachDays = trendReachDays;
        Rows = rows;
    }

    /// <summary>Why there is nothing to fit, in plain words; null when there is.</summary>
    internal string? Refusal { get; }

    /// <summary>The cells.</summary>
    internal RidgeGrid Grid => grid ?? throw new InvalidOperationException("A refused design has no grid.");

    internal RidgeSolution.Shape Shape { get; } = new(0, false, 1);

    /// <summary>Days from the centre of the trend column to its farthest day: the column runs from -1 to 1.</summary>
    internal double TrendReachDays { get; } = 1;

    internal EngineRows Rows { get; } = new([], [], null);

    /// <summary>The rows behind the grid.</summary>
    /// <param name="Days">Calendar days, increasing.</param>
    /// <param name="Columns">Regression columns followed by the outcome.</param>
    /// <param name="Runs">Index of the period of each row; null without shocks.</param>
    internal sealed record EngineRows(int[] Days, double[][] Columns, int[]? Runs);

    internal static EngineDesign From(TrialDiary diary, EngineOptions options)
    {
        if (diary.Problems() is [var problem, ..])
            return new EngineDesign(problem);
        var ordered = diary.Days.OrderBy(day => day.Day).ToArray();
        bool Used(DiaryDay day) => day.Value.HasValue && (day.Counted || options.IncludeUncounted);
        var used = ordered.Where(Used).ToArray();
        for (var arm = 0; arm < diary.ArmNames.Count; arm++)
        {
            var count = used.Count(day => day.Arm == arm);
            if (count < 2)
                return new EngineDesign($"Too few days on {diary.ArmNames[arm]}: {count} answered, at least 2 are needed.");
        }
        var flat = 1 + (options.Trend ? 1 : 0) + (options.SaturdayRemainder is null ? 0 : 1);
        var needed = flat + diary.ArmNames.Count + 1;
        if (used.Length < needed)
            return new EngineDesign($"Too few days: {used.Length} answered, at least {needed} are needed.");
        if (Scale([.. used.Select(day => day.Value.GetValueOrDefault())]) is not { } outcome)
            return new EngineDesign("Every answer is the same, so there is no day-to-day variation to compare with.");
        if (outcome.Unit < SmallestUnit)
            return new EngineDesign("The answers differ by too small numbers to compute with: use another unit.");
        var columns = Columns(diary.ArmNames.Count, ordered, used, options);
        columns.Add(outcome.Scaled);
        double[][] matrix = [.. columns];
        if (Degenerate(matrix, flat) is { } degenerate)
            return new EngineDesign(degenerate);
        var rows = new EngineRows([.. used.Select(day => day.Day)], matrix, options.PeriodShocks ?? LongPeriods(ordered) ? Runs(used) : null);
        var centre = used.Average(day => (double)day.Day);
        return new EngineDesign(
            new RidgeGrid(rows.Days, rows.Columns, rows.Runs),
            new RidgeSolution.Shape(diary.ArmNames.Count - 1, options.Trend, outcome.Unit),
            used.Max(day => Math.Abs(day.Day - centre)),
            rows);
    }

    /// <summary>Shocks can be told from daily noise when a period has three or more counted days.</summary>
    private static bool LongPeriods(DiaryDay[] ordered) =>
        ordered.Where(day => day.Counted).GroupBy(day => day.Period).Any(period => period.Count() >= 3);

    private static int[] Runs(DiaryDay[] used)
    {
        var runs = new int[used.Length];
        for (var i = 1; i < used.Length; i++)
            runs[i] = runs[i - 1] + (used[i].Period == used[i - 1].Period ? 0 : 1);
        return runs;
    }

    /// <summary>Centres and divides by the standard deviation; null when the values do not vary beyond rounding.</summary>
    private static (double[] Scaled, double Unit)? Scale(double[] values)
    {
        var largest = values.Max(Math.Abs);
        if (largest == 0)
            return null;
        // Dividing first keeps 1e300 from overflowing and 1e-300 from vanishing when squared.
        var scaled = values.Select(value => value / largest).ToArray();
        var mean = scaled.Average();
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] -= mean;
        var deviation = Math.Sqrt(scaled.Sum(value => value * value) / (scaled.Length - 1));
        if (!(deviation > 1e-12))
            return null;
        return ([.. scaled.Select(value => value / deviation)], deviation * largest);
    }

    private static List<double[]> Columns(int armCount, DiaryDay[] ordered, DiaryDay[] used, EngineOptions options)
    {
        List<double[]> columns = [[.. Enumerable.Repeat(1.0, used.Length)]];
        if (options.SaturdayRemainder is { } saturday)
            columns.Add([.. used.Select(day => (((day.Day - saturday) % 7) + 7) % 7 <= 1 ? 1.0 : 0.0)]);
        if (options.Trend)
        {
            double centre = used.Average(day => (double)day.Day), reach = used.Max(day => Math.Abs(day.Day - centre));
            columns.Add([.. used.Select(day => (day.Day - centre) / reach)]);
        }
        for (var arm = 1; arm < armCount; arm++)
            columns.Add(Exposure(arm, ordered, used, options.CarryOverHalfLifeDays));
        return columns;
    }

    /// <summary>How much of an arm is present on each used day: 0 or 1, or on its way there when something is carried over.</summary>
    private static double[] Exposure(int arm, DiaryDay[] ordered, DiaryDay[] used, double halfLifeDays)
    {
        if (halfLifeDays == 0)
            return [.. used.Select(day => day.Arm == arm ? 1.0 : 0.0)];
        var retained = Math.Pow(2, -1 / halfLifeDays);
        var levels = new Dictionary<int, double>(ordered.Length);
        var level = ordered[0].Arm == arm ? 1.0 : 0.0;
        for (var i = 0; i < ordered.Length; i++)
        {
            // Days between two entries count as days on the arm of the later one.
            var steps = i == 0 ? 1 : ordered[i].Day - ordered[i - 1].Day;
            var target = ordered[i].Arm == arm ? 1.0 : 0.0;
            level = target + Math.Pow(retained, steps) * (level - target);
            levels[ordered[i].Day] = level;
        }
        return [.. used.Select(day => levels[day.Day])];
    }

    /// <summary>Looks at the plain least-squares problem for columns that cannot be told apart and for answers without noise.</summary>
    private static string? Degenerate(double[][] columns, int flat)
    {
        var width = columns.Length;
        var triangle = new double[width * (width + 1) / 2];
        for (int j = 0, at = 0; j < width; j++)
            for (var k = 0; k <= j; k++, at++)
                for (var i = 0; i < columns[j].Length; i++)
                    triangle[at] += columns[j][i] * columns[k][i];
        var norms = Enumerable.Range(0, width).Select(j => triangle[(j + 1) * (j + 2) / 2 - 1]).ToArray();
        Cholesky.Factor(triangle, width);
        // The share of a column that the ones before it do not explain. The factorisation stops with a pivot of zero, so nothing behind such a column is read.
        double Left(int j)
        {
            var pivot = triangle[(j + 1) * (j + 2) / 2 - 1];
            return pivot * pivot / norms[j];
        }
        for (var j = 1; j < width - 1; j++)
            if (!(Left(j) > Collinear))
                return j < flat
                    ? "The answered days do not allow a trend or weekend to be estimated."
                    : "The arms cannot be told apart from each other or from the trend on the answered days.";
        return Left(width - 1) > NoNoise ? null : "The answers do not vary within an arm, so there is no day-to-day variation to compare with.";
    }
}
