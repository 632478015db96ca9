using ScottPlot;

namespace Nof1Agent.Host.Pictures;

/// <summary>
/// The colours of a picture. Areas and marks are taken from the palette of M. Okabe and K. Ito (Color Universal Design, 2008), which people with
/// any kind of colour blindness can tell apart; nothing is told by colour alone (letters, hatching and shapes say the same).
/// </summary>
internal sealed record PictureTheme(string Name, Color Background, Color Ink, Color Muted, Color Line, Color Mark, Color Better, Color Worse, IReadOnlyList<Color> Arms)
{
    public static PictureTheme Light { get; } = new(
        "light",
        Color.FromHex("#ffffff"),
        Color.FromHex("#1d282b"),
        Color.FromHex("#566367"),
        Color.FromHex("#c3cacd"),
        Color.FromHex("#0072b2"),
        Color.FromHex("#009e73").WithAlpha(0.24),
        Color.FromHex("#d55e00").WithAlpha(0.20),
        [Color.FromHex("#8a949c").WithAlpha(0.16), Color.FromHex("#e69f00").WithAlpha(0.34), Color.FromHex("#56b4e9").WithAlpha(0.34), Color.FromHex("#cc79a7").WithAlpha(0.34)]);

    public static PictureTheme Dark { get; } = new(
        "dark",
        Color.FromHex("#1b2426"),
        Color.FromHex("#e7eded"),
        Color.FromHex("#a6b4b6"),
        Color.FromHex("#4a585c"),
        Color.FromHex("#56b4e9"),
        Color.FromHex("#00c48f").WithAlpha(0.30),
        Color.FromHex("#ff7a1a").WithAlpha(0.28),
        [Color.FromHex("#a6b4b6").WithAlpha(0.14), Color.FromHex("#e69f00").WithAlpha(0.38), Color.FromHex("#56b4e9").WithAlpha(0.36), Color.FromHex("#cc79a7").WithAlpha(0.42)]);

    /// <summary>The theme of a name; light for any other.</summary>
    public static PictureTheme Named(string? name) => name == Dark.Name ? Dark : Light;

    /// <summary>The area of an arm, 0-based; more arms than colours begin again.</summary>
    public Color Arm(int arm) => Arms[arm % Arms.Count];
}
