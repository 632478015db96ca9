using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Skills.Storage;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys.Durability;

public sealed class OutboxPumpTests
{
    [Fact]
    public async Task Deliver_ChannelThrowsOnOneMessage_DeliversTheOthersOnceAndThatOneLater()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new RecordingChannel { Refuses = "poison" };
        using var pump = Deliveries.Pump(scratch, channel);
        await Deliveries.Say(scratch, "one", "a");
        await Deliveries.Say(scratch, "two", "poison", "behind the poison");
        await Deliveries.Say(scratch, "three", "c");

        for (var round = 0; round < 5; round++)
        {
            await pump.Deliver(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["a", "c"], channel.Sent);
        channel.Refuses = "nothing";
        scratch.Clock.Advance(TimeSpan.FromSeconds(1));
        await pump.Deliver(TestContext.Current.CancellationToken);
        Assert.Equal(["a", "c", "poison", "behind the poison"], channel.Sent);
    }

    [Fact]
    public async Task Deliver_KeepsFailing_TriesLessAndLessOften()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new RecordingChannel { Refuses = "poison" };
        using var pump = Deliveries.Pump(scratch, channel);
        await Deliveries.Say(scratch, "one", "poison");
        var start = scratch.Now;
        for (var second = 0; second < 4 * 3600; second++)
        {
            await pump.Deliver(TestContext.Current.CancellationToken);
            scratch.Clock.Advance(TimeSpan.FromSeconds(1));
            if (channel.Attempts > 8)
            {
                break;
            }
        }

