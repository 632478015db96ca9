using ScottPlot;
using SkiaSharp;

namespace Nof1Agent.Host.Pictures;

/// <summary>One line of the explanation under a plot: a symbol and what it is.</summary>
internal sealed record PictureKey(KeySymbol Symbol, Color Colour, string Text, string Letter = "")
{
    public void Draw(SKCanvas canvas, SKRect place, PictureTheme theme)
    {
        var (x, y) = (place.MidX, place.MidY);
        using var fill = new SKPaint { Color = Colour.ToSKColor(), IsAntialias = true };
        using var stroke = new SKPaint { Color = Colour.ToSKColor(), IsAntialias = true, IsStroke = true, StrokeWidth = 2 };
        switch (Symbol)
        {
            case KeySymbol.Dot:
                canvas.DrawCircle(x, y, 6, fill);
                break;
            case KeySymbol.Ring:
                canvas.DrawCircle(x, y, 5, stroke);
                break;
            case KeySymbol.Cross:
                canvas.DrawLine(x - 5, y - 5, x + 5, y + 5, stroke);
                canvas.DrawLine(x - 5, y + 5, x + 5, y - 5, stroke);
                break;
            case KeySymbol.RingWithDot:
                canvas.DrawCircle(x, y, 5, stroke);
                canvas.DrawCircle(x, y, 2, fill);
                break;
            case KeySymbol.Bar:
                canvas.DrawRect(place.Left, y - 3, place.Width, 6, fill);
                break;
            case KeySymbol.Line:
                canvas.DrawLine(place.Left, y, place.Right, y, stroke);
                break;
            case KeySymbol.Dashes:
                for (var at = place.Top; at < place.Bottom; at += 7)
                {
                    canvas.DrawLine(x, at, x, Math.Min(at + 4, place.Bottom), stroke);
                }

                break;
            case KeySymbol.Area:
            case KeySymbol.HatchedArea:
                canvas.DrawRect(place, fill);
                if (Symbol is KeySymbol.HatchedArea)
                {
                    Band.Hatch(canvas, place, theme.Muted);
                }

                break;
        }

        if (Letter.Length > 0)
        {
            using var font = PictureFont.Sized(13, bold: true);
            using var ink = new SKPaint { Color = theme.Ink.ToSKColor(), IsAntialias = true };
            canvas.DrawText(Letter, x, y + 5, SKTextAlign.Center, font, ink);
        }
    }
}

/// <summary>Shapes that can be told apart without colour.</summary>
internal enum KeySymbol
{
    Dot,
    Ring,
    RingWithDot,
    Cross,
    Bar,
    Line,
    Dashes,
    Area,
    HatchedArea,
}
