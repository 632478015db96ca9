using Nof1Agent.Host.Operation;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Conversations;
using NodaTime;

namespace Nof1Agent.Tests.Host.Operation;

public sealed class TroubleRuleTests
{
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 1, 12, 0);

    private static readonly ServiceSigns Calm = new() { At = Now, SchedulerSilence = TimeSpan.FromSeconds(20) };

    [Fact]
    public void Of_EverythingWorks_FindsNothing() => Assert.Empty(TroubleRule.Of(
        Calm with { OldestDue = Now - Duration.FromMinutes(1), Due = 50_000, Backlog = [Waiting("a", 90_000, 60)], Failing = new Dictionary<string, Instant> { ["a"] = Now - Duration.FromMinutes(1) } },
        Calm with { At = Now - Duration.FromMinutes(10), Backlog = [Waiting("a", 100_000, 50)] }));

    [Fact]
    public void Of_SchedulerSilent_IsStalled() => Assert.Equal(AlertKind.SchedulerStalled, Assert.Single(TroubleRule.Of(Calm with { SchedulerSilence = TimeSpan.FromMinutes(3) }, null)).Kind);

    [Fact]
    public void Of_DueRowNotSaidThoughTheSchedulerWorks_IsStalledAndSaysHowMany()
    {
        var trouble = Assert.Single(TroubleRule.Of(Calm with { OldestDue = Now - Duration.FromMinutes(15), Due = 7 }, null));
        Assert.Equal(AlertKind.SchedulerStalled, trouble.Kind);
        Assert.Contains("7 due rows wait, the oldest for 15 minutes", trouble.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 99, false)]
    [InlineData(100, 100, true)]
    [InlineData(100, 130, true)]
    public void Of_OldBacklog_IsTroubleUnlessItShrinks(int before, int now, bool trouble) => Assert.Equal(trouble, TroubleRule.Of(
        Calm with { Backlog = [Waiting("a", now, 30)] }, Calm with { At = Now - Duration.FromMinutes(10), Backlog = [Waiting("a", before, 20)] }).Any(found => found is { Kind: AlertKind.OutboxGrowing, Subject: "a" }));

    [Fact]
    public void Of_FreshBacklogThatGrows_IsTheEveningAndNoTrouble() => Assert.Empty(TroubleRule.Of(
        Calm with { Backlog = [Waiting("a", 900, 5)] }, Calm with { At = Now - Duration.FromMinutes(10), Backlog = [Waiting("a", 10, 5)] }));

    [Fact]
    public void Of_ChannelRefusesEverything_IsFailing() => Assert.Equal(
        (AlertKind.ChannelFailing, "a"),
        TroubleRule.Of(Calm with { Failing = new Dictionary<string, Instant> { ["a"] = Now - Duration.FromMinutes(3) } }, null).Select(found => (found.Kind, found.Subject)).Single());

    private static OutboxBacklog Waiting(string channel, long waiting, int minutes) => new() { Channel = channel, Waiting = waiting, Oldest = Now - Duration.FromMinutes(minutes) };
}
