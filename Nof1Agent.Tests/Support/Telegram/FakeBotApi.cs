using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Nof1Agent.Tests.Support.Telegram;

/// <summary>
/// A Bot API server on a loopback port: updates with the real meaning of offset (asking from N confirms everything below N), one
/// getUpdates at a time, webhooks that are repeated until they are answered with 200, messages, edits, pictures, files, and a script
/// of failures. What bots did is kept for the tests to look at.
/// </summary>
internal sealed class FakeBotApi : IAsyncDisposable
{
    public const string Token = "123456789:AAFakeTokenForTheTestsOfThisProject-abc";
    public const string BotName = "nof1_test_bot";

    private readonly WebApplication app;
    private readonly Visitors visitors;
    private readonly HttpClient http = new();
    private readonly SemaphoreSlim news = new(0);
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, JsonObject> waiting = [];
    private readonly ConcurrentDictionary<string, byte[]> files = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Task delivering;
    private long nextUpdate = 1000;
    private long nextMessage;
    private long polls;
    private (string Url, string? Secret)? webhook;

    private FakeBotApi(WebApplication app, Visitors visitors)
    {
        this.app = app;
        this.visitors = visitors;
        delivering = Task.Run(() => DeliverToWebhook(closing.Token));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.Single());

    /// <summary>What goes wrong, in order, per method in lower case; a method without a script succeeds.</summary>
    public FailureScript Failures { get; } = new();

    /// <summary>What bots sent and changed, by chat.</summary>
    public FakeChats Chats { get; } = new();

    /// <summary>Every call by method, for counting.</summary>
    public ConcurrentQueue<(string Method, JsonObject Body)> Calls { get; } = new();

    /// <summary>Updates that were not confirmed yet.</summary>
    public int Unconfirmed
    {
        get
        {
            lock (gate) return waiting.Count;
        }
    }

    /// <summary>The bot's process was killed: waits until everything that it had sent is dealt with. What comes afterwards is from its next life.</summary>
    public async Task NextLife(CancellationToken cancellation)
    {
        await visitors.AllGone(cancellation);
        Chats.Life++;
    }

    /// <summary>Starts it on a free port.</summary>
    public static async Task<FakeBotApi> Start()
    {
        var (app, visitors) = LoopbackServer.Build();
        var fake = new FakeBotApi(app, visitors);
        app.Map("/bot{token}/{method}", (string token, string method, HttpContext context) => fake.Answer(token, method, context));
        app.MapGet("/file/bot{token}/{**path}", (string token, string path) => token == Token && fake.files.TryGetValue(path, out var bytes) ? Results.Bytes(bytes) : Results.NotFound());
        await app.StartAsync();
        return fake;
    }

    /// <summary>Somebody does something; returns the update's id.</summary>
    public long Push(Func<long, JsonObject> update)
    {
        lock (gate)
        {
            var id = nextUpdate++;
            var body = update(id);
            body["update_id"] = id;
            waiting.Add(id, body);
            news.Release();
            return id;
        }
    }

    /// <summary>Somebody writes in their private chat with the bot.</summary>
    public long Text(long user, string text, string? language = null) => Push(_ => new JsonObject
    {
        ["message"] = Message(user, LastWritten = NextMessage(), Written(text), language),
    });

    /// <summary>The number of the message that was written last.</summary>
    public long LastWritten { get; private set; }

    /// <summary>Somebody changes a message that they wrote.</summary>
    public long Edit(long user, long message, string text) => Push(_ => new JsonObject { ["edited_message"] = Message(user, message, Written(text), null) });

