using System.Threading.Channels;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>
/// The deliveries of one channel. One loop decides what goes next, within the channel's limits: whoever waits for an answer first, at
/// most one message per participant under way. What became of each is stored before the next message of that participant goes.
/// </summary>
internal sealed class ChannelLane(IChannel channel, Outbox outbox, DeliveryAttempt attempt, RateGate gate, LaneCondition condition, TimeProvider clock)
{
    private const int Batch = 256;

    // Another process on the same database may write to the outbox too, and cannot wake this one.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    // So long may a delivery that is under way take when the service is told to stop.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly Channel<ParticipantId> ended = Channel.CreateUnbounded<ParticipantId>();
    private readonly HashSet<ParticipantId> taken = [];
    private readonly LinkedList<Outbound> ready = [];
    private readonly Channel<bool> woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int underWay;

    public string Name => channel.Name;

    /// <summary>Since when the channel refuses everything; null while it works.</summary>
    public Instant? FailingSince => condition.FailingSince;

    /// <summary>Something was written to the outbox.</summary>
    public void Wake() => woken.Writer.TryWrite(true);

    /// <summary>Delivers until told to stop.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Deliver(cancellation);
            var wait = gate.Closed > TimeSpan.Zero ? gate.Closed : UntilNextAttempt();
            await Calm(wait, cancellation);
        }
    }

    /// <summary>Delivers what may be sent now, and what may be while that is under way. Told to stop, it begins nothing more and waits a moment for what is under way.</summary>
    /// <returns>How many deliveries were made or given up.</returns>
    public async Task<int> Deliver(CancellationToken cancellation)
    {
        using var underWayEnds = new CancellationTokenSource();
        using var stopped = cancellation.Register(() => underWayEnds.CancelAfter(Grace));
        var (count, look) = (0, true);
        while (true)
        {
            while (ended.Reader.TryRead(out var participant))
            {
                taken.Remove(participant);
                underWay--;
                count++;
                look = true;
            }

            if (cancellation.IsCancellationRequested)
            {
                Forget();
                if (underWay == 0)
                {
                    return count;
                }

                await ended.Reader.WaitToReadAsync(CancellationToken.None);
                continue;
            }

            var called = Called();
            if (gate.Closed > TimeSpan.Zero)
            {
                Forget();
            }
            else
            {
                await Refill(called, look);
                look = false;
            }

            var wait = StartWhatMayGo(underWayEnds.Token);
            if (underWay == 0 && ready.Count == 0 && !ended.Reader.TryPeek(out _))
            {
                return count;
            }

            await SomethingHappens(wait, cancellation);
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    // Read again whenever there is news, because what was read before may no longer be what goes first; else when the last batch has nearly gone.
    private async Task Refill(bool called, bool look)
    {
        if (called)
        {
            Forget();
        }
        else if (!look || ready.Count > 0 || underWay > channel.Limits.AtOnce / 2)
        {
            return;
        }

        foreach (var message in await Fresh(Urgency.Awaited))
        {
            ready.AddLast(message);
        }

        foreach (var message in await Fresh(Urgency.Due))
        {
            ready.AddLast(message);
        }
    }

    private async Task<List<Outbound>> Fresh(Urgency urgency)
    {
        while (true)
        {
            var now = Now;
            var (due, unreadable) = outbox.Heads(channel.Name, urgency, now, Batch + taken.Count);
            if (unreadable.Count > 0)
            {
                // What came after them may go now.
                await attempt.GiveUp(unreadable);
                continue;
            }

            var heads = due.Where(message => !taken.Contains(message.ParticipantId)).ToList();
            var expired = heads.Where(message => message.ExpiresAt <= now).Select(message => message.Key).ToList();
            if (expired.Count > 0)
            {
                // What came after them may go now.
                await outbox.Expire(expired);
                continue;
            }

            var fresh = heads.Take(Batch).ToList();
            foreach (var message in fresh)
            {
                taken.Add(message.ParticipantId);
            }

            return fresh;
        }
    }

    // What was read but not sent is read again later: by then something else may come first.
    private void Forget()
    {
        foreach (var message in ready)
        {
            taken.Remove(message.ParticipantId);
        }

        ready.Clear();
    }

    // A conversation that has used up its own allowance does not hold up the others.
    private TimeSpan StartWhatMayGo(CancellationToken cancellation)
    {
        var shortest = Timeout.InfiniteTimeSpan;
        for (var node = ready.First; node is not null && underWay < channel.Limits.AtOnce;)
        {
            var (message, next) = (node.Value, node.Next);
            if (gate.TryEnter(Conversation(message), out var wait))
            {
                ready.Remove(node);
                underWay++;
                _ = Attempt(message, cancellation);
            }
            else if (wait != Timeout.InfiniteTimeSpan && (shortest == Timeout.InfiniteTimeSpan || wait < shortest))
            {
                shortest = wait;
            }

            if (channel.Limits.Conversation.Count == 0 && node.List is not null)
            {
                break;
            }

            node = next;
        }

        return shortest;
    }

    private async Task Attempt(Outbound message, CancellationToken cancellation)
    {
        try
        {
            await attempt.Make(message, Conversation(message), cancellation);
        }
        catch (OperationCanceledException)
        {
            // The service stopped before the channel answered.
        }
        finally
        {
            ended.Writer.TryWrite(message.ParticipantId);
        }
    }

    private bool Called() => woken.Reader.TryRead(out _);

    private async Task SomethingHappens(TimeSpan wait, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(ended.Reader.WaitToReadAsync(over.Token).AsTask(), woken.Reader.WaitToReadAsync(over.Token).AsTask(), Wait(wait, over.Token));
        await over.CancelAsync();
    }

    private TimeSpan UntilNextAttempt() => outbox.NextAttempt(channel.Name, Now) is { } next && (next - Now).ToTimeSpan() is var wait && wait < LongestWait ? wait : LongestWait;

    private async Task Calm(TimeSpan wait, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(woken.Reader.WaitToReadAsync(over.Token).AsTask(), Wait(wait, over.Token));
        await over.CancelAsync();
    }

    private Task Wait(TimeSpan wait, CancellationToken over) =>
        wait == Timeout.InfiniteTimeSpan ? Task.Delay(wait, over) : Task.Delay(wait < ShortestWait ? ShortestWait : wait, clock, over);

    private static string Conversation(Outbound message) => message.ExternalId ?? message.ParticipantId.Value;
}
