using Nof1Agent.Skills;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Nof1Agent.Host.Pictures;

/// <summary>The diary of a finished trial: every answer, the periods shaded by arm, days that do not count hatched, each period's mean of the days that count.</summary>
internal static class DiaryDrawing
{
    private const int MostDateLabels = 6;

    public static Sheet Of(DiaryPicture picture, PictureTheme theme) => new()
    {
        Theme = theme,
        Title = picture.Title,
        Subtitle = picture.Subtitle,
        Alt = picture.Alt,
        Plot = () => Plot(picture, theme),
        PlotHeight = 240,
        Keys =
        [
            .. picture.Arms.Select((name, arm) => new PictureKey(KeySymbol.Area, theme.Arm(arm), name, Letter(arm))),
            new PictureKey(KeySymbol.Dot, theme.Ink, picture.CountedText),
            new PictureKey(KeySymbol.Line, theme.Mark, picture.MeanText),
            .. picture.NotCountedText is { } text ? [new PictureKey(KeySymbol.HatchedArea, theme.Arm(0), text)] : Array.Empty<PictureKey>(),
        ],
    };

    private static string Letter(int arm) => ((char)('A' + arm)).ToString();

    private static Plot Plot(DiaryPicture picture, PictureTheme theme)
    {
        var plot = new Plot();
        var periods = picture.Days.GroupBy(day => day.Period).Select(group => group.ToList()).ToList();
        foreach (var period in periods)
        {
            AddPeriod(plot, period, theme);
        }

        var told = picture.Days.Where(day => day.Value is not null).ToList();
        foreach (var run in Runs(told))
        {
            var line = plot.Add.ScatterLine(run.Select(day => (double)day.At).ToArray(), run.Select(day => day.Value!.Value).ToArray());
            line.Color = theme.Muted;
            line.LineWidth = 1;
        }

        foreach (var day in told)
        {
            plot.Add.Marker(day.At, day.Value!.Value, day.Counted ? MarkerShape.FilledCircle : MarkerShape.OpenCircle, 6, theme.Ink);
        }

        foreach (var period in periods)
        {
            AddMean(plot, period, theme);
        }

        Axes(plot, picture, periods, told);
        return plot;
    }

    private static void AddPeriod(Plot plot, List<PicturedDay> days, PictureTheme theme)
    {
        plot.Add.Plottable(new Band { From = days[0].At - 0.5, To = days[^1].At + 0.5, Colour = theme.Arm(days[0].Arm), Label = Letter(days[0].Arm), LabelColour = theme.Ink });
        foreach (var run in Runs([.. days.Where(day => !day.Counted)]))
        {
            plot.Add.Plottable(new Band { From = run[0].At - 0.5, To = run[^1].At + 0.5, Colour = Colors.Transparent, Hatching = theme.Muted });
        }
    }

    private static void AddMean(Plot plot, List<PicturedDay> days, PictureTheme theme)
    {
        var counted = days.Where(day => day is { Counted: true, Value: not null }).ToList();
        if (counted.Count > 0)
        {
            var mean = counted.Average(day => day.Value!.Value);
            var line = plot.Add.Line(days.First(day => day.Counted).At - 0.5, mean, days[^1].At + 0.5, mean);
            line.Color = theme.Mark;
            line.LineWidth = 3;
        }
    }

    // Days that follow each other without a gap: a missing answer is not bridged.
    private static IEnumerable<List<PicturedDay>> Runs(List<PicturedDay> days)
    {
        var run = new List<PicturedDay>();
        foreach (var day in days)
        {
            if (run.Count > 0 && day.At != run[^1].At + 1)
            {
                yield return run;
                run = [];
            }

            run.Add(day);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static void Axes(Plot plot, DiaryPicture picture, List<List<PicturedDay>> periods, List<PicturedDay> told)
    {
        var low = told.Count > 0 ? told.Min(day => day.Value!.Value) : 0;
        var high = told.Count > 0 ? told.Max(day => day.Value!.Value) : 1;
        var room = high > low ? high - low : 1;
        // Above the highest answer there is room for the arms' letters.
        var (bottom, top) = (low - (0.08 * room), high + (0.24 * room));
        plot.Axes.SetLimits(picture.Days[0].At - 0.5, picture.Days[^1].At + 0.5, bottom, top);
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.HideGrid();
        plot.Axes.Left.TickGenerator = picture.ClockFrom is { } clock ? PlotAxes.ClockTicks(bottom, high + (0.05 * room), clock, 6) : PlotAxes.RoundTicks(bottom, high + (0.05 * room), picture.DecimalSign, 6);
        var dates = new NumericManual();
        var step = (int)Math.Ceiling(periods.Count / (double)MostDateLabels);
        foreach (var period in periods.Where((_, place) => place % step == 0))
        {
            dates.AddMajor(period[0].At, period[0].Label);
        }

        plot.Axes.Bottom.TickGenerator = dates;
    }
}
