using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Nof1Agent.Host.Agent.Providers;

/// <summary>A failed call, told without a word of the provider's answer: that may quote what a person wrote, and spans and logs carry the message of an exception.</summary>
internal sealed class WordlessFailureException(ModelFailure failure) : Exception(failure.ToString())
{
    public ModelFailure Failure { get; } = failure;
}

/// <summary>Turns whatever a provider's library throws into a <see cref="WordlessFailureException"/>, before telemetry sees it.</summary>
internal sealed class WordlessFailures(IChatClient inner) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            throw new WordlessFailureException(ModelFailure.Of(problem));
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                throw new WordlessFailureException(ModelFailure.Of(problem));
            }

            yield return updates.Current;
        }
    }
}
