using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

namespace Nof1Agent.Host.Agent;

/// <summary>What the agent answered.</summary>
/// <param name="Text">The text, before guard and screen.</param>
/// <param name="Speaker">Guide or model.</param>
internal sealed record AgentAnswer(string Text, Speaker Speaker);

/// <summary>One chat client under Semantic Kernel's automatic function calling: the built-in guide, or a language model.</summary>
internal sealed class AgentChat
{
    private const int LastMessages = 12;

    // Made once, because describing functions by reflection is dear: what differs from turn to turn, the trace, comes with the turn's kernel.
    private static readonly IReadOnlyList<KernelPlugin> Plugins =
    [
        .. SkillCatalogue.All.GroupBy(function => function.Plugin).Select(plugin => KernelPluginFactory.CreateFromFunctions(plugin.Key, plugin.Select(function => KernelFunctionFactory.CreateFromMethod(
            (Kernel kernel, KernelArguments arguments) => JsonSerializer.Serialize(TraceOf(kernel).Call(new SkillCall(function.Name, ToJson(arguments))), SkillsJson.Options),
            new KernelFunctionFromMethodOptions { FunctionName = function.ShortName, Description = function.Description, Parameters = function.Metadata })))),
    ];

    private readonly IChatCompletionService chat;
    private readonly Prompts prompts;

    public AgentChat(IChatClient client, Speaker speaker, Prompts prompts)
    {
        this.prompts = prompts;
        Speaker = speaker;
        chat = client.AsBuilder()
            .UseKernelFunctionInvocation()
            .Build()
            .AsChatCompletionService();
    }

    /// <summary>Who answers.</summary>
    public Speaker Speaker { get; }

    /// <summary>Hash of the prompts it reads.</summary>
    public string PromptHash => prompts.Hash;

    /// <summary>Answers a text. Functions run through the trace; nothing is stored or sent here.</summary>
    public async Task<AgentAnswer> Answer(string text, AgentState state, IReadOnlyList<Message> conversation, TurnTrace trace, string? correction, CancellationToken cancellation)
    {
        var history = new ChatHistory(prompts.Role);
        history.AddSystemMessage(AgentState.Heading + JsonSerializer.Serialize(state, SkillsJson.Options));
        foreach (var message in conversation.TakeLast(LastMessages))
        {
            history.AddMessage(message.Speaker is Speaker.Person ? AuthorRole.User : AuthorRole.Assistant, message.Text);
        }

        history.AddUserMessage(text);
        if (correction is not null)
        {
            history.AddSystemMessage(correction);
        }

        var settings = new PromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
        ChatMessageContent answer = await chat.GetChatMessageContentAsync(history, settings, KernelFor(trace), cancellation);
        return new AgentAnswer(answer.Content ?? "", Speaker);
    }

    private static Kernel KernelFor(TurnTrace trace)
    {
        var kernel = new Kernel(plugins: new KernelPluginCollection(Plugins));
        kernel.Data[nameof(TurnTrace)] = trace;
        return kernel;
    }

    private static TurnTrace TraceOf(Kernel kernel) => (TurnTrace)kernel.Data[nameof(TurnTrace)]!;

    private static JsonObject ToJson(KernelArguments arguments)
    {
        var json = new JsonObject();
        foreach (var (name, value) in arguments)
        {
            json[name] = JsonSerializer.SerializeToNode(value, SkillsJson.Options);
        }

        return json;
    }
}
