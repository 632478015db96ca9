using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>
/// Lets messages through at a channel's allowances, for the channel and for each conversation, and holds everything back while the
/// channel asked to wait. It goes by the monotonic clock: a wall clock that is set does not disturb it.
/// </summary>
internal sealed class RateGate(ChannelLimits limits, TimeProvider clock)
{
    private const int TidyAbove = 1_000;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly TokenBucket[] channel = [.. limits.Channel.Select(allowance => new TokenBucket(allowance))];
    private readonly Dictionary<string, TokenBucket[]> conversations = [];
    private int tidyAt = TidyAbove;
    private long closedUntil;

    /// <summary>How long everything is still held back.</summary>
    public TimeSpan Closed
    {
        get
        {
            lock (gate)
            {
                return TimeSpan.FromTicks(Math.Max(0, closedUntil - Now));
            }
        }
    }

    /// <summary>Holds everything back for so long; a longer hold stays.</summary>
    public void Close(Duration wait)
    {
        lock (gate)
        {
            closedUntil = Math.Max(closedUntil, Now + (long)(wait.TotalSeconds * TimeSpan.TicksPerSecond));
        }
    }

    /// <summary>Waits until nothing is held back any more.</summary>
    public async Task Open(CancellationToken cancellation)
    {
        while (Closed is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellation);
        }
    }

    /// <summary>Waits for a place for a message to a conversation, and takes it.</summary>
    public async Task Enter(string conversation, CancellationToken cancellation)
    {
        while (!TryEnter(conversation, out var wait))
        {
            await Task.Delay(wait == Timeout.InfiniteTimeSpan || wait < Shortest ? Shortest : wait, clock, cancellation);
        }
    }

    /// <summary>Takes a place for a message to a conversation, if there is one now.</summary>
    /// <param name="conversation">The channel's own id of it.</param>
    /// <param name="wait">Where there is none: how long at least; <see cref="Timeout.InfiniteTimeSpan"/> where it depends on a delivery under way.</param>
    public bool TryEnter(string conversation, out TimeSpan wait)
    {
        lock (gate)
        {
            var now = Now;
            long? longest = Math.Max(0, closedUntil - now);
            var own = Buckets(conversation, now);
            foreach (var bucket in channel.Concat(own))
            {
                longest = bucket.Wait(now) is { } one && longest is { } other ? Math.Max(one, other) : null;
            }

            wait = longest is { } ticks ? TimeSpan.FromTicks(ticks) : Timeout.InfiniteTimeSpan;
            if (longest is not 0)
            {
                return false;
            }

            foreach (var bucket in channel.Concat(own))
            {
                bucket.Take();
            }

            return true;
        }
    }

    /// <summary>The delivery to a conversation has ended, well or badly.</summary>
    public void Leave(string conversation)
    {
        lock (gate)
        {
            var now = Now;
            foreach (var bucket in channel.Concat(Buckets(conversation, now)))
            {
                bucket.GiveBack(now);
            }
        }
    }

    /// <summary>Conversations whose own allowance is remembered.</summary>
    public int Remembered
    {
        get
        {
            lock (gate)
            {
                return conversations.Count;
            }
        }
    }

    private long Now => clock.GetElapsedTime(0).Ticks;

    private TokenBucket[] Buckets(string conversation, long now)
    {
        if (limits.Conversation.Count == 0)
        {
            return [];
        }

        if (conversations.TryGetValue(conversation, out var known))
        {
            return known;
        }

        if (conversations.Count >= tidyAt)
        {
            foreach (var (idle, _) in conversations.Where(one => one.Value.All(bucket => bucket.IsFull(now))).ToList())
            {
                conversations.Remove(idle);
            }

            tidyAt = Math.Max(TidyAbove, 2 * conversations.Count);
        }

        return conversations[conversation] = [.. limits.Conversation.Select(allowance => new TokenBucket(allowance))];
    }
}
