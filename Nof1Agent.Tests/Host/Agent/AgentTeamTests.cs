using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Agent;

/// <summary>Whatever a model does, what is sent stands on functions, and there is always an answer.</summary>
public sealed class AgentTeamTests
{
    [Fact]
    public async Task InventedNumber_HeldBackTwice_TheFunctionsWordingIsSent()
    {
        var (turn, _) = await Ask((_, _) => Text("Studies show that it works for 73 of 100 people."));
        Assert.Equal(Speaker.Guide, turn.Speaker);
        Assert.DoesNotContain("73", turn.Reply.Say, StringComparison.Ordinal);
        Assert.Contains("held back twice", turn.Guard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InventedNumber_HeldBackOnce_TheSecondAnswerIsSent()
    {
        var calls = 0;
        var (turn, _) = await Ask((_, _) => Text(++calls == 1 ? "You will sleep 40 minutes longer." : "Tell me more about your nights."));
        Assert.Equal((Speaker.Model, "Tell me more about your nights."), (turn.Speaker, turn.Reply.Say));
    }

    [Theory]
    [InlineData("It will cut your headaches in half.")]
    [InlineData("You will fall asleep twice as fast.")]
    [InlineData("The result was significant.")]
    public async Task SizeWithoutADigit_IsHeldBackToo(string claim)
    {
        var (turn, _) = await Ask((_, _) => Text(claim));
        Assert.NotEqual(claim, turn.Reply.Say);
    }

    [Fact]
    public async Task NumberOfThePerson_MayBeRepeated()
    {
        var (turn, _) = await Ask((_, _) => Text("So it takes you 45 minutes to fall asleep."), "it takes me 45 minutes to fall asleep");
        Assert.Equal(Speaker.Model, turn.Speaker);
    }

    [Fact]
    public async Task ModelThatFails_TheGuideAnswersInTheSameTurn()
    {
        var (turn, _) = await Ask((_, _) => throw new HttpRequestException("refused"), "trouble falling asleep");
        Assert.Equal(Speaker.Guide, turn.Speaker);
        Assert.StartsWith("The language model does not answer at the moment", turn.Reply.Say, StringComparison.Ordinal);
        Assert.Contains("What should we measure", turn.Reply.Say, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelThatHangs_IsLeftAfterItsBudget()
    {
        var (turn, _) = await AskSlow(async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return Text("never");
        }, "trouble falling asleep", TimeSpan.FromMilliseconds(200));
        Assert.Equal(Speaker.Guide, turn.Speaker);
    }

    [Fact]
    public async Task ModelThatCallsInLoops_EndsWithinItsBound()
    {
        var (turn, trace) = await Ask((_, _) => Call("trials-today"));
        Assert.InRange(trace.Calls.Count, 1, 60);
        Assert.True(trace.Calls.Skip(12).All(call => !call.Reply.Ok));
        Assert.NotEmpty(turn.Reply.Say);
    }

    [Theory]
    [InlineData("trials-begin", "word", "x")]
    [InlineData("trials-confirm_plan", "", "")]
    [InlineData("trials-draw", "order", "ABAB")]
    [InlineData("checkins-record", "value", "not a number")]
    [InlineData("interview-note", "mcid", "{\"a\":1}")]
    [InlineData("candidates-explain", "candidate", "-99999999999999999999")]
    public async Task CallOutOfPlace_IsRefusedAsAValueAndChangesNothing(string function, string name, string value)
    {
        var rounds = 0;
        var (turn, trace) = await Ask((_, _) => ++rounds == 1 ? Call(function, name, value) : Text("Let us begin at the beginning."));
        Assert.All(trace.Calls, call => Assert.False(call.Reply.Ok));
        Assert.NotEmpty(turn.Reply.Say);
    }

    [Fact]
    public async Task EmptyAnswer_IsReplaced()
    {
        var (turn, _) = await Ask((_, _) => Text("  "));
        Assert.NotEmpty(turn.Reply.Say.Trim());
    }

    private static async Task<(AgentTurn Turn, TurnTrace Trace)> Ask(Func<int, CancellationToken, ChatMessage> model, string text = "hello there", TimeSpan? budget = null) =>
        await AskSlow((round, cancellation) => Task.FromResult(model(round, cancellation)), text, budget);

    private static async Task<(AgentTurn Turn, TurnTrace Trace)> AskSlow(Func<int, CancellationToken, Task<ChatMessage>> model, string text, TimeSpan? budget = null)
    {
        await using var talk = await Talk.Begin();
        var prompts = new Prompts("You listen.", "test");
        using var guide = new GuideChatClient();
        using var scripted = new ScriptedModel(model);
        var team = new AgentTeam(new AgentChat(guide, Speaker.Guide, prompts), new AgentChat(scripted, Speaker.Model, prompts), budget ?? TimeSpan.FromMinutes(1), TimeProvider.System, NullLogger<AgentTeam>.Instance);
        return await talk.Place.InOneTurn(talk.Id, async skills =>
        {
            skills.Conversation.Set(skills.Conversation.Current with { OpenQuestion = OpenQuestion.Goal });
            var trace = new TurnTrace(skills);
            return (await team.Answer(text, skills, [], trace, SafetyScreen.Embedded(), CancellationToken.None), trace);
        });
    }

    private static ChatMessage Text(string text) => new(ChatRole.Assistant, text);

    private static ChatMessage Call(string function, string name = "", string value = "") =>
        new(ChatRole.Assistant, [new FunctionCallContent("call", function, name.Length == 0 ? null : new Dictionary<string, object?> { [name] = value })]);

    /// <summary>A model that does what a test says.</summary>
    private sealed class ScriptedModel(Func<int, CancellationToken, Task<ChatMessage>> answer) : IChatClient
    {
        private int rounds;

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var message = await answer(rounds++, cancellationToken);
            var names = (options?.Tools ?? []).ToDictionary(tool => SkillCatalogue.Plain(tool.Name), tool => tool.Name);
            return new ChatResponse(new ChatMessage(message.Role, [.. message.Contents.Select(content => content is FunctionCallContent call
                ? new FunctionCallContent(call.CallId, names.GetValueOrDefault(call.Name, call.Name), call.Arguments)
                : content)]));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("The agent does not stream.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
