using System.Xml.Linq;
using Nof1Agent.Host.Pictures;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Pictures;

/// <summary>
/// Every example picture against its reviewed drawing. After a wanted change: run with NOF1AGENT_ACCEPT=1, look at the drawings (the PNG files in the
/// folder pictures beside the test assembly, or the SVG files in a browser), and commit them.
/// </summary>
public sealed class PictureDrawingTests
{
    public static TheoryData<string, string> Drawings =>
        [.. ExamplePictures.All.SelectMany(example => new[] { new TheoryDataRow<string, string>(example.Name, "light"), new TheoryDataRow<string, string>(example.Name, "dark") })];

    [Theory]
    [MemberData(nameof(Drawings))]
    public void Svg_IsTheReviewedDrawing(string name, string theme)
    {
        var drawn = PictureDrawing.Svg(Example(name), PictureTheme.Named(theme));
        var file = RepositoryRoot.Combine("Nof1Agent.Tests", "TestData", "Pictures", $"{name}.{theme}.svg");
        if (Environment.GetEnvironmentVariable("NOF1AGENT_ACCEPT") == "1")
        {
            File.WriteAllText(file, drawn);
            var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures")).FullName;
            File.WriteAllBytes(Path.Combine(folder, $"{name}.{theme}.png"), PictureDrawing.Png(Example(name), PictureTheme.Named(theme)));
        }

        Assert.Equal(File.ReadAllText(file), drawn);
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    public void Svg_HoldsNoTextThatNeedsAFont_AndSaysTheSameInWords(string name, string theme)
    {
        var svg = XElement.Parse(PictureDrawing.Svg(Example(name), PictureTheme.Named(theme)));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "text" or "image" or "script");
        Assert.Equal(Example(name).Alt, svg.Elements().First().Value);
        Assert.True(svg.Descendants().Count(element => element.Name.LocalName == "use") > 40, "the letters are missing");
    }

    [Fact]
    public void Png_IsTheSameEachTime_AndFitsAChat()
    {
        foreach (var (name, picture) in ExamplePictures.All)
        {
            var png = PictureDrawing.Png(picture, PictureTheme.Light);
            Assert.Equal(png, PictureDrawing.Png(picture, PictureTheme.Light));
            Assert.NotEqual(png, PictureDrawing.Png(picture, PictureTheme.Dark));
            Assert.Equal(0x89504E47u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(png));
            Assert.Equal(2 * Sheet.Width, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
            Assert.True(png.Length < 1_000_000 && System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)) <= 1200, name);
        }
    }

    private static Nof1Agent.Skills.Picture Example(string name) => ExamplePictures.All.Single(example => example.Name == name).Picture;
}
