using Nof1Agent.Skills;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Conversations;

/// <summary>Neither taking a chat out nor joining it is a way out of support mode.</summary>
public sealed class HeldChatsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TakeOut_InSupportMode_GoesOnInTheChatThatIsTakenOut(bool byCommand)
    {
        await using var scratch = new ScratchDatabase();
        var (owner, _) = await BegunTrial.In(scratch);
        await Inbox(scratch).AcceptText(owner, "test", "first", "hello", from: "one");
        await Links(scratch).Redeem("test", "second", await CodeOf(scratch, owner));
        await HoldIn(scratch, owner);
        if (byCommand)
        {
            await Links(scratch).Unlink(owner, "test", "second");
        }
        else
        {
            var told = Transcript(scratch).After(owner, 0, 100).Last(message => message.Choices is [{ Call.Function: "channels-remove_chat" }]);
            Assert.True(await Links(scratch).Decide(owner, told.Id, "c0"));
        }

        var fresh = await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc);
        Assert.NotEqual(owner, fresh);
        Assert.Equal("E1", HoldOf(scratch, fresh));
        Assert.Equal("E1", HoldOf(scratch, owner));
        Assert.DoesNotContain("E1", scratch.ReadAll<string>("select safety_hold from conversation"));
        var alerts = new AlertLog(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).Open(Audience.Coach);
        Assert.Contains("E1", Assert.Single(alerts, alert => alert.ParticipantId == fresh).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeOut_WithoutSupportMode_BeginsWithoutIt()
    {
        await using var scratch = new ScratchDatabase();
        var (owner, _) = await BegunTrial.In(scratch);
        await Inbox(scratch).AcceptText(owner, "test", "first", "hello", from: "one");
        await Links(scratch).Redeem("test", "second", await CodeOf(scratch, owner));
        await Links(scratch).Unlink(owner, "test", "second");
        Assert.Null(HoldOf(scratch, await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc)));
    }

    [Fact]
    public async Task Join_OfAChatInSupportMode_IsRefusedWithTheNumbers()
    {
        await using var scratch = new ScratchDatabase();
        var (owner, _) = await BegunTrial.In(scratch);
        var guest = await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc);
        await Inbox(scratch).AcceptText(guest, "test", "1", "hello", from: "second");
        await HoldIn(scratch, guest);
        var code = await CodeOf(scratch, owner);

        Assert.Equal(LinkOutcome.Held, await Links(scratch).Ask(guest, "test", "second", code));
        var told = Transcript(scratch).After(guest, 0, 10)[^1];
        Assert.Contains("findahelpline.com", told.Text, StringComparison.Ordinal);
        Assert.Empty(told.Choices);
        Assert.Equal(guest, await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc));
        Assert.True(Links(scratch).Knows(code));
    }

    [Fact]
    public async Task Join_WhereTheCrisisCameAfterTheQuestion_IsRefusedWithTheNumbers()
    {
        await using var scratch = new ScratchDatabase();
        var (owner, _) = await BegunTrial.In(scratch);
        var guest = await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc);
        Assert.Equal(LinkOutcome.Asked, await Links(scratch).Ask(guest, "test", "second", await CodeOf(scratch, owner)));
        await HoldIn(scratch, guest);
        var asked = Transcript(scratch).After(guest, 0, 10)[^1];
        Assert.True(await Links(scratch).Decide(guest, asked.Id, "c0"));
        Assert.Equal(guest, await Inbox(scratch).Meet("test", "second", DateTimeZone.Utc));
        Assert.Equal("E1", HoldOf(scratch, guest));
        Assert.Contains("findahelpline.com", Transcript(scratch).After(guest, 0, 10)[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_ToAConversationInSupportMode_IsInIt()
    {
        await using var scratch = new ScratchDatabase();
        var (owner, _) = await BegunTrial.In(scratch);
        var code = await CodeOf(scratch, owner);
        await HoldIn(scratch, owner);
        Assert.Equal((LinkOutcome.Linked, owner), await Links(scratch).Redeem("web", "browser", code));
        Assert.Equal("E1", HoldOf(scratch, await Inbox(scratch).Meet("web", "browser", DateTimeZone.Utc)));
    }

    private static Task HoldIn(ScratchDatabase scratch, ParticipantId participant) => BegunTrial.InOneTurn(scratch, participant, skills =>
    {
        skills.Conversation.Set(skills.Conversation.Current with { SafetyHold = "E1", SafetyHoldSince = scratch.Now });
        skills.Conversation.Close(null);
    });

    private static string? HoldOf(ScratchDatabase scratch, ParticipantId participant) => scratch.Read<string>("select opened(safety_hold) from conversation where participant_id = @id", new { id = participant.Value });

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
