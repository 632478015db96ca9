using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;
using FunctionResultContent = Microsoft.Extensions.AI.FunctionResultContent;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// Spares the second call of a round trip: where every function went through, its own wording is what the person gets, and a model has nothing
/// to add that it could not say beside its call. It is asked again only where something was refused, or where functions only told something.
/// </summary>
internal sealed class ConcludingChatClient(IChatClient inner, CallGate gate) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var history = messages.ToList();
        if (history.Count > 0 && history[^1].Contents.OfType<FunctionResultContent>().Any() && gate.SaysItAll)
        {
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, ""));
        }

        gate.NextRound();
        var response = await base.GetResponseAsync(history, options, cancellationToken);
        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        gate.Lead = response.Text.Trim() is { Length: > 0 } text ? text : calls.Select(Said).FirstOrDefault(said => said.Length > 0) ?? "";
        return response;
    }

    /// <summary>In one piece: nothing of a model's text goes anywhere before guard and screen have seen all of it.</summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    private static string Said(FunctionCallContent call) => call.Arguments?.TryGetValue(AgentChat.LeadArgument, out var lead) is true ? lead?.ToString()?.Trim() ?? "" : "";
}
