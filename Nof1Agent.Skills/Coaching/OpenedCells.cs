using System.Collections.Concurrent;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>
/// What was read of sealed cells a moment ago. A list that is read again after every change opens the same thousand cells each time; a cell that was written again is another
/// one. What nobody has asked for in the last two minutes at most is forgotten.
/// </summary>
internal sealed class OpenedCells(KeyStore keys, TimeProvider clock)
{
    private static readonly Duration Generation = Duration.FromMinutes(1);

    private readonly Lock gate = new();
    private ConcurrentDictionary<string, object?> recent = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, object?> before = new(StringComparer.Ordinal);
    private Instant since = Instant.MinValue;

    /// <summary>What is read of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="read">From its text, which is empty where its key was destroyed.</param>
    public T? Read<T>(string cell, Func<string, T?> read)
        where T : class
    {
        Turn();
        if (recent.TryGetValue(cell, out var known) || before.TryGetValue(cell, out known))
        {
            recent[cell] = known;
            return (T?)known;
        }

        var opened = read(keys.Open(cell));
        recent[cell] = opened;
        return opened;
    }

    private void Turn()
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        lock (gate)
        {
            if (now - since >= Generation)
            {
                (before, recent, since) = (recent, new(StringComparer.Ordinal), now);
            }
        }
    }
}
