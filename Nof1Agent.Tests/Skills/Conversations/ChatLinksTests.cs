using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Conversations;

/// <summary>A link with a one-time code may come from anybody: nothing is joined before a yes in that chat, and what was joined can be taken out again.</summary>
public sealed class ChatLinksTests
{
    [Fact]
    public async Task Ask_ALinkThatSomebodyElseSent_JoinsNothingAndNoEndsTheCode()
    {
        await using var scratch = new ScratchDatabase();
        var (sender, code) = await SenderWithCode(scratch);
        var stranger = await Inbox(scratch).Meet("test", "stranger", DateTimeZone.Utc);

        Assert.Equal(LinkOutcome.Asked, await Links(scratch).Ask(stranger, "test", "stranger", code));
        Assert.Equal(LinkOutcome.Asked, await Links(scratch).Ask(stranger, "test", "stranger", code));
        Assert.Equal(stranger, await Inbox(scratch).Meet("test", "stranger", DateTimeZone.Utc));
        var asked = Assert.Single(Transcript(scratch).After(stranger, 0, 10));
        Assert.DoesNotContain("deleted", asked.Text, StringComparison.Ordinal);
        await Inbox(scratch).AcceptText(stranger, "test", "1", "my secret", from: "stranger");
        Assert.DoesNotContain(Transcript(scratch).After(sender, 0, 100), message => message.Text.Contains("my secret", StringComparison.Ordinal));

        // Somebody else's press on that question does nothing.
        Assert.False(await Links(scratch).Decide(sender, asked.Id, "c0"));
        Assert.True(await Links(scratch).Decide(stranger, asked.Id, "c1"));
        Assert.Equal(stranger, await Inbox(scratch).Meet("test", "stranger", DateTimeZone.Utc));
        Assert.Equal(LinkOutcome.Unknown, await Links(scratch).Ask(stranger, "test", "stranger", code));
        Assert.True(await Links(scratch).Decide(stranger, asked.Id, "c0"));
        Assert.Equal(stranger, await Inbox(scratch).Meet("test", "stranger", DateTimeZone.Utc));
    }

