using System.Collections.Concurrent;
using System.Threading.Channels;
using Nof1Agent.Skills;

namespace Nof1Agent.Host.Delivery;

/// <summary>Tells open pages of this process that something has changed. It carries no content: pages read the database, so that nothing can be missed.</summary>
internal sealed class ChatSignals
{
    private readonly ConcurrentDictionary<ParticipantId, ConcurrentDictionary<Channel<bool>, byte>> listeners = new();
    private readonly ConcurrentDictionary<ParticipantId, int> typing = new();

    /// <summary>Whether an answer is being prepared.</summary>
    public bool IsTyping(ParticipantId participant) => typing.GetValueOrDefault(participant) > 0;

    /// <summary>Marks an answer as being prepared until disposed.</summary>
    public IDisposable Typing(ParticipantId participant)
    {
        typing.AddOrUpdate(participant, 1, (_, count) => count + 1);
        Changed(participant);
        return new Ending(() =>
        {
            if (typing.AddOrUpdate(participant, 0, (_, count) => count - 1) == 0)
            {
                typing.TryRemove(KeyValuePair.Create(participant, 0));
            }

            Changed(participant);
        });
    }

    /// <summary>Something has changed for a participant.</summary>
    public void Changed(ParticipantId participant)
    {
        if (listeners.TryGetValue(participant, out var open))
        {
            foreach (var listener in open.Keys)
            {
                listener.Writer.TryWrite(true);
            }
        }
    }

    /// <summary>Listens until disposed.</summary>
    public Listener Listen(ParticipantId participant)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        listeners.GetOrAdd(participant, _ => new()).TryAdd(channel, 0);
        return new Listener(channel.Reader, new Ending(() =>
        {
            if (listeners.TryGetValue(participant, out var open))
            {
                open.TryRemove(channel, out _);
            }
        }));
    }

    /// <summary>An open page.</summary>
    internal sealed record Listener(ChannelReader<bool> Changes, IDisposable Registration) : IDisposable
    {
        public void Dispose() => Registration.Dispose();
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
