using System.Globalization;
using Nof1Agent.Stats.Planning;
using ScottPlot;

namespace Nof1Agent.Host.Cli.Drawings;

/// <summary>
/// The picture of <c>plan</c>: what longer trials gain. With an effect that matters, the chance to find it against the days; without one, the smallest
/// effect that is found 8 times of 10.
/// </summary>
internal static class PowerDrawing
{
    private const int Height = 460;

    public static IReadOnlyList<(Plot Plot, int Height)> Of(PlanRequest request, IReadOnlyList<LengthOption> options) =>
        [(request.Mcid is null ? Detectable(request, options) : Power(request, options), Height)];

    private static Plot Power(PlanRequest request, IReadOnlyList<LengthOption> options)
    {
        var plot = Lines(options, option => 100 * option.Power);
        var wanted = plot.Add.HorizontalLine(100 * request.Power, 2, Palette.Faint, LinePattern.Dashed);
        wanted.LegendText = string.Create(CultureInfo.InvariantCulture, $"wanted: {100 * request.Power:0.#} of 100");
        plot.Axes.SetLimitsY(0, 102);
        plot.YLabel("trials that find it, of 100");
        var unit = request.StandardDeviation is null ? " SD" : "";
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"Chance to find an effect of {request.Mcid:0.######}{unit}"), 16);
        return plot;
    }

    private static Plot Detectable(PlanRequest request, IReadOnlyList<LengthOption> options)
    {
        // Designs that never reach 8 of 10 have no point.
        var plot = Lines([.. options.Where(option => option.DetectableEffectInSd is not null)], option => option.DetectableEffectInSd.GetValueOrDefault() * (request.StandardDeviation ?? 1));
        plot.Axes.AutoScaleY();
        plot.Axes.SetLimitsY(0, Math.Max(plot.Axes.GetLimits().Top, 1e-300));
        plot.YLabel(request.StandardDeviation is null ? "effect, day-to-day SD" : "effect");
        plot.Title("Smallest effect that is found 8 times of 10", 16);
        return plot;
    }

    /// <summary>One line per length of a period, over the days of the whole trial.</summary>
    private static Plot Lines(IReadOnlyList<LengthOption> options, Func<LengthOption, double> value)
    {
        var plot = Palette.Blank();
        var groups = options.GroupBy(option => option.Design.PeriodDays).OrderBy(group => group.Key).ToArray();
        for (var i = 0; i < groups.Length; i++)
        {
            LengthOption[] line = [.. groups[i].OrderBy(option => option.TotalDays)];
            var drawn = plot.Add.Scatter(line.Select(option => (double)option.TotalDays).ToArray(), line.Select(value).ToArray(), Palette.Of(i));
            (drawn.MarkerShape, drawn.MarkerSize, drawn.LineWidth) = (Palette.Shape(i), 9, 2);
            drawn.LegendText = $"periods of {groups[i].Key} day{(groups[i].Key == 1 ? "" : "s")}";
        }

        if (options.Count > 0)
            plot.Axes.SetLimitsX(0, options.Max(option => option.TotalDays) * 1.04);
        plot.XLabel("days of the whole trial");
        plot.ShowLegend(Edge.Right);
        return plot;
    }
}
