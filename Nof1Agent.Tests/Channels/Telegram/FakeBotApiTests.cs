using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nof1Agent.Tests.Support.Npm;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>The fake Bot API server does what the real one does, as far as a library that was not written here can tell.</summary>
public sealed class FakeBotApiTests
{
    private const long Ada = 4711;

    [Fact]
    public async Task GrammY_PollsAnswersEditsAndSendsPictures()
    {
        var folder = NodeProject.With("grammy", "1.46.0");
        await using var fake = await FakeBotApi.Start();
        fake.Text(Ada, "/start abc");
        using var bot = NodeProject.Start(folder, Path.Combine(AppContext.BaseDirectory, "TestData", "telegram", "grammy-bot.mjs"), FakeBotApi.Token, fake.Address.ToString().TrimEnd('/'));
        try
        {
            await Until(() => fake.Chats.In(Ada).Count == 1, bot);
            Assert.Equal("started with abc", fake.Chats.In(Ada)[0].Text);
            fake.Text(Ada, "hello 1 < 2");
            await Until(() => fake.Chats.In(Ada).Count >= 1 && fake.Unconfirmed == 0, bot);
            Assert.Single(fake.Chats.In(Ada));
            fake.Text(Ada, "hello");
            await Until(() => fake.Chats.In(Ada).Count == 2, bot);
            var message = fake.Chats.In(Ada)[1];
            Assert.Equal("you said hello", message.Text);
            Assert.Equal(["b1", "b2"], message.Buttons.Select(button => button.Data));
            fake.Press(Ada, message.Id, "b2");
            await Until(() => fake.Chats.In(Ada).Count == 3, bot);
            Assert.Equal("pressed b2", fake.Chats.In(Ada)[1].Text);
            Assert.Equal([137, 80, 78, 71], fake.Chats.In(Ada)[2].Photo);
            var file = fake.AddFile("diary.csv", "day,value"u8.ToArray());
            fake.Push(_ => new JsonObject
            {
                ["message"] = FakeBotApi.Message(Ada, fake.NextMessage(), new JsonObject { ["document"] = new JsonObject { ["file_id"] = file, ["file_unique_id"] = "u", ["file_name"] = "diary.csv" } }, null),
            });
            await Until(() => fake.Chats.In(Ada).Count == 4, bot);
            Assert.Equal("file says day,value", fake.Chats.In(Ada)[3].Text);
            await Until(() => fake.Unconfirmed == 0, bot);
        }
        finally
        {
            bot.Kill(entireProcessTree: true);
            await bot.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task GetUpdates_BelowTheOffset_IsConfirmedAndNotBefore()
    {
        await using var fake = await FakeBotApi.Start();
        using var http = new HttpClient { BaseAddress = fake.Address };
        var (first, second) = (fake.Text(Ada, "one"), fake.Text(Ada, "two"));
        Assert.Equal([first, second], await Get(http, 0));
        Assert.Equal([first, second], await Get(http, 0));
        Assert.Equal([second], await Get(http, second));
        Assert.Equal([second], await Get(http, 0));
    }

    [Fact]
    public async Task GetUpdates_SecondPoller_EndsTheFirstWithAConflict()
    {
        await using var fake = await FakeBotApi.Start();
        using var http = new HttpClient { BaseAddress = fake.Address };
        var first = http.GetAsync(new Uri($"/bot{FakeBotApi.Token}/getUpdates?timeout=20", UriKind.Relative), TestContext.Current.CancellationToken);
        while (fake.Calls.IsEmpty)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await Task.Delay(100, TestContext.Current.CancellationToken);
        await Get(http, 0);
        using var ended = await first;
        Assert.Equal(409, (int)ended.StatusCode);
    }

    private static async Task<long[]> Get(HttpClient http, long offset)
    {
        var answer = await http.GetFromJsonAsync<JsonObject>(new Uri($"/bot{FakeBotApi.Token}/getUpdates?offset={offset}", UriKind.Relative), TestContext.Current.CancellationToken);
        return [.. answer!["result"]!.AsArray().Select(update => update!["update_id"]!.GetValue<long>())];
    }

    private static async Task Until(Func<bool> happened, Process bot)
    {
        for (var patience = Stopwatch.StartNew(); !happened();)
        {
            Assert.False(bot.HasExited, bot.HasExited ? await bot.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) : "");
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "waited in vain");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
