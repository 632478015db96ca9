using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>What Teams answered to a call.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Id">The id of what was made; null where none was given.</param>
/// <param name="Wait">How long it asks to wait.</param>
/// <param name="Code">Its own word for what is wrong; it never quotes the message.</param>
internal sealed record ConnectorAnswer(HttpStatusCode Status, string? Id, Duration? Wait, string? Code)
{
    public bool IsDone => (int)Status is >= 200 and < 300;

    /// <summary>Status and word, for the operator.</summary>
    public string Reason => string.Create(CultureInfo.InvariantCulture, $"{(int)Status}{(Code is null ? "" : $" {Code}")}");
}

/// <summary>Calls of the Bot Framework's connector. It tries nothing again by itself but a call whose token was refused, once; the outbox does.</summary>
internal sealed class TeamsConnector(TeamsOptions options, ConnectorTokens tokens, TimeProvider clock) : IDisposable
{
    private const int LongestAnswer = 256 * 1024;

    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = LongestAnswer,
    };

    /// <summary>Says something in a chat; the answer's id names the message.</summary>
    public Task<ConnectorAnswer> Say(TeamsAddress to, JsonObject activity, CancellationToken cancellation) => Call(HttpMethod.Post, to, Activities(to), activity, cancellation);

    /// <summary>Answers a message in its thread.</summary>
    public Task<ConnectorAnswer> Reply(TeamsAddress to, string activityId, JsonObject activity, CancellationToken cancellation) =>
        Call(HttpMethod.Post, to, $"{Activities(to)}/{Uri.EscapeDataString(activityId)}", activity, cancellation);

    /// <summary>Changes a message.</summary>
    public Task<ConnectorAnswer> Change(TeamsAddress to, string activityId, JsonObject activity, CancellationToken cancellation)
    {
        activity["id"] = activityId;
        return Call(HttpMethod.Put, to, $"{Activities(to)}/{Uri.EscapeDataString(activityId)}", activity, cancellation);
    }

    /// <summary>Takes a message back.</summary>
    public Task<ConnectorAnswer> Remove(TeamsAddress from, string activityId, CancellationToken cancellation) =>
        Call(HttpMethod.Delete, from, $"{Activities(from)}/{Uri.EscapeDataString(activityId)}", null, cancellation);

    /// <summary>Opens the chat of the bot with one person, or finds it; the answer's id names the chat. Groups cannot be opened.</summary>
    public Task<ConnectorAnswer> Open(TeamsAddress with, CancellationToken cancellation)
    {
        var members = new JsonObject { ["isGroup"] = false, ["bot"] = new JsonObject { ["id"] = with.Bot ?? options.BotId }, ["members"] = new JsonArray(new JsonObject { ["id"] = with.User }) };
        if (with.Tenant is { } tenant)
        {
            members["tenantId"] = tenant;
            members["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } };
        }

        return Call(HttpMethod.Post, with, "v3/conversations", members, cancellation);
    }

    public void Dispose() => http.Dispose();

    private static string Activities(TeamsAddress to) => $"v3/conversations/{Uri.EscapeDataString(to.Conversation!)}/activities";

    private async Task<ConnectorAnswer> Call(HttpMethod method, TeamsAddress at, string path, JsonObject? body, CancellationToken cancellation)
    {
        if (!options.MayBeSentTo(at.ServiceUrl))
        {
            // Settings may have become narrower since the address was kept.
            return new ConnectorAnswer(HttpStatusCode.Forbidden, null, null, "ServiceHostNotAllowed");
        }

        var url = new Uri(new Uri(at.ServiceUrl.TrimEnd('/') + "/"), path);
        if (await Send(method, url, body, fresh: false, cancellation) is var answer && answer.Status is not HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        return await Send(method, url, body, fresh: true, cancellation);
    }

    private async Task<ConnectorAnswer> Send(HttpMethod method, Uri url, JsonObject? body, bool fresh, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, url);
        if (await tokens.Get(fresh, cancellation) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, cancellation);
        var said = Read(await response.Content.ReadAsStringAsync(cancellation));
        return new ConnectorAnswer(response.StatusCode, Activity.TextAt(said, "id"), Wait(response.Headers.RetryAfter), Activity.TextAt(said, "error", "code"));
    }

    private Duration? Wait(RetryConditionHeaderValue? told) =>
        told?.Delta is { } delta ? Duration.FromTimeSpan(delta) : told?.Date is { } date ? Duration.Max(Duration.Zero, Duration.FromTimeSpan(date - clock.GetUtcNow())) : null;

    private static JsonElement? Read(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
