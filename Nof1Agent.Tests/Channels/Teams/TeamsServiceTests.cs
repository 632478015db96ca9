using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Teams;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Teams;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>What the service does in Teams beside a journey: arriving, leaving, teams, stale cards, coaches, and what Teams may answer.</summary>
public sealed class TeamsServiceTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 19, 0, 0, TimeSpan.Zero);
    private FakeTeams teams = null!;
    private RunningService service = null!;
    private TeamsPerson ada = null!;
    private TeamsPatient patient = null!;

    public async ValueTask InitializeAsync()
    {
        teams = await FakeTeams.Start();
        await StartService();
    }

    public async ValueTask DisposeAsync()
    {
        ada.Dispose();
        await service.DisposeAsync();
        await teams.DisposeAsync();
    }

    [Fact]
    public async Task Installation_IsWelcomedOnce_AndRemovalEndsIt()
    {
        await ada.Deliver(ada.Activity("installationUpdate", null, ("action", "add")));
        await ada.Deliver(ada.Activity("conversationUpdate", null, ("membersAdded", new JsonArray(new JsonObject { ["id"] = $"28:{FakeTeams.AppId}" }))));
        await patient.News();
        Assert.Contains("Is that OK?", Assert.Single(patient.Chat).Text, StringComparison.Ordinal);
        await ada.Deliver(ada.Activity("installationUpdate", null, ("action", "remove")));
        Assert.Equal(1, service.Count("channel_identity where unreachable_since is not null"));
        await ada.Deliver(ada.Activity("installationUpdate", null, ("action", "add-upgrade")));
        Assert.Equal(0, service.Count("channel_identity where unreachable_since is not null"));
    }

    [Fact]
    public async Task GermanApp_IsSpokenToInGerman()
    {
        using var anna = new TeamsPerson(teams, 2, () => service.Address) { Locale = "de-AT" };
        var person = new TeamsPatient(new FakeTeamsApp(anna), () => service.NothingWaits);
        Assert.Contains("Ist das in Ordnung", (await person.Write("hallo")).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, service.Count("participant where language = 'de' and time_zone = 'Europe/Lisbon'"));
    }

    [Fact]
    public async Task Press_IsAnsweredInTheBody_AndTheCardClosesForGood()
    {
        await patient.Write("hello");
        var card = patient.Last;
        await patient.Press("Yes, that is OK");
        Assert.Equal("application/vnd.microsoft.card.adaptive", patient.Answered!["type"]!.GetValue<string>());
        Assert.EndsWith("✓ Yes, that is OK", CardReading.Text(patient.Answered["value"]!.AsObject()), StringComparison.Ordinal);
        Assert.Empty(CardReading.Buttons(patient.Answered["value"]!.AsObject()));
        Assert.EndsWith("✓ Yes, that is OK", patient.Chat[0].Text, StringComparison.Ordinal);
        Assert.Empty(patient.Chat[0].Buttons);

        // The same card once more, from a device that still shows it: the answer is shown again and nothing is done.
        var (said, stored) = (patient.Chat.Count, service.Count("inbound"));
        var (status, body) = await ada.Deliver(ada.Execute(card.Id, card.Buttons[1].Data.DeepClone().AsObject()));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.EndsWith("✓ Yes, that is OK", CardReading.Text(body!["value"]!.AsObject()), StringComparison.Ordinal);
        Assert.Equal((said, stored), (patient.Chat.Count, service.Count("inbound")));

        // As a submit it is answered by a message, since nothing can be shown in its place.
        await new FakeTeamsApp(ada).Submit(card, card.Buttons[1].Data.DeepClone().AsObject());
        await patient.News();
        Assert.Equal(1, service.Count("participant where consent = 'Given'"));
    }

    [Fact]
    public async Task Press_OfAnotherPersonsOrAMadeUpButton_IsRefused()
    {
        var card = await patient.Write("hello");
        using var eve = new TeamsPerson(teams, 2, () => service.Address);
        var (status, body) = await eve.Deliver(eve.Execute(card.Id, card.Buttons[0].Data.DeepClone().AsObject()));
        Assert.Equal((HttpStatusCode.OK, "application/vnd.microsoft.activity.message"), (status, body!["type"]!.GetValue<string>()));
        var (_, made) = await ada.Deliver(ada.Execute(card.Id, new JsonObject { ["do"] = "choose", ["about"] = card.Buttons[0].Data["about"]!.GetValue<string>(), ["choice"] = "c99" }));
        Assert.Equal("application/vnd.microsoft.activity.message", made!["type"]!.GetValue<string>());
        Assert.Equal(1, service.Count("inbound"));
        Assert.Equal(HttpStatusCode.NotImplemented, (await ada.Deliver(ada.Activity("invoke", null, ("name", "composeExtension/query")))).Status);
    }

    [Fact]
    public async Task Team_IsToldToWriteInPrivate_AndNothingIsStored()
    {
        await ada.Deliver(InTeam(ada, "<at>Nof1</at> I sleep badly"));
        await Until(() => teams.Chats.In("19:team@thread.tacv2;messageid=1").Count == 1);
        Assert.Contains("in private", teams.Chats.In("19:team@thread.tacv2;messageid=1")[0].Text, StringComparison.Ordinal);
        Assert.Equal(0, service.Count("participant"));
        Assert.Equal(0, service.Count("inbound"));
    }

    [Theory]
    [InlineData("choose")]
    [InlineData("fill")]
    public async Task Card_ActedOnInATeam_BringsNothingOfThePersonThere(string verb)
    {
        var pressed = ada.Execute("m1", new JsonObject { ["do"] = verb, ["about"] = "1", ["choice"] = "c0", ["value"] = "5" });
        pressed["conversation"] = InTeam(ada, "x")["conversation"]!.DeepClone();
        await ada.Deliver(pressed);
        Assert.Equal(0, service.Count("participant"));
        Assert.Equal(0, service.Count("inbound"));
    }

    [Fact]
    public async Task Mention_InAPersonalChat_IsNoPartOfTheWords()
    {
        var said = ada.Text("<at>Nof1</at>\u00a0hello");
        said["entities"]!.AsArray().Add(new JsonObject { ["type"] = "mention", ["text"] = "<at>Nof1</at>", ["mentioned"] = new JsonObject { ["id"] = $"28:{FakeTeams.AppId}", ["name"] = "Nof1" } });
        await ada.Deliver(said);
        await patient.News();
        using var connection = service.Get<Nof1Agent.Skills.Storage.Database>().OpenReadable();
        Assert.Equal("hello", Dapper.SqlMapper.QuerySingle<string>(connection, "select opened(text) from message where speaker = 'Person'"));
    }

    [Fact]
    public async Task Discreet_NotificationsSayNothing_AndTheWordsWaitBehindAButton()
    {
        await patient.Write("hello");
        await patient.Press("Yes, that is OK");
        await patient.Write("/discreet");
        var sent = teams.Calls.Last(call => call.Method == "post" && call.Body["attachments"] is not null).Body;
        Assert.Equal("New message", sent["summary"]!.GetValue<string>());
        var card = sent["attachments"]![0]!["content"]!.AsObject();
        Assert.Equal("New message", card["speak"]!.GetValue<string>());
        Assert.Equal("New message", card["fallbackText"]!.GetValue<string>());
        Assert.Null(sent["text"]);
        Assert.False(card["body"]!.AsArray()[^1]!["isVisible"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Token_ThatIsRefused_IsRenewedOnce()
    {
        await patient.Write("hello");
        var before = teams.Tokens;
        teams.ForgetTokens();
        await patient.Write("hello again");
        Assert.Equal(before + 1, teams.Tokens);
    }

    [Fact]
    public async Task Chat_ThatIsGone_IsOpenedAgain()
    {
        await patient.Write("hello");
        teams.Chats.Lose(ada.Chat);
        await ada.Deliver(ada.Text("are you there?"));
        await Until(() => teams.Chats.In("a:opened-1").Count == 1);
        Assert.Contains(teams.Calls, call => call.Method == "open" && call.Body["members"]![0]!["id"]!.GetValue<string>() == ada.Id && call.Body["tenantId"]!.GetValue<string>() == FakeTeams.TenantId);
    }

    [Fact]
    public async Task AppRemoved_MarksThePersonAsUnreachable_UntilTheyWrite()
    {
        await patient.Write("hello");
        teams.Chats.Block(ada.Chat);
        await ada.Deliver(ada.Text("are you there?"));
        await Until(() => service.Count("channel_identity where unreachable_since is not null") == 1);
        Assert.Contains(service.Get<AlertLog>().Open(Audience.Coach), alert => alert.Kind is AlertKind.ChannelUnreachable);
        teams.Chats.Block(ada.Chat, block: false);
        await patient.Write("hello again");
        Assert.Equal(0, service.Count("channel_identity where unreachable_since is not null"));
    }

    [Fact]
    public async Task TooLarge_IsADeadLetter_AndTheNextOneGoesOn()
    {
        await patient.Write("hello");
        teams.Failures.Plan("post", new Failure.Status(413, "MessageSizeTooBig"));
        await ada.Deliver(ada.Text("again"));
        await Until(() => service.Get<Outbox>().DeadLetters(1).Count == 1);
        Assert.Equal("413 MessageSizeTooBig", service.Get<Outbox>().DeadLetters(1)[0].Failed);
        await patient.Write("and again");
    }

    [Fact]
    public async Task TooMany_WaitsAsLongAsItIsTold()
    {
        await patient.Write("hello");
        teams.Failures.Plan("post", new Failure.TooMany(2));
        var waited = Stopwatch.StartNew();
        await patient.Write("again");
        Assert.True(waited.Elapsed >= TimeSpan.FromSeconds(1.9), $"only {waited.Elapsed}");
        Assert.Equal(0, service.Count("outbound where attempts > 0"));
    }

    [Fact]
    public async Task Status_IsInformativeOnly_AndEndsWithTheAnswer()
    {
        await patient.Write("hello");
        var address = service.Get<AddressBook>().LastUsed(Participant())!;
        var channel = service.Get<TeamsChannel>();
        await channel.ShowTyping(address, TestContext.Current.CancellationToken);
        await channel.ShowTyping(address, TestContext.Current.CancellationToken);
        var signs = teams.Chats.Signs(ada.Chat).Where(sign => sign["entities"] is not null).Select(sign => sign["entities"]![0]!).ToList();
        Assert.Equal(["informative", "informative"], signs.TakeLast(2).Select(sign => sign["streamType"]!.GetValue<string>()));
        Assert.Equal([1, 2], signs.TakeLast(2).Select(sign => sign["streamSequence"]!.GetValue<int>()));
        Assert.All(teams.Chats.Signs(ada.Chat), sign => Assert.Equal("I am looking at that", sign["text"]!.GetValue<string>()));
        var answer = await patient.Write("hello again");
        Assert.Equal(signs[^1]["streamId"]!.GetValue<string>(), answer.Id);
        await patient.Write("and again");
    }

    [Fact]
    public async Task Status_OnItsWay_IsEndedByTheAnswerThatWouldOvertakeIt()
    {
        await patient.Write("hello");
        var address = service.Get<AddressBook>().LastUsed(Participant())!;
        teams.Slow = TimeSpan.FromMilliseconds(400);
        var status = service.Get<TeamsChannel>().ShowTyping(address, TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        teams.Slow = TimeSpan.Zero;
        var answer = await patient.Write("hello again");
        await status;
        Assert.StartsWith("s", answer.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneTimeCode_GoesOnAsThatPerson()
    {
        await patient.Write("hello");
        await patient.Press("Yes, that is OK");
        await service.KeepLinkCode(ada.Id, "ABCDE-FGHJK");
        using var elsewhere = new TeamsPerson(teams, 2, () => service.Address);
        var person = new TeamsPatient(new FakeTeamsApp(elsewhere), () => service.NothingWaits);
        Assert.StartsWith("This opens the conversation of somebody", (await person.Write("abcdefghjk")).Text, StringComparison.Ordinal);
        Assert.StartsWith("We go on here.", (await person.Press("I made it: join")).Text, StringComparison.Ordinal);
        Assert.Equal(1, service.Count("(select distinct participant_id from channel_identity)"));
        Assert.Equal("No trial is running.", (await person.Write("/today")).Text);
    }

    [Fact]
    public async Task File_IsFetchedOnlyWhereTeamsKeepsFiles()
    {
        await patient.Write("hello");
        await patient.Press("Yes, that is OK");
        var refused = await Attach("https://attacker.example/sleep.csv");
        Assert.Contains("could not fetch", refused.Text, StringComparison.Ordinal);
        await Attach($"{teams.Address}files/sleep.csv");
        await Until(() => service.Count("import_file") == 1);

        async Task<SeenMessage> Attach(string url)
        {
            patient.CatchUp();
            await ada.Deliver(ada.Activity("message", null, ("attachments", new JsonArray(
                new JsonObject { ["contentType"] = "application/vnd.microsoft.teams.file.download.info", ["name"] = "sleep.csv", ["content"] = new JsonObject { ["downloadUrl"] = url, ["fileType"] = "csv" } },
                new JsonObject { ["contentType"] = "text/html", ["content"] = "<div></div>" }))));
            return await patient.News();
        }
    }

    [Fact]
    public async Task Form_NoteWithARedFlag_IsAnsweredByTheScreen()
    {
        await patient.Write("hello");
        await patient.Press("Yes, that is OK");
        var trial = new TeamsTrial(service, patient);
        await trial.Play(days: 1);
        Assert.Equal(1, trial.Forms);

        // Whatever is written in a note is read like any other message.
        patient.CatchUp();
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromHours(24));
        await Until(() => patient.Chat.Any(message => message.Inputs.Count > 0));
        await patient.Fill(("value", "30"), ("note", "I want to kill myself"));
        await Until(() => service.Get<AlertLog>().Open(Audience.Coach).Any(alert => alert.Kind is AlertKind.Crisis));
        Assert.Equal(1, service.Count("(select distinct study_day from check_in)"));
    }

    [Fact]
    public async Task Form_WithoutANumber_NotesNothingAndStaysOpen()
    {
        await patient.Write("hello");
        await patient.Press("Yes, that is OK");
        var trial = new TeamsTrial(service, patient);
        await trial.Play(days: 1);
        patient.CatchUp();
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromHours(24));
        await Until(() => patient.Chat.Any(message => message.Inputs.Count > 0));
        Assert.Contains("I need a number", (await patient.Fill(("value", "rather long"))).Text, StringComparison.Ordinal);
        Assert.Contains(patient.Chat, message => message.Inputs.Count > 0);
        await patient.Fill(("value", "31,5"), ("adherence", "Partly"));
        Assert.Equal(1, service.Count("check_in where value = 31.5 and adherence = 'Partly'"));
    }

    private Nof1Agent.Skills.ParticipantId Participant()
    {
        using var connection = service.Get<Nof1Agent.Skills.Storage.Database>().Open();
        return new(Dapper.SqlMapper.QuerySingle<string>(connection, "select id from participant"));
    }

    internal static JsonObject InTeam(TeamsPerson person, string text)
    {
        var said = person.Text(text);
        said["conversation"] = new JsonObject { ["id"] = "19:team@thread.tacv2;messageid=1", ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = FakeTeams.TenantId };
        said["entities"]!.AsArray().Add(new JsonObject { ["type"] = "mention", ["text"] = "<at>Nof1</at>", ["mentioned"] = new JsonObject { ["id"] = $"28:{FakeTeams.AppId}", ["name"] = "Nof1" } });
        return said;
    }

    internal static async Task Until(Func<bool> happened)
    {
        for (var patience = Stopwatch.StartNew(); !happened();)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "waited in vain");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private async Task StartService()
    {
        service = await RunningService.Start(Evening, teams.Settings());
        teams.Now = service.Clock.GetUtcNow;
        ada = new TeamsPerson(teams, 1, () => service.Address);
        patient = new TeamsPatient(new FakeTeamsApp(ada), () => service.NothingWaits);
    }
}
