using System.Collections.Concurrent;
using System.Globalization;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Skills.Storage;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>Deliveries when the service stops, when a message is to blame itself, and when several processes work on one database.</summary>
public sealed class LaneTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Stop_WithADeliveryUnderWay_LetsItEndStoresItAndBeginsNoOther()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new OneChannel { Holds = new TaskCompletionSource() };
        using var pump = Deliveries.Pump(scratch, channel);
        await Deliveries.Say(scratch, "one", "under way");
        await Deliveries.Say(scratch, "two", "later");
        await pump.StartAsync(CancellationToken.None);
        await Until(() => channel.Begun.Count == 1);

        var stopping = pump.StopAsync(CancellationToken.None);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);
        channel.Holds.SetResult();
        await stopping;

        Assert.Equal(["under way"], channel.Sent);
        Assert.Equal(["under way"], scratch.ReadAll<string>("select opened(m.text) from outbound o join message m on m.id = o.message_id where o.delivered_at is not null"));
        Assert.Equal(1, new Outbox(scratch.Database, scratch.Writer, scratch.Random).Waiting());
    }

    [Fact]
    public async Task Stop_WithADeliveryThatHangs_EndsAllTheSame()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new OneChannel { Holds = new TaskCompletionSource() };
        using var pump = Deliveries.Pump(scratch, channel);
        await Deliveries.Say(scratch, "one", "hangs");
        await pump.StartAsync(CancellationToken.None);
        await Until(() => channel.Begun.Count == 1);
        await pump.StopAsync(CancellationToken.None).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(1, new Outbox(scratch.Database, scratch.Writer, scratch.Random).Waiting());
    }

    [Fact]
    public async Task Deliver_MessagesThatFailByThemselves_AreDeadLettersAndCloseNothing()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new OneChannel { Breaks = text => text == "poison" ? throw new FormatException("poison") : false };
        using var pump = Deliveries.Pump(scratch, channel);
        for (var person = 0; person < LaneCondition.FailuresInARow + 1; person++)
        {
            await Deliveries.Say(scratch, $"{person}", "poison", "next");
        }

        await pump.Deliver(TestContext.Current.CancellationToken);

        Assert.Equal(LaneCondition.FailuresInARow + 1, channel.Sent.Count(text => text == "next"));
        var letters = new Outbox(scratch.Database, scratch.Writer, scratch.Random).DeadLetters(100);
        Assert.Equal(LaneCondition.FailuresInARow + 1, letters.Count);
        Assert.All(letters, letter => Assert.Equal(nameof(FormatException), letter.Failed));
        Assert.Null(pump.Lanes[0].FailingSince);
    }

    [Fact]
    public async Task Deliver_NoAddress_IsGivenUpAtOnce()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new OneChannel { ReadsTheAddress = true };
        using var pump = Deliveries.Pump(scratch, channel);
        await Deliveries.Say(scratch, "7", "nowhere");
        scratch.Do("delete from channel_identity");
        await pump.Deliver(TestContext.Current.CancellationToken);
        Assert.Equal(nameof(ArgumentNullException), Assert.Single(new Outbox(scratch.Database, scratch.Writer, scratch.Random).DeadLetters(10)).Failed);
    }

    [Theory]
    [InlineData("update message set choices = '{ not JSON' where id = (select min(id) from message)")]
    [InlineData("update outbound set created_at = 'long ago' where id = (select min(id) from outbound)")]
    [InlineData("update outbound set kind = 'Sing' where id = (select min(id) from outbound)")]
    public async Task Deliver_ARowThatCannotBeRead_HoldsUpNobody(string damage)
    {
        await using var scratch = new ScratchDatabase();
        var channel = new OneChannel();
        using var pump = Deliveries.Pump(scratch, channel);
        await Deliveries.Say(scratch, "one", "damaged", "next");
        await Deliveries.Say(scratch, "two", "other");
        scratch.Do(damage);
        await pump.Deliver(TestContext.Current.CancellationToken);
        Assert.Equal(["next", "other"], channel.Sent.Order());
        Assert.Equal(Outbox.Unreadable, scratch.Read<string>("select failed from outbound where failed is not null"));
    }

    [Fact]
    public async Task TwoProcesses_OneDatabase_NothingGoesTwiceAndTheOtherTakesOver()
    {
        await using var scratch = new ScratchDatabase();
        var clock = new MovableClock(scratch.Clock.GetUtcNow());
        var (first, second) = (new OneChannel(), new OneChannel());
        using var one = Deliveries.Pump(scratch, first, clock, "one");
        using var two = Deliveries.Pump(scratch, second, clock, "two");
        await one.StartAsync(CancellationToken.None);
        await Until(() => scratch.Read<int>("select count(*) from lease") == 1);
        await two.StartAsync(CancellationToken.None);
        for (var person = 0; person < 20; person++)
        {
            await Deliveries.Say(scratch, $"{person}", "a", "b");
            one.Wake();
            two.Wake();
        }

        var outbox = new Outbox(scratch.Database, scratch.Writer, scratch.Random);
        await Until(() => outbox.Waiting() == 0);
        Assert.Equal(40, first.Sent.Count);
        Assert.Empty(second.Sent);

        await one.StopAsync(CancellationToken.None);
        await Deliveries.Say(scratch, "late", "c");
        await Until(() => outbox.Waiting() == 0);
        Assert.Equal(["c"], second.Sent);
        Assert.Equal(40, first.Sent.Count);
        await two.StopAsync(CancellationToken.None);
        Assert.Equal(0, scratch.Read<int>("select count(*) from lease"));
    }

    [Fact]
    public async Task AProcessThatDiedElsewhere_IsReplacedWhenItsLeaseEnds()
    {
        await using var scratch = new ScratchDatabase();
        var clock = new MovableClock(scratch.Clock.GetUtcNow());
        scratch.Do("insert into lease (name, holder, until) values ('deliveries on test', 'another machine|1|1', @until)", new { until = Text(scratch.Now + Duration.FromMinutes(30)) });
        var channel = new OneChannel();
        using var pump = Deliveries.Pump(scratch, channel, clock, "here");
        await Deliveries.Say(scratch, "one", "a");
        await pump.StartAsync(CancellationToken.None);
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        Assert.Empty(channel.Sent);
        clock.MoveTo(scratch.Clock.GetUtcNow() + TimeSpan.FromMinutes(31));
        await Until(() => channel.Sent.Count == 1);
        await pump.StopAsync(CancellationToken.None);
    }

    private static string Text(Instant moment) => moment.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffff'Z'", CultureInfo.InvariantCulture);

    private static async Task Until(Func<bool> so)
    {
        for (var start = Environment.TickCount64; !so();)
        {
            Assert.True(Environment.TickCount64 - start < Patience.TotalMilliseconds, "it did not come about");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private sealed class OneChannel : IChannel
    {
        public string Name => "test";

        public ChannelLimits Limits => ChannelLimits.None with { AtOnce = 1 };

        public ConcurrentQueue<string> Begun { get; } = [];

        public ConcurrentQueue<string> Sent { get; } = [];

        /// <summary>What a delivery waits for before it ends; null: nothing.</summary>
        public TaskCompletionSource? Holds { get; init; }

        public Func<string, bool> Breaks { get; init; } = _ => false;

        public bool ReadsTheAddress { get; init; }

        public async Task<DeliveryResult> Send(Outbound message, CancellationToken cancellation)
        {
            Begun.Enqueue(message.Text);
            Breaks(message.Text);
            _ = ReadsTheAddress ? long.Parse(message.ExternalId!, CultureInfo.InvariantCulture) : 0;
            if (Holds is { } holds)
            {
                await holds.Task.WaitAsync(cancellation);
            }

            Sent.Enqueue(message.Text);
            return DeliveryResult.Delivered();
        }

        public Task<DeliveryResult> CloseChoices(Outbound message, CancellationToken cancellation) => Task.FromResult(DeliveryResult.Delivered());

        public Task ShowTyping(ChannelAddress address, CancellationToken cancellation) => Task.CompletedTask;
    }
}
