using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Grounding;
using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Host.Telemetry;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Tests.Host.Agent.Providers;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Agent;

/// <summary>Turns with a model behind a loopback server: what it is sent, what it may cost, what is kept of it.</summary>
public sealed class ModelTurnTests
{
    private const string Key = "sk-7c1e-not-to-be-logged";

    [Fact]
    public async Task Message_IsSentRedactedAndWithoutWhatAStageDoesNotNeed()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("Tell me more about your nights."));
        await using var talk = await Agreed(server);
        await talk.Place.Inbox.LearnNames(talk.Id, ["Olga Ivanova"]);
        await talk.Say("Olga here, mail olga@example.org or +44 7700 900123. I lie awake 45 minutes");
        var sent = Assert.Single(server.Bodies);
        Assert.All((string[])["Olga", "Ivanova", "example.org", "7700"], word => Assert.DoesNotContain(word, sent, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("[name] here, mail [e-mail] or [phone]. I lie awake 45 minutes", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("trials", sent.Replace("trials with", "", StringComparison.Ordinal).Split("\"tools\"")[1], StringComparison.Ordinal);
        Assert.Equal(600, JsonNode.Parse(sent)!["max_completion_tokens"]?.GetValue<int>() ?? JsonNode.Parse(sent)!["max_tokens"]!.GetValue<int>());
    }

    [Fact]
    public async Task Privacy_ShowsWordForWordWhatWasSentLast()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("Tell me more about your nights."));
        await using var talk = await Agreed(server);
        Assert.Contains("Nothing of what you wrote has been sent", await talk.Say("/privacy"), StringComparison.Ordinal);
        await talk.Say("I lie awake, my mail is olga@example.org");
        var shown = await talk.Say("/privacy");
        Assert.Contains("user: I lie awake, my mail is [e-mail]", shown, StringComparison.Ordinal);
        Assert.Contains("asked 1 time, with 50 tokens", shown, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Turn_IsKeptWithModelPromptCallsAndGuard()
    {
        await using var server = await ModelServer.Start(request => request == 1
            ? ModelAnswer.Call("interview_note", new JsonObject { ["goal"] = "sleep onset", ["lead"] = "That sounds tiring." })
            : ModelAnswer.Text("It helps 83 of 100 people."));
        await using var talk = await Agreed(server);
        await talk.Say("I lie awake");
        await talk.Say("does anything help?");
        var turns = new TurnAudit(talk.Place.Database).Latest(talk.Id, 2);
        var (held, noted) = (turns[0], turns[1]);
        Assert.Equal(("text", "model", "passed"), (noted.Trigger, noted.AnsweredBy, noted.Guard));
        var call = Assert.Single(noted.Calls);
        Assert.Equal(("interview-note", "sleep onset", true), (call.Function, call.Arguments["goal"]!.ToString(), call.Ok));
        Assert.Contains(call.Facts, fact => fact.Value == "sleep onset");
        Assert.False(call.Arguments.ContainsKey("lead"));
        var asked = Assert.Single(noted.ModelCalls);
        Assert.Equal(("m", 40L, 10L, "answered", false), (asked.Model, asked.InputTokens, asked.OutputTokens, asked.Outcome, asked.Estimated));
        Assert.Equal(Prompts.Load(Path.Combine(AppContext.BaseDirectory, "prompts")).With("safety", "interview").Hash, asked.PromptHash);
        Assert.Equal(asked.PromptHash, noted.PromptHash);
        Assert.Contains("held back twice", held.Guard, StringComparison.Ordinal);
        Assert.Contains("83", held.Guard, StringComparison.Ordinal);
        Assert.Equal(2, held.ModelCalls.Count);
        Assert.Equal(new TokenUse { Calls = 3, InputTokens = 120, OutputTokens = 30 }, new TokenUseReader(talk.Place.Database).Of(talk.Id));
    }

    [Theory]
    [InlineData(" adult")]
    [InlineData("Adult")]
    public async Task ArgumentUnderASecondName_IsRefused_NotReadOnceAndStoredOnce(string decoy)
    {
        await using var server = await ModelServer.Start(request => request == 1
            ? ModelAnswer.Call("interview_note", new JsonObject { [decoy] = null, ["adult"] = true, ["lead"] = "Fine." })
            : ModelAnswer.Text("How old are you?"));
        await using var talk = await Agreed(server);
        await talk.Say("I lie awake");
        Assert.NotEqual(true, (await talk.Use(skills => skills.InterviewStore.Notes)).Adult);
    }

    [Fact]
    public async Task Model_MayNotTakeAFileOverByItself()
    {
        await using var talk = await Talk.WithTrial();
        var objection = await talk.Use(skills =>
            new PersonsWord("yes", AgentState.Of(skills), [], SafetyScreen.Embedded(), skills, () => throw new InvalidOperationException()).Objection(SkillCall.Of("imports-take", ("column", "minutes"), ("factor", 0.1))));
        Assert.Contains("with the button", objection!.Say, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bad night, headache", null, "headache, neighbour", true)]
    [InlineData("bad night, headache", "Here is a file: neighbour noise.csv", "headache, neighbour", false)]
    [InlineData("bad night, headache", "[document]", "headache, neighbour", false)]
    [InlineData("bad night, headache", "[document]", "bad headache", true)]
    [InlineData("Here is a file: dizzy and sick.csv", null, "dizzy and sick", false)]
    public async Task Note_BesideAFile_HasToBeThePersonsWordsAltogether(string text, string? before, string note, bool isTaken)
    {
        await using var talk = await Talk.WithTrial();
        var conversation = before is null ? Array.Empty<Message>() : [new Message { Id = 1, Speaker = Speaker.Person, Text = before, At = default }];
        var objection = await talk.Use(skills =>
            new PersonsWord(text, AgentState.Of(skills), conversation, SafetyScreen.Embedded(), skills, () => Ground.From([], conversation, GroundContext.Of(skills))).Objection(SkillCall.Of("checkins-record", ("note", note))));
        Assert.Equal(isTaken, objection is null);
    }

    [Theory]
    [InlineData("TurnModelCalls", "2", 2)]
    [InlineData("TurnTokens", "1000", 20)]
    public async Task ModelThatNeverComesToAnEnd_IsStoppedByItsBound(string bound, string value, int most)
    {
        // A refused call each time: the model is told, and calls again.
        await using var server = await ModelServer.Start(_ => ModelAnswer.Call("interview_note", []));
        await using var talk = await Agreed(server, (bound, value), ("TurnModelCalls", bound == "TurnTokens" ? "20" : value));
        var said = await talk.Say("trouble falling asleep");
        Assert.InRange(server.Requests, 2, most);
        Assert.StartsWith("The language model does not answer at the moment", said, StringComparison.Ordinal);
        Assert.Contains("What should we measure", said, StringComparison.Ordinal);
        Assert.Contains("BoundReached", new TurnAudit(talk.Place.Database).Latest(talk.Id, 1)[0].Guard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelThatIsTooSlow_IsLeftAndCanReachNothingAnyMore()
    {
        await using var talk = await Talk.Begin();
        var release = new TaskCompletionSource();
        using var deaf = new DeafModel(release.Task);
        using var guide = new GuideChatClient();
        var prompts = new Prompts("You listen.", "test");
        var team = new AgentTeam(
            new AgentChat(guide, Speaker.Guide, prompts), new AgentChat(deaf, Speaker.Model, prompts, new Lfm(deaf, "deaf", new LfmOptions())), TimeSpan.FromMilliseconds(200), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<AgentTeam>.Instance);
        await talk.Place.InOneTurn(talk.Id, async skills =>
        {
            var trace = new TurnTrace(skills);
            var turn = await team.Answer("hello there", skills, [], trace, Nof1Agent.Skills.Safety.SafetyScreen.Embedded(), CancellationToken.None);
            Assert.Equal(Speaker.Guide, turn.Speaker);
            var calls = trace.Calls.Count;
            release.SetResult();
            await deaf.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Equal(calls, trace.Calls.Count);
            Assert.Null(skills.InterviewStore.Notes.Goal);
            return true;
        });
    }

    [Fact]
    public async Task ButtonsAndPlainCheckIns_NeverAskTheModel()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("Hello."));
        await using var talk = await Talk.WithTrial(settings: Settings(server));
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(1), 8, 1);
        await talk.Say("35, did it");
        await talk.Say("no, I meant 40");
        await talk.Until(first.PlusDays(2), 8, 1);
        await talk.Say("forgot");
        foreach (var command in (string[])["what do I do today?", "show my diary", "did it work?", "pause", "resume", "auf Deutsch bitte"])
        {
            await talk.Say(command);
        }

        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData("adherence")]
    [InlineData("missing")]
    [InlineData("disrupted")]
    [InlineData("day")]
    public async Task ArgumentThatIsNobodysWord_IsNotRepeatedToThePerson(string argument)
    {
        // A refusal quotes what it did not understand: letters of arms would be heard as an order.
        await using var server = await ModelServer.Start(_ => ModelAnswer.Call("checkins_record", new JsonObject { ["value"] = "35", [argument] = "ABBABAAB" }));
        await using var talk = await Talk.WithTrial(settings: Settings(server));
        await talk.Until((await talk.Trial()).StartsOn!.Value.PlusDays(1), 8, 1);
        var said = await talk.Say("that was an odd night all in all, yesterday, and I forgot what I wanted to tell you about it, I was ill, it took 35 or so?");
        Assert.True(server.Requests > 0);
        Assert.DoesNotContain("ABBA", said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Key_IsInNoLogLine_HoweverTheCallEnds()
    {
        var lines = new ConcurrentQueue<string>();
        await using var server = await ModelServer.Start(request => request % 2 == 1 ? ModelAnswer.Error(401, $"Incorrect API key provided: {Key}") : ModelAnswer.Text("Hello."));
        await using var talk = await Agreed(server, ("ApiKey", Key), ("Retries", "0"));
        using var provider = new Lines(lines);
        talk.Place.Logging.AddProvider(provider);
        await talk.Say("good evening to you");
        await talk.Say("good evening to you again");
        Assert.Equal(2, server.Requests);
        Assert.Contains(lines, line => line.Contains("WrongKey (401)", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(Key, StringComparison.Ordinal) || line.Contains("good evening", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_AreMeasuredByTheConventionsOfOpenTelemetry()
    {
        var measured = new ConcurrentBag<(string Name, double Value)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == ModelTelemetry.Name) { self.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => measured.Add((instrument.Name, value)));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured.Add((instrument.Name, value)));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured.Add((instrument.Name, value)));
        listener.Start();
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("Hello."));
        await using var talk = await Agreed(server);
        await talk.Say("good evening to you");
        Assert.Contains(("gen_ai.client.token.usage", 40), measured);
        Assert.Contains(("gen_ai.client.token.usage", 10), measured);
        Assert.Contains(measured, one => one.Name == "gen_ai.client.operation.duration");
        Assert.Contains(measured, one => one.Name == "nof1agent.model.turns");
    }

    private static async Task<Talk> Agreed(ModelServer server, params (string Name, string Value)[] more)
    {
        var talk = await Talk.Begin(settings: Settings(server, more));
        await talk.Say("hello");
        await talk.Say("yes");
        return talk;
    }

    private static Dictionary<string, string?> Settings(ModelServer server, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Lfm:Provider"] = "openai", ["Lfm:Endpoint"] = server.Endpoint, ["Lfm:Model"] = "m" };
        foreach (var (name, value) in more)
        {
            settings[$"Lfm:{name}"] = value;
        }

        return settings;
    }

    /// <summary>A model that does not listen when it is cancelled, and calls a function long after it was given up.</summary>
    private sealed class DeafModel(Task release) : IChatClient
    {
        public TaskCompletionSource Ended { get; } = new();

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (messages.Last().Role == ChatRole.Tool)
            {
                Ended.TrySetResult();
                return new ChatResponse(new ChatMessage(ChatRole.Assistant, "done"));
            }

            await release;
            _ = Task.Delay(500, CancellationToken.None).ContinueWith(_ => Ended.TrySetResult(), TaskScheduler.Default);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, [new Microsoft.Extensions.AI.FunctionCallContent("c", "interview_note", new Dictionary<string, object?> { ["goal"] = "sleep onset" })]));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException("not used");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    /// <summary>Everything that is logged, with its exception, down to the finest level.</summary>
    private sealed class Lines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
