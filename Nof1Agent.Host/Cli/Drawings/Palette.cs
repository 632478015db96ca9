using ScottPlot;

namespace Nof1Agent.Host.Cli.Drawings;

/// <summary>Colours that colour-blind people tell apart (Okabe and Ito), and shapes, so that nothing rests on colour alone.</summary>
internal static class Palette
{
    public static readonly Color Ink = Color.FromHex("#1f2933");
    public static readonly Color Faint = Color.FromHex("#9aa5b1");

    // The first plain font that the machine has; without one the library's own choice.
    private static readonly string Family = new[] { "DejaVu Sans", "Liberation Sans", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial" }
        .FirstOrDefault(SkiaSharp.SKFontManager.Default.FontFamilies.Contains) ?? Fonts.Default;

    private static readonly string[] Hues = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#8c7a00"];
    private static readonly MarkerShape[] Shapes =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp, MarkerShape.OpenDiamond];

    public static Color Of(int index) => Color.FromHex(Hues[index % Hues.Length]);

    public static MarkerShape Shape(int index) => Shapes[index % Shapes.Length];

    /// <summary>White ground, dark axes without a frame.</summary>
    public static Plot Blank()
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Grid.MajorLineColor = Faint.WithAlpha(0.25);
        plot.Axes.Bottom.Label.FontSize = 15;
        plot.Axes.Left.Label.FontSize = 15;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 13;
        plot.Axes.Left.TickLabelStyle.FontSize = 13;
        plot.Font.Set(Family);
        plot.Legend.FontSize = 13;
        plot.Legend.ShadowColor = Colors.Transparent;
        return plot;
    }
}
