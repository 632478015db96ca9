using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Nof1Agent.Host.Delivery;
using NodaTime;

namespace Nof1Agent.Tests.Host.Delivery;

public sealed class RateGateTests
{
    // Random delays, random arrival within each delivery: no stretch of the allowance's length may ever hold more arrivals than it allows.
    [Fact]
    public void TryEnter_WhateverTheDelays_NoStretchHoldsMoreArrivalsThanAllowed() => Gen.Select(Gen.Int[1, 8], Gen.Int[50, 2000], Gen.Int[0, 900].Array[200], Gen.Double[0, 1].Array[200]).Sample(
        (most, perMilliseconds, delays, shares) =>
        {
            var clock = new FakeTimeProvider();
            var gate = new RateGate(new ChannelLimits { Channel = [new Allowance(most, Duration.FromMilliseconds(perMilliseconds))] }, clock);
            var arrivals = new List<double>();
            var underWay = new PriorityQueue<int, double>();
            for (var (sent, now) = (0, 0.0); sent < delays.Length;)
            {
                while (underWay.TryPeek(out _, out var end) && end <= now)
                {
                    underWay.Dequeue();
                    gate.Leave("x");
                }

                if (gate.TryEnter("x", out var wait))
                {
                    arrivals.Add(now + (shares[sent] * delays[sent]));
                    underWay.Enqueue(sent, now + delays[sent]);
                    sent++;
                    continue;
                }

                var next = Math.Min(wait == Timeout.InfiniteTimeSpan ? double.MaxValue : now + Math.Ceiling(wait.TotalMilliseconds), underWay.TryPeek(out _, out var first) ? first : double.MaxValue);
                clock.Advance(TimeSpan.FromMilliseconds(next - now));
                now = next;
            }

            arrivals.Sort();
            return Enumerable.Range(0, arrivals.Count - most).All(i => arrivals[i + most] - arrivals[i] >= perMilliseconds - 1e-6);
        },
        iter: 300);

    [Fact]
    public void TryEnter_ConversationHasUsedItsOwn_OthersMayGo()
    {
        var clock = new FakeTimeProvider();
        var gate = new RateGate(new ChannelLimits { Channel = [new Allowance(10, Duration.FromSeconds(1))], Conversation = [new Allowance(1, Duration.FromSeconds(1)), new Allowance(2, Duration.FromMinutes(1))] }, clock);
        Assert.True(Pass(gate, "a"));
        Assert.False(gate.TryEnter("a", out var wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        Assert.True(Pass(gate, "b"));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Pass(gate, "a"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(gate.TryEnter("a", out wait));
        Assert.Equal(TimeSpan.FromSeconds(58), wait);
    }

    [Fact]
    public void Close_ChannelAskedToWait_HoldsEverybodyBackAndAShorterOneDoesNotShortenIt()
    {
        var clock = new FakeTimeProvider();
        var gate = new RateGate(ChannelLimits.None, clock);
        gate.Close(Duration.FromSeconds(30));
        gate.Close(Duration.FromSeconds(5));
        Assert.False(gate.TryEnter("a", out var wait));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)), (wait, gate.Closed));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(gate.TryEnter("a", out _));
    }

    [Fact]
    public void TryEnter_ManyConversations_RememberedOnlyWhileTheyMatter()
    {
        var clock = new FakeTimeProvider();
        var gate = new RateGate(new ChannelLimits { Conversation = [new Allowance(1, Duration.FromSeconds(1))] }, clock);
        for (var person = 0; person < 10_000; person++)
        {
            Assert.True(Pass(gate, $"{person}"));
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(gate.Remembered, 1, 2_000);
    }

    private static bool Pass(RateGate gate, string conversation)
    {
        if (!gate.TryEnter(conversation, out _))
        {
            return false;
        }

        gate.Leave(conversation);
        return true;
    }
}
