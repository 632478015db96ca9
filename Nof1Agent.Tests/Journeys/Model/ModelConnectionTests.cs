using Microsoft.Extensions.AI;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Host.Cli;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Nof1Agent.Tests.Journeys.Model;

/// <summary>The connection to a model against a mock server that was not written here: round trip of a function call, streaming, and each kind of failure.</summary>
public sealed class ModelConnectionTests
{
    private static Script Script => new Script()
        .Calls("I sleep badly", "That sounds tiring.", "interview-note", ("goal", "sleep onset"))
        .Calls("what for", "", "help-explain", ("topic", "about")).Then("what for", "Because one number a day is what we compare.")
        .Says("long story", "I am listening. Which nights are the worst?");

    [Theory]
    [InlineData("openai", "/v1")]
    [InlineData("anthropic", "")]
    public async Task FunctionCall_GoesRoundAndComesBackAsOneMessage(string provider, string path)
    {
        await using var server = await Aimock.Start(Script.Fixtures);
        await using var talk = await Agreed(server.Settings(("Provider", provider), ("Endpoint", server.Address + path)));
        var said = await talk.Say("I sleep badly");
        Assert.StartsWith("That sounds tiring.\n\nNoted: your goal: sleep onset", said, StringComparison.Ordinal);
        Assert.Equal(Speaker.Model, talk.Last.Speaker);
        Assert.Equal("sleep onset", (await talk.Use(skills => skills.InterviewStore.Notes)).Goal);
        Assert.Single(await server.Requests());
        Assert.StartsWith("Because one number a day is what we compare.\n\nI help you test one thing on yourself", await talk.Say("what for?"), StringComparison.Ordinal);
        Assert.Equal(3, (await server.Requests()).Count);
    }

    [Fact]
    public async Task Words_Alone_AreSaid()
    {
        await using var server = await Aimock.Start(Script.Fixtures);
        await using var talk = await Agreed(server.Settings());
        Assert.Equal("I am listening. Which nights are the worst?", await talk.Say("it is a long story"));
    }

    [Fact]
    public async Task Streaming_GivesTheSameWords()
    {
        await using var server = await Aimock.Start(Script.Fixtures);
        using var http = new HttpClient();
        using var client = ProviderClients.Create(new LfmOptions { Provider = "openai", Endpoint = server.Address + "/v1", Model = "mock-model", ApiKey = Aimock.Key }, http);
        var words = "";
        await foreach (var update in client.GetStreamingResponseAsync("it is a long story", cancellationToken: TestContext.Current.CancellationToken))
        {
            words += update.Text;
        }

        Assert.Equal("I am listening. Which nights are the worst?", words);
    }

    [Theory]
    [InlineData("dropRate", "ServerFailed (500)")]
    [InlineData("rateLimitRate", "TooMany (429)")]
    [InlineData("malformedRate", "Unreadable")]
    [InlineData("disconnectRate", "")]
    public async Task Failure_TheGuideAnswersInTheSameTurnAndSaysSo(string rate, string audited)
    {
        await using var server = await Aimock.Start(Script.Fixtures);
        await using var talk = await Agreed(server.Settings(("Retries", "1")));
        await server.Disturb(rate);
        var said = await talk.Say("I sleep badly");
        Assert.StartsWith("The language model does not answer at the moment, so the built-in guide goes on.", said, StringComparison.Ordinal);
        Assert.Contains("What should we measure", said, StringComparison.Ordinal);
        Assert.Equal(Speaker.Guide, talk.Last.Speaker);
        var turn = new Nof1Agent.Skills.Audit.TurnAudit(talk.Place.Database).Latest(talk.Id, 1)[0];
        Assert.StartsWith($"model failed ({audited}", turn.Guard, StringComparison.Ordinal);
        Assert.NotEqual("answered", Assert.Single(turn.ModelCalls).Outcome);
    }

    [Theory]
    [InlineData("wrong-key", "mock-model", "Wrong key")]
    [InlineData(Aimock.Key, "no-such-model", "Wrong model")]
    [InlineData(Aimock.Key, "mute-model", "No tool support")]
    [InlineData(Aimock.Key, "able-model", "this model can be used")]
    public async Task Doctor_NamesWhatTheMockServerRefuses(string key, string model, string named)
    {
        await using var server = await Aimock.Start(new System.Text.Json.Nodes.JsonArray(
            System.Text.Json.Nodes.JsonNode.Parse("""{"match":{"model":"no-such-model"},"response":{"error":{"message":"The model `no-such-model` does not exist","type":"invalid_request_error","code":"model_not_found"},"status":404}}"""),
            System.Text.Json.Nodes.JsonNode.Parse("""{"match":{"model":"mute-model"},"response":{"content":"note_word(blue)"}}"""),
            System.Text.Json.Nodes.JsonNode.Parse("""{"match":{"model":"able-model"},"response":{"toolCalls":[{"name":"note_word","arguments":{"word":"blue"}}]}}""")));
        var output = new StringWriter();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(server.Settings(("ApiKey", key), ("Model", model))).Build();
        var code = await DoctorCommand.Run(configuration, output, TestContext.Current.CancellationToken);
        Assert.Contains(named, output.ToString(), StringComparison.Ordinal);
        Assert.Equal(model == "able-model" ? 0 : 1, code);
    }

    private static async Task<Talk> Agreed(Dictionary<string, string?> settings)
    {
        var talk = await Talk.Begin(settings: settings);
        Assert.Contains("mock-model, reads what you write", await talk.Say("hello"), StringComparison.Ordinal);
        await talk.Say("yes");
        return talk;
    }
}
