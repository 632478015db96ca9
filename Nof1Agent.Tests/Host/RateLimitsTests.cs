using System.Net;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host;

/// <summary>Sessions are limited per address, messages per person, and a cookie that somebody made up is no person.</summary>
public sealed class RateLimitsTests
{
    [Fact]
    public async Task Sessions_ManyFromOneAddress_AreRefused()
    {
        await using var service = await RunningService.Start(DateTimeOffset.UnixEpoch.AddYears(57));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = service.Address };
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 70; i++)
        {
            using var answer = await http.PostAsync(new Uri("/api/chat/session", UriKind.Relative), null, TestContext.Current.CancellationToken);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Created, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task Messages_WithAForgedCookieEach_ShareTheLimitOfTheAddress()
    {
        await using var service = await RunningService.Start(DateTimeOffset.UnixEpoch.AddYears(57));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = service.Address };
        var refused = 0;
        for (var i = 0; i < 200; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/messages") { Content = new StringContent("{\"text\":\"hello\"}", System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("Cookie", $"nof1_session=forged{i}");
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            refused += answer.StatusCode is HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.True(refused > 0);
    }

    [Fact]
    public async Task Answers_OfPageAndApi_CarryTheSecurityHeadersAndTellNoSecrets()
    {
        await using var service = await RunningService.Start(DateTimeOffset.UnixEpoch.AddYears(57));
        using var http = new HttpClient { BaseAddress = service.Address };
        foreach (var path in (string[])["/", "/api/chat/messages", "/health/live", "/nothing-here"])
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        }

        using var broken = await http.PostAsync(new Uri("/api/chat/messages", UriKind.Relative), new StringContent("{", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        var said = await broken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        using var plain = await http.PostAsync(new Uri("/api/chat/messages", UriKind.Relative), new StringContent("hello"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, plain.StatusCode);
        using var large = await http.PostAsync(new Uri("/api/chat/messages", UriKind.Relative), new StringContent($"{{\"text\":\"{new string('a', 70_000)}\"}}", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }
}
