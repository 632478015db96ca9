using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Conversations;

public sealed class InboxTests
{
    [Fact]
    public async Task AcceptText_SameDeliveryAgain_IsOneMessageWithOneId()
    {
        await using var scratch = new ScratchDatabase();
        var (inbox, participant) = await Met(scratch);
        var first = await inbox.AcceptText(participant, "test", "key", "hello");
        var again = await inbox.AcceptText(participant, "test", "key", "hello, but changed on the way");

        Assert.Equal(first, again);
        Assert.Equal(["hello"], scratch.ReadAll<string>("select opened(text) from message"));
        Assert.Equal(1, scratch.Read<int>("select count(*) from inbound"));
    }

    [Fact]
    public async Task AcceptText_SameDeliveryManyTimesAtOnce_IsOneMessage()
    {
        await using var scratch = new ScratchDatabase();
        var (inbox, participant) = await Met(scratch);
        var ids = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => inbox.AcceptText(participant, "test", $"key {i % 3}", "hello"))));

        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(3, scratch.Read<int>("select count(*) from message"));
    }

    [Fact]
    public async Task AcceptText_SameDeliveryAfterItWasAnswered_WakesNobody()
    {
        await using var scratch = new ScratchDatabase();
        var (inbox, participant) = await Met(scratch);
        var first = await inbox.AcceptText(participant, "test", "key", "hello");
        scratch.Do("update inbound set handled_at = received_at");

        Assert.Equal(first, await inbox.AcceptText(participant, "test", "key", "hello"));
        Assert.Empty(inbox.WithWaitingMessages());
        Assert.Equal(1, scratch.Read<int>("select count(*) from message"));
    }

    [Fact]
    public async Task AcceptText_SameKeyOnAnotherChannel_IsAnotherMessage()
    {
        await using var scratch = new ScratchDatabase();
        var (inbox, participant) = await Met(scratch);
        Assert.NotEqual(await inbox.AcceptText(participant, "test", "key", "hello"), await inbox.AcceptText(participant, "other", "key", "hello"));
    }

    [Fact]
    public async Task AcceptText_DeliveryKeyOfAnotherParticipant_ShowsNothingOfTheirs()
    {
        await using var scratch = new ScratchDatabase();
        var (inbox, participant) = await Met(scratch);
        var other = await inbox.Meet("test", "two", DateTimeZone.Utc);
        await inbox.AcceptText(participant, "test", "key", "mine");

        Assert.Equal(0, await inbox.AcceptText(other, "test", "key", "theirs"));
        Assert.Equal(["mine"], scratch.ReadAll<string>("select opened(text) from message"));
    }

    [Fact]
    public async Task AcceptChoice_OfferedToThisParticipant_IsStoredByItsLabel()
    {
        await using var scratch = new ScratchDatabase();
        var (inbox, participant) = await Met(scratch);
        var question = await Offer(scratch, participant);

        Assert.NotNull(await inbox.AcceptChoice(participant, "test", "key", question, "c1"));
        Assert.Equal(["Choose", "No"], scratch.ReadAll<string>("select opened(text) from message order by id"));
        Assert.Equal("c1", scratch.Read<string>("select choice_id from inbound"));
    }

    [Theory]
    [InlineData("c2")]
    [InlineData("c-1")]
    [InlineData("c99999999999")]
    [InlineData("No")]
    [InlineData("")]
    public async Task AcceptChoice_NeverOffered_StoresNothing(string choice)
    {
        await using var scratch = new ScratchDatabase();
        var (inbox, participant) = await Met(scratch);
        var question = await Offer(scratch, participant);

        Assert.Null(await inbox.AcceptChoice(participant, "test", "key", question, choice));
        Assert.Null(await inbox.AcceptChoice(participant, "test", "key", question + 1, "c0"));
        Assert.Equal(0, scratch.Read<int>("select count(*) from inbound"));
    }

    [Fact]
    public async Task AcceptChoice_OfferedToAnotherParticipant_StoresNothing()
    {
        await using var scratch = new ScratchDatabase();
        var (inbox, participant) = await Met(scratch);
        var other = await inbox.Meet("test", "two", DateTimeZone.Utc);
        var question = await Offer(scratch, participant);

        Assert.Null(await inbox.AcceptChoice(other, "test", "key", question, "c0"));
        Assert.Equal(0, scratch.Read<int>("select count(*) from inbound"));
    }

    [Fact]
    public async Task Meet_ManyFirstMessagesAtOnce_MakesOneParticipant()
    {
        await using var scratch = new ScratchDatabase();
        var inbox = new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);
        var met = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => inbox.Meet("test", "one", DateTimeZone.Utc))));

        Assert.Single(met.Distinct());
        Assert.Equal(1, scratch.Read<int>("select count(*) from participant"));
        Assert.Equal(1, scratch.Read<int>("select count(*) from conversation"));
    }

    [Fact]
    public async Task WithWaitingMessages_WaitedFor_LeavesOutWhatHasJustComeIn()
    {
        await using var scratch = new ScratchDatabase();
        var (inbox, participant) = await Met(scratch);
        await inbox.AcceptText(participant, "test", "a", "hello");
        await inbox.AcceptText(participant, "test", "b", "hello again");

        Assert.Equal([participant], inbox.WithWaitingMessages());
        Assert.Empty(inbox.WithWaitingMessages(Duration.FromMinutes(1)));
        scratch.Clock.Advance(TimeSpan.FromSeconds(60.5));
        Assert.Equal([participant], inbox.WithWaitingMessages(Duration.FromMinutes(1)));
    }

    private static async Task<(Inbox Inbox, ParticipantId Participant)> Met(ScratchDatabase scratch)
    {
        var inbox = new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);
        return (inbox, await inbox.Meet("test", "one", DateTimeZone.Utc));
    }

    private static async Task<long> Offer(ScratchDatabase scratch, ParticipantId participant)
    {
        await BegunTrial.InOneTurn(scratch, participant, skills => skills.Conversation.Say(
            Speaker.Guide, "test", "turn", new SkillReply { Say = "Choose", Choices = [new Choice("Yes", SkillCall.Of("help-explain")), new Choice("No", SkillCall.Of("help-explain"))] }));
        return scratch.Read<long>("select max(id) from message");
    }
}
