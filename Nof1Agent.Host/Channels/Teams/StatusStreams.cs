using System.Collections.Concurrent;
using NodaTime;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>
/// The status that is shown in a chat while an answer is being prepared. Teams keeps it up until a final message names its stream, for two minutes at the most; what is
/// streamed is only ever a word about what is being done, never a part of an answer. In memory: after a restart the answer comes as an ordinary message.
/// </summary>
internal sealed class StatusStreams(TimeProvider clock)
{
    // Teams ends a stream after two minutes; a final message that comes later would be refused.
    private static readonly Duration Longest = Duration.FromSeconds(100);

    private readonly ConcurrentDictionary<string, Status> open = new();
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for what is being shown or sent in a chat, so that an answer never overtakes a status that is on its way. Until disposed.</summary>
    public async Task<IDisposable> Enter(string chat, CancellationToken cancellation)
    {
        var gate = gates[(chat.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % gates.Length];
        await gate.WaitAsync(cancellation);
        return new Ending(gate);
    }


    /// <summary>The stream that a further status belongs to and its place in it; no id for the first.</summary>
    public (string? Id, int Sequence) Next(string chat) => open.TryGetValue(chat, out var status) && IsOpen(status) ? (status.Id, status.Sequence + 1) : (null, 1);

    /// <summary>A status was shown.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="id">The stream's id; null where the client does not stream.</param>
    /// <param name="sequence">Its place.</param>
    public void Shown(string chat, string? id, int sequence)
    {
        if (id is not null)
        {
            open.AddOrUpdate(chat, _ => new Status(id, sequence, Now), (_, status) => status.Id == id ? status with { Sequence = sequence } : new Status(id, sequence, Now));
        }
    }

    /// <summary>Takes the open stream of a chat, to be ended by the message that is sent next; null where there is none.</summary>
    public string? Take(string chat) => open.TryRemove(chat, out var status) && IsOpen(status) ? status.Id : null;

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private bool IsOpen(Status status) => Now - status.Since < Longest;

    private sealed class Ending(SemaphoreSlim gate) : IDisposable
    {
        private int over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref over, 1) == 0)
            {
                gate.Release();
            }
        }
    }

    private sealed record Status(string Id, int Sequence, Instant Since);
}
