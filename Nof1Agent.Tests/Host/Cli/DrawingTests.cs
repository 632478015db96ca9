using System.Xml.Linq;
using Nof1Agent.Tests.Skills.Diaries;

namespace Nof1Agent.Tests.Host.Cli;

/// <summary>The pictures of <c>analyze</c> and <c>plan</c>.</summary>
public sealed class DrawingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Analyze_PngAndSvg_ShowsDiaryAndEffect()
    {
        string png = folder.Path("a.png"), svg = folder.Path("a.svg");
        var run = await CommandRun.OfAsync("analyze", folder.Write("d.csv", DiaryFiles.Text(DiaryFiles.Good())), "--mcid", "1", "--png", png, "--svg", svg);
        Assert.Equal((0, ""), (run.Code, run.Error));
        IsPng(png, 1000, 420 + 130 + 60);
        var words = Words(svg);
        foreach (var expected in new[] { "A", "B", "B against A", "no difference", "smaller than what matters", "Difference with its 95 % interval (right of the dashed line is better)" })
            Assert.Contains(expected, words);
    }

    [Fact]
    public async Task Analyze_TooLittleData_DrawsNoEffect()
    {
        var svg = folder.Path("a.svg");
        // The first two of four cycles, and the header.
        var run = await CommandRun.OfAsync("analyze", folder.Write("d.csv", DiaryFiles.Text(DiaryFiles.Good()[..13])), "--svg", svg);
        Assert.Equal(0, run.Code);
        Assert.Contains("Too little data", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Words(svg), word => word.StartsWith("Difference", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Analyze_RefusedDiary_DrawsNothing()
    {
        var svg = folder.Path("a.svg");
        Assert.Equal(2, (await CommandRun.OfAsync("analyze", folder.Write("d.csv", "day,arm,value\n1,A,x\n"), "--svg", svg)).Code);
        Assert.False(File.Exists(svg));
    }

    [Fact]
    public async Task Analyze_FolderThatIsNotThere_SaysSo() =>
        (await CommandRun.OfAsync("analyze", folder.Write("d.csv", DiaryFiles.Text(DiaryFiles.Good())), "--png", folder.Path("none/a.png"))).IsOneLine(1, "none");

    [Theory]
    [InlineData("--mcid", "0.8", "Chance to find an effect of 0.8 SD", "wanted: 80 of 100")]
    [InlineData("--phi", "0.2", "Smallest effect that is found 8 times of 10", "effect, day-to-day SD")]
    public async Task Plan_PngAndSvg_ShowsWhatLengthGains(string option, string value, params string[] expected)
    {
        string png = folder.Path("p.png"), svg = folder.Path("p.svg");
        var run = await CommandRun.OfAsync("plan", "--cycles", "3-4", "--period-days", "2,4", "--trials", "50", option, value, "--png", png, "--svg", svg);
        Assert.Equal((0, ""), (run.Code, run.Error));
        IsPng(png, 1000, 460);
        foreach (var word in expected.Concat(["periods of 2 days", "periods of 4 days", "days of the whole trial"]))
            Assert.Contains(word, Words(svg));
    }

    private static List<string> Words(string svg) => [.. XDocument.Load(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];

    private static void IsPng(string file, int width, int height)
    {
        var bytes = File.ReadAllBytes(file);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.Equal((width, height), (BitConverter.ToInt32([.. bytes[16..20].Reverse()]), BitConverter.ToInt32([.. bytes[20..24].Reverse()])));
        // Something is drawn: a blank picture of this size takes a few kilobytes.
        Assert.True(bytes.Length > 8000, $"{bytes.Length} bytes");
    }
}
