using Microsoft.Playwright;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Tests.Host.Dashboard;
using Nof1Agent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>What a coach does in the browser, with the real service behind it.</summary>
[Collection(BrowserTests.Name)]
public sealed class CoachJourneyTests(Chromium browser)
{
    [Fact]
    public async Task Anna_SignsIn_SeesWhoNeedsHer_AndActs()
    {
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 1, 25, 9, 0, 0, TimeSpan.Zero));
        using var anna = new CoachBrowser(service);
        await anna.Begin("Anna", CoachRole.Coach);
        var running = await Caseloads.Joined(service, "Anna", "one");
        await Caseloads.InATrial(service, running, daysAgo: 20);
        var silent = await Caseloads.Joined(service, "Anna", "two", "wake up less at night");
        await Caseloads.InATrial(service, silent, daysAgo: 15, silent: 4);
        var asking = await Caseloads.Joined(service, "Anna", "three", "sleep through");
        await Caseloads.Asks(service, asking);
        var crisis = await Caseloads.Joined(service, "Anna", "four", "be less tired");
        await Caseloads.Crisis(service, crisis);
        await Caseloads.Joined(service, "Anna", "five", "<script>document.title='owned'</script>");

        await using var coach = await CoachPage.SignIn(browser, CoachPage.Desk, service, "Anna", (anna, 1));
        await Expect(coach.Rows).ToHaveCountAsync(5);
        await Expect(coach.Page.Locator("tbody tr[role=row]").First).ToContainTextAsync("Crisis");
        await coach.Look("caseload");
        Assert.NotEqual("owned", await coach.Page.TitleAsync());

        await coach.Page.Keyboard.PressAsync("j");
        await coach.Page.Keyboard.PressAsync("j");
        await coach.Page.Keyboard.PressAsync("Enter");
        await Expect(coach.Heading("They would try: melatonin")).ToBeVisibleAsync();
        await coach.Page.GetByText("hay fever").WaitForAsync();
        await coach.Look("approval");
        await coach.Button("Veto").ClickAsync();
        await Expect(coach.Page.GetByText("at least ten characters")).ToBeVisibleAsync();
        await coach.Page.GetByLabel("A word to them").FillAsync("Let us first ask your pharmacist about it.");
        await coach.Button("Veto").ClickAsync();
        await Expect(coach.Page.Locator(".needs")).ToContainTextAsync("Nothing now.");

        await coach.Open($"/coach/people/{crisis.Value}");
        await coach.Button("Acknowledge").ClickAsync();
        await Expect(coach.Button("Acknowledge")).ToHaveCountAsync(0);
        await coach.Look("crisis");
        await coach.Button("Resolve").ClickAsync();
        await Expect(coach.Page.GetByText("A red flag still stops this person.")).ToBeVisibleAsync();
        await coach.Button("I have spoken with them: end support mode").ClickAsync();
        await coach.Button("Yes, end support mode").ClickAsync();
        await Expect(coach.Page.GetByText("Support mode.")).ToHaveCountAsync(0);
        await coach.Button("Resolve").ClickAsync();
        await Expect(coach.Page.Locator(".needs")).ToContainTextAsync("Nothing now.");
        Assert.Empty(service.Get<AlertLog>().Open(Audience.Coach));

        await coach.Open($"/coach/people/{running.Value}");
        await Expect(coach.Page.GetByText("You are blinded until the planned end")).ToBeVisibleAsync();
        await coach.Look("person");
        Assert.Empty(coach.Problems);
    }

    [Fact]
    public async Task Anna_TakesOver_WhileThePersonWrites()
    {
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 1, 25, 9, 0, 0, TimeSpan.Zero));
        using var anna = await CoachBrowser.SignedIn(service, "Anna", CoachRole.Coach);
        await using var chat = await ChatPage.Open(browser, BrowserView.Phone, service.Address);
        await chat.Begin();
        var person = await Caseloads.JoinedByChat(service, "Anna");
        await chat.Button("I sleep badly").ClickAsync();
        await chat.Button("Yes, that is OK").ClickAsync();
        await Expect(chat.Button("Minutes to fall asleep")).ToBeVisibleAsync();

        await using var coach = await CoachPage.Again(browser, CoachPage.Phone, service, anna);
        await coach.Open("/coach");
        await Expect(coach.Rows).ToHaveCountAsync(1);
        await coach.Look("caseload");
        await coach.Rows.First.ClickAsync();
        await coach.Button("Take over").ClickAsync();
        await Expect(coach.Page.GetByText("You are speaking.")).ToBeVisibleAsync();
        await Expect(chat.BubbleWith("Anna")).ToHaveCountAsync(2);

        // Both write at once: nothing is lost, and the agent says nothing.
        var guide = await chat.Page.Locator(".from-guide .bubble").CountAsync();
        await Task.WhenAll(
            chat.Write("Is anybody there? <img src=x onerror=\"document.title='owned'\">"),
            Send(coach, "Hello, this is Anna. I read along. <script>document.title='owned'</script>"));
        await Expect(coach.Page.Locator(".transcript")).ToContainTextAsync("Is anybody there?");
        await Expect(chat.BubbleWith("Hello, this is Anna.")).ToBeVisibleAsync();
        await coach.Look("speaking");
        Assert.Equal(guide, await chat.Page.Locator(".from-guide .bubble").CountAsync());

        await coach.Page.GetByPlaceholder("New note").FillAsync("<b onmouseover=alert(1)>calls on Monday</b>");
        await coach.Button("Keep note").ClickAsync();
        await Expect(coach.Page.Locator(".note")).ToContainTextAsync("<b onmouseover=alert(1)>calls on Monday</b>");

        await coach.Button("Hand back").ClickAsync();
        await coach.Page.GetByLabel("What you agreed").FillAsync("You measure minutes to fall asleep.");
        await coach.Button("Hand back to the agent").ClickAsync();
        await Expect(coach.Button("Take over")).ToBeVisibleAsync();
        await Expect(chat.BubbleWith("You measure minutes to fall asleep.")).ToBeVisibleAsync();
        await chat.Write("help");
        await Expect(chat.Page.Locator(".from-guide .bubble").Nth(guide)).ToBeVisibleAsync();
        await Expect(coach.Page.Locator(".bubble.guide")).ToHaveCountAsync(guide + 1);
        await coach.Page.Locator(".bubble.guide").Last.GetByText("How this came about").ClickAsync();
        await Expect(coach.Page.GetByText("Answered by")).ToBeVisibleAsync();

        using var ben = await CoachBrowser.SignedIn(service, "Ben", CoachRole.Coach);
        await using var foreign = await CoachPage.Again(browser, CoachPage.Phone, service, ben);
        await foreign.Open($"/coach/people/{person.Value}");
        await Expect(foreign.Heading("Nobody here")).ToBeVisibleAsync();

        // Signed out elsewhere: the open page does nothing more.
        await service.Get<CoachAccounts>().SignOutEverywhere(service.Get<CoachAccounts>().Named("Anna")!.Id);
        await Expect(coach.Page.GetByText("Your session has ended").Or(coach.Page.GetByText("Nobody here")).First).ToBeVisibleAsync();
        Assert.DoesNotContain("owned", new[] { await coach.Page.TitleAsync(), await chat.Page.TitleAsync() });
        Assert.Empty(coach.Problems);
        Assert.Empty(chat.Problems);
        Assert.True(service.Get<Nof1Agent.Skills.Audit.AuditLog>().Verify().IsIntact);
    }

    [Fact]
    public async Task Lea_MakesAStudy_AndSomebodyJoinsByItsLink()
    {
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 1, 25, 9, 0, 0, TimeSpan.Zero));
        using var lea = await CoachBrowser.SignedIn(service, "Lea", CoachRole.Lead);
        var alarmed = await Caseloads.Joined(service, "Anna", "one");
        await Caseloads.Alert(service, alarmed, AlertKind.Harm);
        await using var coach = await CoachPage.Again(browser, CoachPage.DarkDesk, service, lea);
        await coach.Open("/coach/alerts");
        await Expect(coach.Page.GetByText("Harm").First).ToBeVisibleAsync();
        await coach.Look("alerts");
        await coach.Button("Acknowledge").ClickAsync();
        await Expect(coach.Page.GetByText("Lea looks after it")).ToBeVisibleAsync();

        await coach.Page.GetByRole(AriaRole.Link, new() { Name = "Studies" }).ClickAsync();
        await coach.Button("New study").ClickAsync();
        await coach.Page.GetByLabel("Name, as people read it").FillAsync("Sleep <img src=x onerror=alert(1)>");
        await coach.Page.GetByLabel("Goal").SelectOptionAsync("sleep onset");
        await coach.Page.GetByLabel("Outcome").SelectOptionAsync("sleep-onset-minutes");
        await coach.Page.GetByLabel("Tested 1").FillAsync("warm bath or shower before bed");
        await coach.Page.GetByLabel("Days at its beginning that do not count").FillAsync("1");
        await coach.Page.GetByLabel("Days of a period").FillAsync("2");
        await coach.Button("Make the study").ClickAsync();
        await Expect(coach.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await coach.Page.GetByLabel("Days of a period").FillAsync("7");
        await coach.Look("study-form");
        await coach.Button("Make the study").ClickAsync();
        await coach.Button("Make invitations").ClickAsync();
        var link = await coach.Page.Locator(".invitation a").First.GetAttributeAsync("href");
        await coach.Look("study");
        await coach.Open("/coach/audit");
        await Expect(coach.Page.GetByText("nothing was changed, removed or put in")).ToBeVisibleAsync();
        await coach.Look("audit");
        await coach.Open("/coach/calibration");
        await Expect(coach.Heading("Are the forecasts right?")).ToBeVisibleAsync();
        await coach.Look("calibration");
        Assert.Empty(coach.Problems);

        await using var chat = await ChatPage.Open(browser, BrowserView.Phone, new Uri(link!));
        await chat.Button("Open the chat").ClickAsync();
        await chat.Page.GetByRole(AriaRole.Link, new() { Name = "Go on to the chat" }).ClickAsync();
        await Expect(chat.BubbleWith("Lea").First).ToBeVisibleAsync();
        Assert.Empty(chat.Problems);
    }

    private static async Task Send(CoachPage coach, string text)
    {
        await coach.Page.GetByPlaceholder("Write to them").FillAsync(text);
        await coach.Button("Send").ClickAsync();
    }
}
