using Nof1Agent.Skills.Conversations;
using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>Delivers what waits in the outbox: at least once, in order per participant and channel, with back-off.</summary>
internal sealed partial class OutboxPump(Outbox outbox, IEnumerable<IChannel> channels, TimeProvider clock, ILogger<OutboxPump> logger) : BackgroundService
{
    private const int MostAtOnce = 256;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly Duration LongestBackOff = Duration.FromHours(1);

    private readonly SemaphoreSlim work = new(0, int.MaxValue);
    private readonly Dictionary<string, IChannel> byName = channels.ToDictionary(channel => channel.Name);

    /// <summary>Something was written to the outbox.</summary>
    public void Wake() => work.Release();

    /// <summary>Delivers what is due now.</summary>
    public async Task<int> Deliver(CancellationToken cancellation)
    {
        var delivered = 0;
        while (outbox.Due(Now, MostAtOnce) is { Count: > 0 } due)
        {
            var done = new List<string>();
            foreach (var message in due)
            {
                if (await Sent(message, cancellation))
                {
                    done.Add(message.Key);
                }
                else
                {
                    var wait = Duration.FromSeconds(Math.Pow(2, Math.Min(message.Attempts, 12)));
                    await outbox.Failed(message.Key, Now + (wait < LongestBackOff ? wait : LongestBackOff));
                }
            }

            if (done.Count > 0)
            {
                await outbox.Delivered(done, Now);
            }

            delivered += done.Count;
        }

        return delivered;
    }

    // A channel that throws on one message must neither hold back the others nor have those that it did deliver sent again.
    private async Task<bool> Sent(Outbound message, CancellationToken cancellation)
    {
        try
        {
            return byName.GetValueOrDefault(message.Channel) is { } channel && await channel.Send(message, cancellation) is DeliveryOutcome.Delivered;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            DeliveryFailed(logger, problem.GetType().Name, problem);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Deliver(stoppingToken);
                await work.WaitAsync(LongestWait, stoppingToken);
                while (work.CurrentCount > 0 && await work.WaitAsync(TimeSpan.Zero, stoppingToken))
                {
                    // Many turns may have called meanwhile; one round delivers for all of them.
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                DeliveryFailed(logger, problem.GetType().Name, problem);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    [LoggerMessage(LogLevel.Error, "Delivery failed ({Kind}); it is tried again.")]
    private static partial void DeliveryFailed(ILogger logger, string kind, Exception problem);
}