        // 1 + 2 + 4 + ... + 128 seconds between nine attempts, between the half and the whole of each.
        Assert.InRange((scratch.Now - start).TotalSeconds, 128, 265);
    }

    [Fact]
    public async Task Deliver_ChannelAsksToWait_NobodyIsSentToUntilThenAndNoAttemptIsCounted()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new RecordingChannel { Refuses = "a", Answer = DeliveryResult.RetryAfter(Duration.FromSeconds(30)) };
        using var pump = Deliveries.Pump(scratch, channel);
        await Deliveries.Say(scratch, "one", "a");
        await Deliveries.Say(scratch, "two", "b");
        await pump.Deliver(TestContext.Current.CancellationToken);
        channel.Refuses = "nothing";
        await Deliveries.Say(scratch, "three", "c");
        scratch.Clock.Advance(TimeSpan.FromSeconds(29.9));
        await pump.Deliver(TestContext.Current.CancellationToken);
        Assert.Empty(channel.Sent);

        scratch.Clock.Advance(TimeSpan.FromSeconds(0.2));
        await pump.Deliver(TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b", "c"], channel.Sent.Order());
        Assert.Equal(0, scratch.Read<int>("select max(attempts) from outbound"));
    }

    [Fact]
    public async Task Deliver_Rejected_IsADeadLetterForTheOperatorAndTheNextOneGoes()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new RecordingChannel { Refuses = "poison", Answer = DeliveryResult.Rejected("too strange") };
        using var pump = Deliveries.Pump(scratch, channel);
        await Deliveries.Say(scratch, "one", "poison", "next");
        await pump.Deliver(TestContext.Current.CancellationToken);
        Assert.Equal(["next"], channel.Sent);

        var outbox = new Outbox(scratch.Database, scratch.Writer, scratch.Random);
        var letter = Assert.Single(outbox.DeadLetters(10));
        Assert.Equal("too strange", letter.Failed);
        var alert = Assert.Single(new AlertLog(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).Open(Audience.Operator));
        Assert.Equal(AlertKind.DeadLetter, alert.Kind);
        Assert.DoesNotContain("poison", alert.Text, StringComparison.Ordinal);

        channel.Refuses = "nothing";
        Assert.True(await outbox.TryAgain(letter.Key, scratch.Now));
        Assert.False(await outbox.TryAgain("no such key", scratch.Now));
        await pump.Deliver(TestContext.Current.CancellationToken);
        Assert.Equal(["next", "poison"], channel.Sent);
    }

    [Fact]
    public async Task Deliver_Unreachable_TellsTheCoachAndTriesNothingMoreThere()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new RecordingChannel { Refuses = "a", Answer = DeliveryResult.Unreachable("blocked") };
        using var pump = Deliveries.Pump(scratch, channel);
        await Deliveries.Say(scratch, "one", "a", "b");
        await Deliveries.Say(scratch, "two", "c");
        await pump.Deliver(TestContext.Current.CancellationToken);

        Assert.Equal(["c"], channel.Sent);
        Assert.Equal(["unreachable: blocked", "unreachable: blocked"], scratch.ReadAll<string>("select failed from outbound where failed is not null"));
        Assert.Equal(AlertKind.ChannelUnreachable, Assert.Single(new AlertLog(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).Open(Audience.Coach)).Kind);
    }

    [Fact]
    public async Task Deliver_DueMessageWhoseTimeIsOver_IsDroppedWithoutAWordAndAResultIsNot()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new RecordingChannel { Refuses = "nothing" };
        using var pump = Deliveries.Pump(scratch, channel);
        var participant = await new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).Meet("test", "one", DateTimeZone.Utc);
        await BegunTrial.InOneTurn(scratch, participant, skills =>
        {
            skills.Conversation.Say(Speaker.Guide, "test", "turn", new SkillReply { Say = "today" }, Urgency.Due, scratch.Now + Duration.FromHours(4));
            skills.Conversation.Say(Speaker.Guide, "test", "turn", new SkillReply { Say = "result" }, Urgency.Due);
        });
        scratch.Clock.Advance(TimeSpan.FromHours(5));
        await pump.Deliver(TestContext.Current.CancellationToken);

        Assert.Equal(["result"], channel.Sent);
        Assert.Empty(new Outbox(scratch.Database, scratch.Writer, scratch.Random).DeadLetters(10));
    }

    [Fact]
    public async Task Deliver_SomebodyWaitsForAnAnswer_IsServedBeforeWhatIsDueAndInTheirOwnOrder()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new RecordingChannel { Refuses = "nothing" };
        using var pump = Deliveries.Pump(scratch, channel);
        var inbox = new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);
        for (var person = 0; person < 5; person++)
        {
            await BegunTrial.InOneTurn(scratch, await inbox.Meet("test", $"{person}", DateTimeZone.Utc), skills =>
                skills.Conversation.Say(Speaker.Guide, "test", $"due {person}", new SkillReply { Say = $"due {person}" }, Urgency.Due));
        }

        await BegunTrial.InOneTurn(scratch, await inbox.Meet("test", "4", DateTimeZone.Utc), skills => skills.Conversation.Say(Speaker.Guide, "test", "answer", new SkillReply { Say = "answer" }));
        await pump.Deliver(TestContext.Current.CancellationToken);

        Assert.Equal("due 4", channel.Sent[0]);
        Assert.True(channel.Sent.IndexOf("due 4") < channel.Sent.IndexOf("answer"));
        Assert.Equal(6, channel.Sent.Count);
    }

    [Fact]
    public async Task Deliver_ChannelFailsForEverybody_IsLeftInPeaceAndKnownToFail()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new RecordingChannel { Refuses = "*" };
        using var pump = Deliveries.Pump(scratch, channel);
        for (var person = 0; person < 20; person++)
        {
            await Deliveries.Say(scratch, $"{person}", "hello");
        }

        await pump.Deliver(TestContext.Current.CancellationToken);
        Assert.Equal(LaneCondition.FailuresInARow, channel.Attempts);
        Assert.NotNull(pump.Lanes[0].FailingSince);
        channel.Refuses = "nothing";
        for (var minute = 0; minute < 3; minute++)
        {
            scratch.Clock.Advance(TimeSpan.FromMinutes(1));
            await pump.Deliver(TestContext.Current.CancellationToken);
        }

        Assert.Equal(20, channel.Sent.Count);
        Assert.Null(pump.Lanes[0].FailingSince);
    }

    [Fact]
    public async Task Answer_ButtonOfADeliveredMessage_HasItsKeyboardClosed()
    {
        await using var scratch = new ScratchDatabase();
        var channel = new RecordingChannel { Refuses = "nothing", Receipt = "77" };
        using var pump = Deliveries.Pump(scratch, channel);
        var participant = await new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).Meet("test", "one", DateTimeZone.Utc);
        await BegunTrial.InOneTurn(scratch, participant, skills => skills.Conversation.Say(
            Speaker.Guide, "test", "turn", new SkillReply { Say = "Yes?", Choices = [new Choice("Yes", SkillCall.Of("help-explain"))] }));
        await pump.Deliver(TestContext.Current.CancellationToken);
        await BegunTrial.InOneTurn(scratch, participant, skills => skills.Conversation.Answer(scratch.Read<long>("select id from message"), "c0"));
        await pump.Deliver(TestContext.Current.CancellationToken);

        Assert.Equal(("77", "c0"), Assert.Single(channel.Closed));
        Assert.Equal(0, new Outbox(scratch.Database, scratch.Writer, scratch.Random).Waiting());
    }

    private sealed class RecordingChannel : IChannel
    {
        public string Name => "test";

        public ChannelLimits Limits => ChannelLimits.None with { AtOnce = 1 };

        public List<string> Sent { get; } = [];

        public required string Refuses { get; set; }

        public int Attempts { get; private set; }

        /// <summary>What is answered to what it refuses; null: it throws.</summary>
        public DeliveryResult? Answer { get; init; }

        public string? Receipt { get; init; }

        public List<(string? Receipt, string? Choice)> Closed { get; } = [];

        public Task<DeliveryResult> Send(Outbound message, CancellationToken cancellation)
        {
            Attempts++;
            if (message.Text == Refuses || Refuses == "*")
            {
                return Answer is { } answer ? Task.FromResult(answer) : throw new HttpRequestException("refused");
            }

            Sent.Add(message.Text);
            return Task.FromResult(DeliveryResult.Delivered(Receipt));
        }

        public Task<DeliveryResult> CloseChoices(Outbound message, CancellationToken cancellation)
        {
            Closed.Add((message.Receipt, message.Message.Answered));
            return Task.FromResult(DeliveryResult.Delivered());
        }

        public Task ShowTyping(ChannelAddress address, CancellationToken cancellation) => Task.CompletedTask;
    }
}
