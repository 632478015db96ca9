using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Nof1Agent.Tests.Support;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>From "I sleep badly" to "did it work?" in the browser, with the real service behind it.</summary>
[Collection(BrowserTests.Name)]
public sealed class WholeJourneyTests(Chromium browser)
{
    private static readonly DateTimeZone Lisbon = DateTimeZoneProviders.Tzdb["Europe/Lisbon"];
    private static readonly LocalDate FirstEvening = new(2027, 1, 4);

    private static readonly TimeSpan FirstAnswerWithin = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SomebodyWhoSleepsBadly_FindsOutWhetherItWorked(bool phone)
    {
        await using var service = await RunningService.Start(At(FirstEvening, 19, 0));
        await using var chat = await ChatPage.Open(browser, phone ? BrowserView.Phone : BrowserView.Desktop, service.Address);
        var code = await chat.Begin();
        await Interview(chat);
        await chat.Reload();
        await Plan(chat);
        await FirstDay(service, chat);
        await service.Restart();
        var days = await RemainingDays(service, chat);
        await DidItWork(service, chat, days);
        await SameChatElsewhere(service, phone ? BrowserView.Desktop : BrowserView.Phone, code);
        Assert.Empty(chat.Problems);
    }

    private static async Task Interview(ChatPage chat)
    {
        var waited = Stopwatch.StartNew();
        await chat.Button("I sleep badly").ClickAsync();
        await Expect(chat.Button("Yes, that is OK")).ToBeVisibleAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"first answer after {waited.ElapsedMilliseconds} ms");
        Assert.True(waited.Elapsed < FirstAnswerWithin, $"the first answer took {waited.Elapsed}");
        await chat.Look("journey-01-hello");
        await chat.Button("Yes, that is OK").ClickAsync();
        await chat.Button("Minutes to fall asleep").ClickAsync();
        await chat.Button("10 minutes").ClickAsync();
        await Answer(chat, "What is it like on a good day", "20 on a good day, 70 on a bad one");
        await Answer(chat, "Are you 18 or older?", "I'm 34");
        await chat.Button("None of these").ClickAsync();
        await Answer(chat, "Which medicines", "none");
        await chat.Button("Nothing yet").ClickAsync();
        await chat.Button("Nothing").ClickAsync();
        await Expect(chat.Button("10")).ToBeVisibleAsync();
        await chat.Look("journey-02-scale");
        await chat.Button("6").ClickAsync();
        await Expect(chat.BubbleWith("hypothesis, not tested on you")).ToBeVisibleAsync();
        await chat.Look("journey-03-candidates");
    }

    private static async Task Plan(ChatPage chat)
    {
        await chat.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Test 1") }).ClickAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { NameRegex = new(@"^\d+ (days|weeks)$") }).First.ClickAsync();
        await Expect(chat.Button("Yes, fix it")).ToBeVisibleAsync();
        await chat.Look("journey-04-plan");
        await chat.Button("Yes, fix it").ClickAsync();
        await Answer(chat, "give me any word or number", "blue giraffe");
        await Expect(chat.BubbleWith("The order is drawn and locked away.")).ToBeVisibleAsync();
    }

    private static async Task FirstDay(RunningService service, ChatPage chat)
    {
        await MoveTo(service, FirstEvening.PlusDays(1), 8, 0);
        await Expect(chat.BubbleWith("Today").Last).ToBeVisibleAsync();
        await MoveTo(service, FirstEvening.PlusDays(1), 20, 30);
        await MoveTo(service, FirstEvening.PlusDays(2), 8, 0);
        await Expect(chat.Page.Locator("#messages > .message").Last).ToContainTextAsync("How many minutes did it take you to fall asleep last night?");
        await chat.Look("journey-05-check-in");
        await chat.Write("35 minutes, did it");
        await Expect(chat.Page.Locator("#messages > .message").Last).ToContainTextAsync("35 minutes");
        await Expect(chat.Page.Locator("#messages > .message").Last).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("from-guide"));
    }

    /// <summary>The days in between are written through the page's own API by the same browser, with the page open and listening.</summary>
    private static async Task<int> RemainingDays(RunningService service, ChatPage chat)
    {
        var diary = await Diary(service, chat);
        var total = diary.GetProperty("trial").GetProperty("days").GetInt32();
        for (var day = 2; day <= total; day++)
        {
            await MoveTo(service, FirstEvening.PlusDays(day), 20, 30);
            await MoveTo(service, FirstEvening.PlusDays(day + 1), 8, 0);
            // Values that vary from day to day and do not depend on what was done: the honest answer is that it made no difference, or that one cannot tell.
            await Post(service, chat, $"{25 + (day * 17 % 23)} minutes, did it", $"day-{day}");
        }
        await chat.Button("My diary").ClickAsync();
        await Expect(chat.Page.Locator("#diary .chart")).ToBeVisibleAsync();
        await chat.Look("journey-06-diary");
        await chat.Page.Keyboard.PressAsync("Escape");
        return total;
    }

    private static async Task DidItWork(RunningService service, ChatPage chat, int days)
    {
        await MoveTo(service, FirstEvening.PlusDays(days + 3), 9, 0);
        await Answer(chat, "", "did it work?");
        await Expect(chat.Page.Locator(".picture img").Last).ToBeVisibleAsync();
        await chat.Button("Go to the end of the conversation").Or(chat.Box).First.ClickAsync();
        await chat.Look("journey-07-did-it-work");
    }

    private async Task SameChatElsewhere(RunningService service, BrowserView view, string code)
    {
        await using var elsewhere = await ChatPage.Open(browser, view, service.Address);
        await elsewhere.Button("I have a recovery code").ClickAsync();
        await elsewhere.Page.GetByLabel("Recovery code", new() { Exact = true }).FillAsync(code);
        await elsewhere.Button("Open my chat").ClickAsync();
        await Expect(elsewhere.BubbleWith("did it work?")).ToBeVisibleAsync();
    }

    private static async Task Answer(ChatPage chat, string question, string text)
    {
        await Expect(chat.BubbleWith(question).Last).ToBeVisibleAsync();
        var before = await chat.Page.Locator(".from-guide .bubble").CountAsync();
        await chat.Write(text);
        await Expect(chat.Page.Locator(".from-guide .bubble").Nth(before)).ToBeVisibleAsync();
    }

    private static async Task Post(RunningService service, ChatPage chat, string text, string key)
    {
        var before = await LastId(service, chat);
        var response = await chat.Context.APIRequest.PostAsync(new Uri(service.Address, "/api/chat/messages").ToString(), new()
        {
            DataObject = new { text },
            Headers = [new("Idempotency-Key", key)],
        });
        Assert.Equal(202, response.Status);
        await Until(async () => await LastId(service, chat) > before + 1, $"an answer to {text}");
    }

    private static async Task<long> LastId(RunningService service, ChatPage chat)
    {
        var response = await chat.Context.APIRequest.GetAsync(new Uri(service.Address, "/api/chat/messages?after=0").ToString());
        return (await response.JsonAsync())!.Value.GetProperty("messages").EnumerateArray().Last().GetProperty("id").GetInt64();
    }

    private static async Task<System.Text.Json.JsonElement> Diary(RunningService service, ChatPage chat) =>
        (await (await chat.Context.APIRequest.GetAsync(new Uri(service.Address, "/api/chat/diary").ToString())).JsonAsync())!.Value;

    /// <summary>Lets time pass, with everything that is due on the way said in its turn.</summary>
    private static async Task MoveTo(RunningService service, LocalDate date, int hour, int minute)
    {
        var goal = At(date, hour, minute);
        while (service.NextDue is { } next && next.ToDateTimeOffset() < goal) await Pass(service, next.ToDateTimeOffset());
        await Pass(service, goal);
    }

    private static async Task Pass(RunningService service, DateTimeOffset moment)
    {
        service.Clock.MoveTo(moment);
        await Until(() => Task.FromResult(service.NothingIsDue), string.Create(CultureInfo.InvariantCulture, $"what is due at {moment:u}"));
    }

    private static async Task Until(Func<Task<bool>> happened, string what)
    {
        var patience = Stopwatch.StartNew();
        while (!await happened())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), $"waited in vain for {what}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static DateTimeOffset At(LocalDate date, int hour, int minute) => date.At(new LocalTime(hour, minute)).InZoneLeniently(Lisbon).ToDateTimeOffset();
}
