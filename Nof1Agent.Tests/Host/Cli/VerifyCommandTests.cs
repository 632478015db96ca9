using System.Text.Json.Nodes;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Tests.Host.Cli;

public sealed class VerifyCommandTests : IDisposable
{
    private static readonly RandomizationReceipt Receipt = RandomizationReceipt.Draw(
        new JsonObject { ["design"] = new TrialDesign { ArmCount = 2, BlockCount = 4, PeriodDays = 7, DiscardDays = 2 }.ToJson() },
        [.. Enumerable.Range(0, 32).Select(i => (byte)i)],
        "blue whale");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Verify_TrueReceipt_Exits0()
    {
        var run = await CommandRun.OfAsync("verify", folder.Write("r.json", Receipt.ToJson()));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(6, run.Output.Split('\n').Count(line => line.StartsWith("passed", StringComparison.Ordinal)));
        Assert.Contains("Valid: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OtherOrderOfArms_Exits1AndNamesTheCheck()
    {
        var forged = Receipt with { Sequence = [.. Receipt.Sequence!.Select(arm => 1 - arm)] };
        var run = await CommandRun.OfAsync("verify", folder.Write("r.json", forged.ToJson()));
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.Contains("FAILED   The order of arms is the one drawn", run.Output, StringComparison.Ordinal);
        Assert.Contains("Not valid", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_RunningTrial_SaysWhatCannotBeCheckedYet()
    {
        var run = await CommandRun.OfAsync("verify", folder.Write("r.json", (Receipt with { Secret = null, Sequence = null }).ToJson()));
        Assert.Equal(1, run.Code);
        Assert.Contains("Nothing contradicts the receipt so far", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("day,arm,value")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"protocol\":1,\"protocolHash\":2,\"commitment\":3,\"nonce\":4}")]
    [InlineData("\u0000\u0001\ufffd")]
    public async Task Verify_AnythingElse_IsOneLineAndExits2(string text) =>
        (await CommandRun.OfAsync("verify", folder.Write("r.json", text))).IsOneLine(2, "not a readable receipt");

    [Fact]
    public async Task Verify_MissingFile_IsOneLine() =>
        (await CommandRun.OfAsync("verify", folder.Path("none.json"))).IsOneLine(1, "none.json");
}
