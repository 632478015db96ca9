using System.Text.Json.Nodes;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Host.Channels.Teams.Coaches;
using Nof1Agent.Skills;
using Nof1Agent.Tests.Host.Dashboard;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Teams;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>Once the dashboard has accounts, a coach in Teams is told of, and acts for, their own people only.</summary>
public sealed class TeamsCaseloadTests
{
    private const int Grace = 8;

    [Fact]
    public async Task Coach_IsToldOfTheirOwnPeople_AndDecidesForNobodyElse()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await Start(teams);
        await service.Get<CoachAccounts>().Add("Grace Coach", CoachRole.Coach, null);
        var anna = (await service.Get<CoachAccounts>().Add("Anna", CoachRole.Coach, null))!;
        var (own, foreign) = (await Caseloads.Joined(service, "Grace Coach", "one"), await Caseloads.Joined(service, "Anna", "two"));
        await Caseloads.Alert(service, foreign, AlertKind.Harm);
        await Caseloads.Asks(service, foreign);
        await Caseloads.Crisis(service, foreign);
        await Caseloads.Alert(service, own, AlertKind.Harm);
        var (mine, theirs) = (Open(service, own), Open(service, foreign));
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1").Count > 0);
        Assert.Contains(own.Value, Assert.Single(teams.Chats.In("a:opened-1")).Text, StringComparison.Ordinal);

        using var grace = new TeamsPerson(teams, Grace, () => service.Address);
        Assert.Equal(3, theirs.Count);
        foreach (var (verb, alert) in theirs.SelectMany(alert => new[] { "acknowledge", "approve", "veto", "confirm-safe" }.Select(verb => (verb, alert))))
        {
            var answer = (await grace.Deliver(grace.Execute("m1", new JsonObject { ["do"] = verb, ["about"] = alert.Id, ["reason"] = "a reason that is long enough" }))).Body;
            Assert.Equal("This person has not said yes to you as their coach.", answer!["value"]!.GetValue<string>());
        }

        Assert.All(Open(service, foreign), alert => Assert.Null(alert.AcknowledgedAt));
        Assert.Equal(1, service.Count($"approval where state = '{nameof(ApprovalState.Waiting)}'"));
        Assert.Equal(1, service.Count("conversation where safety_hold is not null"));
        await grace.Deliver(grace.Execute("m1", new JsonObject { ["do"] = "acknowledge", ["about"] = Assert.Single(mine).Id }));
        Assert.Equal("Grace Coach", Assert.Single(Open(service, own)).AcknowledgedBy);

        // Nobody else is left to be told.
        var crisis = theirs.Single(alert => alert.Kind is AlertKind.Crisis);
        Assert.False(service.Get<TeamsCoaches>().MaySee("Grace Coach", crisis));
        await service.Get<CoachAccounts>().Remove(anna.Id);
        Assert.True(service.Get<TeamsCoaches>().MaySee("Grace Coach", crisis));
    }

    [Fact]
    public async Task MaySee_ByAccount()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await Start(teams);
        var (coaches, accounts) = (service.Get<TeamsCoaches>(), service.Get<CoachAccounts>());
        var (own, nobodys) = (await Caseloads.Joined(service, "Anna", "one"), await Caseloads.Joined(service, "Anna", "two", agreed: false));
        await Caseloads.Alert(service, own, AlertKind.Harm);
        await Caseloads.Alert(service, nobodys, AlertKind.Harm);
        var (about, unasked) = (Assert.Single(Open(service, own)), Assert.Single(Open(service, nobodys)));
        (bool, bool) Sees() => (coaches.MaySee("Grace Coach", about), coaches.MaySee("Grace Coach", unasked));

        // The settings alone.
        Assert.Equal((true, true), Sees());
        await accounts.Add("Otto", CoachRole.Auditor, null);
        Assert.Equal((true, true), Sees());

        // Nobody of the settings leads: what is nobody's is everybody's.
        await accounts.Add("Anna", CoachRole.Coach, null);
        Assert.Equal((false, true), Sees());
        Assert.True(coaches.MaySee("Anna", about));
        await accounts.Add("Lea Lead", CoachRole.Lead, null);
        Assert.Equal((false, false), Sees());
        Assert.True(coaches.MaySee("Lea Lead", about) && coaches.MaySee("Lea Lead", unasked));
    }

    private static List<Alert> Open(RunningService service, ParticipantId participant) => [.. service.Get<AlertLog>().Open(Audience.Coach).Where(alert => alert.ParticipantId == participant)];

    private static Task<RunningService> Start(FakeTeams teams)
    {
        var settings = teams.Settings(
            ("Coaches:0:ObjectId", $"00000000-0000-0000-0000-{Grace:000000000000}"), ("Coaches:0:Name", "Grace Coach"),
            ("Coaches:1:ObjectId", "00000000-0000-0000-0000-000000000007"), ("Coaches:1:Name", "Lea Lead"));
        return Started(teams, settings);
    }

    private static async Task<RunningService> Started(FakeTeams teams, IReadOnlyDictionary<string, string?> settings)
    {
        var service = await RunningService.Start(new DateTimeOffset(2027, 1, 4, 19, 0, 0, TimeSpan.Zero), settings);
        teams.Now = service.Clock.GetUtcNow;
        return service;
    }
}
