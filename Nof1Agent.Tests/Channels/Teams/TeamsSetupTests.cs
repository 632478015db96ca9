using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Nof1Agent.Host.Channels.Teams;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Teams;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>How the service starts with Teams, what it refuses to start with, and when it takes activities without proof.</summary>
public sealed class TeamsSetupTests
{
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 19, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("AppId", "not-an-id", "Teams:AppId")]
    [InlineData("AppId", "", "Teams:AppId")]
    [InlineData("TenantId", "contoso", "Teams:TenantId")]
    [InlineData("ClientSecret", "", "Teams:ClientSecret")]
    [InlineData("CertificatePath", "/nowhere.pfx", "Teams:ClientSecret")]
    [InlineData("Cloud", "moon", "Teams:Cloud")]
    [InlineData("OpenIdMetadata", "http://keys.example.org/", "Teams:OpenIdMetadata")]
    [InlineData("LoginServer", "http://login.example.org/", "Teams:LoginServer")]
    [InlineData("ServiceUrl", "https://attacker.example/", "Teams:ServiceUrl")]
    [InlineData("MessagesPerSecond", "0", "Teams:MessagesPerSecond")]
    [InlineData("Coaches:0:Name", "Grace", "Teams:Coaches")]
    [InlineData("Emulator", "true", "Teams:Emulator")]
    public void Settings_ThatCannotBeRight_AreNamed(string name, string value, string named)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Teams:AppId"] = FakeTeams.AppId, ["Teams:TenantId"] = FakeTeams.TenantId, ["Teams:ClientSecret"] = FakeTeams.ClientSecret, [$"Teams:{name}"] = value,
        };
        var problem = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Teams").Get<TeamsOptions>()!.Problem(isDevelopment: true, "http://127.0.0.1:5080");
        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeTeams.ClientSecret, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_CredentialsThatEntraRefuses_StopsWithOneClearLine()
    {
        await using var teams = await FakeTeams.Start();
        var problem = await Assert.ThrowsAsync<TeamsProblemException>(() => RunningService.Start(Evening, teams.Settings(("ClientSecret", "another-secret"))));
        Assert.Contains("Teams:ClientSecret", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_SignsTheBotIn_AndAnotherOneIsRefused()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("nof1agent-test-").FullName, "bot.pfx");
        try
        {
            await using var teams = await FakeTeams.Start();
            using var right = Made(file, "a password");
            teams.Certificate = right;
            var settings = teams.Settings(("ClientSecret", ""), ("CertificatePath", file), ("CertificatePassword", "a password"));
            await using (var service = await RunningService.Start(Evening, settings))
            {
                teams.Now = service.Clock.GetUtcNow;
                using var ada = new TeamsPerson(teams, 1, () => service.Address);
                await ada.Deliver(ada.Text("hello"));
                await TeamsServiceTests.Until(() => ada.Seen.Count > 0);
                Assert.Equal(1, teams.Tokens);
            }

            using var wrong = Made(file, "a password");
            var problem = await Assert.ThrowsAsync<TeamsProblemException>(() => RunningService.Start(Evening, settings));
            Assert.Contains("Teams:CertificatePath", problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static X509Certificate2 Made(string file, string password)
    {
        using var key = RSA.Create(2048);
        var certificate = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
        return certificate;
    }

    [Fact]
    public async Task Start_EntraNotReachable_TheRestRunsAndHealthSaysSo()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings(("LoginServer", "http://127.0.0.1:9")));
        using var http = new HttpClient { BaseAddress = service.Address };
        var ready = await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("Degraded", ready, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutTeams_ThereIsNoEndpoint()
    {
        await using var service = await RunningService.Start(Evening);
        using var http = new HttpClient { BaseAddress = service.Address };
        using var answer = await http.PostAsJsonAsync("/api/messages", new { type = "message" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("Production", "http://127.0.0.1:5080", "Teams:Emulator")]
    [InlineData("Staging", "http://127.0.0.1:5080", "Teams:Emulator")]
    [InlineData("Development", "http://0.0.0.0:5080", "--urls")]
    [InlineData("Development", "http://127.0.0.1:5080;http://*:80", "--urls")]
    [InlineData("Development", "http://nof1.example.org", "--urls")]
    [InlineData("Development", "http://localhost:3978", null)]
    [InlineData("Development", "http://127.0.0.1:3978;http://[::1]:3978", null)]
    public void Emulator_OnlyInDevelopmentOnLoopbackWithoutAnAppId(string environment, string urls, string? named)
    {
        var problem = new TeamsOptions { Emulator = true }.Problem(environment == "Development", urls);
        Assert.Equal(named is null, problem is null);
        Assert.Contains(named ?? "", problem ?? "", StringComparison.Ordinal);
        Assert.NotNull(new TeamsOptions { Emulator = true, AppId = FakeTeams.AppId, TenantId = FakeTeams.TenantId, ClientSecret = "x" }.Problem(true, "http://127.0.0.1:1"));
    }

    [Fact]
    public async Task Emulator_TakesActivitiesWithoutProof_ButAnswersOnlyToThisComputer()
    {
        await using var service = await RunningService.Start(Evening, new Dictionary<string, string?> { ["Teams:Emulator"] = "true", ["environment"] = "Development" });
        await using var teams = await FakeTeams.Start();
        using var ada = new TeamsPerson(teams, 1, () => service.Address);
        Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(ada.Text("hello"), null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.Deliver(ada.Activity("message", null, ("text", "x"), ("serviceUrl", "https://smba.trafficmanager.net/teams/")), null)).Status);
        Assert.Equal(1, service.Count("inbound"));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/", true)]
    [InlineData("https://SMBA.trafficmanager.net/emea/", true)]
    [InlineData("http://smba.trafficmanager.net/teams/", false)]
    [InlineData("https://smba.trafficmanager.net.attacker.example/", false)]
    [InlineData("https://user@smba.trafficmanager.net/", false)]
    [InlineData("https://attacker.example/smba.trafficmanager.net", false)]
    [InlineData("http://127.0.0.1:1/", false)]
    [InlineData("/teams", false)]
    [InlineData(null, false)]
    public void ServiceUrl_IsSentToOnlyOnHostsOfTeams(string? url, bool may) =>
        Assert.Equal(may, new TeamsOptions { AppId = FakeTeams.AppId }.MayBeSentTo(url));

    [Fact]
    public async Task Doctor_SaysWhatWorksAndWhatDoesNot()
    {
        await using var teams = await FakeTeams.Start();
        var (good, said) = await Check(teams.Settings());
        Assert.True(good, said);
        Assert.Equal(2, said.Split("works").Length - 1);
        var (wrongSecret, refused) = await Check(teams.Settings(("ClientSecret", "another-secret")));
        Assert.False(wrongSecret);
        Assert.Contains("Teams:ClientSecret", refused, StringComparison.Ordinal);
        var (noKeys, unread) = await Check(teams.Settings(("OpenIdMetadata", "http://127.0.0.1:9/")));
        Assert.False(noKeys);
        Assert.Contains("keys", unread, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((true, ""), await Check([]));

        static async Task<(bool, string)> Check(Dictionary<string, string?> settings)
        {
            using var output = new StringWriter();
            var works = await TeamsCheck.Run(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), output, TestContext.Current.CancellationToken);
            return (works, output.ToString());
        }
    }
}
