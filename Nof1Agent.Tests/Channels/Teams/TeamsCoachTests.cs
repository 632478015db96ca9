using System.Net;
using System.Text.Json.Nodes;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Host.Channels.Teams;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Storage;
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
    public async Task Card_OpensTheDashboard_WhereItsAddressIsKnown()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await Start(teams, "http://127.0.0.1:5080/");
        await service.Get<AlertLog>().Raise(AlertKind.Harm, "somebody", "A strong side effect was reported; the trial is paused.");
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1").Count == 1);
        var opening = CardReading.Elements(teams.Chats.In("a:opened-1")[0].Card).Single(element => element["type"]!.GetValue<string>() == "Action.OpenUrl");
        Assert.Equal("http://127.0.0.1:5080/coach/alerts", opening["url"]!.GetValue<string>());
    }

    [Fact]
    public void EveryAlertOfCoaches_HasWordsOfItsOwn_InEveryLanguage()
    {
        foreach (var language in Nof1Agent.Skills.Languages.KnownLanguages.All)
        {
            var words = Enum.GetValues<AlertKind>().Where(kind => kind.Audience() is Audience.Coach).Select(kind => language.Say("teams.alert-what", ("kind", kind.ToString().ToLowerInvariant()))).ToList();
            Assert.Equal(words.Count, words.Distinct().Count());
            Assert.DoesNotContain(language.Say("teams.alert-what", ("kind", "other")), words);
        }
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
    public async Task Alert_OfARedFlag_SaysNothingOfWhatItWas_AlsoNotInTheNotification()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await Start(teams);
        await service.Get<AlertLog>().Raise(AlertKind.Safety, "somebody", "Safety rule E1 (Suicide, also a passive wish)");
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1").Count == 1);
        Assert.Contains("found a red flag", teams.Chats.In("a:opened-1")[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(teams.Calls, call => call.Body.ToJsonString().Contains("uicid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Crisis_IsEndedByTheCoachsButton_AlsoAfterItWasSeen_AndByNobodyElse()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await Start(teams);
        using var ada = new TeamsPerson(teams, 1, () => service.Address);
        var patient = new TeamsPatient(new FakeTeamsApp(ada), () => service.NothingWaits);
        await patient.Write("I want to die");
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1").Count == 1);
        var card = teams.Chats.In("a:opened-1")[0];
        Assert.Equal(["I have seen it", "I have spoken with them: support mode and blocks end"], card.Buttons.Select(button => button.Label));
        var confirm = card.Buttons[1].Data.DeepClone().AsObject();
        using var grace = new TeamsPerson(teams, Grace, () => service.Address);
        using var eve = new TeamsPerson(teams, 9, () => service.Address);

        await eve.Deliver(eve.Execute(card.Id, confirm.DeepClone().AsObject()));
        Assert.NotNull(Hold(service));
        await grace.Deliver(grace.Execute(card.Id, card.Buttons[0].Data.DeepClone().AsObject()));
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1")[0].Edits > 0);
        Assert.Equal(confirm.ToJsonString(), Assert.Single(teams.Chats.In("a:opened-1")[0].Buttons).Data.ToJsonString());
        Assert.NotNull(Hold(service));

        // What they have written since is seen first, whatever it was taken for.
        await patient.Write("can I go on tomorrow?");
        var (_, news) = await grace.Deliver(grace.Execute(card.Id, confirm.DeepClone().AsObject()));
        Assert.Contains("They have written since", CardReading.Text(news!["value"]!.AsObject()), StringComparison.Ordinal);
        Assert.NotNull(Hold(service));
        confirm = CardReading.Buttons(news["value"]!.AsObject()).Single(button => button.Label.StartsWith("I have spoken", StringComparison.Ordinal)).Data.DeepClone().AsObject();

        var (_, body) = await grace.Deliver(grace.Execute(card.Id, confirm.DeepClone().AsObject()));
        Assert.Contains("✓ Seen by Grace Coach", CardReading.Text(body!["value"]!.AsObject()), StringComparison.Ordinal);
        Assert.Contains("Over since", CardReading.Text(body["value"]!.AsObject()), StringComparison.Ordinal);
        Assert.Null(Hold(service));
        Assert.Empty(service.Get<AlertLog>().Open(Audience.Coach));

        // What happens again is a crisis of its own, which the old card does not end.
        await patient.Write("I want to die");
        Assert.NotNull(Hold(service));
        var (_, again) = await grace.Deliver(grace.Execute(card.Id, confirm.DeepClone().AsObject()));
        Assert.Equal("That is not waiting any more.", again!["value"]!.GetValue<string>());
        Assert.NotNull(Hold(service));
    }

    private static string? Hold(RunningService service)
    {
        using var connection = service.Get<Nof1Agent.Skills.Storage.Database>().OpenReadable();
        return Dapper.SqlMapper.ExecuteScalar<string>(connection, "select safety_hold from conversation");
    }

    [Fact]
    public async Task Coach_WhoIsNoLongerInTheSettings_IsToldNothingMore()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await Start(teams);
        await service.Get<CoachDesks>().Open("teams", new CoachDesk("a:gone", "Somebody Else", new TeamsAddress(teams.Address.ToString(), "a:gone", "28:bot", "29:gone", null, null).ToJson()));
        await service.Get<AlertLog>().Raise(AlertKind.Harm, "somebody", "Something.");
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1").Count == 1);
        Assert.Empty(teams.Chats.In("a:gone"));
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
        await service.Get<AlertLog>().Raise(AlertKind.ApprovalRequested, "request", "Asks for a yes to \"cold showers\".");
        await TeamsServiceTests.Until(() => teams.Chats.In(channel).Count == 2);
        Assert.Contains("stands in your own chat with me", teams.Chats.In(channel)[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("showers", teams.Chats.In(channel)[1].Text, StringComparison.Ordinal);
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

    [Fact]
    public async Task Request_IsDecidedByTheCoachsButton_AndThePersonHearsIt()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await Start(teams);
        using var ada = new TeamsPerson(teams, 1, () => service.Address);
        var patient = new TeamsPatient(new FakeTeamsApp(ada), () => service.NothingWaits);
        await patient.Write("hello");
        await patient.Press("Yes, that is OK");
        var (first, second) = (await Ask(service, "cold showers"), await Ask(service, "a heavy meal"));
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1").Count == 2);
        var cards = teams.Chats.In("a:opened-1");
        Assert.Contains("Cold showers", cards[0].Text, StringComparison.Ordinal);
        Assert.Equal(["Approve", "Advise against"], cards[0].Buttons.Select(button => button.Label));
        using var grace = new TeamsPerson(teams, Grace, () => service.Address);
        using var eve = new TeamsPerson(teams, 9, () => service.Address);
        Assert.Equal("Only coaches of this service can do that.", (await Press(eve, cards[0], 0, null))!["value"]!.GetValue<string>());

        patient.CatchUp();
        Assert.Contains("✓ Approved by Grace Coach", CardReading.Text((await Press(grace, cards[0], 0, null))!["value"]!.AsObject()), StringComparison.Ordinal);
        Assert.Contains("agreed that you may test", (await patient.News()).Text, StringComparison.Ordinal);

        // To advise against takes a reason, which the person reads.
        Assert.Contains("at least ten characters", (await Press(grace, cards[1], 1, "no"))!["value"]!.GetValue<string>(), StringComparison.Ordinal);
        await Press(grace, cards[1], 1, "Not with your stomach; please see your doctor first.");
        Assert.Contains("Not with your stomach", (await patient.News()).Text, StringComparison.Ordinal);
        Assert.Equal(["Approved", "Vetoed"], new[] { first, second }.Select(id => service.Count($"approval where id = '{id}' and state = 'Approved'") == 1 ? "Approved" : "Vetoed"));
        await TeamsServiceTests.Until(() => teams.Chats.In("a:opened-1").All(card => card.Buttons.Count == 0));
        Assert.Contains("Not with your stomach", teams.Chats.In("a:opened-1")[1].Text, StringComparison.Ordinal);

        // Decided is decided: the same button on a device that still shows it.
        Assert.Equal("application/vnd.microsoft.activity.message", (await Press(grace, cards[0], 0, null))!["type"]!.GetValue<string>());
    }

    private static async Task<System.Text.Json.Nodes.JsonNode?> Press(TeamsPerson person, FakeTeamsMessage card, int button, string? reason)
    {
        var data = card.Buttons[button].Data.DeepClone().AsObject();
        if (reason is not null)
        {
            data["reason"] = reason;
        }

        return (await person.Deliver(person.Execute(card.Id, data))).Body;
    }

    // As the choice of a candidate that needs a clinician asks it.
    private static async Task<string> Ask(RunningService service, string what)
    {
        string participant;
        using (var connection = service.Get<Database>().Open())
        {
            participant = Dapper.SqlMapper.QuerySingle<string>(connection, "select id from participant");
        }

        using var work = new TurnWork(service.Get<Database>(), new(participant), NodaTime.Instant.FromDateTimeOffset(service.Clock.GetUtcNow()), service.Get<RandomSource>());
        var id = work.Random.NewId();
        new ApprovalStore(work).Add(new Approval { Id = id, Name = what, Instruction = $"Do it: {what}.", Cautions = ["heart disease"], AskedAt = work.Now });
        new AlertStore(work).Raise(AlertKind.ApprovalRequested, "Asks for a coach's yes to something that needs a clinician's.", id);
        Assert.Equal(CommitOutcome.Committed, await work.CommitAsync(service.Writer));
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        return id;
    }

    private static async Task<RunningService> Start(FakeTeams teams, string? dashboard = null)
    {
        var settings = teams.Settings(("Coaches:0:ObjectId", $"00000000-0000-0000-0000-{Grace:000000000000}"), ("Coaches:0:Name", "Grace Coach"));
        settings["Mail:Address"] = dashboard;
        var service = await RunningService.Start(Evening, settings);
        teams.Now = service.Clock.GetUtcNow;
        return service;
    }
}
