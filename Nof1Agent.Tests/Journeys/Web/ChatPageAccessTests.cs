using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Nof1Agent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>Coming in, coming back, leaving; answering by keyboard and finger; one's own diary.</summary>
[Collection(BrowserTests.Name)]
public sealed class ChatPageAccessTests(Chromium browser)
{
    [Fact]
    public async Task RecoveryCode_UntilItIsKept_ComesBackAfterAReload()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await Expect(visit.Box).ToBeHiddenAsync();
        await visit.Button("Start").ClickAsync();
        await Expect(visit.Page.Locator("#code")).ToHaveTextAsync(FakeChat.RecoveryCode);
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator("#code")).ToHaveTextAsync(FakeChat.RecoveryCode);
        await visit.Button("I have kept it").ClickAsync();
        await visit.Reload();
        await Expect(visit.Page.Locator("#code-dialog")).ToBeHiddenAsync();
        await Expect(visit.Box).ToBeVisibleAsync();
    }

    [Fact]
    public async Task RecoveryCode_Copied_IsOnTheClipboard()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.Button("Start").ClickAsync();
        await visit.Button("Copy").ClickAsync();
        await Expect(visit.Page.GetByText("Copied.")).ToBeVisibleAsync();
        Assert.Equal(FakeChat.RecoveryCode, await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task RecoveryCode_TypedInAnotherBrowser_OpensTheChatThere()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        visit.Chat.Say("guide", "Welcome back");
        await visit.Button("I have a recovery code").ClickAsync();
        await visit.Page.GetByLabel("Recovery code", new() { Exact = true }).FillAsync("wrong code 1234");
        await visit.Button("Open my chat").ClickAsync();
        await Expect(visit.Page.GetByText("No chat belongs to this code.")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("Recovery code", new() { Exact = true }).FillAsync("k7qm 4txn 92wd");
        await visit.Button("Open my chat").ClickAsync();
        await Expect(visit.BubbleWith("Welcome back")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task RecoveryCode_MadeAnew_IsShown()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        await visit.Begin();
        await visit.Button("Settings and help").ClickAsync();
        await visit.Button("Make a new recovery code").ClickAsync();
        await Expect(visit.Page.Locator("#code")).ToHaveTextAsync("NEWC-CDEF-GH23");
    }

    [Fact]
    public async Task SigningOut_AfterAskingBack_LeavesNothingInThisBrowser()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        visit.Chat.Say("guide", "Something private");
        visit.Chat.RefuseWith = 422;
        await visit.Write("refused, therefore kept here");
        await Expect(visit.Button("Remove")).ToBeVisibleAsync();
        await visit.Box.FillAsync("a draft");
        await visit.Button("Settings and help").ClickAsync();
        await visit.Button("Sign out here").ClickAsync();
        await visit.Button("Sign out").ClickAsync();

        await Expect(visit.Button("Start")).ToBeVisibleAsync();
        await Expect(visit.Bubbles).ToHaveCountAsync(0);
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => localStorage.length"));
        await visit.Page.ReloadAsync();
        await Expect(visit.Button("Start")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Session_NoLongerValid_AsksForTheRecoveryCode()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        await visit.Context.ClearCookiesAsync();
        await visit.Write("who am I?");
        await Expect(visit.Page.GetByText("no longer connected to your chat")).ToBeVisibleAsync();
        await visit.Button("I have a recovery code").ClickAsync();
        await visit.Page.GetByLabel("Recovery code", new() { Exact = true }).FillAsync(FakeChat.RecoveryCode);
        await visit.Button("Open my chat").ClickAsync();
        // What could not be sent then is sent now.
        await Expect(visit.Page.Locator("#messages .bubble")).ToHaveTextAsync(["who am I?"]);
    }

    [Fact]
    public async Task Scale_ByKeyboard_IsAnsweredWithoutLosingThePlace()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        await visit.Begin();
        visit.Chat.Say("guide", "How rested are you?", answers: FakeAnswers.Scale("not at all", "completely"));
        await visit.Button("0 (not at all)").FocusAsync();
        foreach (var key in (string[])["End", "ArrowLeft", "ArrowLeft", "ArrowRight", "Enter"]) await visit.Page.Keyboard.PressAsync(key);
        await Expect(visit.Page.Locator(".slot")).ToHaveTextAsync("Your answer: 9");
        await Expect(visit.Page.Locator(".slot")).ToBeFocusedAsync();
        Assert.Equal("c9", visit.Chat.Posts.Single().Content.Choice!.ChoiceId);
    }

    [Fact]
    public async Task Scale_OnASmallPhone_HasTargetsThatAFingerHits()
    {
        await using var visit = await ChatVisit.Arrive(browser, new BrowserView("small", 360, 640, Touch: true));
        await visit.Begin();
        visit.Chat.Say("guide", "How rested are you?", answers: FakeAnswers.Scale("not at all", "completely"));
        var steps = visit.Page.Locator(".scale [data-choice]");
        await Expect(steps).ToHaveCountAsync(11);
        foreach (var step in await steps.AllAsync())
        {
            var box = (await step.BoundingBoxAsync())!;
            Assert.True(box.Width >= 44 && box.Height >= 44, $"{box.Width} x {box.Height}");
        }
    }

    [Fact]
    public async Task Answer_DoubleTapped_AnswersOnlyOneQuestion()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        await visit.Begin();
        visit.Chat.Say("guide", "First?", answers: FakeAnswers.Buttons("Yes"));
        await visit.Button("Yes").DblClickAsync();
        await Expect(visit.Page.Locator(".slot")).ToHaveTextAsync("Your answer: Yes");
        visit.Chat.Say("guide", "Second?", answers: FakeAnswers.Buttons("Surely"));
        await visit.Button("Surely").DispatchEventAsync("click", new { detail = 2 });
        await visit.Button("Surely").ClickAsync();
        await Expect(visit.Page.Locator(".slot").Last).ToHaveTextAsync("Your answer: Surely");
        Assert.Equal(2, visit.Chat.Posts.Count);
    }

    [Fact]
    public async Task Enter_OnDesktop_SendsAndWithShiftDoesNot()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        await visit.Begin();
        await Expect(visit.Box).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("one");
        await visit.Page.Keyboard.PressAsync("Shift+Enter");
        await visit.Page.Keyboard.TypeAsync("two");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Bubbles).ToHaveTextAsync(["one\ntwo"]);
        await Expect(visit.Box).ToBeFocusedAsync();
    }

    [Fact]
    public async Task ScreenReader_HearsNewMessagesAndNotTheHistory()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        visit.Chat.Say("guide", "Old news");
        await visit.Begin();
        visit.Chat.Say("coach", "Good morning", answers: FakeAnswers.Buttons("Hello", "Later"));
        await Expect(visit.Page.Locator("#spoken")).ToHaveTextAsync("Coach: Good morning 2 answers to choose from.");
    }

    [Fact]
    public async Task Theme_Chosen_SurvivesAReload()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await visit.Button("Settings and help").ClickAsync();
        await visit.Page.GetByLabel("Dark", new() { Exact = true }).CheckAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await visit.Button("Settings and help").ClickAsync();
        await visit.Page.GetByLabel("Like my device").CheckAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
    }

    [Fact]
    public async Task Diary_ShowsDaysAndALineThatBreaksAtMissingOnes()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        visit.Chat.Diary = JsonNode.Parse("""
            {"outcome":{"name":"Time to fall asleep","unit":"min","betterDirection":"lower"},"trial":{"state":"running","day":4,"days":42},"days":[
            {"date":"2026-11-17","value":40,"valueText":"40 min","adherence":"yes","late":false,"corrected":true,"disrupted":null,"missing":null,"note":null,"counted":true},
            {"date":"2026-11-18","value":null,"valueText":null,"adherence":null,"late":false,"corrected":false,"disrupted":null,"missing":"ill","note":null,"counted":false},
            {"date":"2026-11-19","value":20,"valueText":"20 min","adherence":"partly","late":true,"corrected":false,"disrupted":null,"missing":null,"note":"<b>late</b> dinner","counted":true},
            {"date":"2026-11-20","value":25,"valueText":"25 min","adherence":"no","late":false,"corrected":false,"disrupted":"travelling","missing":null,"note":null,"counted":false}]}
            """)!;
        await visit.Begin();
        await visit.Button("My diary").ClickAsync();
        var diary = visit.Page.Locator("#diary");
        await Expect(diary.GetByText("Test under way: day 4 of 42")).ToBeVisibleAsync();
        await Expect(diary.Locator(".days li")).ToHaveTextAsync([
            "Fri 20 Nov" + "25 min" + "did not do it" + "not a normal day: travelling" + "does not count",
            "Thu 19 Nov" + "20 min" + "did it partly" + "filled in later" + "<b>late</b> dinner",
            "Wed 18 Nov" + "ill",
            "Tue 17 Nov" + "40 min" + "did it as planned" + "corrected",
        ]);
        await Expect(diary.GetByRole(AriaRole.Img)).ToHaveAccessibleNameAsync(
            "Line chart of Time to fall asleep from 17 Nov to 20 Nov, 3 days: lowest 20 min, highest 40 min, latest 25 min. The list below gives every day.");
        var line = await diary.Locator(".path").GetAttributeAsync("d");
        Assert.Equal("MML", string.Concat(line!.Where(char.IsLetter)));
        await Expect(diary.Locator(".point.apart")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Button("My diary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Diary_BeforeTheFirstDay_SaysSo()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        await visit.Button("My diary").ClickAsync();
        await Expect(visit.Page.Locator("#diary")).ToContainTextAsync("Nothing is written down yet.");
    }

    [Theory]
    [InlineData("running", null, "Your test of 42 days is arranged.")]
    [InlineData("running", 9, "Test under way: day 9 of 42")]
    [InlineData("paused", 9, "Test paused on day 9 of 42")]
    [InlineData("finished", null, "Your test is over.")]
    public async Task Diary_OfATest_SaysHowFarItIs(string state, int? day, string words)
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        visit.Chat.Diary = new JsonObject { ["outcome"] = null, ["trial"] = new JsonObject { ["state"] = state, ["day"] = day, ["days"] = 42 }, ["days"] = new JsonArray() };
        await visit.Begin();
        await visit.Button("My diary").ClickAsync();
        await Expect(visit.Page.Locator("#diary").GetByText(words)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_WithoutJavaScript_SaysWhatToDo()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        // A sandbox without "allow-scripts" switches scripts off as a person's own setting does, and shows what stands in noscript.
        visit.Chat.ContentSecurityPolicy = "sandbox allow-same-origin";
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator("noscript p")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("No diagnosis, no emergency help: call your local emergency number.")).ToBeVisibleAsync();
    }
}
