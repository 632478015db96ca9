using ScottPlot;
using SkiaSharp;

namespace Nof1Agent.Host.Pictures;

/// <summary>
/// A picture for a narrow screen: title, subtitle, a plot, and under it one line per symbol that tells what it is, so that words never lie on the plot.
/// Drawn at phone width; larger screens enlarge it.
/// </summary>
internal sealed record Sheet
{
    /// <summary>In CSS pixels, as on a phone: what is legible here is legible everywhere.</summary>
    public const int Width = 390;

    private const float Margin = 14;
    private const float TitleSize = 17;
    private const float TextSize = 14;
    private const float LineHeight = 1.32f;
    private const float SymbolWidth = 34;
    private const float Gap = 10;

    // The plotting library shares its font cache; a drawing takes milliseconds.
    private static readonly Lock Drawing = new();

    public required PictureTheme Theme { get; init; }

    public required string Title { get; init; }

    public required string Subtitle { get; init; }

    /// <summary>The same information in words.</summary>
    public required string Alt { get; init; }

    /// <summary>Makes the plot; called each time, since drawing changes it.</summary>
    public required Func<Plot> Plot { get; init; }

    public required int PlotHeight { get; init; }

    public IReadOnlyList<PictureKey> Keys { get; init; } = [];

    /// <summary>As SVG, with outlines instead of text.</summary>
    public string ToSvg()
    {
        lock (Drawing)
        {
            var height = Height();
            using var stream = new MemoryStream();
            using (var canvas = SKSvgCanvas.Create(SKRect.Create(Width, height), stream))
            {
                Draw(canvas, height);
            }

            return SvgText.ToOutlines(System.Text.Encoding.UTF8.GetString(stream.ToArray()), Alt);
        }
    }

    /// <summary>As PNG, two pixels per CSS pixel.</summary>
    public byte[] ToPng(int scale = 2)
    {
        lock (Drawing)
        {
            var height = Height();
            using var surface = SKSurface.Create(new SKImageInfo(Width * scale, height * scale, SKColorType.Rgba8888, SKAlphaType.Premul));
            surface.Canvas.Scale(scale);
            Draw(surface.Canvas, height);
            using var image = surface.Snapshot();
            using var data = image.Encode(SKEncodedImageFormat.Png, 100);
            return data.ToArray();
        }
    }

    private int Height() => (int)Math.Ceiling(Lay(null) + Margin);

    private void Draw(SKCanvas canvas, int height)
    {
        using var paint = new SKPaint { Color = Theme.Background.ToSKColor() };
        canvas.DrawRect(0, 0, Width, height, paint);
        Lay(canvas);
    }

    // One pass for measuring and for drawing, so that they cannot disagree. Returns where the last line ends.
    private float Lay(SKCanvas? canvas)
    {
        var y = Margin;
        y = Lines(canvas, Title, Margin, y, Width - (2 * Margin), TitleSize, bold: true, Theme.Ink);
        y = Lines(canvas, Subtitle, Margin, y + 2, Width - (2 * Margin), TextSize, bold: false, Theme.Muted) + 6;
        if (canvas is not null)
        {
            var plot = Styled(Plot());
            plot.RenderManager.ClearCanvasBeforeEachRender = false;
            var place = new PixelRect(4, Width - 8, y + PlotHeight, y);
            // The first rendering finds the layout and draws more than once; on a canvas that is kept, what is transparent would be laid over itself.
            using var nowhere = new SKNoDrawCanvas(Width, (int)(y + PlotHeight));
            plot.Render(nowhere, place);
            plot.Render(canvas, place);
        }

        y += PlotHeight + 6;
        foreach (var key in Keys)
        {
            if (canvas is not null)
            {
                key.Draw(canvas, SKRect.Create(Margin, y + 1, SymbolWidth, TextSize * LineHeight), Theme);
            }

            y = Lines(canvas, key.Text, Margin + SymbolWidth + Gap, y, Width - (2 * Margin) - SymbolWidth - Gap, TextSize, bold: false, Theme.Ink) + 5;
        }

        return y;
    }

    private Plot Styled(Plot plot)
    {
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Axes.Color(Theme.Ink);
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontName = PictureFont.Family;
            axis.TickLabelStyle.FontSize = TextSize - 1;
        }

        return plot;
    }

    private static float Lines(SKCanvas? canvas, string text, float x, float y, float width, float size, bool bold, Color colour)
    {
        using var font = PictureFont.Sized(size, bold);
        using var paint = new SKPaint { Color = colour.ToSKColor(), IsAntialias = true };
        foreach (var line in Wrapped(text, width, font))
        {
            canvas?.DrawText(line, x, y + size, SKTextAlign.Left, font, paint);
            y += size * LineHeight;
        }

        return y;
    }

    private static IEnumerable<string> Wrapped(string text, float width, SKFont font)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && font.MeasureText(longer) > width)
            {
                yield return line;
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
