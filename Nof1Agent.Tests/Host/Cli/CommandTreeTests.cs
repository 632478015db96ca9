namespace Nof1Agent.Tests.Host.Cli;

public class CommandTreeTests
{
    [Theory]
    [InlineData("--bogus")]
    [InlineData("bogus")]
    [InlineData("analyze")]
    [InlineData("analyze", "a.csv", "b.csv")]
    [InlineData("analyze", "a.csv", "--bogus")]
    [InlineData("analyze", "a.csv", "--mcid", "1,5")]
    [InlineData("analyze", "a.csv", "--mcid", "0")]
    [InlineData("analyze", "a.csv", "--mcid", "-1")]
    [InlineData("analyze", "a.csv", "--mcid", "Infinity")]
    [InlineData("analyze", "a.csv", "--mcid")]
    [InlineData("analyze", "a.csv", "--outcome-kind", "mood")]
    [InlineData("analyze", "a.csv", "--lower-is-better", "--higher-is-better")]
    [InlineData("verify")]
    [InlineData("--urls", "somewhere")]
    [InlineData("--urls", "ftp://127.0.0.1:21")]
    public async Task Run_WrongCall_PrintsUsageToErrorAndExits2(params string[] args)
    {
        var run = await CommandRun.OfAsync(args);
        Assert.Equal(2, run.Code);
        Assert.Empty(run.Output);
        Assert.Contains("Usage:", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("analyze", "--help")]
    [InlineData("verify", "--help")]
    [InlineData("--version")]
    public async Task Run_Help_GoesToOutput(params string[] args)
    {
        var run = await CommandRun.OfAsync(args);
        Assert.Equal(0, run.Code);
        Assert.NotEmpty(run.Output);
        Assert.Empty(run.Error);
    }
}
