using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>One delivery: made by the channel, and what became of it stored.</summary>
internal sealed partial class DeliveryAttempt(IChannel channel, Outbox outbox, RateGate gate, LaneCondition condition, DeliveryMetrics metrics, RandomSource random, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan StoreAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Makes it. When the task ends, the outcome is stored; only where the token ended the call itself nobody knows what became of it, and it is delivered again at the
    /// next start.
    /// </summary>
    /// <param name="message">What.</param>
    /// <param name="conversation">Whose allowance it uses.</param>
    /// <param name="cancellation">Ends it: some time after the service was told to stop, so that what is under way can end by itself.</param>
    public async Task Make(Outbound message, string conversation, CancellationToken cancellation)
    {
        DeliveryResult result;
        try
        {
            result = await Sent(message, cancellation);
        }
        finally
        {
            gate.Leave(conversation);
        }

        Judge(result);
        metrics.Tried(channel.Name, result.Outcome, Now - message.CreatedAt);
        do
        {
            try
            {
                await Store(message, result);
                return;
            }
            catch (Exception problem) when (problem is not ObjectDisposedException)
            {
                // The disk is full or the database busy. What was delivered must not be sent again for that.
                NotStored(logger, channel.Name, problem.GetType().Name);
                await Task.Delay(StoreAgainAfter, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        while (!cancellation.IsCancellationRequested);
    }

    /// <summary>Gives up what cannot even be read, so that it holds up nobody.</summary>
    public async Task GiveUp(IReadOnlyList<string> unreadable)
    {
        DeadLetter(logger, channel.Name, Outbox.Unreadable);
        await outbox.GiveUp(unreadable, channel.Name, Now);
    }

    // A channel that throws on one message must not hold back the others. What it throws may quote the message: only its kind is logged.
    // What is no trouble of a network, a disk or a database would be the same at every further try.
    private async Task<DeliveryResult> Sent(Outbound message, CancellationToken cancellation)
    {
        try
        {
            return message.Kind switch
            {
                OutboundKind.Say => await channel.Send(message, cancellation),
                OutboundKind.CloseChoices => await channel.CloseChoices(message, cancellation),
            };
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            Threw(logger, channel.Name, problem.GetType().Name);
            return IsPassing(problem) ? DeliveryResult.TryAgain(problem.GetType().Name) : DeliveryResult.Rejected(problem.GetType().Name);
        }
    }

    private static bool IsPassing(Exception problem) =>
        problem is HttpRequestException or IOException or System.Net.Sockets.SocketException or TimeoutException or OperationCanceledException or ObjectDisposedException or System.Data.Common.DbException or StorageProblemException or OutOfMemoryException
        || (problem.InnerException is { } inner && IsPassing(inner));

    private void Judge(DeliveryResult result)
    {
        switch (result.Outcome)
        {
            case DeliveryOutcome.TryAgain:
                gate.Close(condition.Failed());
                break;
            case DeliveryOutcome.RetryAfter:
                gate.Close(result.Wait);
                break;
            case DeliveryOutcome.Delivered or DeliveryOutcome.Unreachable or DeliveryOutcome.Rejected:
                condition.Answered();
                break;
        }
    }

    private Task Store(Outbound message, DeliveryResult result) => result.Outcome switch
    {
        DeliveryOutcome.Delivered => outbox.Delivered([(message.Key, result.Receipt)], Now),
        DeliveryOutcome.RetryAfter => outbox.Failed(message.Key, Now + result.Wait, counts: false),
        DeliveryOutcome.Unreachable => outbox.Unreachable(message, result.Reason, Now),

        // A keyboard that cannot be closed is no loss: its buttons answer that they were used.
        DeliveryOutcome.Rejected when message.Kind is OutboundKind.CloseChoices => outbox.Delivered([(message.Key, null)], Now),
        DeliveryOutcome.Rejected => GivenUp(message, result.Reason),
        DeliveryOutcome.TryAgain when Now - message.CreatedAt > BackOff.GiveUpAfter => GivenUp(message, $"tried for {BackOff.GiveUpAfter.Days} days: {result.Reason}"),
        DeliveryOutcome.TryAgain => outbox.Failed(message.Key, Now + BackOff.After(message.Attempts, random)),
    };

    private Task GivenUp(Outbound message, string reason)
    {
        DeadLetter(logger, channel.Name, reason);
        return outbox.GiveUp(message, reason, Now);
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    [LoggerMessage(LogLevel.Warning, "A delivery on {Channel} failed ({Kind}).")]
    private static partial void Threw(ILogger logger, string channel, string kind);

    [LoggerMessage(LogLevel.Error, "A message on {Channel} was given up ({Reason}); see the command dead-letters.")]
    private static partial void DeadLetter(ILogger logger, string channel, string reason);

    [LoggerMessage(LogLevel.Error, "The outcome of a delivery on {Channel} could not be stored ({Kind}); it is tried again.")]
    private static partial void NotStored(ILogger logger, string channel, string kind);
}
