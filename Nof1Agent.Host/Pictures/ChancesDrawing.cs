using Nof1Agent.Skills;
using ScottPlot;

namespace Nof1Agent.Host.Pictures;

/// <summary>100 dots: how many of 100 people who saw what this person saw would be helped, or not. Each share has its own shape.</summary>
internal static class ChancesDrawing
{
    private const int PerRow = 20;

    public static Sheet Of(ChancesPicture picture, PictureTheme theme) => new()
    {
        Theme = theme,
        Title = picture.Title,
        Subtitle = picture.Subtitle,
        Alt = picture.Alt,
        Plot = () => Plot(picture, theme),
        PlotHeight = 110,
        Keys = [.. picture.Shares.Select(share => new PictureKey(Symbol(share.Kind), Colour(share.Kind, theme), share.Text))],
    };

    private static Plot Plot(ChancesPicture picture, PictureTheme theme)
    {
        var plot = new Plot();
        var kinds = picture.Shares.SelectMany(share => Enumerable.Repeat(share.Kind, share.Dots)).ToList();
        foreach (var (kind, place) in kinds.Select((kind, place) => (kind, place)))
        {
            var (x, y) = (place % PerRow, -(place / PerRow));
            foreach (var (shape, size) in Shapes(kind))
            {
                var marker = plot.Add.Marker(x, y, shape, size, Colour(kind, theme));
                marker.MarkerStyle.LineWidth = 2;
            }
        }

        plot.Axes.SetLimits(-0.7, PerRow - 0.3, -((kinds.Count - 1) / PerRow) - 0.7, 0.7);
        plot.HideGrid();
        plot.Layout.Frameless();
        return plot;
    }

    private static KeySymbol Symbol(ChanceKind kind) => kind switch
    {
        ChanceKind.BetterThatMatters => KeySymbol.Dot,
        ChanceKind.BetterALittle => KeySymbol.RingWithDot,
        ChanceKind.WorseALittle => KeySymbol.Ring,
        ChanceKind.WorseThatMatters => KeySymbol.Cross,
    };

    private static (MarkerShape Shape, float Size)[] Shapes(ChanceKind kind) => kind switch
    {
        ChanceKind.BetterThatMatters => [(MarkerShape.FilledCircle, 12)],
        ChanceKind.BetterALittle => [(MarkerShape.OpenCircle, 10), (MarkerShape.FilledCircle, 4)],
        ChanceKind.WorseALittle => [(MarkerShape.OpenCircle, 10)],
        ChanceKind.WorseThatMatters => [(MarkerShape.Eks, 10)],
    };

    private static Color Colour(ChanceKind kind, PictureTheme theme) => kind switch
    {
        ChanceKind.BetterThatMatters or ChanceKind.BetterALittle => theme.Mark,
        ChanceKind.WorseALittle => theme.Muted,
        ChanceKind.WorseThatMatters => theme.Worse.WithAlpha(1.0),
    };
}
