namespace Nof1Agent.Host.Cli.Demo;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Moves it forward to a moment; never back.</summary>
    public void MoveTo(DateTimeOffset moment) => now = moment > now ? moment : now;
}
