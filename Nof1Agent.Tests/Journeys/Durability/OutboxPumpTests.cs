using Microsoft.Extensions.Logging.Abstractions;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
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
        using var pump = Pump(scratch, channel);
        await Say(scratch, "one", "a");
        await Say(scratch, "two", "poison", "behind the poison");
        await Say(scratch, "three", "c");

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
        using var pump = Pump(scratch, channel);
        await Say(scratch, "one", "poison");
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

    private static OutboxPump Pump(ScratchDatabase scratch, IChannel channel) =>
        new(new Outbox(scratch.Database, scratch.Writer, scratch.Random), [channel], Metrics.None(), scratch.Random, scratch.Clock, NullLogger<OutboxPump>.Instance);

    private static async Task Say(ScratchDatabase scratch, string externalId, params string[] texts)
    {
        var participant = await new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).Meet("test", externalId, DateTimeZone.Utc);
        await BegunTrial.InOneTurn(scratch, participant, skills =>
        {
            foreach (var text in texts)
            {
                skills.Conversation.Say(Speaker.Guide, "test", "turn of " + externalId, new SkillReply { Say = text });
            }
        });
    }

    private sealed class RecordingChannel : IChannel
    {
        public string Name => "test";

        public ChannelLimits Limits => ChannelLimits.None with { AtOnce = 1 };

        public List<string> Sent { get; } = [];

        public required string Refuses { get; set; }

        public int Attempts { get; private set; }

        public Task<DeliveryResult> Send(Outbound message, CancellationToken cancellation)
        {
            Attempts++;
            if (message.Text == Refuses)
            {
                throw new HttpRequestException("refused");
            }

            Sent.Add(message.Text);
            return Task.FromResult(DeliveryResult.Delivered());
        }

        public Task<DeliveryResult> CloseChoices(Outbound message, CancellationToken cancellation) => Task.FromResult(DeliveryResult.Delivered());

        public Task ShowTyping(ChannelAddress address, CancellationToken cancellation) => Task.CompletedTask;
    }
}
