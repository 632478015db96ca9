using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>The organisation's sign-in against a provider, and cookies behind a proxy that speaks https.</summary>
public sealed class OpenIdTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Provider_SignsInATiedCoach_AndRefusesUnknownOnesUncheckedAddressesAndWrongVerifiers()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var service = await RunningService.Start(Now, new Dictionary<string, string?> { ["Coach:OpenId:Authority"] = provider.Address, ["Coach:OpenId:ClientId"] = "nof1" });
        var accounts = service.Get<CoachAccounts>();
        var anna = (await accounts.Add("Anna", CoachRole.Coach, "anna@example.org"))!;

        Assert.Equal("/coach/refused", await SignIn(service, provider, Claims("anna", "anna@example.org", false)));
        Assert.Equal("/coach/refused", await SignIn(service, provider, Claims("stranger", "stranger@example.org", true)));
        Assert.Null(accounts.Find(anna.Id)!.Subject);

        // oid is Entra's word; here it is anybody's, and does not count.
        Assert.Equal("/coach", await SignIn(service, provider, new(Claims("anna", "anna@example.org", true)) { ["oid"] = "chosen" }));
        Assert.Equal($"{provider.Address} anna", accounts.Find(anna.Id)!.Subject);

        // Tied now: the address counts no more, and nobody else gets in by it.
        Assert.Equal("/coach", await SignIn(service, provider, Claims("anna", "other@example.org", false)));
        Assert.Equal("/coach/refused", await SignIn(service, provider, Claims("thief", "anna@example.org", true)));
        Assert.Equal(0, provider.Refused);
        Assert.Equal("/coach/refused", await SignIn(service, provider, Claims("anna", "anna@example.org", true), challenge: "another"));
        Assert.Equal(1, provider.Refused);
    }

    [Fact]
    public async Task PublicAddressWithHttps_CookiesAreSecureBehindAProxy()
    {
        await using var service = await RunningService.Start(Now, new Dictionary<string, string?> { ["Mail:Address"] = "https://coach.example.org" });
        var accounts = service.Get<CoachAccounts>();
        var anna = (await accounts.Add("Anna", CoachRole.Coach, null))!;
        var hash = service.Get<IPasswordHasher<CoachUser>>().HashPassword(new CoachUser(anna), CoachBrowser.Password);
        Assert.True(await accounts.Save(anna with { PasswordHash = hash }, anna.Stamp));
        using var browser = new PlainBrowser(service.Address);
        var (page, body) = await browser.Get("/coach/sign-in");
        Assert.Contains("max-age", page.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        var token = body.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];

        var signed = await browser.Post("/coach/sign-in", new() { ["name"] = "Anna", ["password"] = CoachBrowser.Password, ["__RequestVerificationToken"] = token });

        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        var cookies = page.Headers.GetValues("Set-Cookie").Concat(signed.Headers.GetValues("Set-Cookie")).ToList();
        Assert.All(cookies, cookie => Assert.Contains("secure", cookie, StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-nof1_coach_step=", StringComparison.Ordinal));
    }

    private static async Task<string?> SignIn(RunningService service, OpenIdProvider provider, Dictionary<string, object> claims, string? challenge = null)
    {
        using var browser = new PlainBrowser(service.Address);
        var (sent, _) = await browser.Get("/coach/sign-in/organisation");
        Assert.StartsWith($"{provider.Address}/authorize", sent.Headers.Location!.ToString(), StringComparison.Ordinal);
        var asked = QueryHelpers.ParseQuery(sent.Headers.Location.Query);
        Assert.Equal(("code", "S256", "nof1"), (asked["response_type"].ToString(), asked["code_challenge_method"].ToString(), asked["client_id"].ToString()));
        var code = provider.Code(challenge ?? asked["code_challenge"].ToString(), asked["nonce"].ToString(), claims);
        var back = await browser.Post("/coach/signed-in", new() { ["code"] = code, ["state"] = asked["state"].ToString() });
        var place = back.Headers.Location!.ToString();
        var (opened, _) = await browser.Get("/coach");
        Assert.Equal(place == "/coach" ? HttpStatusCode.OK : HttpStatusCode.Redirect, opened.StatusCode);
        return place;
    }

    private static Dictionary<string, object> Claims(string subject, string email, bool isVerified) => new() { ["sub"] = subject, ["email"] = email, ["email_verified"] = isVerified };

    // Sends secure cookies over plain http too, as a proxy in front would.
    private sealed class PlainBrowser(Uri address) : IDisposable
    {
        private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        private readonly Dictionary<string, string> cookies = [];

        public async Task<(HttpResponseMessage Response, string Body)> Get(string path)
        {
            var response = await Send(new HttpRequestMessage(HttpMethod.Get, path));
            return (response, await response.Content.ReadAsStringAsync());
        }

        public Task<HttpResponseMessage> Post(string path, Dictionary<string, string> fields) => Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

        public void Dispose() => client.Dispose();

        private async Task<HttpResponseMessage> Send(HttpRequestMessage request)
        {
            if (cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            var response = await client.SendAsync(request);
            foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
            {
                var pair = set.Split(';')[0].Split('=', 2);
                cookies[pair[0]] = pair[1];
            }

            return response;
        }
    }
}
