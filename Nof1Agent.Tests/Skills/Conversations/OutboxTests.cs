using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Conversations;

public sealed class OutboxTests
{
    [Fact]
    public async Task Due_SeveralForOneParticipant_GivesOneAtATimeInOrder()
    {
        await using var scratch = new ScratchDatabase();
        var outbox = new Outbox(scratch.Database, scratch.Writer, scratch.Random);
        await Say(scratch, "one", "a", "b");
        await Say(scratch, "two", "x");

        Assert.Equal(["a", "x"], Texts(outbox, scratch));
        await outbox.Delivered(outbox.Due("test", Urgency.Awaited, scratch.Now, 10).Select(message => (message.Key, (string?)null)), scratch.Now);
        Assert.Equal(["b"], Texts(outbox, scratch));
        await outbox.Delivered(outbox.Due("test", Urgency.Awaited, scratch.Now, 10).Select(message => (message.Key, (string?)null)), scratch.Now);
        Assert.Equal(0, outbox.Waiting());
    }

    [Fact]
    public async Task Due_FirstFailed_HoldsBackTheOnesBehindItUntilItsTime()
    {
        await using var scratch = new ScratchDatabase();
        var outbox = new Outbox(scratch.Database, scratch.Writer, scratch.Random);
        await Say(scratch, "one", "a", "b");
        await Say(scratch, "two", "x");
        await outbox.Failed(outbox.Due("test", Urgency.Awaited, scratch.Now, 1).Single().Key, scratch.Now + Duration.FromMinutes(1));

        Assert.Equal(["x"], Texts(outbox, scratch));
        scratch.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = outbox.Due("test", Urgency.Awaited, scratch.Now, 10);
        Assert.Equal([("x", 0), ("a", 1)], again.Select(message => (message.Text, message.Attempts)));
    }

    [Fact]
    public async Task Due_OtherChannelOfTheSameParticipant_DoesNotWait()
    {
        await using var scratch = new ScratchDatabase();
        var outbox = new Outbox(scratch.Database, scratch.Writer, scratch.Random);
        await Say(scratch, "one", "a", "b");
        scratch.Do("update outbound set channel = 'other' where message_id = @id", new { id = scratch.Read<long>("select id from message where opened(text) = 'b'") });

        Assert.Equal(["a"], Texts(outbox, scratch));
        Assert.Equal("b", Assert.Single(outbox.Due("other", Urgency.Awaited, scratch.Now, 10)).Text);
    }

    [Theory]
    [InlineData(0, 500, true)]
    [InlineData(500, 0, false)]
    [InlineData(500, 550, true)]
    [InlineData(550, 500, false)]
    public async Task Due_WithinOneSecond_ComparesTheMomentsAndNotTheirTexts(int sayAtMilliseconds, int lookAtMilliseconds, bool isDue)
    {
        await using var scratch = new ScratchDatabase();
        var outbox = new Outbox(scratch.Database, scratch.Writer, scratch.Random);
        var second = scratch.Now;
        scratch.Clock.Advance(TimeSpan.FromMilliseconds(sayAtMilliseconds));
        await Say(scratch, "one", "a");

        Assert.Equal(isDue ? 1 : 0, outbox.Due("test", Urgency.Awaited, second + Duration.FromMilliseconds(lookAtMilliseconds), 10).Count);
    }

    [Fact]
    public async Task Due_ManyWhoseKeysAreMissing_HoldUpNobodyElse()
    {
        await using var scratch = new ScratchDatabase();
        var outbox = new Outbox(scratch.Database, scratch.Writer, scratch.Random);
        foreach (var person in new[] { "one", "two", "three", "four", "five" })
        {
            await Say(scratch, person, person);
            scratch.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        // As where a copy of the key folder is older than the database.
        scratch.Do("update message set text = replace(text, substr(text, 4, 12), 'missing-key-') where id < (select max(id) from message)");
        Assert.Equal(["five"], outbox.Due("test", Urgency.Awaited, scratch.Now, 2).Select(message => message.Text));
    }

    private static IEnumerable<string> Texts(Outbox outbox, ScratchDatabase scratch) => outbox.Due("test", Urgency.Awaited, scratch.Now, 10).Select(message => message.Text);

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
}
