using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Coaching;

/// <summary>
/// Tells live pages when to read again. It carries no content: a page reads what is there, so nothing can be missed. What only time changes (a silent day, hours) and what
/// another process wrote is seen when the longest wait is over.
/// </summary>
public sealed class CaseloadSignal(WriterQueue writer, TimeProvider clock)
{
    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    // Changes come in bursts: one reading for all of a burst.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    /// <summary>Grows with every change. Read it before the list.</summary>
    public long Version => writer.Commits;

    /// <summary>Ends when there is something newer than a version, at the latest after <see cref="LongestWait"/>.</summary>
    /// <returns>The newer version.</returns>
    public async Task<long> ChangedSince(long version, CancellationToken cancellation)
    {
        var next = writer.NextCommit;
        if (Version == version)
        {
            await Task.WhenAny(next, Task.Delay(LongestWait, clock, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }

        await Task.Delay(Settle, clock, cancellation);
        return Version;
    }
}
