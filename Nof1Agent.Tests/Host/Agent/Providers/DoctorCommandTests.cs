using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Nof1Agent.Host.Cli;

namespace Nof1Agent.Tests.Host.Agent.Providers;

/// <summary>The doctor names what is wrong, in the words of several servers, and never shows the key.</summary>
public sealed class DoctorCommandTests
{
    private const string Key = "sk-4f9d-not-to-be-seen";

    [Theory]
    [InlineData(401, "Incorrect API key provided: " + Key, "Wrong key (HTTP 401)")]
    [InlineData(403, "forbidden", "Wrong key (HTTP 403)")]
    [InlineData(404, "The model `m` does not exist or you do not have access to it.", "Wrong model (HTTP 404)")]
    [InlineData(404, "model \"m\" not found, try pulling it first", "Wrong model (HTTP 404)")]
    [InlineData(404, "The API deployment for this resource does not exist.", "Wrong model (HTTP 404)")]
    [InlineData(400, "No models loaded. Please load a model first.", "Wrong model (HTTP 400)")]
    [InlineData(400, "registry.ollama.ai/library/m does not support tools", "No tool support (HTTP 400)")]
    [InlineData(400, "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set", "No tool support (HTTP 400)")]
    [InlineData(404, "page not found", "Wrong address (HTTP 404)")]
    [InlineData(429, "You exceeded your current quota", "Too many requests (HTTP 429)")]
    [InlineData(500, "boom", "Server failure (HTTP 500)")]
    [InlineData(400, "context length exceeded", "Refused (HTTP 400)")]
    public async Task Refusal_IsNamed(int status, string message, string named)
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Error(status, message));
        var (code, said) = await Doctor(server.Endpoint);
        Assert.Equal(1, code);
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, said, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task ModelThatOnlyTalks_HasNoToolSupport()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("{\"name\":\"note_word\",\"word\":\"blue\"}"));
        var (code, said) = await Doctor(server.Endpoint);
        Assert.Equal(1, code);
        Assert.Contains("No tool support: \"m\" answers, but does not call functions", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelThatCallsTheFunction_CanBeUsed()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Call("note_word", new JsonObject { ["word"] = "blue" }));
        var (code, said) = await Doctor(server.Endpoint);
        Assert.Equal(0, code);
        Assert.Contains("50 tokens: this model can be used", said, StringComparison.Ordinal);
        Assert.Contains("Key            set", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyThere_IsUnreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var (code, said) = await Doctor($"http://127.0.0.1:{port}/v1");
        Assert.Equal(1, code);
        Assert.Contains("Unreachable host: nothing answers at http://127.0.0.1", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>hello</html>", false)]
    [InlineData("{\"choices\":", false)]
    [InlineData("", true)]
    public async Task Garbage_IsNamedAsWhatItIs(string body, bool breaksOff)
    {
        await using var server = await ModelServer.Start(_ => new ModelAnswer(200, body) { BreaksOff = breaksOff });
        var (code, said) = await Doctor(server.Endpoint);
        Assert.Equal(1, code);
        Assert.Contains(breaksOff ? "Server failure" : "Unreadable answer", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongField_IsNamedWithoutACall()
    {
        var (code, said) = await Doctor("ftp://nowhere");
        Assert.Equal(1, code);
        Assert.Contains("Lfm:Endpoint is \"ftp://nowhere\"", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingConfigured_IsFine()
    {
        var output = new StringWriter();
        Assert.Equal(0, await DoctorCommand.Run(new ConfigurationBuilder().Build(), output, TestContext.Current.CancellationToken));
        Assert.Contains("the built-in guide answers", output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> Doctor(string endpoint)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Lfm:Provider"] = "openai",
            ["Lfm:Endpoint"] = endpoint,
            ["Lfm:Model"] = "m",
            ["Lfm:ApiKey"] = Key,
        }).Build();
        var output = new StringWriter();
        return (await DoctorCommand.Run(configuration, output, TestContext.Current.CancellationToken), output.ToString());
    }
}