    // The server marks commands; libraries do not look for the slash themselves.
    private static JsonObject Written(string text) => text.StartsWith('/')
        ? new JsonObject
        {
            ["text"] = text,
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "bot_command", ["offset"] = 0, ["length"] = text.Split(' ')[0].Length }),
        }
        : new JsonObject { ["text"] = text };

    /// <summary>Somebody presses a button of a message.</summary>
    public long Press(long user, long messageId, string data) => Push(id => new JsonObject
    {
        ["callback_query"] = new JsonObject
        {
            ["id"] = id.ToString(CultureInfo.InvariantCulture),
            ["from"] = User(user, null),
            ["chat_instance"] = "1",
            ["message"] = Message(user, messageId, new JsonObject { ["text"] = "…" }, null),
            ["data"] = data,
        },
    });

    /// <summary>A file that a person sent; returns its file_id.</summary>
    public string AddFile(string name, byte[] content)
    {
        files[$"documents/{name}"] = content;
        return $"file-{name}";
    }

    public long NextMessage() => Interlocked.Increment(ref nextMessage);

    public static JsonObject User(long id, string? language) => new()
    {
        ["id"] = id, ["is_bot"] = false, ["first_name"] = "Ada", ["last_name"] = "Canary", ["username"] = "ada_canary", ["language_code"] = language ?? "en",
    };

    public static JsonObject Message(long user, long messageId, JsonObject content, string? language, string chatType = "private", long? chat = null)
    {
        content["message_id"] = messageId;
        content["from"] = User(user, language);
        content["chat"] = new JsonObject { ["id"] = chat ?? user, ["type"] = chatType, ["first_name"] = "Ada" };
        content["date"] = 1_800_000_000;
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await delivering;
        await app.DisposeAsync();
        http.Dispose();
        news.Dispose();
        closing.Dispose();
    }

    private async Task<IResult> Answer(string token, string method, HttpContext context)
    {
        if (token != Token)
        {
            return Error(401, "Unauthorized");
        }

        var body = await RequestBody.Read(context.Request);
        method = method.ToLowerInvariant();
        Calls.Enqueue((method, body));
        var failure = Failures.Next(method, Chat(body));
        switch (failure)
        {
            case Failure.TooMany tooMany:
                return Results.Json(
                    new { ok = false, error_code = 429, description = $"Too Many Requests: retry after {tooMany.RetryAfter}", parameters = new { retry_after = tooMany.RetryAfter } }, statusCode: 429);
            case Failure.Status status:
                return Error(status.Code, status.Description);
            case Failure.Hang hang:
                await Task.Delay(hang.For, context.RequestAborted);
                context.Abort();
                return Results.Empty;
            case Failure.DropBefore:
                context.Abort();
                return Results.Empty;
        }

        var result = await Do(method, body, context.RequestAborted);
        if (failure is Failure.DropAfter)
        {
            body["dropped"] = true;
            context.Abort();
            return Results.Empty;
        }

        return result;
    }

    private async Task<IResult> Do(string method, JsonObject body, CancellationToken cancellation)
    {
        switch (method)
        {
            case "getme":
                return Ok(new JsonObject { ["id"] = 123456789, ["is_bot"] = true, ["first_name"] = "Nof1", ["username"] = BotName });
            case "getupdates":
                return await GetUpdates(body, cancellation);
            case "setwebhook":
                webhook = body["url"]?.GetValue<string>() is { Length: > 0 } url ? (url, body["secret_token"]?.GetValue<string>()) : null;
                news.Release();
                return Ok(true);
            case "deletewebhook":
                webhook = null;
                return Ok(true);
            case "sendmessage":
                return Chats.Send(body, NextMessage) is { } sent ? sent is JsonObject message ? Ok(message) : Error(400, sent.GetValue<string>()) : Error(403, "Forbidden: bot was blocked by the user");
            case "sendphoto":
                return Chats.SendPhoto(body, NextMessage) is { } photo ? photo is JsonObject picture ? Ok(picture) : Error(400, photo.GetValue<string>()) : Error(403, "Forbidden: bot was blocked by the user");
            case "senddocument":
                return Chats.SendDocument(body, NextMessage) is { } document ? document is JsonObject file ? Ok(file) : Error(400, document.GetValue<string>()) : Error(403, "Forbidden: bot was blocked by the user");
            case "editmessagetext":
            case "editmessagecaption":
            case "editmessagereplymarkup":
                return Chats.Edit(body) is { } edited ? edited is JsonObject after ? Ok(after) : Error(400, edited.GetValue<string>()) : Error(400, "Bad Request: message to edit not found");
            case "answercallbackquery":
            case "sendchataction":
            case "setmycommands":
                return Ok(true);
            case "getfile":
                var name = body["file_id"]!.GetValue<string>()["file-".Length..];
                return Ok(new JsonObject { ["file_id"] = "file-" + name, ["file_unique_id"] = name, ["file_path"] = $"documents/{name}", ["file_size"] = files[$"documents/{name}"].Length });
            default:
                return Error(404, "Not Found: method not found");
        }
    }

    private async Task<IResult> GetUpdates(JsonObject body, CancellationToken cancellation)
    {
        if (webhook is not null)
        {
            return Error(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        }

        var mine = Interlocked.Increment(ref polls);
        var offset = Number(body["offset"]) ?? 0;
        var patience = TimeSpan.FromSeconds(Number(body["timeout"]) ?? 0);
        lock (gate)
        {
            foreach (var known in waiting.Keys.Where(id => id < offset).ToList())
            {
                waiting.Remove(known);
            }
        }

        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            lock (gate)
            {
                if (waiting.Count > 0)
                {
                    return Ok(new JsonArray([.. waiting.Values.Take((int)(Number(body["limit"]) ?? 100)).Select(update => update.DeepClone())]));
                }
            }

            if (Interlocked.Read(ref polls) != mine)
            {
                return Error(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
            }

            if (Environment.TickCount64 >= until)
            {
                return Ok(new JsonArray());
            }

            await Task.Delay(10, cancellation);
        }
    }

    private async Task DeliverToWebhook(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await news.WaitAsync(TimeSpan.FromMilliseconds(50), cancellation);
                KeyValuePair<long, JsonObject> next;
                lock (gate)
                {
                    if (webhook is null || waiting.Count == 0)
                    {
                        continue;
                    }

                    next = waiting.First();
                }

                using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Value.Url) { Content = new StringContent(next.Value.ToJsonString(), null, "application/json") };
                if (webhook.Value.Secret is { } secret)
                {
                    request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
                }

                try
                {
                    using var response = await http.SendAsync(request, cancellation);
                    if (response.IsSuccessStatusCode)
                    {
                        lock (gate)
                        {
                            waiting.Remove(next.Key);
                            news.Release();
                        }
                    }
                }
                catch (Exception problem) when (problem is HttpRequestException or System.Net.Sockets.SocketException)
                {
                    // The bot is down: delivered again.
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    private static long? Chat(JsonObject body) => Number(body["chat_id"]);

    internal static long? Number(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out long number) => number,
        JsonValue value when value.TryGetValue(out string? text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static IResult Ok(JsonNode result) => Results.Text(new JsonObject { ["ok"] = true, ["result"] = result }.ToJsonString(), "application/json");

    private static IResult Error(int code, string description) => Results.Json(new { ok = false, error_code = code, description }, statusCode: code);
}
