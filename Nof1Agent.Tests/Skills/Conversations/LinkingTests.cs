using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Journeys.Durability;
using Nof1Agent.Tests.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Conversations;

/// <summary>One person in two apps: joined by a one-time code, answered where they write, written to where they were last or want to be.</summary>
public sealed class LinkingTests
{
    [Fact]
    public async Task Redeem_TheCodeThatWasGiven_JoinsOnceAndSaysSoThere()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        var code = await Code(scratch, participant);

        Assert.Equal((LinkOutcome.Linked, participant), await Links(scratch).Redeem("other", "42", code.ToLowerInvariant()));
        Assert.Equal(participant, await Inbox(scratch).Meet("other", "42", DateTimeZone.Utc));
        Assert.Equal((LinkOutcome.Unknown, null), await Links(scratch).Redeem("other", "43", code));
        var said = Assert.Single(Outbox(scratch).Due("other", Urgency.Awaited, scratch.Now, 10));
        Assert.Equal(("42", participant), (said.ExternalId, said.ParticipantId));
        Assert.DoesNotContain(code, string.Join(' ', scratch.ReadAll<string>("select code_hash from link_code")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redeem_TooLateOrReplacedByANewerCode_JoinsNothing()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        var old = await Code(scratch, participant);
        var fresh = await Code(scratch, participant);
        Assert.Equal(LinkOutcome.Unknown, (await Links(scratch).Redeem("other", "42", old)).Outcome);
        scratch.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(LinkOutcome.Unknown, (await Links(scratch).Redeem("other", "42", fresh)).Outcome);
        Assert.Equal(0, scratch.Read<int>("select count(*) from channel_identity where channel = 'other'"));
    }

    [Fact]
    public async Task Redeem_InAChatWithATrialOfItsOwn_IsRefusedAndTheCodeStaysGood()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        var (busy, _) = await BegunTrial.In(scratch, externalId: "busy");
        var code = await Code(scratch, participant);
        Assert.Equal(LinkOutcome.HasOwnTrial, await Links(scratch).Ask(busy, "test", "busy", code));
        Assert.Equal(busy, await Inbox(scratch).Meet("test", "busy", DateTimeZone.Utc));
        Assert.Equal(LinkOutcome.Linked, (await Links(scratch).Redeem("other", "42", code)).Outcome);
    }

    [Fact]
    public async Task ChannelForDue_FollowsThePersonUnlessTheyPreferOne()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        await Write(scratch, participant, "test");
        scratch.Clock.Advance(TimeSpan.FromSeconds(1));
        await Links(scratch).Redeem("other", "42", await Code(scratch, participant));
        Assert.Equal("other", ForDue(scratch, participant));
        await Write(scratch, participant, "test");
        Assert.Equal("test", ForDue(scratch, participant));

