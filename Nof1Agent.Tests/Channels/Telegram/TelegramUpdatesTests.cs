using System.Text.Json;
using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Telegram;
using Nof1Agent.Tests.Support.Telegram;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace Nof1Agent.Tests.Channels.Telegram;

public sealed class TelegramUpdatesTests
{
    private const long Ada = 4711;

    [Fact]
    public void Read_Text_IsTheUserAndTheWords() =>
        Assert.Equal(new TelegramInbound.Text(Ada, "de", "hallo", 5, false), Read(Message(new JsonObject { ["text"] = "hallo" }, language: "de")));

    [Fact]
    public void Read_EditedText_SaysSo() =>
        Assert.Equal(new TelegramInbound.Text(Ada, "en", "35", 5, true), Read(new JsonObject { ["edited_message"] = FakeBotApi.Message(Ada, 5, new JsonObject { ["text"] = "35" }, null) }));

    [Theory]
    [InlineData("/start abc-DEF_1", "abc-DEF_1")]
    [InlineData("/start bad code!", null)]
    [InlineData("/start", null)]
    public void Read_Start_TheCodeIfItIsOne(string text, string? code) => Assert.Equal(
        code is null ? new TelegramInbound.Text(Ada, "en", text, 5, false) : new TelegramInbound.Arrived(Ada, "en", code),
        Read(Message(new JsonObject { ["text"] = text })));

    [Theory]
    [InlineData("""{ "photo": [ { "file_id": "small", "file_unique_id": "s", "width": 90, "height": 60 }, { "file_id": "large", "file_unique_id": "l", "width": 900, "height": 600 } ], "caption": "my label" }""", "Photo", "large", "my label")]
    [InlineData("""{ "document": { "file_id": "f", "file_unique_id": "u", "file_name": "a.csv" } }""", "Document", "f", null)]
    [InlineData("""{ "voice": { "file_id": "v", "file_unique_id": "u", "duration": 3 } }""", "Voice", null, null)]
    [InlineData("""{ "sticker": { "file_id": "v", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1, "is_animated": false, "is_video": false } }""", "Other", null, null)]
    [InlineData("""{ "location": { "latitude": 1.5, "longitude": 2.5 } }""", "Other", null, null)]
    public void Read_NotWords_IsAnAttachment(string content, string kind, string? file, string? caption)
    {
        var attached = Assert.IsType<TelegramInbound.Attached>(Read(Message(JsonNode.Parse(content)!.AsObject())));
        Assert.Equal((kind, file, caption), (attached.Kind.ToString(), attached.FileId, attached.Caption));
    }

    [Fact]
    public void Read_Group_OnlyWhatIsMeantForTheBotIsNoticed()
    {
        Assert.Equal(new TelegramInbound.InAGroup(-9, "en"), Read(Group("hello @nof1_test_bot")));
        Assert.Equal(new TelegramInbound.InAGroup(-9, "en"), Read(Group("/start@nof1_test_bot")));
        Assert.IsType<TelegramInbound.Nothing>(Read(Group("/start@another_bot")));
        Assert.IsType<TelegramInbound.Nothing>(Read(Group("I sleep badly")));
        Assert.IsType<TelegramInbound.Nothing>(Read(Group("hello @somebody_else")));
    }

    [Fact]
    public void Read_PressWhoseMessageIsGone_StillCounts()
    {
        var press = new JsonObject
        {
            ["callback_query"] = new JsonObject
            {
                ["id"] = "77",
                ["from"] = FakeBotApi.User(Ada, null),
                ["chat_instance"] = "1",
                ["data"] = "12:c0",
                ["message"] = new JsonObject { ["chat"] = new JsonObject { ["id"] = Ada, ["type"] = "private" }, ["message_id"] = 3, ["date"] = 0 },
            },
        };
        Assert.Equal(new TelegramInbound.Pressed(Ada, "77", "12:c0", "en"), Read(press));
    }

    [Theory]
    [InlineData("kicked", false)]
    [InlineData("member", true)]
    public void Read_BlockedOrLetIn_IsReachability(string status, bool reachable)
    {
        var member = new JsonObject { ["user"] = FakeBotApi.User(1, null), ["status"] = status, ["until_date"] = 0 };
        var change = new JsonObject
        {
            ["my_chat_member"] = new JsonObject
            {
                ["chat"] = new JsonObject { ["id"] = Ada, ["type"] = "private" },
                ["from"] = FakeBotApi.User(Ada, null),
                ["date"] = 1_800_000_000,
                ["old_chat_member"] = new JsonObject { ["user"] = FakeBotApi.User(1, null), ["status"] = "member" },
                ["new_chat_member"] = member,
            },
        };
        Assert.Equal(new TelegramInbound.Reachable(Ada, reachable), Read(change));
    }

    [Fact]
    public void Read_ReactionOrAnythingElse_IsNothing()
    {
        Assert.IsType<TelegramInbound.Nothing>(Read(new JsonObject { ["poll_answer"] = new JsonObject { ["poll_id"] = "1", ["option_ids"] = new JsonArray() } }));
        Assert.IsType<TelegramInbound.Nothing>(Read(Message(new JsonObject { ["new_chat_title"] = "x" })));
    }

    [Theory]
    [InlineData("", "", "", null)]
    [InlineData("123456789:AAabcdefghijklmnop", "", "", null)]
    [InlineData("hello", "", "", "Telegram:Token")]
    [InlineData("", "https://example.org/api/telegram", "", "Telegram:Token")]
    [InlineData("123456789:AAabcdefghijklmnop", "http://example.org/api/telegram", "0123456789abcdef", "https")]
    [InlineData("123456789:AAabcdefghijklmnop", "https://example.org/api/telegram", "short", "Telegram:Webhook:Secret")]
    [InlineData("123456789:AAabcdefghijklmnop", "https://example.org/api/telegram", "0123456789abcdef", null)]
    public void Options_Problem_NamesTheField(string token, string url, string secret, string? named)
    {
        var problem = new TelegramOptions { Token = token, Webhook = { Url = url, Secret = secret } }.Problem();
        if (named is null)
        {
            Assert.Null(problem);
        }
        else
        {
            Assert.Contains(named, problem, StringComparison.Ordinal);
            Assert.True(token.Length < 6 || !problem!.Contains(token, StringComparison.Ordinal));
        }
    }

    private static JsonObject Message(JsonObject content, string? language = null) => new() { ["message"] = FakeBotApi.Message(Ada, 5, content, language) };

    private static JsonObject Group(string text) => new() { ["message"] = FakeBotApi.Message(Ada, 5, new JsonObject { ["text"] = text }, null, "supergroup", -9) };

    private static TelegramInbound Read(JsonObject update)
    {
        update["update_id"] = 1;
        return TelegramUpdates.Read(JsonSerializer.Deserialize<Update>(update.ToJsonString(), JsonBotAPI.Options)!, FakeBotApi.BotName);
    }
}
