using System.CommandLine;
using ScottPlot;
using SkiaSharp;

namespace Nof1Agent.Host.Cli.Drawings;

/// <summary>Writes a drawing of one or more plots, one below the other, into files.</summary>
internal sealed record PictureFile(string? Png, string? Svg)
{
    /// <summary>Widths and heights in pixels. Printed at half the size a drawing is still sharp.</summary>
    private const int Width = 1000;

    // ScottPlot's font cache is shared between drawings.
    private static readonly Lock Drawing = new();

    public static Option<string?> PngOption() => new("--png") { Description = "Draw the result into this file as PNG. A file that is there is replaced.", HelpName = "FILE" };

    public static Option<string?> SvgOption() => new("--svg") { Description = "Draw the result into this file as SVG. A file that is there is replaced.", HelpName = "FILE" };

    /// <summary>True when a file was asked for.</summary>
    public bool IsWanted => Png is not null || Svg is not null;

    /// <summary>Draws and writes what was asked for.</summary>
    /// <param name="plots">Plots with their heights in pixels, from top to bottom.</param>
    public void Write(IReadOnlyList<(Plot Plot, int Height)> plots)
    {
        lock (Drawing)
        {
            if (Png is { } png)
                File.WriteAllBytes(png, PngBytes(plots));
            if (Svg is { } svg)
                File.WriteAllBytes(svg, SvgBytes(plots));
        }
    }

    private static byte[] PngBytes(IReadOnlyList<(Plot Plot, int Height)> plots)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, plots.Sum(one => one.Height)));
        Render(plots, surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static byte[] SvgBytes(IReadOnlyList<(Plot Plot, int Height)> plots)
    {
        using var stream = new MemoryStream();
        // Disposing the canvas writes the end of the document.
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(Width, plots.Sum(one => one.Height)), stream))
            Render(plots, canvas);
        return stream.ToArray();
    }

    private static void Render(IReadOnlyList<(Plot Plot, int Height)> plots, SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        float top = 0;
        foreach (var (plot, height) in plots)
        {
            // A plot clears all of the canvas that it can reach.
            canvas.Save();
            canvas.ClipRect(SKRect.Create(0, top, Width, height));
            plot.Render(canvas, new PixelRect(0, Width, top + height, top));
            canvas.Restore();
            top += height;
        }
    }
}