        await BegunTrial.InOneTurn(scratch, participant, skills =>
        {
            Assert.True(skills.Channels.WriteToMeOn("Other").Ok);
            Assert.False(skills.Channels.WriteToMeOn("pigeon").Ok);
        });
        Assert.Equal("other", ForDue(scratch, participant));
    }

    [Fact]
    public async Task Unreachable_OneOfTwoChannels_MovesWhatWaitsAndTellsTheCoachUntilTheyWriteThere()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        await Write(scratch, participant, "test");
        await Links(scratch).Redeem("other", "42", await Code(scratch, participant));
        await BegunTrial.InOneTurn(scratch, participant, skills =>
        {
            skills.Conversation.Say(Speaker.Guide, "other", "turn", new Nof1Agent.Skills.SkillReply { Say = "one" });
            skills.Conversation.Say(Speaker.Guide, "other", "turn", new Nof1Agent.Skills.SkillReply { Say = "two" });
        });
        var outbox = Outbox(scratch);
        var first = outbox.Due("other", Urgency.Awaited, scratch.Now, 10)[0];
        await outbox.Unreachable(first, "blocked", scratch.Now);

        Assert.Empty(outbox.Due("other", Urgency.Awaited, scratch.Now, 10));
        Assert.Equal(first.Key, outbox.Due("test", Urgency.Awaited, scratch.Now, 10)[0].Key);
        Assert.Equal(4, scratch.Read<int>("select count(*) from outbound where channel = 'test' and failed is null"));
        Assert.Equal("test", ForDue(scratch, participant));
        var log = new AlertLog(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);
        Assert.Equal((AlertKind.ChannelUnreachable, participant), log.Open(Audience.Coach).Select(alert => (alert.Kind, alert.ParticipantId!.Value)).Single());

        await Write(scratch, participant, "other");
        Assert.Empty(log.Open(Audience.Coach));
        Assert.Equal("other", ForDue(scratch, participant));
    }

    [Fact]
    public async Task Unreachable_TheOnlyChannel_GivesUpWhatWaitsAndSaysNothingDueThere()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        await Write(scratch, participant, "test");
        await BegunTrial.InOneTurn(scratch, participant, skills => skills.Conversation.Say(Speaker.Guide, "test", "turn", new Nof1Agent.Skills.SkillReply { Say = "one" }));
        var outbox = Outbox(scratch);
        await outbox.Unreachable(outbox.Due("test", Urgency.Awaited, scratch.Now, 1)[0], "deleted", scratch.Now);

        Assert.Equal(0, outbox.Waiting());
        Assert.Equal("unreachable: deleted", scratch.Read<string>("select failed from outbound"));
        Assert.Null(ForDue(scratch, participant));
    }

    [Fact]
    public async Task Answers_TwoChatsOfOneChannel_GoToTheChatThatWasWrittenIn()
    {
        await using var place = new TurnPlace();
        var participant = await TwoChats(place);

        Assert.Equal(["one"], await AnsweredIn(place, participant, "one"));
        Assert.Equal(["second"], await AnsweredIn(place, participant, "second"));
        Assert.Equal(["one"], await AnsweredIn(place, participant, "one"));

        // What is due goes where they were last, and stays there when they write elsewhere before it is sent.
        await BegunTrial.InOneTurn(place.Scratch, participant, skills => skills.Conversation.Say(Speaker.Guide, "test", "due", new Nof1Agent.Skills.SkillReply { Say = "due" }, Urgency.Due));
        Assert.Equal("one", Outbox(place.Scratch).Due("test", Urgency.Due, place.Scratch.Now, 10).Single().ExternalId);
    }

    [Fact]
    public async Task Unreachable_OneOfTwoChatsOfOneChannel_ShutsOnlyThatAndMovesWhatWaitsToTheOther()
    {
        await using var place = new TurnPlace();
        var participant = await TwoChats(place);
        await AnsweredIn(place, participant, "second");
        place.Scratch.Clock.Advance(TimeSpan.FromSeconds(1));
        await place.Inbox.AcceptText(participant, "test", "x", "/today", from: "one");
        await place.Runner.AnswerWaiting(participant, CancellationToken.None);
        var outbox = Outbox(place.Scratch);
        await outbox.Unreachable(outbox.Due("test", Urgency.Awaited, place.Scratch.Now, 1).Single(), "403", place.Scratch.Now);

        Assert.Equal("second", outbox.Due("test", Urgency.Awaited, place.Scratch.Now, 1).Single().ExternalId);
        Assert.Equal(["one"], place.Scratch.ReadAll<string>("select opened(sealed_id) from channel_identity where unreachable_since is not null"));
        Assert.Equal("test", ForDue(place.Scratch, participant));

        // A message from the other chat says nothing about the one that is shut.
        var log = new AlertLog(place.Scratch.Database, place.Scratch.Writer, place.Scratch.Clock, place.Scratch.Random);
        await place.Inbox.AcceptText(participant, "test", "y", "hello", from: "second");
        Assert.Single(log.Open(Audience.Coach));
        await place.Inbox.AcceptText(participant, "test", "z", "hello", from: "one");
        Assert.Empty(log.Open(Audience.Coach));
    }

    [Fact]
    public async Task Erasure_AskedForInOneOfTwoChats_KeepsThatOneForTheReceipt()
    {
        await using var place = new TurnPlace();
        var participant = await TwoChats(place);
        await place.Inbox.AcceptText(participant, "test", "x", "delete", from: "one");
        place.Scratch.Clock.Advance(TimeSpan.FromSeconds(1));
        await place.Inbox.AcceptText(participant, "test", "y", "hello", from: "second");
        await BegunTrial.InOneTurn(place.Scratch, participant, skills => new Erasure(skills.Work).Everything(place.Scratch.Read<long>("select min(id) from inbound")));
        Assert.Equal(["one"], place.Scratch.ReadAll<string>("select opened(sealed_id) from channel_identity"));
    }

    private static async Task<Nof1Agent.Skills.ParticipantId> TwoChats(TurnPlace place)
    {
        var participant = await place.Meet();
        var keys = place.Scratch.Database.Keys;
        place.Scratch.Do(
            "insert into channel_identity (channel, external_id, sealed_id, participant_id, created_at) values ('test', @found, @cell, @participant, @now)",
            new { found = keys.Fingerprint("second"), cell = keys.Seal(DataKeys.Of(place.Scratch.Database, participant), "second"), participant = participant.Value, now = $"{place.Scratch.Now}" });
        return participant;
    }

    private static async Task<List<string?>> AnsweredIn(TurnPlace place, Nof1Agent.Skills.ParticipantId participant, string chat)
    {
        place.Scratch.Clock.Advance(TimeSpan.FromSeconds(1));
        await place.Inbox.AcceptText(participant, "test", $"{place.Scratch.Now}", "/today", from: chat);
        await place.Runner.AnswerWaiting(participant, CancellationToken.None);
        var outbox = Outbox(place.Scratch);
        var said = outbox.Due("test", Urgency.Awaited, place.Scratch.Now, 10);
        await outbox.Delivered(said.Select(message => (message.Key, (string?)"1")), place.Scratch.Now);
        return [.. said.Select(message => message.ExternalId)];
    }

    private static ChatLinks Links(ScratchDatabase scratch) => new(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);

    private static Outbox Outbox(ScratchDatabase scratch) => new(scratch.Database, scratch.Writer, scratch.Random);

    private static Inbox Inbox(ScratchDatabase scratch) => new(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);

    private static async Task<string> Code(ScratchDatabase scratch, Nof1Agent.Skills.ParticipantId participant)
    {
        var code = "";
        await BegunTrial.InOneTurn(scratch, participant, skills => code = skills.Channels.LinkCode().Facts[0].Value);
        return code;
    }

    private static async Task Write(ScratchDatabase scratch, Nof1Agent.Skills.ParticipantId participant, string channel)
    {
        scratch.Clock.Advance(TimeSpan.FromSeconds(1));
        await Inbox(scratch).AcceptText(participant, channel, $"{scratch.Now}", "hello");
    }

    private static string? ForDue(ScratchDatabase scratch, Nof1Agent.Skills.ParticipantId participant)
    {
        using var work = scratch.Work(participant);
        return new ConversationStore(work).ChannelForDue;
    }
}
