using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace Nof1Agent.Host.Agent.Providers;

/// <summary>What a probe found.</summary>
/// <param name="Failure">Why the model cannot be used; null: it can.</param>
/// <param name="Elapsed">How long its answer took.</param>
/// <param name="Tokens">What it cost, if the provider says so.</param>
internal sealed record ProbeResult(ModelFailure? Failure, TimeSpan Elapsed, long? Tokens);

/// <summary>One tiny call that needs everything the agent needs: address, key, model, and a function that the model calls.</summary>
internal static class ToolProbe
{
    private const string Word = "blue";

    public static async Task<ProbeResult> Ask(IChatClient client, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var response = await client.GetResponseAsync(
                [new ChatMessage(ChatRole.User, $"Call the function note_word with the word \"{Word}\". Write nothing else.")],
                new ChatOptions { Tools = [AIFunctionFactory.Create((string word) => word, "note_word", "Notes one word.")], MaxOutputTokens = 200 },
                cancellation);
            var called = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()
                .Any(call => call.Name == "note_word" && call.Arguments?.Values.Any(value => value?.ToString() == Word) is true);
            return new ProbeResult(called ? null : new ModelFailure(FailureKind.NoToolSupport, null), watch.Elapsed, response.Usage?.TotalTokenCount);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            return new ProbeResult(ModelFailure.Of(problem), watch.Elapsed, null);
        }
    }
}
