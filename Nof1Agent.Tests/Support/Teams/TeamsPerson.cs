using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>Somebody with the app: Teams delivers what they do to the bot, with a token, again until it is acknowledged.</summary>
/// <param name="teams">Teams.</param>
/// <param name="number">Which person.</param>
/// <param name="service">Where the bot is.</param>
internal sealed class TeamsPerson(FakeTeams teams, int number, Func<Uri> service) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private int sent;

    public string Id => $"29:person-{number}";

    public string ObjectId => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-0000-0000-{number:000000000000}");

    public string Chat => $"a:chat-{number}";

    public string Locale { get; init; } = "en-GB";

    /// <summary>What is in the chat.</summary>
    public IReadOnlyList<FakeTeamsMessage> Seen => teams.Chats.In(Chat);

    /// <summary>A message of theirs.</summary>
    public JsonObject Text(string text, string? id = null) => Activity("message", id, ("text", text), ("textFormat", "plain"));

    /// <summary>What an Action.Submit sends.</summary>
    public JsonObject Submit(string card, JsonObject value, string? id = null) => Activity("message", id, ("value", value), ("replyToId", card));

    /// <summary>What an Action.Execute sends.</summary>
    public JsonObject Execute(string card, JsonObject data, string? id = null) => Activity(
        "invoke",
        id,
        ("name", "adaptiveCard/action"),
        ("replyToId", card),
        ("value", new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = data["do"]!.GetValue<string>(), ["data"] = data }, ["trigger"] = "manual" }));

    /// <summary>Any activity of theirs.</summary>
    public JsonObject Activity(string type, string? id, params (string Name, JsonNode Value)[] more)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = id ?? $"f:{number}-{Interlocked.Increment(ref sent)}",
            ["timestamp"] = teams.Now().ToString("O", CultureInfo.InvariantCulture),
            ["serviceUrl"] = teams.ServiceUrl,
            ["channelId"] = "msteams",
            ["from"] = new JsonObject { ["id"] = Id, ["name"] = "Ada Canary", ["aadObjectId"] = ObjectId },
            ["recipient"] = new JsonObject { ["id"] = $"28:{FakeTeams.AppId}", ["name"] = "Nof1" },
            ["conversation"] = new JsonObject { ["id"] = Chat, ["conversationType"] = "personal", ["tenantId"] = FakeTeams.TenantId },
            ["locale"] = Locale,
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = FakeTeams.TenantId } },
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = Locale, ["country"] = "PT", ["platform"] = "Web", ["timezone"] = "Europe/Lisbon" }),
        };
        foreach (var (name, value) in more)
        {
            activity[name] = value.DeepClone();
        }

        return activity;
    }

    /// <summary>Has it delivered once.</summary>
    public Task<(HttpStatusCode Status, JsonNode? Body)> Deliver(JsonObject activity) => Deliver(activity, $"Bearer {teams.Token()}");

    /// <summary>Has it delivered once, with a header of one's own.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> Deliver(JsonObject activity, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service(), "/api/messages")) { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    /// <summary>Has it delivered until it is acknowledged, as Teams does.</summary>
    public async Task DeliverSurely(JsonObject activity, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                if ((await Deliver(activity)).Status is HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (Exception down) when (down is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                // The bot is down.
            }

            await Task.Delay(50, cancellation);
        }
    }

    public void Dispose() => http.Dispose();
}
