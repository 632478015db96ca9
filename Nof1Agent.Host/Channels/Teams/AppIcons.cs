using SkiaSharp;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>The icons of the app package, drawn here: one person, and two ways that take turns.</summary>
internal static class AppIcons
{
    /// <summary>Full colour, 192 pixels wide and high.</summary>
    public static byte[] Colour() => Draw(192, canvas =>
    {
        canvas.Clear(SKColor.Parse(AppPackage.AccentColour));
        Sign(canvas, 192, SKColors.White, SKColor.Parse("#9FE0D0"));
    });

    /// <summary>White on nothing, 32 pixels wide and high, as Teams asks for.</summary>
    public static byte[] Outline() => Draw(32, canvas =>
    {
        canvas.Clear(SKColors.Transparent);
        Sign(canvas, 32, SKColors.White, SKColors.White);
    });

    // A dot for the person over steps that go up and down: one way, the other, the one, the other.
    private static void Sign(SKCanvas canvas, float size, SKColor person, SKColor ways)
    {
        var unit = size / 32;
        using var dot = new SKPaint { Color = person, IsAntialias = true };
        canvas.DrawCircle(16 * unit, 9 * unit, 4 * unit, dot);
        using var line = new SKPaint { Color = ways, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 2.4f * unit, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
        using var path = new SKPath();
        path.MoveTo(4 * unit, 26 * unit);
        foreach (var (x, y) in new (float, float)[] { (10, 26), (10, 18), (16, 18), (16, 26), (22, 26), (22, 18), (28, 18) })
        {
            path.LineTo(x * unit, y * unit);
        }

        canvas.DrawPath(path, line);
    }

    private static byte[] Draw(int size, Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Premul));
        draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
