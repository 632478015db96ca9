using System.Text.Json;
using Microsoft.Extensions.AI;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Languages;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;
using FunctionResultContent = Microsoft.Extensions.AI.FunctionResultContent;

namespace Nof1Agent.Host.Agent.Guide;

/// <summary>
/// The built-in guide: a chat client without a model behind it. It reads the last message by rules, asks for the same function calls
/// a model would ask for, and answers with what the functions say. It keeps nothing between calls.
/// </summary>
internal sealed class GuideChatClient : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(Respond([.. messages], options)));

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static ChatMessage Respond(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var lastFromPerson = messages.ToList().FindLastIndex(message => message.Role == ChatRole.User);
        var asked = messages.Skip(lastFromPerson + 1).SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        var replies = messages.Skip(lastFromPerson + 1).SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => Reply(result, messages)).ToList();
        if (replies.Count == 0)
        {
            var state = State(messages);
            return Call(GuidePlanner.Plan(messages[lastFromPerson].Text, state), asked.Count, options);
        }

        return replies[^1].CallNext is { Length: > 0 } next && !asked.Exists(call => SkillCatalogue.Plain(call.Name) == next)
            ? Call([SkillCall.Of(next)], asked.Count, options)
            : new ChatMessage(ChatRole.Assistant, string.Join("\n\n", replies.Select(reply => reply.Say).Where(say => say.Length > 0)));
    }

    private static ChatMessage Call(IReadOnlyList<SkillCall> calls, int already, ChatOptions? options)
    {
        var names = (options?.Tools ?? []).ToDictionary(tool => SkillCatalogue.Plain(tool.Name), tool => tool.Name);
        return new ChatMessage(
            ChatRole.Assistant,
            [
                .. calls.Select((call, index) => (AIContent)new FunctionCallContent(
                    $"call{already + index}",
                    names.GetValueOrDefault(call.Function, call.Function),
                    call.Arguments.ToDictionary(argument => argument.Key, argument => (object?)argument.Value))),
            ]);
    }

    private static AgentState State(IReadOnlyList<ChatMessage> messages) => JsonSerializer.Deserialize<AgentState>(
        messages.Last(message => message.Role == ChatRole.System && message.Text.StartsWith(AgentState.Heading, StringComparison.Ordinal)).Text[AgentState.Heading.Length..],
        SkillsJson.Options)!;

    private static FunctionSays Reply(FunctionResultContent result, IReadOnlyList<ChatMessage> messages)
    {
        var text = result.Result switch
        {
            JsonElement { ValueKind: JsonValueKind.String } element => element.GetString()!,
            var other => other?.ToString() ?? "",
        };
        try
        {
            return JsonSerializer.Deserialize<FunctionSays>(text, SkillsJson.Options) ?? new FunctionSays();
        }
        catch (JsonException)
        {
            return new FunctionSays { Say = (KnownLanguages.Find(State(messages).Language ?? "") ?? KnownLanguages.English).Say("help.failed-short") };
        }
    }

    private sealed record FunctionSays
    {
        public string Say { get; init; } = "";

        public string? CallNext { get; init; }
    }
}
