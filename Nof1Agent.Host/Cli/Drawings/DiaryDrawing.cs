using Nof1Agent.Skills.Diaries;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using ScottPlot;

namespace Nof1Agent.Host.Cli.Drawings;

/// <summary>The picture of <c>analyze</c>: every answer in its period, and below it each difference with its interval.</summary>
internal static class DiaryDrawing
{
    private const int DiaryHeight = 420;

    public static IReadOnlyList<(Plot Plot, int Height)> Of(ImportedDiary diary, TrialReport report, AnalysisPlan plan)
    {
        var unit = plan.Scale is OutcomeScale.YesNo ? 100 : 1;
        List<(Plot, int)> plots = [(Days(diary, report, plan, unit), DiaryHeight)];
        // No effect is shown where none may be stated.
        var shown = report.Contrasts.Where(contrast => contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData).ToArray();
        if (shown.Length > 0)
            plots.Add((Effects(shown, report, plan, unit), 130 + 60 * shown.Length));
        return plots;
    }

    private static Plot Days(ImportedDiary diary, TrialReport report, AnalysisPlan plan, double unit)
    {
        var plot = Palette.Blank();
        var days = diary.Diary.Days;
        foreach (var period in days.GroupBy(day => day.Period))
        {
            var span = plot.Add.HorizontalSpan(period.Min(day => day.Day) - 0.5, period.Max(day => day.Day) + 0.5);
            span.FillColor = Palette.Of(period.First().Arm).WithAlpha(0.10);
            span.LineStyle.IsVisible = false;
        }

        for (var arm = 0; arm < report.Arms.Count; arm++)
        {
            Points(plot, [.. days.Where(day => day.Arm == arm && day.IsUsed)], arm, unit, report.Arms[arm].Name);
            Points(plot, [.. days.Where(day => day.Arm == arm && !day.Counted && day.Value is not null)], arm, unit, null);
        }

        var unanswered = days.Where(day => day.Value is null).Select(day => (double)day.Day).ToArray();
        plot.Axes.AutoScaleY();
        var limits = plot.Axes.GetLimits();
        var height = limits.Top > limits.Bottom ? limits.Top - limits.Bottom : 1;
        if (unanswered.Length > 0)
        {
            var ticks = plot.Add.Markers(unanswered, [.. unanswered.Select(_ => limits.Bottom)], MarkerShape.VerticalBar, 8, Palette.Faint);
            ticks.LegendText = "no answer";
        }

        plot.Axes.SetLimits(days[0].Day - 1, days[^1].Day + 1, limits.Bottom - (0.04 * height), limits.Top + (0.05 * height));
        plot.XLabel(diary.Columns.HasDates ? $"day (1 is {diary.FirstDay})" : "day");
        plot.YLabel(plan.Scale switch
        {
            OutcomeScale.YesNo => "answer, of 100",
            OutcomeScale.TimeOfDay => "minutes after midnight",
            OutcomeScale.Continuous or OutcomeScale.Rating or OutcomeScale.Count => "answer",
        });
        plot.Title("Every answer, shaded by what was done; pale marks do not count", 16);
        plot.ShowLegend(Edge.Right);
        return plot;
    }

    private static void Points(Plot plot, DiaryDay[] days, int arm, double unit, string? name)
    {
        if (days.Length == 0)
            return;
        double[] xs = [.. days.Select(day => (double)day.Day)], ys = [.. days.Select(day => unit * day.Value.GetValueOrDefault())];
        var points = plot.Add.Markers(xs, ys, Palette.Shape(arm), name is null ? 6 : 8, Palette.Of(arm).WithAlpha(name is null ? 0.35 : 1));
        points.LegendText = name ?? "";
        if (name is null)
            return;
        // The arm's mean, over its own periods only.
        var mean = ys.Sum(y => y / ys.Length);
        foreach (var period in days.GroupBy(day => day.Period))
            plot.Add.Line(period.Min(day => day.Day) - 0.5, mean, period.Max(day => day.Day) + 0.5, mean).Color = Palette.Of(arm);
    }

    private static Plot Effects(ContrastReport[] contrasts, TrialReport report, AnalysisPlan plan, double unit)
    {
        var plot = Palette.Blank();
        if (plan.Mcid is { } mcid)
        {
            var small = plot.Add.HorizontalSpan(-mcid * unit, mcid * unit);
            small.FillColor = Palette.Faint.WithAlpha(0.25);
            small.LineStyle.IsVisible = false;
            small.LegendText = "smaller than what matters";
        }

        plot.Add.VerticalLine(0, 2, Palette.Ink, LinePattern.Dashed).LegendText = "no difference";
        for (var i = 0; i < contrasts.Length; i++)
        {
            var (contrast, color) = (contrasts[i], Palette.Of(contrasts[i].Arm));
            var line = plot.Add.Line(contrast.Low * unit, -i, contrast.High * unit, -i);
            (line.Color, line.LineWidth) = (color, 4);
            plot.Add.Marker(contrast.Estimate * unit, -i, Palette.Shape(contrast.Arm), 14, color);
        }

        var reach = contrasts.SelectMany(contrast => new[] { contrast.Low, contrast.High }).Append(plan.Mcid ?? 0).Max(Math.Abs) * unit * 1.1;
        plot.Axes.SetLimits(-reach, reach, -contrasts.Length + 0.4, 0.6);
        plot.Axes.Left.SetTicks([.. contrasts.Select((_, i) => -(double)i)], [.. contrasts.Select(contrast => $"{report.Arms[contrast.Arm].Name} against {report.Arms[0].Name}")]);
        plot.Title($"Difference with its 95 % interval ({(plan.HigherIsBetter ? "right" : "left")} of the dashed line is better)", 16);
        plot.XLabel(plan.Scale switch
        {
            OutcomeScale.YesNo => "points of 100",
            OutcomeScale.TimeOfDay => "minutes",
            OutcomeScale.Continuous or OutcomeScale.Rating or OutcomeScale.Count => "difference",
        });
        plot.ShowLegend(Edge.Right);
        return plot;
    }
}
