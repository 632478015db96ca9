using Nof1Agent.Skills;
using ScottPlot;

namespace Nof1Agent.Host.Pictures;

/// <summary>An effect with its interval against "no difference" and "a difference that matters", both directions alike.</summary>
internal static class EffectDrawing
{
    public static Sheet Of(EffectPicture picture, PictureTheme theme) => new()
    {
        Theme = theme,
        Title = picture.Title,
        Subtitle = picture.Subtitle,
        Alt = picture.Alt,
        Plot = () => Plot(picture, theme),
        PlotHeight = 140,
        Keys =
        [
            new PictureKey(KeySymbol.Dot, theme.Mark, picture.EstimateText),
            new PictureKey(KeySymbol.Bar, theme.Mark, picture.IntervalText),
            new PictureKey(KeySymbol.Dashes, theme.Ink, picture.NoDifferenceText),
            .. picture.MattersText is { } matters ? [new PictureKey(KeySymbol.Area, theme.Better, matters)] : Array.Empty<PictureKey>(),
            .. picture.HarmText is { } harm ? [new PictureKey(KeySymbol.HatchedArea, theme.Worse, harm)] : Array.Empty<PictureKey>(),
        ],
    };

    private static Plot Plot(EffectPicture picture, PictureTheme theme)
    {
        var plot = new Plot();
        var reach = 1.3 * new[] { Math.Abs(picture.Low), Math.Abs(picture.High), picture.Mcid ?? 0 }.Max();
        reach = reach > 0 ? reach : 1;
        if (picture.Mcid is { } mcid)
        {
            plot.Add.Plottable(Side(theme, picture.LowerIsBetter, better: true, mcid, reach));
            plot.Add.Plottable(Side(theme, picture.LowerIsBetter, better: false, mcid, reach));
        }

        foreach (var better in (bool[])[true, false])
        {
            plot.Add.Plottable(new Band
            {
                From = better == picture.LowerIsBetter ? -reach : 0,
                To = better == picture.LowerIsBetter ? 0 : reach,
                Colour = Colors.Transparent,
                Label = (better, picture.LowerIsBetter) switch
                {
                    (true, true) => $"← {picture.BetterWord}",
                    (true, false) => $"{picture.BetterWord} →",
                    (false, true) => $"{picture.WorseWord} →",
                    (false, false) => $"← {picture.WorseWord}",
                },
                LabelColour = theme.Ink,
                LabelAlign = better == picture.LowerIsBetter ? SkiaSharp.SKTextAlign.Left : SkiaSharp.SKTextAlign.Right,
            });
        }

        var zero = plot.Add.Line(0, -1, 0, 0.62);
        zero.Color = theme.Ink;
        zero.LineWidth = 2;
        zero.LinePattern = LinePattern.Dashed;
        var interval = plot.Add.Line(picture.Low, 0, picture.High, 0);
        interval.Color = theme.Mark;
        interval.LineWidth = 7;
        plot.Add.Marker(picture.Estimate, 0, MarkerShape.FilledCircle, 18, theme.Background);
        plot.Add.Marker(picture.Estimate, 0, MarkerShape.FilledCircle, 15, theme.Mark);
        plot.Axes.SetLimits(-reach, reach, -1, 1);
        PlotAxes.OnlyBottom(plot, picture.DecimalSign, 5);
        return plot;
    }

    private static Band Side(PictureTheme theme, bool lowerIsBetter, bool better, double mcid, double reach) => new()
    {
        From = better == lowerIsBetter ? -reach : mcid,
        To = better == lowerIsBetter ? -mcid : reach,
        Colour = better ? theme.Better : theme.Worse,
        Hatching = better ? null : theme.Muted,
    };
}