    [Fact]
    public async Task Decide_YesAfterTheCodesTime_JoinsNothingAndSaysSo()
    {
        await using var scratch = new ScratchDatabase();
        var (_, code) = await SenderWithCode(scratch);
        var guest = await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc);
        await Links(scratch).Ask(guest, "test", "second", code);
        scratch.Clock.Advance(TimeSpan.FromMinutes(16));
        await Yes(scratch, guest);
        Assert.Equal(guest, await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc));
        Assert.StartsWith("That code was used already", Transcript(scratch).After(guest, 0, 10)[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_Yes_NothingOfTheChatsFormerSelfStaysBehindAndTheOlderAppIsTold()
    {
        await using var scratch = new ScratchDatabase();
        var (owner, code) = await SenderWithCode(scratch);
        var guest = await Guest(scratch);
        await Links(scratch).Ask(guest, "test", "second", code);
        Assert.Contains("is deleted then", Transcript(scratch).After(guest, 0, 10)[^1].Text, StringComparison.Ordinal);
        var sealedNotes = scratch.Read<string>("select notes from interview where participant_id = @id", new { id = guest.Value })!;
        await Yes(scratch, guest);

        Assert.Equal(owner, await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc));
        foreach (var table in new[] { "interview", "message", "inbound", "outbound", "channel_identity" })
        {
            Assert.Equal((table, 0), (table, scratch.Read<int>($"select count(*) from {table} where participant_id = @id", new { id = guest.Value })));
        }

        Assert.Equal("", scratch.Database.Keys.Open(sealedNotes));
        var due = new Outbox(scratch.Database, scratch.Writer, scratch.Random).Due("test", Urgency.Awaited, scratch.Now, 10);
        Assert.All(due, message => Assert.NotNull(message.ExternalId));
        Assert.Equal("second", Assert.Single(due).ExternalId);
        var said = Said(scratch, owner).TakeLast(2).ToList();
        Assert.Equal(["second", "one"], said.Select(one => one.In));
        Assert.StartsWith("We go on here.", said[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("A second app (test) was joined", said[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_YesOfSomebodyWithAnotherApp_LeavesTheirOwnConversationThere()
    {
        await using var scratch = new ScratchDatabase();
        var (owner, code) = await SenderWithCode(scratch);
        var guest = await Guest(scratch);
        var (_, own) = (await Links(scratch).Redeem("web", "browser", await CodeOf(scratch, guest)));
        Assert.Equal(guest, own);
        await Links(scratch).Ask(guest, "test", "second", code);
        await Yes(scratch, guest);

        Assert.Equal(owner, await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc));
        Assert.Equal(1, scratch.Read<int>("select count(*) from interview where participant_id = @id", new { id = guest.Value }));
        Assert.Equal(0, scratch.Read<int>("select count(*) from outbound where participant_id = @id and channel = 'test' and failed is null", new { id = guest.Value }));
    }

    [Fact]
    public async Task TakeOut_ByTheButtonOrTheCommand_BeginsAnewThereAndTellsTheOthers()
    {
        await using var scratch = new ScratchDatabase();
        var (owner, code) = await SenderWithCode(scratch);
        var guest = await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc);
        await Links(scratch).Ask(guest, "test", "second", code);
        await Yes(scratch, guest);
        await BegunTrial.InOneTurn(scratch, owner, skills =>
        {
            skills.Conversation.Hear(new Inbound { Id = 0, Channel = "test", Text = "", ReceivedAt = scratch.Now, Identity = scratch.Database.Keys.Fingerprint("second") });
            skills.Conversation.Say(Speaker.Guide, "test", "waits", new SkillReply { Say = "still waits" });
        });
        var told = Transcript(scratch).After(owner, 0, 100).Last(message => message.Choices is [{ Call.Function: "channels-remove_chat" }]);
        Assert.True(await Links(scratch).Decide(owner, told.Id, "c0"));

        var fresh = await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc);
        Assert.NotEqual(owner, fresh);
        Assert.Equal([("second", fresh.Value)], scratch.ReadAll<(string, string)>("select opened(sealed_id), participant_id from channel_identity where participant_id <> @id", new { id = owner.Value }));
        Assert.StartsWith("This chat is no longer joined", Said(scratch, fresh).Single().Text, StringComparison.Ordinal);
        Assert.Contains(Said(scratch, owner), one => one is { Text: "still waits", In: "one" });

        // Alone again, there is nothing to take out.
        await Links(scratch).Unlink(owner, "test", "one");
        Assert.Equal(owner, await Inbox(scratch).Meet("test", "one", DateTimeZone.Utc));
        Assert.StartsWith("This is the only app", Said(scratch, owner)[^1].Text, StringComparison.Ordinal);

        await Links(scratch).Redeem("test", "third", await CodeOf(scratch, owner));
        await Links(scratch).Unlink(owner, "test", "third");
        Assert.NotEqual(owner, await Inbox(scratch).Meet("test", "third", DateTimeZone.Utc));
    }

    private static async Task<(ParticipantId Owner, string Code)> SenderWithCode(ScratchDatabase scratch)
    {
        var (owner, _) = await BegunTrial.In(scratch);
        await Inbox(scratch).AcceptText(owner, "test", "first", "hello", from: "one");
        scratch.Clock.Advance(TimeSpan.FromSeconds(1));
        return (owner, await CodeOf(scratch, owner));
    }

    // Somebody who has told a goal, without a trial, and whose answer still waits.
    private static async Task<ParticipantId> Guest(ScratchDatabase scratch)
    {
        var guest = await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc);
        await Inbox(scratch).AcceptText(guest, "test", "guest", "I sleep badly", from: "second");
        await BegunTrial.InOneTurn(scratch, guest, skills =>
        {
            skills.Participants.Consent(true);
            skills.Interview.Note(goal: "sleep onset");
            skills.Conversation.Say(Speaker.Guide, "test", "guest turn", new SkillReply { Say = "an answer" });
            skills.Conversation.Close(null);
        });
        return guest;
    }

    private static async Task Yes(ScratchDatabase scratch, ParticipantId guest)
    {
        var asked = Transcript(scratch).After(guest, 0, 100).Last(message => message.Choices is [{ Call.Function: "channels-join" }, _]);
        Assert.True(await Links(scratch).Decide(guest, asked.Id, "c0"));
    }

    private static List<(string Text, string? In)> Said(ScratchDatabase scratch, ParticipantId participant) => scratch.ReadAll<(string, string?)>(
        """
        select opened(m.text), opened(i.sealed_id) from outbound o join message m on m.id = o.message_id left join channel_identity i on i.external_id = o.identity
        where o.participant_id = @id order by o.id
        """,
        new { id = participant.Value });

    private static async Task<string> CodeOf(ScratchDatabase scratch, ParticipantId participant)
    {
        var code = "";
        await BegunTrial.InOneTurn(scratch, participant, skills => code = skills.Channels.LinkCode().Facts[0].Value);
        return code;
    }

    private static ChatLinks Links(ScratchDatabase scratch) => new(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);

    private static Inbox Inbox(ScratchDatabase scratch) => new(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);

    private static Transcript Transcript(ScratchDatabase scratch) => new(scratch.Database);
}
