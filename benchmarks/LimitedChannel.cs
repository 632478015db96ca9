using System.Collections.Concurrent;
using System.Diagnostics;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills.Conversations;
using NodaTime;

namespace Nof1Agent.Benchmarks;

/// <summary>A channel that enforces its limit as strictly as it can be read: no second, wherever it begins, may hold more arrivals. With a limit of 0 it takes nothing.</summary>
internal sealed class LimitedChannel(int limit, int? configured = null) : IChannel
{
    public const string ChannelName = "limited";

    private static readonly long Second = Stopwatch.Frequency;

    private readonly Lock gate = new();
    private readonly Queue<long> lastSecond = new();

    public string Name => ChannelName;

    public ChannelLimits Limits => limit == 0 ? ChannelLimits.None with { AtOnce = 0 } : new ChannelLimits { Channel = [new Allowance(configured ?? limit, Duration.FromSeconds(1))], AtOnce = 64 };

    /// <summary>Messages refused because they came too soon.</summary>
    public int Refused { get; private set; }

    /// <summary>Seconds, from the first, at which messages were taken.</summary>
    public ConcurrentQueue<long> Taken { get; } = new();

    public async Task<DeliveryResult> Send(Outbound message, CancellationToken cancellation)
    {
        // On the way there and back, as long as it takes: some ten milliseconds, of which nobody knows the share before the arrival.
        var salt = message.Key.Sum(letter => letter);
        await Task.Delay(2 + (salt % 9), cancellation);
        var taken = Arrive();
        await Task.Delay(2 + (salt % 7), cancellation);
        return taken ? DeliveryResult.Delivered() : DeliveryResult.RetryAfter(Duration.FromSeconds(1));
    }

    public Task<DeliveryResult> CloseChoices(Outbound message, CancellationToken cancellation) => Send(message, cancellation);

    public Task ShowTyping(ChannelAddress address, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The most arrivals in any second, wherever it begins.</summary>
    public int MostInASecond()
    {
        var arrivals = Taken.ToArray();
        var (most, first) = (0, 0);
        for (var last = 0; last < arrivals.Length; last++)
        {
            while (arrivals[last] - arrivals[first] >= Second)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private bool Arrive()
    {
        lock (gate)
        {
            var now = Stopwatch.GetTimestamp();
            while (lastSecond.TryPeek(out var first) && now - first >= Second)
            {
                lastSecond.Dequeue();
            }

            if (lastSecond.Count >= limit)
            {
                Refused++;
                return false;
            }

            lastSecond.Enqueue(now);
            Taken.Enqueue(now);
            return true;
        }
    }
}
