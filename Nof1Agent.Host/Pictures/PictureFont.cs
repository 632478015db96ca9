using ScottPlot;
using SkiaSharp;

namespace Nof1Agent.Host.Pictures;

/// <summary>The font of all pictures, shipped with the program: a picture is the same on a machine without any font.</summary>
internal static class PictureFont
{
    /// <summary>A name that no machine has, so that no font of the machine is taken by mistake.</summary>
    public const string Family = "Nof1 Sans";

    private static readonly Lazy<(SKTypeface Regular, SKTypeface Bold)> Faces = new(Register);

    public static SKTypeface Regular => Faces.Value.Regular;

    public static SKTypeface Bold => Faces.Value.Bold;

    public static SKFont Sized(float size, bool bold = false) => new(bold ? Bold : Regular, size) { Subpixel = true, Hinting = SKFontHinting.None };

    private static (SKTypeface, SKTypeface) Register()
    {
        var (regular, bold) = (File("DejaVuSans.ttf"), File("DejaVuSans-Bold.ttf"));
        Fonts.AddFontFile(Family, regular, bold: false, italic: false);
        Fonts.AddFontFile(Family, bold, bold: true, italic: false);
        Fonts.Default = Family;
        return (SKTypeface.FromFile(regular), SKTypeface.FromFile(bold));
    }

    private static string File(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Pictures", "Fonts", name);
        // A missing font would not fail: all text would vanish from the pictures.
        return System.IO.File.Exists(path) ? path : throw new FileNotFoundException("A font of the program is missing; install it again.", path);
    }
}
