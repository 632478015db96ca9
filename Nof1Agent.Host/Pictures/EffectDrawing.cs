using Nof1Agent.Skills;
using ScottPlot;

namespace Nof1Agent.Host.Pictures;

/// <summary>Draws an effect with its interval against "no difference" and "a difference that matters". Colours are safe for colour-blind people.</summary>
internal static class EffectDrawing
{
    private const int Width = 720;
    private const int Height = 260;

    private static readonly Color Ink = Color.FromHex("#1f2933");
    private static readonly Color Line = Color.FromHex("#0072b2");
    private static readonly Color Good = Color.FromHex("#009e73").WithAlpha(0.15);
    private static readonly Lock Drawing = new();

    /// <summary>The drawing as SVG.</summary>
    public static string Svg(EffectPicture picture)
    {
        // ScottPlot's font cache is shared; drawings are rare and take milliseconds.
        lock (Drawing)
        {
            return Draw(picture).GetSvgXml(Width, Height);
        }
    }

    private static Plot Draw(EffectPicture picture)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        var reach = 1.25 * new[] { Math.Abs(picture.Low), Math.Abs(picture.High), picture.Mcid ?? 0 }.Max();
        reach = reach > 0 ? reach : 1;
        if (picture.Mcid is { } mcid)
        {
            var good = picture.LowerIsBetter ? plot.Add.HorizontalSpan(-reach, -mcid) : plot.Add.HorizontalSpan(mcid, reach);
            good.FillColor = Good;
            good.LineStyle.IsVisible = false;
            good.LegendText = "a change that matters to you";
        }

        var zero = plot.Add.VerticalLine(0, 2, Ink, LinePattern.Dashed);
        zero.LegendText = "no difference";
        var interval = plot.Add.Line(picture.Low, 0, picture.High, 0);
        interval.Color = Line;
        interval.LineWidth = 6;
        interval.LegendText = "95 in 100 sure that it lies here";
        plot.Add.Marker(picture.Estimate, 0, MarkerShape.FilledCircle, 16, Line);
        plot.Axes.SetLimits(-reach, reach, -1, 1);
        plot.Axes.Left.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.HideGrid();
        plot.Title(picture.Title, 16);
        plot.XLabel($"change in {picture.Unit}", 14);
        plot.ShowLegend(Alignment.UpperCenter, Orientation.Horizontal);
        return plot;
    }
}
