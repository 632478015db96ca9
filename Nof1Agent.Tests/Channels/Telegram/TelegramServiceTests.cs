using System.Net;
using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Telegram;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;
using NodaTime;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>How the service starts with Telegram, and what it does with what is not a journey.</summary>
public sealed class TelegramServiceTests
{
    private const long Ada = 4711;
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 19, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Start_WrongToken_StopsWithOneClearLine()
    {
        await using var telegram = await FakeBotApi.Start();
        var settings = TelegramSettings.For(telegram, webhook: false);
        settings["Telegram:Token"] = "123456789:AAwrongwrongwrongwrong";
        var problem = await Assert.ThrowsAsync<TelegramProblemException>(() => RunningService.Start(Evening, settings));
        Assert.Contains("Telegram:Token", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AAwrong", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TelegramNotReachable_TheRestRunsAndHealthSaysSo()
    {
        var settings = new Dictionary<string, string?> { ["Telegram:Token"] = FakeBotApi.Token, ["Telegram:BaseUrl"] = "http://127.0.0.1:9" };
        await using var service = await RunningService.Start(Evening, settings);
        using var http = new HttpClient { BaseAddress = service.Address };
        using var live = await http.PostAsync(new Uri("/api/chat/session", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, live.StatusCode);
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("Degraded", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-secret-of-the-tests-0123456788")]
    [InlineData("a-secret-of-the-tests-0123456789x")]
    public async Task Webhook_WithoutTheSecret_Is401AndNothingIsRead(string? secret)
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: true));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(service, secret, """{ not even JSON """));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(service, TelegramSettings.Secret, """{ not even JSON """));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(service, TelegramSettings.Secret, "{}"));
        Assert.Equal(HttpStatusCode.OK, await Post(service, TelegramSettings.Secret, """{ "update_id": 7, "some_new_kind": { } }"""));
    }

    [Fact]
    public async Task Polling_WithoutWebhook_HasNoEndpoint()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        Assert.Equal(HttpStatusCode.NotFound, await Post(service, TelegramSettings.Secret, """{ "update_id": 7 }"""));
    }

    [Fact]
    public async Task Commands_MenuAndAnswers_AreInThePersonsLanguage()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var menus = telegram.Calls.Where(call => call.Method == "setmycommands").ToList();
        Assert.Equal([null, "de"], menus.Select(call => call.Body["language_code"]?.GetValue<string>()));
        Assert.Contains("didit", menus[0].Body["commands"]!.AsArray().Select(command => command!["command"]!.GetValue<string>()));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        Assert.Equal(0, service.Count("channel_name"));
        await ada.Press("Yes, that is OK");
        Assert.Equal("No trial is running.", (await ada.Write("/today@nof1_test_bot")).Text);
        Assert.Equal(3, service.Count("channel_name"));
        await ada.Write("auf Deutsch");
        Assert.Contains("Sprachnachrichten", (await Send(ada, telegram, """{ "voice": { "file_id": "v", "file_unique_id": "u", "duration": 3 } }""")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discreet_Messages_AreHiddenInNotifications()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        await ada.Write("/discreet");
        var sent = telegram.Calls.Last(call => call.Method == "sendmessage").Body["text"]!.GetValue<string>();
        Assert.StartsWith("New message\n<tg-spoiler>", sent, StringComparison.Ordinal);
        Assert.EndsWith("</tg-spoiler>", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_WithMarkup_IsShownAsItWasWritten()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        Assert.True((await ada.Write("language: <b>Klingon</b> & more")).Html);
    }

    [Fact]
    public async Task ParseProblem_SendsThePlainText()
    {
        await using var telegram = await FakeBotApi.Start();
        telegram.Failures.Plan("sendMessage", new Failure.Status(400, "Bad Request: can't parse entities: whatever"));
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        Assert.False((await ada.Write("hello")).Html);
    }

    [Fact]
    public async Task Blocked_ThenBack_IsReachedAgain()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        telegram.Chats.Block(Ada);
        telegram.Text(Ada, "are you there?");
        while (telegram.Unconfirmed > 0 || !service.NothingWaits)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        telegram.Chats.Block(Ada, block: false);
        Assert.Contains("yes or no", (await ada.Write("hello again")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_GetsAHintAndNothingIsStored()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(Ada, 5, new JsonObject { ["text"] = "@nof1_test_bot I sleep badly" }, null, "supergroup", -9) });
        while (telegram.Chats.In(-9).Count == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Contains("https://t.me/nof1_test_bot", telegram.Chats.In(-9).Single().Text, StringComparison.Ordinal);
        Assert.Equal(0, service.Count("participant"));
    }

    [Fact]
    public async Task Press_OfAnotherPersonsButton_IsRefused()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        var asked = await ada.Write("hello");
        telegram.Press(Ada + 1, asked.Id, asked.Buttons[0].Data);
        while (!telegram.Calls.Any(call => call.Method == "answercallbackquery"))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Contains("do not know that button", telegram.Calls.First(call => call.Method == "answercallbackquery").Body["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(telegram.Chats.In(Ada + 1));
    }

    [Theory]
    [InlineData(true, "setwebhook")]
    [InlineData(true, "setmycommands")]
    [InlineData(false, "deletewebhook")]
    public async Task Start_HiccupAfterTheFirstCall_IsHeardAllTheSame(bool webhook, string method)
    {
        await using var telegram = await FakeBotApi.Start();
        telegram.Failures.Plan(method, new Failure.Status(502, "Bad Gateway"));
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        Assert.Contains("Is that OK?", (await ada.Write("hello")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_ThatCannotBeFetchedAtFirst_IsTakenLaterAndHoldsUpNobody()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: true));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        var table = telegram.AddFile("sleep.csv", "date,minutes\n2027-01-01,35\n2027-01-02,40\n2027-01-03,25\n"u8.ToArray());
        telegram.Failures.Plan("getfile", new Failure.Status(502, "Bad Gateway"), new Failure.DropAfter());
        telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(Ada, 77, JsonNode.Parse($$"""{ "document": { "file_id": "{{table}}", "file_unique_id": "u", "file_name": "sleep.csv" } }""")!.AsObject(), null) });
        Assert.Equal("No trial is running.", (await ada.Write("/today")).Text);
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); service.Count("waiting_file") > 0; service.Clock.MoveTo(service.Clock.GetUtcNow().AddSeconds(5)))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), "the file is not fetched");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, service.Count("import_file"));
    }

    [Fact]
    public async Task SupportMode_IsEndedByACoachsCommand_WhileTheServiceRuns()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: true));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        await ada.Write("I want to die");
        Assert.Equal(1, service.Count("conversation where safety_hold is not null"));
        string id;
        using (var connection = service.Get<Nof1Agent.Skills.Storage.Database>().Open())
        {
            id = Dapper.SqlMapper.QuerySingle<string>(connection, "select id from participant");
        }

        var run = await Nof1Agent.Tests.Host.Cli.CommandRun.OfAsync("confirm-safe", "--participant", id, "--by", "Anna", "--database", service.DatabasePath);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(0, service.Count("conversation where safety_hold is not null"));
        Assert.Equal("No trial is running.", (await ada.Write("/today")).Text);
    }

    [Fact]
    public async Task Export_ComesAsFiles()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: true));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("/start");
        await ada.Interview();
        await ada.Begin();
        var before = ada.Chat.Count;
        await ada.Write("/export");
        var files = ada.Chat.Skip(before).Where(message => message.Document is not null).ToList();
        Assert.True(files.Count >= 3, $"{files.Count} files");
        Assert.Contains(files, file => System.Text.Encoding.UTF8.GetString(file.Document!).StartsWith("BEGIN:VCALENDAR", StringComparison.Ordinal));
        Assert.StartsWith("Here is what I have about your trial.", ada.Last.Text, StringComparison.Ordinal);
        Assert.Contains(Names(files), name => !name.StartsWith("file-", StringComparison.Ordinal));

        await ada.Write("/discreet");
        before = ada.Chat.Count;
        await ada.Write("/export");
        var covered = ada.Chat.Skip(before).Where(message => message.Document is not null).ToList();
        Assert.Equal(Names(files).Select((name, i) => $"file-{i + 1}{Path.GetExtension(name)}"), Names(covered));
        Assert.All(covered, file => Assert.Equal("", file.Text));
    }

    private static IEnumerable<string> Names(IEnumerable<FakeMessage> files) =>
        files.Select(file => file.Call.Single(part => part.Key.StartsWith("name:", StringComparison.Ordinal)).Value!.GetValue<string>());

    [Fact]
    public async Task Discreet_AlsoWhereTheMarkupFails()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: true));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        await ada.Write("/discreet");
        telegram.Failures.Plan("sendMessage", new Failure.Status(400, "Bad Request: can't parse entities: whatever"));
        await ada.Write("/today");
        var body = telegram.Calls.Last(call => call.Method == "sendmessage").Body;
        Assert.StartsWith("New message\n", body["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("spoiler", body["entities"]!.AsArray().Single()!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task DeepLink_WithAOneTimeCode_GoesOnAsThatPersonOnce()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        const string code = "ABCDE-FGHJK";
        await service.KeepLinkCode($"{Ada}", code);
        var elsewhere = new TelegramPatient(telegram, Ada + 1, () => service.NothingWaits);
        Assert.StartsWith("This opens the conversation of somebody", (await elsewhere.Write($"/start {code}")).Text, StringComparison.Ordinal);
        Assert.Equal(2, service.Count("(select distinct participant_id from channel_identity)"));
        Assert.StartsWith("We go on here.", (await elsewhere.Press("I made it: join")).Text, StringComparison.Ordinal);
        Assert.Equal("No trial is running.", (await elsewhere.Write("/today")).Text);
        Assert.Equal(1, service.Count("(select distinct participant_id from channel_identity)"));

        // Each chat gets its own answers; the first was told of the second, and can end it.
        await ada.News();
        Assert.StartsWith("A second app (telegram) was joined", ada.Last.Text, StringComparison.Ordinal);
        var before = elsewhere.Chat.Count;
        Assert.Equal("No trial is running.", (await ada.Write("/today")).Text);
        Assert.Equal(before, elsewhere.Chat.Count);
        await ada.Press("Not me: take it out");
        Assert.StartsWith("This chat is no longer joined", elsewhere.Last.Text, StringComparison.Ordinal);
        Assert.Contains("Is that OK?", (await elsewhere.Write("hello")).Text, StringComparison.Ordinal);
        Assert.Equal(2, service.Count("(select distinct participant_id from channel_identity)"));
        var stranger = new TelegramPatient(telegram, Ada + 2, () => service.NothingWaits);
        Assert.Contains("Is that OK?", (await stranger.Write($"/start {code}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeepLink_WithAnInvitation_JoinsTheCoachAfterThePersonsYes()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: true));
        var codes = await service.Get<InvitationBook>().Invite("Anna", "Sleep at work", Duration.FromDays(7), 2);
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write($"/start {codes[0]}");
        Assert.StartsWith("Anna invited you to \"Sleep at work\". If you agree", ada.Chat[0].Text, StringComparison.Ordinal);
        Assert.Equal(0, service.Count("caseload where agreed_at is not null"));
        await ada.Press("Yes, that is OK");
        Assert.Equal(1, service.Count("caseload where coach = 'Anna' and study <> 'Sleep at work' and agreed_at is not null"));

        var stranger = new TelegramPatient(telegram, Ada + 1, () => service.NothingWaits);
        await stranger.Write($"/start {codes[0]}");
        Assert.Contains(stranger.Chat, message => message.Text.StartsWith("This invitation was used already", StringComparison.Ordinal));
        Assert.Contains(stranger.Chat, message => message.Text.Contains("Is that OK?", StringComparison.Ordinal));
        Assert.Equal(1, service.Count("caseload"));
        await stranger.Press("Yes, that is OK");
        await stranger.Write($"/start {codes[1]}");
        Assert.Equal(1, service.Count("caseload where agreed_at is not null"));
        await stranger.Press("Yes, they may");
        Assert.Equal(2, service.Count("caseload where agreed_at is not null"));
    }

    [Fact]
    public async Task Document_WithDays_IsReadAndATextFileIsRefusedWithAReason()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        var table = telegram.AddFile("sleep.csv", "date,minutes\n2027-01-01,35\n2027-01-02,40\n2027-01-03,25\n"u8.ToArray());
        await Send(ada, telegram, $$"""{ "document": { "file_id": "{{table}}", "file_unique_id": "u", "file_name": "sleep.csv" } }""");
        Assert.Equal(1, service.Count("message where opened(text) = 'Here is a file: sleep.csv'"));
        var letter = telegram.AddFile("letter.txt", "Dear doctor"u8.ToArray());
        var refusal = await Send(ada, telegram, $$"""{ "document": { "file_id": "{{letter}}", "file_unique_id": "w", "file_name": "letter.txt" } }""");
        TestContext.Current.TestOutputHelper?.WriteLine(refusal.Text);
        Assert.Equal(0, service.Count("message where opened(text) = 'Here is a file: letter.txt'"));
        Assert.Equal(refusal.Text, telegram.Calls.Last(call => call.Method == "sendmessage").Body["text"]!.GetValue<string>());

        await ada.Write("/discreet");
        await Send(ada, telegram, $$"""{ "document": { "file_id": "{{letter}}", "file_unique_id": "x", "file_name": "letter.txt" } }""");
        var covered = telegram.Calls.Last(call => call.Method == "sendmessage").Body["text"]!.GetValue<string>();
        Assert.Equal(TelegramText.Covered(refusal.Text, "New message"), covered);
        Assert.StartsWith("New message\n<tg-spoiler>", covered, StringComparison.Ordinal);
    }

    private static async Task<FakeMessage> Send(TelegramPatient person, FakeBotApi telegram, string content)
    {
        person.CatchUp();
        telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(person.Id, telegram.NextMessage(), JsonNode.Parse(content)!.AsObject(), null) });
        return await person.News();
    }

    private static async Task<HttpStatusCode> Post(RunningService service, string? secret, string body)
    {
        using var http = new HttpClient { BaseAddress = service.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, TelegramEndpoints.Path) { Content = new StringContent(body, null, "application/json") };
        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
