using Nof1Agent.Host.Cli;

namespace Nof1Agent.Tests.Host.Cli;

/// <summary>What a call of the command line left behind.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    /// <summary>Runs a call inside the test process.</summary>
    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandTree.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The one line that an expected problem is allowed: cause and fix, no trace.</summary>
    public void IsOneLine(int code, params string[] words)
    {
        Assert.Equal(code, Code);
        Assert.Empty(Output);
        Assert.StartsWith("nof1agent: ", Error, StringComparison.Ordinal);
        Assert.Single(Error.TrimEnd('\r', '\n').Split('\n'));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, Error, StringComparison.OrdinalIgnoreCase));
    }
}
