using System.Xml.Linq;
using Nof1Agent.Host.Pictures;
using Nof1Agent.Skills;
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

    [Fact]
    public void GermanPictures_NameThingsAndUnitsInGerman_InWordsToo()
    {
        string[] english = ["usual routine", "low-dose", "oral", "points", "(min)", "lower", "higher", " of ", "percentage", "gegen normaler"];
        foreach (var (name, picture) in ExamplePictures.All.Where(example => example.Name.EndsWith(".de", StringComparison.Ordinal)))
        {
            var words = Words(picture);
            Assert.DoesNotContain(english, word => words.Contains(word, StringComparison.OrdinalIgnoreCase));
            Assert.True(picture is ChancesPicture || words.Contains("normaler Alltag", StringComparison.Ordinal), $"{name}: {words}");
        }
    }

    [Theory]
    [InlineData("en", "usual routine 00:33 over", "earlier")]
    [InlineData("de", "normaler Alltag 00:33 über", "früher")]
    public void TimesOfDay_AreTimesInTheWordsOfThePictures(string tag, string mean, string side)
    {
        var pictures = AnswerExamples.Clock(tag);
        Assert.Contains(mean, pictures.OfType<DiaryPicture>().Single().Alt, StringComparison.Ordinal);
        Assert.Contains(side, pictures.OfType<EffectPicture>().Single().IntervalText, StringComparison.Ordinal);
    }

    private static string Words(Nof1Agent.Skills.Picture picture) => string.Join(" | ", new[] { picture.Title, picture.Subtitle, picture.Alt }.Concat(picture switch
    {
        EffectPicture effect => [effect.EstimateText, effect.IntervalText, effect.NoDifferenceText, effect.MattersText ?? "", effect.HarmText ?? "", effect.BetterWord, effect.WorseWord],
        DiaryPicture diary => [.. diary.Arms, diary.CountedText, diary.MeanText, diary.NotCountedText ?? ""],
        ChancesPicture chances => chances.Shares.Select(share => share.Text),
        _ => throw new InvalidOperationException(picture.GetType().Name),
    }));

    private static Nof1Agent.Skills.Picture Example(string name) => ExamplePictures.All.Single(example => example.Name == name).Picture;
}
