using System.Net;
using Nof1Agent.Host.Cli;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>The way into the dashboard, and what keeps everybody else out.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task FirstStart_PrintedLink_MakesTheFirstAccountOnce()
    {
        await using var service = await Start();
        using var somebody = new CoachBrowser(service);
        Assert.Contains("coach add", (await somebody.Get("/coach")).Body, StringComparison.Ordinal);
        var printed = await FirstAccount.Invitation(service.Get<CoachAccounts>(), service.Get<OneTimeLinks>(), "http://here");
        var link = printed!.Split("link=")[1].Split(' ')[0];

        await somebody.UseLink(link, ("name", "Anna"));

        Assert.Equal(CoachRole.Lead, Assert.Single(service.Get<CoachAccounts>().All).Role);
        Assert.Equal(HttpStatusCode.OK, (await somebody.Get("/coach")).Status);
        Assert.Equal(10, somebody.RecoveryCodes.Count);
        Assert.Equal(("Anna", AuditAct.SignedIn), service.Get<AuditLog>().Latest(1).Select(entry => (entry.Actor, entry.Act)).Single());
        using var thief = new CoachBrowser(service);
        Assert.Equal(HttpStatusCode.NotFound, (await thief.Get($"/coach/begin?link={link}")).Status);
        Assert.Null(await FirstAccount.Invitation(service.Get<CoachAccounts>(), service.Get<OneTimeLinks>(), "http://here"));
    }

    [Fact]
    public async Task WithoutAccounts_FromElsewhere_ThereIsNoDashboard()
    {
        await using var service = await Start();
        using var elsewhere = new CoachBrowser(service);
        elsewhere.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Get("/coach")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Get("/coach/sign-in")).Status);
    }

    [Fact]
    public async Task Password_WithoutTheCode_OpensNothing()
    {
        await using var service = await Start();
        using var anna = new CoachBrowser(service);
        await anna.Begin("Anna", CoachRole.Coach);
        using var later = new CoachBrowser(service);

        Assert.Equal("/coach/sign-in/code", (await later.SignIn("anna", CoachBrowser.Password)).Location);
        Assert.Equal("/coach/sign-in", (await later.Get("/coach")).Location);

        await later.Get("/coach/sign-in/code");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await later.Post("/coach/sign-in/code", [("code", anna.Code())])).Status);
        Assert.Equal("/coach", (await later.Post("/coach/sign-in/code", [("code", anna.Code(ahead: 1))])).Location);
        Assert.Equal(HttpStatusCode.OK, (await later.Get("/coach")).Status);
    }

    [Fact]
    public async Task RecoveryCode_OpensOnce()
    {
        await using var service = await Start();
        using var anna = new CoachBrowser(service);
        await anna.Begin("Anna", CoachRole.Coach);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var later = new CoachBrowser(service);
            await later.SignIn("Anna", CoachBrowser.Password);
            await later.Get("/coach/sign-in/code");
            var opened = await later.Post("/coach/sign-in/recovery-code", [("code", anna.RecoveryCodes[0])]);
            Assert.Equal(attempt == 0 ? "/coach" : null, opened.Location);
        }
    }

    [Fact]
    public async Task FiveWrongPasswords_TheAccountRests()
    {
        await using var service = await Start();
        using var anna = new CoachBrowser(service);
        await anna.Begin("Anna", CoachRole.Coach);
        using var thief = new CoachBrowser(service);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.SignIn("Anna", $"wrong {attempt}")).Status);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.SignIn("Anna", CoachBrowser.Password)).Status);
        var unknown = await thief.SignIn("Nobody", "wrong");
        Assert.Contains("too many tries", unknown.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Floods_AreTurnedAway()
    {
        await using var service = await Start();
        using var anna = new CoachBrowser(service);
        await anna.Begin("Anna", CoachRole.Coach);
        using var thief = new CoachBrowser(service);
        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 31; attempt++)
        {
            answers.Add((await thief.SignIn("Nobody", "wrong")).Status);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task Forms_WithoutTheirHiddenField_AreRefused()
    {
        await using var service = await Start();
        using var anna = new CoachBrowser(service);
        await anna.Begin("Anna", CoachRole.Coach);
        foreach (var path in (string[])["/coach/sign-in", "/coach/sign-in/code", "/coach/sign-in/recovery-code", "/coach/sign-in/authenticator", "/coach/begin", "/coach/sign-out", "/coach/sign-out-everywhere"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await anna.Post(path, [("name", "Anna"), ("password", CoachBrowser.Password), ("code", "123456")], withToken: false)).Status);
        }
    }

    [Fact]
    public async Task SignedOut_Everywhere_Removed_OrReset_EveryCookieIsWorthless()
    {
        await using var service = await Start();
        using var keeper = await CoachBrowser.SignedIn(service, "Zoe", CoachRole.Lead);
        var names = 0;
        foreach (var end in (Func<CoachBrowser, CoachAccounts, CoachAccount, Task>[])
        [
            async (browser, _, _) =>
            {
                await browser.Get("/coach/sign-out");
                await browser.Post("/coach/sign-out-everywhere", []);
            },
            async (browser, _, _) =>
            {
                await browser.Get("/coach/sign-out");
                await browser.Post("/coach/sign-out", []);
            },
            (_, accounts, account) => accounts.Remove(account.Id),
            (_, accounts, account) => accounts.Reset(account.Id),
        ])
        {
            using var anna = new CoachBrowser(service);
            var account = await anna.Begin($"Anna {++names}", CoachRole.Coach);
            using var copied = new CoachBrowser(service);
            copied.Cookies.Add(anna.Cookies.GetCookies(service.Address));
            Assert.Equal(HttpStatusCode.OK, (await copied.Get("/coach")).Status);

            await end(anna, service.Get<CoachAccounts>(), service.Get<CoachAccounts>().Find(account.Id)!);

            Assert.Equal("/coach/sign-in", (await copied.Get("/coach")).Location);
        }
    }

    [Fact]
    public async Task Cookies_AreOutOfReachOfScripts_AndForgedOnesOpenNothing()
    {
        await using var service = await Start();
        using var anna = await CoachBrowser.SignedIn(service, "Anna", CoachRole.Coach);
        var cookie = anna.Cookies.GetCookies(service.Address).Single(one => one.Name == "nof1_coach");
        Assert.True(cookie.HttpOnly);
        using var forger = new CoachBrowser(service);
        forger.Cookies.Add(service.Address, new Cookie("nof1_coach", cookie.Value[..^4] + "AAAA"));
        Assert.Equal("/coach/sign-in", (await forger.Get("/coach")).Location);

        service.Clock.MoveTo(service.Clock.GetUtcNow().AddHours(13));

        Assert.Equal("/coach/sign-in", (await anna.Get("/coach")).Location);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/coach\\evil")]
    [InlineData("/api/chat/messages")]
    [InlineData("/coachevil")]
    public void ReturnAddresses_LeadIntoTheDashboardOnly(string address) => Assert.Equal("/coach", Nof1Agent.Host.Dashboard.SignIn.SignInEndpoints.Local(address));

    private static Task<RunningService> Start() => RunningService.Start(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero));
}
