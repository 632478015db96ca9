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

    [Fact]
    public async Task Process_UserWithoutAHome_CanStillAskAndAnalyse()
    {
        // As a service account: the folder for the default database cannot even be made, but nothing here needs it.
        var nowhere = Path.Combine(folder.Write("file", ""), "home");
        var home = new Dictionary<string, string> { ["HOME"] = nowhere, ["XDG_DATA_HOME"] = nowhere, ["LOCALAPPDATA"] = nowhere, ["NOF1AGENT_DATABASE"] = "" };
        using var help = HostProcess.Start(home, "--help");
        Assert.Equal(0, (await help.EndAsync()).Code);
        using var analyze = HostProcess.Start(home, "analyze", folder.Write("good.csv", DiaryFiles.Text(DiaryFiles.Good())));
        Assert.Equal(0, (await analyze.EndAsync()).Code);
        using var serve = HostProcess.Start(home, "--urls", "http://127.0.0.1:0");
        (await serve.EndAsync()).IsOneLine(1, "nof1agent.db", "--database");
    }
}
