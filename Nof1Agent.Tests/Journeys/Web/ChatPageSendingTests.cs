using Microsoft.Playwright;
using Nof1Agent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>Nothing a person writes is lost or doubled, whatever the connection does.</summary>
[Collection(BrowserTests.Name)]
public sealed class ChatPageSendingTests(Chromium browser)
{
    [Fact]
    public async Task Message_SentTwiceInARow_ArrivesInOrderWithTheTimeZone()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        await visit.Write("I sleep badly 😴\nsince spring");
        await visit.Write("and I drink coffee");

        await Expect(visit.Bubbles).ToHaveTextAsync(["I sleep badly 😴\nsince spring", "and I drink coffee"]);
        await Expect(visit.Page.Locator(".sent-mark").Last).ToHaveTextAsync("Sent");
        Assert.Equal(["I sleep badly 😴\nsince spring", "and I drink coffee"], visit.Chat.Posts.Select(post => post.Content.Text));
        Assert.All(visit.Chat.Posts, post => Assert.Equal("Europe/Lisbon", post.Content.TimeZone));
        Assert.All(visit.Chat.Posts, post => Assert.True(Guid.TryParse(post.Key, out _)));
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task Message_OnTheStreamBeforeItsAcknowledgement_StandsThereOnce()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        await visit.Begin();
        visit.Chat.AcknowledgementDelay = TimeSpan.FromMilliseconds(700);
        await visit.Write("25");

        await Expect(visit.Page.Locator("#messages .bubble")).ToHaveTextAsync(["25"]);
        await Expect(visit.Bubbles).ToHaveCountAsync(1, new() { Timeout = 500 });
        await Expect(visit.Page.GetByText("Sent", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(visit.Bubbles).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Acknowledgement_Lost_IsAskedForAgainWithTheSameKey()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        visit.Chat.LoseNextAcknowledgement = true;
        await visit.Write("slept well");

        await Expect(visit.Page.Locator("#unsent .message")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#messages .bubble")).ToHaveTextAsync(["slept well"]);
        await WaitUntil(() => visit.Chat.Posts.Count == 2);
        Assert.Single(visit.Chat.Posts.Select(post => post.Key).Distinct());
        Assert.Single(visit.Chat.Messages);
    }

    [Fact]
    public async Task Message_WrittenWithoutConnection_SurvivesAReloadAndIsSentOnce()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        visit.Chat.Say("guide", "How did you sleep?");
        await Expect(visit.Bubbles).ToHaveCountAsync(1);
        visit.Chat.Unreachable = true;
        await visit.Write("badly, and nobody heard it");
        await visit.Box.FillAsync("half a thought");
        await Expect(visit.Page.GetByText("Not sent yet.")).ToBeVisibleAsync();

        await visit.Page.ReloadAsync();
        await Expect(visit.Page.GetByText("No connection.")).ToBeVisibleAsync();
        visit.Chat.Unreachable = false;

        await Expect(visit.Page.Locator("#messages .bubble")).ToHaveTextAsync(["How did you sleep?", "badly, and nobody heard it"]);
        await Expect(visit.Page.Locator("#unsent .message")).ToHaveCountAsync(0);
        await Expect(visit.Box).ToHaveValueAsync("half a thought");
        Assert.Equal(["How did you sleep?", "badly, and nobody heard it"], visit.Chat.Messages.Select(message => message.Text));
        Assert.Single(visit.Chat.Posts.Select(post => post.Key).Distinct());
    }

    [Fact]
    public async Task Message_RefusedByTheServer_SaysWhyAndCanBeChanged()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        visit.Chat.RefuseWith = 422;
        visit.Chat.RefusalDetail = "This message holds characters that cannot be read.";
        await visit.Write("odd characters");
        await Expect(visit.Page.GetByText("Not sent: This message holds characters that cannot be read.")).ToBeVisibleAsync();

        visit.Chat.RefuseWith = null;
        await visit.Button("Change").ClickAsync();
        await Expect(visit.Box).ToHaveValueAsync("odd characters");
        await Expect(visit.Bubbles).ToHaveCountAsync(0);
        await visit.Write("plain characters");
        await Expect(visit.Page.Locator("#messages .bubble")).ToHaveTextAsync(["plain characters"]);
    }

    [Fact]
    public async Task Message_TooLong_StaysInTheBoxWithAReason()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Desktop);
        await visit.Begin();
        await visit.Write(new string('x', 8001));
        await Expect(visit.Page.GetByText("too long to send at once (8,001 of 8,000 characters)")).ToBeVisibleAsync();
        Assert.Equal(8001, (await visit.Box.InputValueAsync()).Length);
        Assert.Empty(visit.Chat.Posts);
    }

    [Fact]
    public async Task Answer_ChosenWithoutConnection_ShowsItsStateAndIsSentLater()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        var question = visit.Chat.Say("guide", "Did you do it?", answers: FakeAnswers.Buttons("Yes", "Partly", "No"));
        await Expect(visit.Button("Partly")).ToBeVisibleAsync();
        visit.Chat.Unreachable = true;
        await visit.Button("Partly").ClickAsync();
        await Expect(visit.Page.Locator(".slot")).ToContainTextAsync("Partly");
        await Expect(visit.Page.Locator(".slot")).ToContainTextAsync("Not sent yet.");

        visit.Chat.Unreachable = false;
        await visit.Button("Try again").ClickAsync();
        await Expect(visit.Page.Locator(".slot")).ToHaveTextAsync("Your answer: Partly");
        Assert.Equal("c1", visit.Chat.Messages[question.Id - 1].Answered);
        await Expect(visit.Button("Yes")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Answer_AcknowledgedButNotYetOnTheStream_StaysClosed()
    {
        await using var visit = await ChatVisit.Arrive(browser, BrowserView.Phone);
        await visit.Begin();
        visit.Chat.Say("guide", "Did you do it?", answers: FakeAnswers.Buttons("Yes", "Partly", "No"));
        await Expect(visit.Button("Partly")).ToBeVisibleAsync();
        visit.Chat.Silent = true;
        await visit.Button("Partly").ClickAsync();
        await WaitUntil(() => visit.Chat.Messages.Count == 2);
        await Expect(visit.Page.Locator(".slot")).ToHaveTextAsync("Your answer: Partly");
        await Expect(visit.Button("Yes")).ToHaveCountAsync(0);
    }

    private static async Task WaitUntil(Func<bool> happened)
    {
        for (var tries = 0; !happened() && tries < 100; tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.True(happened());
    }
}
