using System.Text.Json.Nodes;
using Nof1Agent.Host.Cli;

namespace Nof1Agent.Tests.Host.Cli;

public class PlanCommandTests
{
    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(["plan", .. arguments]);
        return (run.Code, run.Output, run.Error);
    }

    [Fact]
    public async Task Plan_EffectInOutcomeUnits_ComparesLengthsAndNamesTheShortest()
    {
        var (code, output, error) = await Run("--mcid", "10", "--sd", "8", "--cycles", "3-6", "--trials", "100");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("4 x 7", output, StringComparison.Ordinal);
        Assert.Contains("Shortest that finds it in at least 80 % of the trials", output, StringComparison.Ordinal);
        Assert.Contains("! 3 x 7: Fewer than 4 cycles", output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_Json_HoldsTheSameFiguresEveryTime()
    {
        string[] call = ["--mcid", "1", "--cycles", "4,8", "--period-days", "1,7", "--trials", "60", "--seed", "5", "--json"];
        var (code, output, _) = await Run(call);
        Assert.Equal(0, code);
        Assert.Equal(output, (await Run(call)).Output);
        var plan = JsonNode.Parse(output)!;
        Assert.Equal(4, plan["designs"]!.AsArray().Count);
        Assert.Equal([8, 16, 56, 112], plan["designs"]!.AsArray().Select(option => option!["totalDays"]!.GetValue<int>()));
        var last = plan["designs"]![3]!;
        Assert.InRange(last["power"]!.GetValue<double>(), 0.85, 1);
        Assert.InRange(last["coverage"]!.GetValue<double>(), 0.85, 1);
        Assert.Null(last["detectableEffect"]);
        Assert.InRange(last["detectableEffectInSd"]!.GetValue<double>(), 0.5, 1);
        Assert.Equal(112, plan["shortest"]!["totalDays"]!.GetValue<int>());
    }

    [Fact]
    public async Task Plan_NoEffectNamed_ShowsNoChance()
    {
        var (code, output, _) = await Run("--cycles", "4", "--trials", "60", "--json");
        Assert.Equal(0, code);
        Assert.Null(JsonNode.Parse(output)!["designs"]![0]!["power"]);
        Assert.Null(JsonNode.Parse(output)!["shortest"]);
        Assert.DoesNotContain("Shortest", (await Run("--cycles", "4", "--trials", "60")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--colour", "red")]
    [InlineData("--cycles", "6-3")]
    [InlineData("--cycles", "0")]
    [InlineData("--cycles", "1-99")]
    [InlineData("--mcid", "1,5")]
    [InlineData("--mcid", "NaN")]
    [InlineData("--phi", "1")]
    [InlineData("--sd", "3")]
    [InlineData("--trials", "10")]
    [InlineData("--scheme", "coinToss")]
    public async Task Plan_WrongCall_PrintsUsageWhereErrorsGo(string option, string value)
    {
        var (code, output, error) = await Run(option, value);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--cycles", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no day left", "--discard-days", "7")]
    [InlineData("more than can be simulated", "--trials", "100000")]
    public async Task Plan_ImpossibleDesign_IsRefusedInOneLine(string named, params string[] call)
    {
        var (code, output, error) = await Run(call);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("nof1agent: ", error, StringComparison.Ordinal);
        Assert.Contains(named, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4", new[] { 4 })]
    [InlineData("3-5", new[] { 3, 4, 5 })]
    [InlineData("4,6,4-5", new[] { 4, 6, 5 })]
    [InlineData("-3", null)]
    [InlineData("3-", null)]
    [InlineData("a", null)]
    [InlineData("1-2-3", null)]
    public void Numbers_RangesAndLists_AreRead(string text, int[]? expected) => Assert.Equal(expected, PlanOptions.Numbers(text));
}
