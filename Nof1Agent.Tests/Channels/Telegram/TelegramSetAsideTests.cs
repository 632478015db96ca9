using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Nof1Agent.Host.Channels.Telegram;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Host.Cli;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>An update that cannot be taken in is kept for the operator; an update is known by its bot.</summary>
public sealed class TelegramSetAsideTests
{
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task AnUpdateThatFailsByItself_IsKeptToldToTheOperatorAndTakenAtTheNextStart()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = new TelegramPatient(telegram, 1, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        var broken = Receiver(service, files: null!);
        var photo = new Update
        {
            Id = 5000,
            Message = new() { Id = 7, From = new User { Id = 1, FirstName = "Ada" }, Chat = new Chat { Id = 1, Type = ChatType.Private }, Voice = new Voice { FileId = "v" }, Caption = "canary of the caption" },
        };
        for (var attempt = 1; attempt < 5; attempt++)
        {
            Assert.False(await broken.TryAccept(photo, "bot"));
        }

        Assert.True(await broken.TryAccept(photo, "bot"));

        Assert.Equal("NullReferenceException", Assert.Single(service.Get<SetAside>().All()).Problem);
        Assert.False(FileBytes.Hold("canary of the caption", service.DatabasePath, service.DatabasePath + "-wal"));
        var alert = Assert.Single(service.Get<AlertLog>().Open(Audience.Operator), alert => alert.Kind is AlertKind.DeadLetter);
        Assert.DoesNotContain("canary", alert.Text, StringComparison.Ordinal);
        var listed = await CommandRun.OfAsync("dead-letters", "--database", service.DatabasePath);
        Assert.Contains($"{TelegramSettings.Key(5000)} (came in; tried again at the next start)", listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", listed.Output, StringComparison.Ordinal);

        ada.CatchUp();
        await service.Restart();
        await ada.News();
        Assert.Empty(service.Get<SetAside>().All());
        Assert.Equal(1, service.Count("message where opened(text) like '%canary of the caption%'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnUpdateThatCannotBeRead_IsSetAside_AndTheOthersAreHeard(bool webhook)
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook));
        var ada = new TelegramPatient(telegram, 1, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        var adas = Push(1, """{ "text": "canary of what cannot be read", "photo": "not a list" }""", "private");
        var nobodys = Push(2, """{ "text": ["not a text"] }""", "group");
        await ada.Write("/today");

        var aside = service.Get<SetAside>().All();
        Assert.Equal([TelegramSettings.Key(adas), TelegramSettings.Key(nobodys)], aside.Select(one => one.DeliveryKey).Order(StringComparer.Ordinal));
        Assert.All(aside, one => Assert.Equal("JsonException", one.Problem));
        Assert.Contains("canary of what cannot be read", Assert.Single(aside, one => one.Body is not null).Body, StringComparison.Ordinal);
        Assert.False(FileBytes.Hold("canary of what cannot be read", service.DatabasePath, service.DatabasePath + "-wal"));
        Assert.Single(service.Get<AlertLog>().Open(Audience.Operator), alert => alert.Kind is AlertKind.DeadLetter);
        Assert.Equal(0, telegram.Unconfirmed);

        long Push(long user, string content, string type) =>
            telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(user, telegram.NextMessage(), JsonNode.Parse(content)!.AsObject(), null, type) });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "update_id": "7", "message": {} }""")]
    [InlineData("""{ "update_id": 99999999999 }""")]
    [InlineData("""{ "\ud800": 1, "update_id": 0 }""")]
    [InlineData("[]")]
    public void Read_WithoutANumber_NoUpdate(string body) => Assert.Null(ReceivedUpdate.Read(System.Text.Json.JsonDocument.Parse(body).RootElement));

    [Fact]
    public async Task SetAside_WhoHasEverythingDeleted_LeavesNothingOfIt()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = new TelegramPatient(telegram, 1, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        await service.Get<SetAside>().Keep("telegram", TelegramSettings.Key(9), await service.Get<ParticipantDoor>().Meet("telegram", "1", NodaTime.DateTimeZone.Utc), "{}", "TestException");
        Assert.Equal(1, service.Count("set_aside"));
        await ada.Write("/delete");
        await ada.Write("DELETE EVERYTHING");
        Assert.Equal(0, service.Count("set_aside"));
    }

    [Fact]
    public async Task TheSameNumberOfAnotherBot_IsAnotherUpdate_AndOneOfAnEarlierVersionIsKnown()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: true));
        var door = service.Get<ParticipantDoor>();
        var ada = await door.Meet("telegram", "1", NodaTime.DateTimeZone.Utc);
        await door.Text(ada, "telegram", "u70", "taken by an earlier version", from: "1");
        await door.Text(ada, "telegram", "999:u71", "written to another bot", from: "1");
        var receiver = Receiver(service, service.Get<TelegramFiles>());
        foreach (var number in (int[])[70, 71, 71])
        {
            await receiver.Accept(new Update { Id = number, Message = new() { Id = number, Text = "once", From = new User { Id = 1, FirstName = "Ada" }, Chat = new Chat { Id = 1, Type = ChatType.Private } } }, "bot");
        }

        Assert.Equal(3, service.Count("inbound"));
        Assert.Equal(1, service.Count("message where speaker = 'Person' and opened(text) = 'once'"));
    }

    [Fact]
    public async Task Files_WhileAnotherHostHoldsTheLease_AreLeftToIt()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: true));
        var ada = new TelegramPatient(telegram, 1, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        var other = new Lease(service.Get<Database>(), service.Writer, service.Clock, "another host");
        var bot = FakeBotApi.Token.Split(':')[0];
        Assert.True(await other.Hold($"files from telegram to {bot}", NodaTime.Duration.FromHours(1)));
        var table = telegram.AddFile("sleep.csv", "date,minutes\n2027-01-01,35\n2027-01-02,40\n2027-01-03,25\n"u8.ToArray());
        telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(1, 77, JsonNode.Parse($$"""{ "document": { "file_id": "{{table}}", "file_unique_id": "u", "file_name": "sleep.csv" } }""")!.AsObject(), null) });
        await ada.Write("/today");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(telegram.Calls, call => call.Method == "getfile");
        Assert.Equal(1, service.Count("waiting_file"));

        await other.Release($"files from telegram to {bot}");
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); service.Count("waiting_file") > 0; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "the file is not fetched");
        }

        Assert.Equal(1, service.Count("import_file"));
    }

    private static TelegramReceiver Receiver(RunningService service, TelegramFiles files) => new(
        service.Get<ParticipantDoor>(), service.Get<AddressBook>(), service.Get<TelegramReplies>(), files, service.Get<TelegramBot>(), service.Get<SetAside>(), service.Clock, NullLogger<TelegramReceiver>.Instance);
}
