using Microsoft.Playwright;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Tests.Host.Dashboard;
using Nof1Agent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>A coach at the dashboard in a browser.</summary>
internal sealed class CoachPage : ChatPage
{
    public static BrowserView Desk { get; } = new("coach-desk", 1440, 900, Touch: false);
    public static BrowserView DarkDesk { get; } = new("coach-desk", 1440, 900, Touch: false, Dark: true);
    public static BrowserView Phone { get; } = new("coach-phone", 390, 844, Touch: true);

    private readonly RunningService service;

    private CoachPage(RunningService service, IBrowserContext context, IPage page, BrowserView view) : base(context, page, view) => this.service = service;

    /// <summary>Signs in with password and code, as people do.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="view">What it looks like.</param>
    /// <param name="service">The service.</param>
    /// <param name="name">The account.</param>
    /// <param name="app">Whose authenticator app it is, and how many half minutes it is ahead: a code counts once.</param>
    public static async Task<CoachPage> SignIn(Chromium browser, BrowserView view, RunningService service, string name, (CoachBrowser App, int Ahead) app)
    {
        var context = await browser.NewVisitor(view);
        var coach = new CoachPage(service, context, await NewPage(context), view);
        await coach.Open("/coach");
        await coach.Page.GetByLabel("Name").FillAsync(name);
        await coach.Page.GetByLabel("Password").FillAsync(CoachBrowser.Password);
        await coach.Look("sign-in");
        await coach.Button("Continue").ClickAsync();
        await coach.Page.GetByLabel("Six digits").FillAsync(app.App.Code(app.Ahead));
        await coach.Button("Sign in").ClickAsync();
        await Expect(coach.Heading("People")).ToBeVisibleAsync();
        return coach;
    }

    /// <summary>A session that was made before, in another window.</summary>
    public static async Task<CoachPage> Again(Chromium browser, BrowserView view, RunningService service, CoachBrowser session)
    {
        var context = await browser.NewVisitor(view);
        var cookie = session.Cookies.GetCookies(service.Address).Single(one => one.Name == "nof1_coach");
        await context.AddCookiesAsync([new Cookie { Name = cookie.Name, Value = cookie.Value, Url = service.Address.ToString() }]);
        return new CoachPage(service, context, await NewPage(context), view);
    }

    public Task Open(string path) => Page.GotoAsync(new Uri(service.Address, path).ToString());

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    public ILocator Rows => Page.Locator("a[data-row]");
}
