using System.IO.Compression;
using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Teams;
using Nof1Agent.Tests.Host.Cli;
using Nof1Agent.Tests.Support.Teams;
using SkiaSharp;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>The app package: what the command writes, and Microsoft's own schema about it.</summary>
public sealed class AppPackageTests
{
    [Fact]
    public async Task Command_WritesAZipOfManifestAndIcons()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Path("app.zip");
        var run = await CommandRun.OfAsync("teams-manifest", "--app-id", FakeTeams.AppId, "--domain", "nof1.example.org", "--to", file);
        Assert.Equal(0, run.Code);
        Assert.Contains(file, run.Output, StringComparison.Ordinal);
        using var zip = ZipFile.OpenRead(file);
        Assert.Equal(["color.png", "manifest.json", "outline.png"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        var manifest = (await JsonNode.ParseAsync(zip.GetEntry("manifest.json")!.Open(), cancellationToken: TestContext.Current.CancellationToken))!;
        Assert.Equal(FakeTeams.AppId, manifest["bots"]![0]!["botId"]!.GetValue<string>());
        using var colour = Bitmap(zip, "color.png");
        Assert.Equal((192, 192), (colour.Width, colour.Height));
        Assert.Equal(255, colour.GetPixel(2, 2).Alpha);
        using var outline = Bitmap(zip, "outline.png");
        Assert.Equal((32, 32), (outline.Width, outline.Height));
        Assert.Equal(0, outline.GetPixel(0, 0).Alpha);
        var drawn = outline.Pixels.Where(pixel => pixel.Alpha > 0).ToList();
        Assert.NotEmpty(drawn);
        Assert.All(drawn.Where(pixel => pixel.Alpha > 100), pixel => Assert.True(pixel is { Red: > 250, Green: > 250, Blue: > 250 }));
    }

    [Theory]
    [InlineData("--app-id", "nonsense", "--domain", "nof1.example.org")]
    [InlineData("--app-id", FakeTeams.AppId, "--domain", "https://nof1.example.org/x")]
    [InlineData("--app-id", FakeTeams.AppId)]
    [InlineData("--app-id", FakeTeams.AppId, "--domain", "nof1.example.org", "--privacy", "http://nof1.example.org/privacy")]
    [InlineData("--app-id", FakeTeams.AppId, "--domain", "nof1.example.org", "--name", "a name that is much too long for an app in Teams")]
    public async Task Command_WrongCall_IsRefused(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(["teams-manifest", .. arguments]);
        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task Manifest_KeepsMicrosoftsSchema()
    {
        var manifest = AppPackage.Manifest(new AppDetails(Guid.Parse(FakeTeams.AppId), "nof1.example.org", "Nof1Agent", "Nof1Agent", new Uri("https://nof1.example.org/"), new Uri("https://nof1.example.org/")));
        var wrong = manifest.DeepClone().AsObject();
        wrong["bots"]![0]!["scopes"] = new JsonArray("everywhere");
        var judged = await NodeScript.Run("@microsoft/app-manifest", "1.1.2", "manifest-oracle.mjs", new JsonArray(manifest, wrong));
        Assert.True(judged[0]["valid"]!.GetValue<bool>(), judged[0].ToJsonString());
        Assert.False(judged[1]["valid"]!.GetValue<bool>());
    }

    private static SKBitmap Bitmap(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return SKBitmap.Decode(copy.ToArray());
    }
}
