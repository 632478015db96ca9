namespace Nof1Agent.Host.Delivery;

/// <summary>
/// As many tokens as the allowance has messages. A message takes one and gives it back one period after its delivery ended. So no
/// stretch of that length sees more arrivals than allowed, however late or bunched they arrive: each arrives between the taking and
/// the end of its delivery.
/// </summary>
internal sealed class TokenBucket(Allowance allowance)
{
    private readonly Queue<long> coming = new();
    private readonly long period = (long)(allowance.Per.TotalSeconds * TimeSpan.TicksPerSecond);
    private int underWay;

    /// <summary>How long until a token is free, in ticks of 100 ns; 0: now. Null: it depends on a delivery that is under way.</summary>
    public long? Wait(long now)
    {
        while (coming.TryPeek(out var back) && back <= now)
        {
            coming.Dequeue();
        }

        return underWay + coming.Count < allowance.Messages ? 0 : coming.TryPeek(out var next) ? next - now : null;
    }

    /// <summary>Whether nothing of it is in use.</summary>
    public bool IsFull(long now) => Wait(now) == 0 && underWay == 0 && coming.Count == 0;

    public void Take() => underWay++;

    public void GiveBack(long now)
    {
        underWay--;
        coming.Enqueue(now + period);
    }
}
