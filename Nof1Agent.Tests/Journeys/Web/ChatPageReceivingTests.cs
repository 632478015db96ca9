using Microsoft.Playwright;
using Nof1Agent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>What the server says appears once, in order, as plain text, and without pulling the reader about.</summary>
[Collection(BrowserTests.Name)]
public sealed class ChatPageReceivingTests(Chromium browser)
{
    private static readonly string[] Speakers = ["person", "guide", "model", "coach", "system"];

    [Fact]
    public async Task Stream_CutWhileMessagesArrive_LosesAndDoublesNothing()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        for (var i = 1; i <= 30; i++)
        {
            visit.Chat.Say("guide", $"line {i}");
            if (i % 7 == 0) visit.Chat.CutStreams();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        await Expect(visit.Bubbles).ToHaveTextAsync(Enumerable.Range(1, 30).Select(i => $"line {i}").ToArray());
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task Question_AnsweredElsewhereWhileCut_IsClosed()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        var question = visit.Chat.Say("guide", "How rested are you?", answers: FakeAnswers.Scale("not at all", "completely"));
        await Expect(visit.Button("7")).ToBeVisibleAsync();
        visit.Chat.Unreachable = true;
        visit.Chat.CutStreams();
        visit.Chat.Answer(question.Id, "c7");
        visit.Chat.Unreachable = false;
        await Expect(visit.Page.Locator(".slot")).ToHaveTextAsync("Your answer: 7");
    }

