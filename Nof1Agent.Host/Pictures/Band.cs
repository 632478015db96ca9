using ScottPlot;
using SkiaSharp;

namespace Nof1Agent.Host.Pictures;

/// <summary>A shaded stretch of the horizontal axis over the whole height of a plot, hatched or not, with a letter or a word at its top.</summary>
internal sealed class Band : IPlottable
{
    private const float HatchStep = 7;

    public required double From { get; init; }

    public required double To { get; init; }

    public required Color Colour { get; init; }

    /// <summary>Colour of the hatching; null: none.</summary>
    public Color? Hatching { get; init; }

    public string Label { get; init; } = "";

    public Color LabelColour { get; init; }

    /// <summary>Where the label stands in the band.</summary>
    public SKTextAlign LabelAlign { get; init; } = SKTextAlign.Center;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = ScottPlot.Axes.Default;

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.HorizontalOnly(From, To);

    public void Render(RenderPack rp)
    {
        var (left, right) = (Axes.GetPixelX(From), Axes.GetPixelX(To));
        var area = new SKRect(Math.Max(left, rp.DataRect.Left), rp.DataRect.Top, Math.Min(right, rp.DataRect.Right), rp.DataRect.Bottom);
        if (area.Width <= 0)
        {
            return;
        }

        using var paint = new SKPaint { Color = Colour.ToSKColor() };
        rp.Canvas.DrawRect(area, paint);
        if (Hatching is { } hatching)
        {
            Hatch(rp.Canvas, area, hatching);
        }

        if (Label.Length > 0)
        {
            using var font = PictureFont.Sized(13, bold: true);
            using var ink = new SKPaint { Color = LabelColour.ToSKColor(), IsAntialias = true };
            var x = LabelAlign switch { SKTextAlign.Left => area.Left + 6, SKTextAlign.Right => area.Right - 6, _ => area.MidX };
            rp.Canvas.DrawText(Label, x, area.Top + 15, LabelAlign, font, ink);
        }
    }

    /// <summary>Diagonal lines, cut to the area by arithmetic: the same in every format.</summary>
    public static void Hatch(SKCanvas canvas, SKRect area, Color colour)
    {
        using var pen = new SKPaint { Color = colour.ToSKColor(), IsAntialias = true, IsStroke = true, StrokeWidth = 1 };
        for (var start = area.Left - area.Height + HatchStep; start < area.Right; start += HatchStep)
        {
            var (fromX, toX) = (Math.Max(start, area.Left), Math.Min(start + area.Height, area.Right));
            if (toX > fromX)
            {
                canvas.DrawLine(fromX, area.Bottom - (fromX - start), toX, area.Bottom - (toX - start), pen);
            }
        }
    }
}
