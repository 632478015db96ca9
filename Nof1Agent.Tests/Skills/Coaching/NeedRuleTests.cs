using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Coaching;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Coaching;

public sealed class NeedRuleTests
{
    private static readonly Instant Noon = Instant.FromUtc(2027, 3, 1, 12, 0);

    [Fact]
    public void Of_EachSign_IsItsReason()
    {
        Assert.Null(NeedRule.Of(new NeedSigns()).Reason);
        Assert.Equal(NeedReason.Crisis, NeedRule.Of(new NeedSigns { InSupportMode = true }).Reason);
        Assert.Equal(NeedReason.Crisis, Alone(AlertKind.Crisis));
        Assert.Equal(NeedReason.Harm, Alone(AlertKind.Harm));
        Assert.Equal(NeedReason.SafetyStop, Alone(AlertKind.Safety));
        Assert.Equal(NeedReason.AsksForHuman, Alone(AlertKind.HumanRequested));
        Assert.Equal(NeedReason.Unreachable, Alone(AlertKind.ChannelUnreachable));
        Assert.Equal(NeedReason.Silent, Alone(AlertKind.SilentDays));
        Assert.Equal(NeedReason.WaitsForApproval, NeedRule.Of(new NeedSigns { WaitingApprovals = 1 }).Reason);
        Assert.Null(NeedRule.Of(new NeedSigns { SilentDays = 1 }).Reason);
        Assert.Equal(NeedReason.Silent, NeedRule.Of(new NeedSigns { SilentDays = 2 }).Reason);
        Assert.Equal(NeedReason.Unread, NeedRule.Of(new NeedSigns { Unread = 1 }).Reason);
        Assert.Equal(NeedReason.WaitsForAnswer, NeedRule.Of(new NeedSigns { Unread = 1, CoachSpeaks = true }).Reason);
        Assert.Equal(NeedReason.InHand, NeedRule.Of(new NeedSigns { Alerts = [Seen(AlertKind.Crisis)] }).Reason);
    }

    [Fact]
    public void MostFirst_TheGravestThenTheNextThenTheLongestWait()
    {
        var crisis = NeedRule.Of(new NeedSigns { Alerts = [Open(AlertKind.Crisis, 1)] });
        var harm = NeedRule.Of(new NeedSigns { Alerts = [Open(AlertKind.Harm, 5)] });
        var harmAndSilent = NeedRule.Of(new NeedSigns { Alerts = [Open(AlertKind.Harm, 1)], SilentDays = 3 });
        var harmForLonger = NeedRule.Of(new NeedSigns { Alerts = [Open(AlertKind.Harm, 9)] });
        var inHand = NeedRule.Of(new NeedSigns { Alerts = [Seen(AlertKind.Crisis)] });
        var silent = NeedRule.Of(new NeedSigns { SilentDays = 5 });
        var nothing = NeedRule.Of(new NeedSigns());
        Assert.Equal([crisis, harmAndSilent, harmForLonger, harm, silent, inHand, nothing], new[] { nothing, inHand, harm, silent, harmForLonger, crisis, harmAndSilent }.Order(Need.MostFirst));
        Assert.True(crisis.IsUrgent && harm.IsUrgent);
        Assert.False(silent.IsUrgent || nothing.IsUrgent);
    }

    private static NeedReason? Alone(AlertKind kind) => NeedRule.Of(new NeedSigns { Alerts = [Open(kind, 0)] }).Reason;

    private static CaseAlert Open(AlertKind kind, int hoursAgo) => new("a", kind, Noon - Duration.FromHours(hoursAgo), false, null);

    private static CaseAlert Seen(AlertKind kind) => new("a", kind, Noon, true, "Anna");
}
