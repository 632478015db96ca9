using System.Net;
using System.Text.RegularExpressions;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>Somebody at the pages before the session, without script: forms with their hidden fields, cookies kept.</summary>
internal sealed partial class CoachBrowser : IDisposable
{
    public const string Password = "four quiet herons wade";

    private readonly RunningService service;
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private readonly HttpClient client;

    public CoachBrowser(RunningService service)
    {
        this.service = service;
        client = new HttpClient(handler) { BaseAddress = service.Address };
    }

    public CookieContainer Cookies => handler.CookieContainer;

    public HttpClient Client => client;

    /// <summary>The secret that the set-up page showed.</summary>
    public string Key { get; private set; } = "";

    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>An account with a session, made the way people make it: link, password, authenticator app.</summary>
    public static async Task<CoachBrowser> SignedIn(RunningService service, string name, CoachRole role, string? email = null)
    {
        var browser = new CoachBrowser(service);
        await browser.Begin(name, role, email);
        return browser;
    }

    public async Task<CoachAccount> Begin(string name, CoachRole role, string? email = null)
    {
        var account = await service.Get<CoachAccounts>().Add(name, role, email) ?? throw new InvalidOperationException($"{name} is taken");
        await UseLink(await service.Get<OneTimeLinks>().Make(account.Id));
        return account;
    }

    public async Task UseLink(string link, params (string Name, string Value)[] more)
    {
        await Get($"/coach/begin?link={link}");
        var begun = await Post("/coach/begin", [("link", link), ("password", Password), .. more]);
        Assert.Equal("/coach/sign-in/authenticator", begun.Location);
        var shown = await Get(begun.Location!);
        Key = KeyText().Match(shown.Body).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var done = await Post("/coach/sign-in/authenticator", [("code", Code()), ("returnUrl", "/coach")]);
        Assert.Equal(HttpStatusCode.OK, done.Status);
        RecoveryCodes = [.. RecoveryCode().Matches(done.Body).Select(match => match.Groups[1].Value)];
    }

    /// <summary>What the app shows; half minutes later where <paramref name="ahead"/> says so, because a code counts once.</summary>
    public string Code(int ahead = 0) => Totp.Code(Key, Totp.Step(service.Clock.GetUtcNow()) + ahead);

    public async Task<Answer> Get(string path) => await Read(await client.GetAsync(new Uri(path, UriKind.Relative)));

    /// <summary>Sends a form with the hidden field of the page that was looked at last.</summary>
    public async Task<Answer> Post(string path, (string Name, string Value)[] fields, bool withToken = true)
    {
        using var form = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), .. withToken ? [KeyValuePair.Create("__RequestVerificationToken", token)] : Array.Empty<KeyValuePair<string, string>>()]);
        return await Read(await client.PostAsync(new Uri(path, UriKind.Relative), form));
    }

    public async Task<Answer> SignIn(string name, string password)
    {
        await Get("/coach/sign-in");
        return await Post("/coach/sign-in", [("name", name), ("password", password), ("returnUrl", "/coach")]);
    }

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    private string token = "";

    private async Task<Answer> Read(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync();
            if (Token().Match(body) is { Success: true } found) token = found.Groups[1].Value;
            var location = response.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.ToString() : null;
            return new Answer(response.StatusCode, body, location?.Split('?')[0], [.. response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []]);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("class=\"key\">([A-Z2-7 ]+)<")]
    private static partial Regex KeyText();

    [GeneratedRegex("<li><code>([^<]+)</code>")]
    private static partial Regex RecoveryCode();

    internal sealed record Answer(HttpStatusCode Status, string Body, string? Location, IReadOnlyList<string> Cookies);
}
