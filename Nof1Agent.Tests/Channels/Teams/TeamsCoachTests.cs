using System.Net;
using System.Text.Json.Nodes;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Teams;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>Coaches in Teams: told of what needs them, able to act by a button, and nobody else is.</summary>
public sealed class TeamsCoachTests
{
    private const int Grace = 8;
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 19, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Alert_ComesToTheCoach_AndIsAcknowledgedByTheButton()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await Start(teams);
        using var grace = new TeamsPerson(teams, Grace, () => service.Address);

        // She has the app but has never written: the chat is opened by her object id.
        await service.Get<AlertLog>().Raise(AlertKind.Harm, "somebody", "A strong side effect was reported; the trial is paused.");
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1").Count == 1);
        Assert.Contains(teams.Calls, call => call.Method == "open" && call.Body["members"]![0]!["id"]!.GetValue<string>() == grace.ObjectId);
        var card = teams.Chats.In("a:opened-1")[0];
        Assert.Contains("A strong side effect", card.Text, StringComparison.Ordinal);

        var (status, body) = await grace.Deliver(grace.Execute(card.Id, Assert.Single(card.Buttons).Data.DeepClone().AsObject()));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("✓ Seen by Grace Coach", CardReading.Text(body!["value"]!.AsObject()), StringComparison.Ordinal);
        Assert.Equal("Grace Coach", Assert.Single(service.Get<AlertLog>().Open(Audience.Coach)).AcknowledgedBy);
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1")[0].Edits > 0);
        Assert.Empty(teams.Chats.In("a:opened-1")[0].Buttons);
        Assert.Equal(0, service.Count("participant"));
    }

    [Fact]
    public async Task Button_PressedBySomebodyElse_ChangesNothing()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await Start(teams);
        using var eve = new TeamsPerson(teams, 9, () => service.Address);
        await service.Get<AlertLog>().Raise(AlertKind.Harm, "somebody", "Something.");
        var alert = service.Get<AlertLog>().Open(Audience.Coach)[0];
        var (_, body) = await eve.Deliver(eve.Execute("m1", new JsonObject { ["do"] = "acknowledge", ["about"] = alert.Id }));
        Assert.Equal("Only coaches of this service can do that.", body!["value"]!.GetValue<string>());
        Assert.Null(service.Get<AlertLog>().Find(alert.Id)!.AcknowledgedAt);
    }

    [Fact]
    public async Task Channel_OfATeam_IsToldWhereACoachAsksForIt_AndNoLonger()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await Start(teams);
        const string channel = "19:team@thread.tacv2";
        using var eve = new TeamsPerson(teams, 9, () => service.Address);
        await eve.Deliver(TeamsServiceTests.InTeam(eve, "<at>Nof1</at> alerts here"));
        using var grace = new TeamsPerson(teams, Grace, () => service.Address);
        await grace.Deliver(TeamsServiceTests.InTeam(grace, "<at>Nof1</at> alerts here"));
        await service.Get<AlertLog>().Raise(AlertKind.SilentDays, "somebody", "Two days without an answer.");
        await TeamsServiceTests.Until(() => teams.Chats.In(channel).Count == 1);
        Assert.Equal(1, service.Count("coach_desk where external_id = '19:team@thread.tacv2'"));

        // The condition ended by itself: so does the card.
        await service.Get<AlertLog>().Clear(AlertKind.SilentDays, "somebody");
        await TeamsServiceTests.Until(() => teams.Chats.In(channel)[0].Text.Contains("✓ Over since", StringComparison.Ordinal));
        await grace.Deliver(TeamsServiceTests.InTeam(grace, "<at>Nof1</at> no alerts here"));
        Assert.Equal(0, service.Count("coach_desk where external_id = '19:team@thread.tacv2'"));
    }

    [Fact]
    public async Task Alert_ThatCannotBeShown_IsTriedAgain_AndOneThatWasDeletedIsTakenBack()
    {
        await using var teams = await FakeTeams.Start();
        teams.Failures.Plan("post", new Failure.Status(500, "down"), new Failure.DropBefore());
        await using var service = await Start(teams);
        await service.Get<AlertLog>().Raise(AlertKind.Harm, "somebody", "Something.");
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1").Count == 1);
        using (var connection = service.Get<Nof1Agent.Skills.Storage.Database>().OpenToWrite())
        {
            Dapper.SqlMapper.Execute(connection, "delete from alert");
        }

        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1").Count == 0 && service.Count("coach_card") == 0);
    }

    private static async Task<RunningService> Start(FakeTeams teams)
    {
        var service = await RunningService.Start(Evening, teams.Settings(("Coaches:0:ObjectId", $"00000000-0000-0000-0000-{Grace:000000000000}"), ("Coaches:0:Name", "Grace Coach")));
        teams.Now = service.Clock.GetUtcNow;
        return service;
    }
}
