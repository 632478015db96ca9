using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>How a channel is doing: whether deliveries on it have been failing, all of them, and since when.</summary>
internal sealed class LaneCondition(TimeProvider clock)
{
    /// <summary>So many failures one after the other, without a success between, are no accident of one message.</summary>
    public const int FailuresInARow = 5;

    private static readonly Duration LongestHold = Duration.FromMinutes(1);

    private readonly Lock gate = new();
    private int failures;
    private Instant? since;

    /// <summary>Since when nothing was delivered although it was tried; null while the channel works.</summary>
    public Instant? FailingSince
    {
        get
        {
            lock (gate)
            {
                return failures >= FailuresInARow ? since : null;
            }
        }
    }

    /// <summary>The channel took a message, or answered that it will not: it is there.</summary>
    public void Answered()
    {
        lock (gate)
        {
            (failures, since) = (0, null);
        }
    }

    /// <summary>The channel failed.</summary>
    /// <returns>How long nothing should be tried on it, for anybody.</returns>
    public Duration Failed()
    {
        lock (gate)
        {
            since ??= Instant.FromDateTimeOffset(clock.GetUtcNow());
            failures++;
            return failures < FailuresInARow ? Duration.Zero : Duration.Min(LongestHold, Duration.FromSeconds(Math.Pow(2, Math.Min(failures - FailuresInARow, 6))));
        }
    }
}
