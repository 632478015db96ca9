using Nof1Agent.Skills.Alerts;
using Nof1Agent.Tests.Skills.Storage;

namespace Nof1Agent.Tests.Skills.Alerts;

public sealed class AlertLogTests
{
    [Fact]
    public async Task Raise_WhileOneWaits_IsOneAlert_AndAnotherOnceThatWasSeen()
    {
        await using var scratch = new ScratchDatabase();
        var log = new AlertLog(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);
        await log.Raise(AlertKind.ChannelFailing, "test", "first");
        await log.Raise(AlertKind.ChannelFailing, "test", "again");
        var alert = Assert.Single(log.Open(Audience.Operator));
        Assert.Equal("first", alert.Text);

        Assert.True(await log.Acknowledge(alert.Id, "one"));
        Assert.True(await log.Acknowledge(alert.Id, "another"));
        Assert.Equal("one", Assert.Single(log.Open(Audience.Operator)).AcknowledgedBy);
        await log.Raise(AlertKind.ChannelFailing, "test", "later");
        Assert.Equal(["first", "later"], log.Open(Audience.Operator).Select(open => open.Text).Order());
    }

    [Fact]
    public async Task Clear_ConditionEnded_IsNoLongerOpenAndOthersStay()
    {
        await using var scratch = new ScratchDatabase();
        var log = new AlertLog(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);
        await log.Raise(AlertKind.ChannelFailing, "one", "text");
        await log.Raise(AlertKind.ChannelFailing, "two", "text");
        await log.Clear(AlertKind.ChannelFailing, "one");

        Assert.Equal("two", Assert.Single(log.Open(Audience.Operator)).Subject);
        Assert.Empty(log.Open(Audience.Coach));
        Assert.False(await log.Acknowledge("unknown", "somebody"));
    }

    [Fact]
    public async Task Store_RaisedInATurn_IsStoredWithItAndAboutItsParticipant()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        var log = new AlertLog(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);
        using (var work = scratch.Work(participant))
        {
            new AlertStore(work).Raise(AlertKind.SilentDays, "No answer for two days.");
            Assert.Empty(log.Open(Audience.Coach));
            await work.CommitAsync(scratch.Writer);
        }

        var alert = Assert.Single(log.Open(Audience.Coach));
        Assert.Equal((AlertKind.SilentDays, participant, scratch.Now), (alert.Kind, alert.ParticipantId, alert.At));
        await BegunTrial.InOneTurn(scratch, participant, skills => new AlertStore(skills.Work).Clear(AlertKind.SilentDays));
        Assert.Empty(log.Open(Audience.Coach));
    }
}
