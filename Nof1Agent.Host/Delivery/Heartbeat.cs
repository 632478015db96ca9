namespace Nof1Agent.Host.Delivery;

/// <summary>When the scheduler was last seen at work, by the monotonic clock.</summary>
internal sealed class Heartbeat(TimeProvider clock)
{
    private long last = clock.GetTimestamp();

    /// <summary>It is at work.</summary>
    public void Beat() => Interlocked.Exchange(ref last, clock.GetTimestamp());

    /// <summary>How long ago that was.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(Interlocked.Read(ref last));
}
