using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Host.Agent;
using Nof1Agent.Tests.Host.Agent.Providers;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Teams;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>Files in both directions in Teams: what people send is kept before it is acknowledged and fetched afterwards; what they ask for is laid down in their OneDrive.</summary>
public sealed class TeamsFileTests
{
    private const string Sheet = "application/vnd.microsoft.teams.file.download.info";
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 19, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Photo_GoesToAModelThatLooks_WithTheBotsToken_AndSurvivesATrouble()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("I see a label. What on it matters to you?"));
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, Looking(teams, server));
        using var ada = await Agreed(teams, service);
        teams.Photos["label.jpg"] = ExampleFiles.JpegWithPlace;
        teams.Failures.Plan("photo", new Failure.Status(503, "busy"));
        Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(Attached(ada, "my pills", "image/jpeg", "label.jpg", contentUrl: $"{teams.ServiceUrl}v3/attachments/label.jpg"))).Status);
        await TeamsServiceTests.Until(() => service.Count("message_file where media_type = 'image/jpeg'") == 1);
        Assert.Equal(1, service.Count("message where opened(text) = '[photo] my pills'"));
        Assert.True(teams.Calls.Count(call => call.Method == "photo") >= 2, "the trouble was not met");
        await TeamsServiceTests.Until(() => server.Bodies.Any(body => body.Contains("image/jpeg;base64", StringComparison.Ordinal)));
        Assert.Equal(0, service.Count("waiting_file"));
    }

    [Fact]
    public async Task Photo_FromElsewhere_IsNotFetched_AndTheTokenGoesNowhere()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("Yes."));
        await using var teams = await FakeTeams.Start();
        await using var attacker = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, Looking(teams, server));
        using var ada = await Agreed(teams, service);
        await ada.Deliver(Attached(ada, "my pills", "image/jpeg", "label.jpg", contentUrl: $"http://localhost:{attacker.Address.Port}/teams/v3/attachments/label.jpg"));
        await TeamsServiceTests.Until(() => ada.Seen.Any(message => message.Text.Contains("could not fetch", StringComparison.Ordinal)));
        Assert.Empty(attacker.Calls);
        await TeamsServiceTests.Until(() => service.Count("message where opened(text) = 'my pills'") == 1);
        Assert.Equal(0, service.Count("waiting_file"));
    }

    [Fact]
    public async Task File_IsOnTheDiskBeforeItIsAcknowledged_AndReadOnceAfterARestart()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        using var ada = await Agreed(teams, service);
        var activity = Attached(ada, null, Sheet, "sleep.csv", downloadUrl: $"{teams.Address}slow/sleep.csv");
        Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(activity)).Status);
        Assert.Equal((0, 1), (service.Count("import_file"), service.Count("waiting_file")));
        await service.Restart();
        Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(activity)).Status);
        teams.Unlocked = true;
        await TeamsServiceTests.Until(() => service.Count("import_file") == 1 && service.Count("waiting_file") == 0);
        Assert.Equal(1, service.Count("message where opened(text) = 'Here is a file: sleep.csv' and speaker = 'Person'"));
    }

    [Fact]
    public async Task Files_OfOneMessage_AreAllRead()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        using var ada = await Agreed(teams, service);
        var activity = Attached(ada, null, Sheet, "one.csv", downloadUrl: $"{teams.Address}files/sleep.csv");
        activity["attachments"]!.AsArray().Add(Attached(ada, null, Sheet, "two.csv", downloadUrl: $"{teams.Address}files/sleep.csv")["attachments"]![0]!.DeepClone());
        Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(activity)).Status);
        await TeamsServiceTests.Until(() => service.Count("message where opened(text) in ('Here is a file: one.csv', 'Here is a file: two.csv')") == 2 && service.Count("waiting_file") == 0);
    }

    [Fact]
    public async Task File_ThatCannotEvenBeGivenUp_HoldsUpNobody()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        using var ada = await Agreed(teams, service);
        using (var connection = service.Get<Database>().Open())
        {
            await service.Get<WaitingFiles>().Keep(new(Dapper.SqlMapper.QuerySingle<string>(connection, "select id from participant")), "teams", "unreadable", "{");
        }

        await service.Writer.CommitAsync([new Write("update waiting_file set attempts = 99", new { })]);
        await ada.Deliver(Attached(ada, null, Sheet, "sleep.csv", downloadUrl: $"{teams.Address}files/sleep.csv"));
        await TeamsServiceTests.Until(() => service.Count("import_file") == 1 && service.Count("waiting_file") == 0);
    }

    [Fact]
    public async Task File_WhoseLengthIsNotTold_IsReadNoFurtherThanItMayBe()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        using var ada = await Agreed(teams, service);
        await ada.Deliver(Attached(ada, null, Sheet, "endless.csv", downloadUrl: $"{teams.Address}endless/sleep.csv"));
        await TeamsServiceTests.Until(() => ada.Seen.Any(message => message.Text.Contains("too large to be fetched", StringComparison.Ordinal)) && service.Count("waiting_file") == 0);
        Assert.Equal(0, service.Count("import_file"));
    }

    [Fact]
    public async Task Photo_AtAnotherPathOfTheConnector_IsNotReadWithTheToken()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("Yes."));
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, Looking(teams, server));
        using var ada = await Agreed(teams, service);
        await ada.Deliver(Attached(ada, "my pills", "image/jpeg", "label.jpg", contentUrl: $"{teams.ServiceUrl}v3/conversations/a:chat-2/members"));
        await TeamsServiceTests.Until(() => ada.Seen.Any(message => message.Text.Contains("could not fetch", StringComparison.Ordinal)));
        Assert.Equal(0, service.Count("waiting_file"));
    }

    [Fact]
    public async Task Export_IsOfferedAndLaidDownInTheOneDrive_OnlyWhatWasOfferedToThisPerson()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        teams.Now = service.Clock.GetUtcNow;
        using var ada = new TeamsPerson(teams, 1, () => service.Address);
        var patient = new TeamsPatient(new FakeTeamsApp(ada), () => service.NothingWaits);
        await patient.Write("hello");
        await patient.Press("Yes, that is OK");
        await new TeamsTrial(service, patient).Play(days: 1);
        await ada.Deliver(ada.Text("/export"));
        await TeamsServiceTests.Until(() => ada.Seen.Count(message => message.FileOffer is not null) >= 4 && service.NothingWaits);
        var offer = ada.Seen.First(message => message.Body["attachments"]?[0]?["name"]?.GetValue<string>() == "diary.csv");
        Assert.True(offer.FileOffer!["sizeInBytes"]!.GetValue<int>() > 50);

        var accepted = Answer(ada, offer, teams, "diary.csv");
        Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(accepted)).Status);
        await TeamsServiceTests.Until(() => ada.Seen.Any(message => message.Body["attachments"]?[0]?["contentType"]?.GetValue<string>() == "application/vnd.microsoft.teams.card.file.info"));
        Assert.StartsWith("date,", Encoding.UTF8.GetString(teams.Uploads["diary.csv"]).TrimStart('\uFEFF').Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(ada.Seen, message => message.Id == offer.Id);

        // Somebody else with the same words gets nothing, and nothing is laid down at a strange place.
        using var eve = await Agreed(teams, service, 2);
        await eve.Deliver(Answer(eve, offer, teams, "stolen.csv"));
        var strange = Answer(ada, offer, teams, "strange.csv");
        strange["value"]!["uploadInfo"]!["uploadUrl"] = "https://attacker.example/up";
        await ada.Deliver(strange);
        await TeamsServiceTests.Until(() => ada.Seen.Any(message => message.Text.Contains("could not put that file", StringComparison.Ordinal)) && eve.Seen.Any(message => message.Text.Contains("not waiting any more", StringComparison.Ordinal)));
        Assert.Single(teams.Uploads);

        var declined = Answer(ada, ada.Seen.First(message => message.FileOffer is not null), teams, "x");
        declined["value"]!["action"] = "decline";
        await ada.Deliver(declined);
        await TeamsServiceTests.Until(() => !ada.Seen.Any(message => message.Id == declined["replyToId"]!.GetValue<string>()));
        Assert.Single(teams.Uploads);
    }

    // With a model that takes photos.
    private static Dictionary<string, string?> Looking(FakeTeams teams, ModelServer server) => new(teams.Settings())
    {
        ["Lfm:Provider"] = "openai", ["Lfm:Endpoint"] = server.Endpoint, ["Lfm:Model"] = "m", ["Lfm:AcceptsPhotos"] = "true",
    };

    private static JsonObject Answer(TeamsPerson person, FakeTeamsMessage offer, FakeTeams teams, string place) => person.Activity(
        "invoke",
        null,
        ("name", "fileConsent/invoke"),
        ("replyToId", offer.Id),
        ("value", new JsonObject
        {
            ["type"] = "fileUpload",
            ["action"] = "accept",
            ["context"] = offer.FileOffer!["acceptContext"]!.DeepClone(),
            ["uploadInfo"] = new JsonObject { ["contentUrl"] = "https://contoso-my.sharepoint.com/diary.csv", ["name"] = place, ["uploadUrl"] = $"{teams.Address}uploads/{place}", ["uniqueId"] = "u-1", ["fileType"] = "csv" },
        }));

    private static JsonObject Attached(TeamsPerson person, string? text, string type, string name, string? contentUrl = null, string? downloadUrl = null)
    {
        var attachment = new JsonObject { ["contentType"] = type, ["name"] = name };
        if (contentUrl is not null)
        {
            attachment["contentUrl"] = contentUrl;
        }

        if (downloadUrl is not null)
        {
            attachment["content"] = new JsonObject { ["downloadUrl"] = downloadUrl, ["fileType"] = "csv" };
        }

        return person.Activity("message", null, ("text", text ?? ""), ("attachments", new JsonArray(attachment)));
    }

    private static async Task<TeamsPerson> Agreed(FakeTeams teams, RunningService service, int number = 1)
    {
        teams.Now = service.Clock.GetUtcNow;
        var person = new TeamsPerson(teams, number, () => service.Address);
        var patient = new TeamsPatient(new FakeTeamsApp(person), () => service.NothingWaits);
        await patient.Write("hello");
        await patient.Press("Yes, that is OK");
        return person;
    }
}
