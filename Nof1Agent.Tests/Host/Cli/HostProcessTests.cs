using Nof1Agent.Tests.Skills.Diaries;

namespace Nof1Agent.Tests.Host.Cli;

public sealed class HostProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Process_ExitCodes_AreThoseOfTheCommand()
    {
        var good = folder.Write("good.csv", DiaryFiles.Text(DiaryFiles.Good()));
        var refused = folder.Write("refused.csv", DiaryFiles.With(6, "5,B ,7"));

        var analysed = await HostProcess.RunAsync("analyze", good);
        Assert.Equal((0, ""), (analysed.Code, analysed.Error));
        Assert.Contains("B against A", analysed.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await HostProcess.RunAsync("analyze", refused)).Code);
        Assert.Equal(2, (await HostProcess.RunAsync("--bogus")).Code);
        (await HostProcess.RunAsync("analyze", folder.Path("none.csv"))).IsOneLine(1, "none.csv");
    }
}
