using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>
/// One person at the web chat's API who keeps the book: writes one message after the other, sends what was not acknowledged again
/// under the same key, and now and then something that was.
/// </summary>
internal sealed class Correspondent(HttpClient http, string name, Random random)
{
    private const double ShareSentAgain = 0.2;

    private static readonly string[] Openings = ["hello", "yes", "I sleep badly", "it takes me long to fall asleep"];

    private readonly List<(string Key, string Text, long Id)> acknowledged = [];
    private string? cookie;

    /// <summary>What was acknowledged, in the order in which it was sent.</summary>
    public IReadOnlyList<(string Key, string Text, long Id)> Acknowledged => acknowledged;

    public int SentAgain { get; private set; }

    /// <summary>Writes until the service is gone.</summary>
    public async Task Write(Uri service, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await WriteOneMore(service, cancellation);
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException && !cancellation.IsCancellationRequested)
        {
            // Killed under this request. Whether it was stored is not known, so it is sent again under the same key.
        }
    }

    /// <summary>Writes the next message, or again the one that was not acknowledged.</summary>
    public async Task WriteOneMore(Uri service, CancellationToken cancellation)
    {
        cookie ??= await Begin(service, cancellation);
        if (acknowledged.Count > 0 && random.NextDouble() < ShareSentAgain)
        {
            var known = acknowledged[random.Next(acknowledged.Count)];
            Assert.Equal(known.Id, await Post(service, known.Key, known.Text, cancellation));
            SentAgain++;
        }

        var (key, text) = ($"key {acknowledged.Count}", acknowledged.Count < Openings.Length ? Openings[acknowledged.Count] : $"{name} writes message {acknowledged.Count}");
        acknowledged.Add((key, text, await Post(service, key, text, cancellation)));
    }

    private async Task<string> Begin(Uri service, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service, "/api/chat/session"));
        using var response = await http.SendAsync(request, cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("nof1_session=", StringComparison.Ordinal)).Split(';')[0];
    }

    private async Task<long> Post(Uri service, string key, string text, CancellationToken cancellation)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service, "/api/chat/messages")) { Content = JsonContent.Create(new { text }) };
            request.Headers.Add("Idempotency-Key", key);
            request.Headers.Add("Cookie", cookie);
            using var response = await http.SendAsync(request, cancellation);
            if (response.StatusCode is HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(200, cancellation);
                continue;
            }

            Assert.True(response.StatusCode is HttpStatusCode.Accepted, $"{name}, {key}: {response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
            return (await response.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("id").GetInt64();
        }
    }
}