    [Fact]
    public async Task Connection_Lost_IsSaidAndTakenBack()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        await visit.Begin();
        await visit.Context.SetOfflineAsync(true);
        await Expect(visit.Page.GetByText("No connection. Trying again")).ToBeVisibleAsync();
        await visit.Context.SetOfflineAsync(false);
        await Expect(visit.Page.Locator("#banner")).ToBeHiddenAsync();
        visit.Chat.Say("guide", "Here again");
        await Expect(visit.BubbleWith("Here again")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Markup_FromAnySpeaker_IsShownAsText()
    {
        const string hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> [a](javascript:alert(1))";
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        await visit.Begin();
        foreach (var speaker in Speakers) visit.Chat.Say(speaker, hostile);
        visit.Chat.Say("guide", "Choose", answers: FakeAnswers.Buttons(hostile));

        await Expect(visit.BubbleWith(hostile)).ToHaveCountAsync(Speakers.Length);
        await Expect(visit.Page.Locator("#messages").Locator("img, script, a")).ToHaveCountAsync(0);
        Assert.DoesNotContain("owned", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task Reply_WithListsAndParagraphs_IsLaidOut()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        visit.Chat.Say("model", "First line\nsecond line\n\n- one\n- **two**\n  and a half\n\n1. alpha\n\n2. beta\n\n2 * 3 * 4 is not stressed");
        var bubble = visit.BubbleWith("First line");
        await Expect(bubble.Locator("p")).ToHaveTextAsync(["First line\nsecond line", "2 * 3 * 4 is not stressed"]);
        await Expect(bubble.Locator("ul > li")).ToHaveTextAsync(["one", "two and a half"]);
        await Expect(bubble.Locator("ul .line")).ToHaveTextAsync(["two", "and a half"]);
        await Expect(bubble.Locator("ol > li")).ToHaveTextAsync(["alpha", "beta"]);
        await Expect(bubble.Locator("strong")).ToHaveTextAsync("two");
        await Expect(bubble.Locator("em")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task RightToLeftText_RunsFromTheRight()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        visit.Chat.Say("coach", "شكرا لك\n- نعم\n- لا");
        var bubble = visit.BubbleWith("شكرا");
        await Expect(bubble.Locator("p")).ToHaveCSSAsync("direction", "rtl");
        await Expect(bubble.Locator("ul")).ToHaveCSSAsync("direction", "rtl");
    }

    [Fact]
    public async Task LongWords_OnASmallPhone_DoNotWidenThePage()
    {
        await using var visit = await ChatVisit.Arrive(browser, new BrowserView("small", 360, 640, Touch: true));
        await visit.Begin();
        foreach (var speaker in Speakers) visit.Chat.Say(speaker, new string('W', 300));
        visit.Chat.Say("guide", "Choose", answers: FakeAnswers.Buttons(new string('M', 120), "short"));
        await Expect(visit.Button("short")).ToBeVisibleAsync();
        Assert.True(await visit.Page.EvaluateAsync<bool>(
            "() => [document.documentElement, document.querySelector('#conversation')].every(e => e.scrollWidth <= e.clientWidth)"));
    }

    [Fact]
    public async Task Reader_WhoScrolledUp_IsLeftInPeaceAndCanReturn()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        for (var i = 1; i <= 30; i++) visit.Chat.Say(i % 2 == 0 ? "guide" : "person", $"line {i}");
        await Expect(visit.BubbleWith("line 30")).ToBeInViewportAsync();
        await ScrollTo(visit, 200);
        await Expect(visit.Button("Go to the end of the conversation")).ToBeVisibleAsync();

        visit.Chat.Say("guide", "news one");
        visit.Chat.Say("guide", "news two");
        await visit.Button("2 new messages: go to the end").ClickAsync(new() { Trial = true });
        Assert.Equal(200, await ScrollTop(visit));
        await visit.Button("2 new messages: go to the end").ClickAsync();
        await Expect(visit.BubbleWith("news two")).ToBeInViewportAsync();
        await Expect(visit.Page.Locator("#to-end")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Reply_LongerThanTheScreen_IsShownFromItsBeginning()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        for (var i = 1; i <= 20; i++) visit.Chat.Say("guide", $"line {i}");
        await visit.Write("tell me all");
        await Expect(visit.Page.GetByText("Sent", new() { Exact = true })).ToBeVisibleAsync();
        visit.Chat.Say("model", "Beginning\n\n" + string.Join("\n\n", Enumerable.Range(1, 40).Select(i => $"paragraph {i}")) + "\n\nEnding");
        visit.Chat.Say("model", "And one thing more");
        await Expect(visit.BubbleWith("And one thing more")).ToHaveCountAsync(1);
        await Expect(visit.Page.GetByText("Beginning", new() { Exact = true })).ToBeInViewportAsync();
        await Expect(visit.Page.GetByText("Ending", new() { Exact = true })).Not.ToBeInViewportAsync();
    }

    [Fact]
    public async Task History_OfAThousandMessages_OpensAtTheEndAndUnrollsUpwards()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        for (var i = 1; i <= 1000; i++) visit.Chat.Say(i % 2 == 0 ? "guide" : "person", $"line {i}.", new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero).AddHours(i));
        await visit.Begin();
        await Expect(visit.BubbleWith("line 1000.")).ToBeInViewportAsync();
        await Expect(visit.Bubbles).ToHaveCountAsync(80);

        await ScrollTo(visit, 0);
        var before = await visit.BubbleWith("line 921.").BoundingBoxAsync();
        await visit.Button("Show earlier messages").ClickAsync();
        await Expect(visit.Bubbles).ToHaveCountAsync(160);
        var after = await visit.BubbleWith("line 921.").BoundingBoxAsync();
        // The day heading above it may go, because it is no longer the first of its day.
        Assert.InRange(after!.Y - before!.Y, -60, 60);
        await Expect(visit.Page.Locator(".day:visible").First).ToContainTextAsync("November");
    }

    [Fact]
    public async Task Question_PassedByInConversation_FoldsItsAnswersAndUnfoldsThem()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        visit.Chat.Say("guide", "How long?", answers: FakeAnswers.Buttons("36 days", "48 days"));
        await Expect(visit.Button("36 days")).ToBeVisibleAsync();
        await Expect(visit.Button("Show the answers")).ToBeHiddenAsync();
        await visit.Write("something else");
        await Expect(visit.Button("36 days")).ToBeHiddenAsync();
        await visit.Button("Show the answers").ClickAsync();
        await Expect(visit.Button("36 days")).ToBeFocusedAsync();
        await visit.Button("48 days").ClickAsync();
        await Expect(visit.Page.Locator(".slot")).ToHaveTextAsync("Your answer: 48 days");
    }

    [Fact]
    public async Task Answer_ThatComesBackAsOwnMessage_StandsThereOnce()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        visit.Chat.Say("guide", "How long?", answers: FakeAnswers.Buttons("36 days", "48 days"));
        await visit.Button("48 days").ClickAsync();
        await Expect(visit.Bubbles).ToHaveTextAsync(["How long?", "48 days"]);
        await Expect(visit.Page.GetByText("Your answer:")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Status_WhileTheServerWorks_IsShownAndGoes()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        visit.Chat.Say("guide", "One moment");
        await Expect(visit.BubbleWith("One moment")).ToBeVisibleAsync();
        visit.Chat.Status(typing: true, "Looking at your diary");
        await Expect(visit.Page.Locator("#status")).ToContainTextAsync("Looking at your diary");
        visit.Chat.Status(typing: false);
        await Expect(visit.Page.Locator("#status")).ToBeHiddenAsync();
    }

    private static Task ScrollTo(ChatVisit visit, int top) => visit.Page.EvaluateAsync($"() => {{ document.querySelector('#conversation').scrollTop = {top}; }}");

    private static Task<int> ScrollTop(ChatVisit visit) => visit.Page.EvaluateAsync<int>("() => Math.round(document.querySelector('#conversation').scrollTop)");
}
