using System.Text.Json.Nodes;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>A 429 to any call holds back every other one, and courtesies keep the same limits as answers.</summary>
public sealed class TelegramPaceTests
{
    private const long Ada = 1;
    private const int Told = 1;
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 20, 0, 0, TimeSpan.Zero);
    private static readonly string[] Sending = ["sendmessage", "sendphoto", "senddocument", "editmessagetext", "editmessagecaption", "answercallbackquery", "sendchataction", "getfile"];

    [Theory]
    [InlineData("answercallbackquery")]
    [InlineData("getfile")]
    [InlineData("editmessagetext")]
    [InlineData("sendmessage")]
    public async Task TooManyRequests_OfAnyCall_HoldsBackAllOthers(string method)
    {
        await using var telegram = await FakeBotApi.Start();
        var held = (Since: 0L, Early: 0);
        telegram.Failures.Rule = (called, _) =>
        {
            if (held.Since == 0 && called == method && telegram.Chats.In(Ada).Count > 0)
            {
                held.Since = Environment.TickCount64;
                return new Failure.TooMany(Told);
            }

            // What was on its way when the answer came could not know.
            held.Early += Sending.Contains(called) && held.Since > 0 && Environment.TickCount64 - held.Since is > 300 and < (1000 * Told) - 50 ? 1 : 0;
            return null;
        };
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: true));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        var table = telegram.AddFile("sleep.csv", "date,minutes\n2027-01-01,35\n2027-01-02,40\n2027-01-03,25\n"u8.ToArray());
        telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(Ada, 77, JsonNode.Parse($$"""{ "document": { "file_id": "{{table}}", "file_unique_id": "u", "file_name": "sleep.csv" } }""")!.AsObject(), null) });
        await ada.Write("/today");
        await ada.Write("/privacy");
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); service.Count("waiting_file") > 0 || !service.NothingWaits; await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "something is never sent");
        }

        Assert.True(held.Since > 0, $"{method} was not called");
        Assert.Equal(0, held.Early);
        Assert.Contains(telegram.Chats.In(Ada), message => message.Text == "No trial is running.");
        Assert.Equal(1, service.Count("import_file"));
    }
}
