using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Nof1Agent.Host.Pictures;
using Nof1Agent.Tests.Host.Pictures;
using Nof1Agent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>
/// Every state of the page, on phone and desktop, light and dark: no violation that axe can find, nothing wider than the screen, and a
/// picture in the folder <c>screens</c> beside the test assembly to be looked at by a person.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class ChatPageAppearanceTests(Chromium browser)
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task EveryState_OfThePage_IsAccessible(bool phone, bool dark)
    {
        var view = (phone ? BrowserView.Phone : BrowserView.Desktop) with { Dark = dark };
        await using var visit = await ChatVisit.Arrive(browser, view);
        visit.Chat.Pictures = ExamplePictures.All.Where(example => example.Name is "diary-two-arms" or "effect-helps" or "chances-helps").ToDictionary(
            example => example.Name, example => PictureDrawing.Svg(example.Picture, dark ? PictureTheme.Dark : PictureTheme.Light));
        visit.Chat.Diary = SomeDays();
        await visit.Look("01-welcome");
        await visit.Button("Start").ClickAsync();
        await visit.Look("02-recovery-code");
        await visit.Button("I have kept it").ClickAsync();
        await visit.Look("03-empty");

        Tell(visit.Chat);
        await Expect(visit.Page.Locator(".scale")).ToBeVisibleAsync();
        await visit.Look("04-conversation");
        await visit.Page.EvaluateAsync("() => { document.querySelector('#conversation').scrollTop = 0; }");
        await visit.Look("05-beginning");
        await visit.Page.Locator(".picture").Last.ScrollIntoViewIfNeededAsync();
        await Expect(visit.Page.Locator(".downloads a")).ToHaveCountAsync(2);
        await visit.Look("12-pictures");
        Assert.Equal(dark ? "dark" : "light", new Uri(await visit.Page.Locator(".picture img").Last.EvaluateAsync<string>("image => image.src")).Query["?theme=".Length..]);
        await visit.Button("Go to the end of the conversation").ClickAsync();
        await visit.Page.Locator(".picture button").Last.ClickAsync();
        await visit.Look("06-picture");
        await visit.Page.Keyboard.PressAsync("Escape");

        visit.Chat.Status(typing: true, "Looking at your diary");
        visit.Chat.RefuseWith = 422;
        await visit.Write("This one is refused");
        await Expect(visit.Button("Remove")).ToBeVisibleAsync();
        await visit.Look("07-refused");
        await visit.Button("Remove").ClickAsync();
        visit.Chat.Unreachable = true;
        visit.Chat.CutStreams();
        await visit.Button("7").ClickAsync();
        await Expect(visit.Page.Locator("#banner")).ToBeVisibleAsync();
        await visit.Look("08-no-connection");
        visit.Chat.Unreachable = false;
        visit.Chat.RefuseWith = null;

        await visit.Button("My diary").ClickAsync();
        await Expect(visit.Page.Locator("#diary .progress")).ToBeVisibleAsync();
        await visit.Look("09-diary");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Button("Settings and help").ClickAsync();
        await visit.Look("10-settings");
        await visit.Button("I have a recovery code").ClickAsync();
        await visit.Look("11-recover");
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task Violation_OnThePage_IsFound()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await Expect(visit.Button("Start")).ToBeVisibleAsync();
        await visit.Page.EvaluateAsync("() => document.querySelector('#start').replaceChildren()");
        Assert.Contains((await visit.Page.RunAxe()).Violations, violation => violation.Id == "button-name");
    }

    private static void Tell(FakeChat chat)
    {
        var day = new DateTimeOffset(2026, 11, 13, 18, 0, 0, TimeSpan.Zero);
        chat.Say("guide", "Hello, I am the guide. I run without a language model.\n\nWith you I will\n- find out what you would like to change,\n- suggest things worth testing.\n\nIs it OK to store what you tell me?",
            day, FakeAnswers.Buttons("Yes, store it", "No") with { Answered = "c0" });
        chat.Say("person", "I lie awake for ages 😴 since the spring.\nCoffee maybe?", day.AddMinutes(1));
        chat.Say("model", "Each of these is a *hypothesis, not tested on you*:\n\n1. **No caffeine after noon.**\n2. **A fixed time to get up.**\n\nWhich one would you like to test?",
            day.AddMinutes(2), FakeAnswers.Buttons("No caffeine after noon", "A fixed time to get up", "Why these?"));
        chat.Say("person", "the first", day.AddMinutes(3));
        chat.Say("system", "A coach has joined and can read this conversation.", day.AddDays(1));
        chat.Say("coach", "Good morning, I am Maria. Write to me here whenever something worries you.", day.AddDays(1).AddMinutes(1));
        chat.Say("person", "شكرا 🌙", day.AddDays(1).AddMinutes(2));
        chat.Say("guide", "Here is how it looks so far.", day.AddDays(2), pictures:
            [new("/api/chat/pictures/diary-two-arms.svg", "42 days in 6 periods"), new("/api/chat/pictures/effect-helps.svg", "An interval from 20 minutes less to 5 minutes more"), new("/api/chat/pictures/chances-helps.svg", "71 in 100: it helps")],
            downloads: [new("/api/chat/export/report.html", "Report for you or your doctor"), new("/api/chat/export/diary.csv", "Diary as a table (CSV)")]);
        chat.Say("guide", "How rested do you feel?", day.AddDays(2), FakeAnswers.Scale("not at all", "completely"));
    }

    private static JsonObject SomeDays() => new()
    {
        ["outcome"] = new JsonObject { ["name"] = "Time to fall asleep", ["unit"] = "min", ["betterDirection"] = "lower" },
        ["trial"] = new JsonObject { ["state"] = "running", ["day"] = 20, ["days"] = 42 },
        ["days"] = new JsonArray([.. Enumerable.Range(1, 20).Select(day => new JsonObject
        {
            ["date"] = $"2026-11-{day:00}",
            ["value"] = day is 6 or 7 ? null : 30 + (day * 37 % 29),
            ["valueText"] = day is 6 or 7 ? null : $"{30 + (day * 37 % 29)} min",
            ["adherence"] = day is 6 or 7 ? null : day % 5 == 0 ? "no" : "yes",
            ["late"] = day == 9,
            ["corrected"] = day == 12,
            ["disrupted"] = day == 15 ? "travelling" : null,
            ["missing"] = day is 6 or 7 ? "ill" : null,
            ["note"] = day == 19 ? "Late dinner with friends." : null,
            ["counted"] = day % 7 != 1,
        })]),
    };
}
