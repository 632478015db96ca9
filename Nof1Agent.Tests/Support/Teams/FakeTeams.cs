using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>
/// Microsoft's side on a loopback port: the keys of the Bot Framework, the sign-in for bots, the connector that takes messages, and a script of failures. What bots
/// did is kept for the tests to look at.
/// </summary>
internal sealed class FakeTeams : IAsyncDisposable
{
    public const string AppId = "7d9f0d5e-2f3b-4d5b-9a44-0c8b5ad2c001";
    public const string TenantId = "5a1c2f2e-93a1-4b6f-8a8e-6f3d9b7e1002";
    public const string ClientSecret = "a-client-secret-of-the-tests";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, bool> issued = new();
    private int tokens;
    private int opened;

    private readonly Visitors visitors;

    private FakeTeams(WebApplication app, Visitors visitors)
    {
        this.app = app;
        this.visitors = visitors;
    }

    /// <summary>The clock by which it makes tokens.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => TimeProvider.System.GetUtcNow();

    public Uri Address => new(app.Urls.Single());

    /// <summary>Where it takes messages.</summary>
    public string ServiceUrl => $"{Address}teams/";

    /// <summary>What goes wrong, by method: post, put, delete, open, token, metadata.</summary>
    public FailureScript Failures { get; } = new();

    /// <summary>How long a call of the connector takes before it is looked at.</summary>
    public TimeSpan Slow { get; set; }

    /// <summary>What bots said and changed.</summary>
    public FakeTeamsChats Chats { get; } = new();

    /// <summary>Every call of the connector, in order.</summary>
    public ConcurrentQueue<(string Method, string Chat, JsonObject Body)> Calls { get; } = new();

    /// <summary>How often the metadata was read.</summary>
    public int MetadataRead;

    /// <summary>Whether the file under /slow/ can be had by now.</summary>
    public bool Unlocked { get; set; }

    /// <summary>Photos that lie with a chat, by name: handed out only for the bot's token.</summary>
    public ConcurrentDictionary<string, byte[]> Photos { get; } = new();

    /// <summary>Files that bots laid down, by name.</summary>
    public ConcurrentDictionary<string, byte[]> Uploads { get; } = new();

    /// <summary>The certificate with which the bot signs in instead of the secret, if it does.</summary>
    public System.Security.Cryptography.X509Certificates.X509Certificate2? Certificate { get; set; }

    /// <summary>The key that signs.</summary>
    public SigningKey Key { get; private set; } = new("key-1", "msteams", "webchat");

    public SigningKey Impostor { get; } = new("key-1", "msteams");

    public SigningKey Unpublished { get; } = new("key-nobody-knows", "msteams");

    public SigningKey EndorsedForAnother { get; } = new("key-2", "webchat");

    public SigningKey NotEndorsed { get; } = new("key-3");

    /// <summary>How many tokens bots have got.</summary>
    public int Tokens => tokens;

    public static async Task<FakeTeams> Start()
    {
        var (app, visitors) = LoopbackServer.Build();
        var fake = new FakeTeams(app, visitors);
        app.MapGet("/metadata", fake.Metadata);
        app.MapGet("/keys", () => Results.Text(new JsonObject { ["keys"] = new JsonArray(fake.Key.Published(), fake.EndorsedForAnother.Published(), fake.NotEndorsed.Published()) }.ToJsonString(), "application/json"));
        app.MapPost("/{tenant}/oauth2/v2.0/token", fake.SignIn);
        app.MapGet("/files/sleep.csv", () => Results.Text("date,minutes\n2027-01-01,35\n2027-01-02,40\n2027-01-03,25\n", "text/csv"));
        app.MapGet("/slow/sleep.csv", () => fake.Unlocked ? Results.Text("date,minutes\n2027-01-01,35\n2027-01-02,40\n2027-01-03,25\n", "text/csv") : Results.StatusCode(503));
        app.MapGet("/endless/sleep.csv", async context =>
        {
            for (var part = 0; part < 400; part++)
            {
                await context.Response.WriteAsync(new string('x', 64 * 1024));
            }
        });
        app.MapGet("/teams/v3/attachments/{name}", fake.Photo);
        app.MapPut("/uploads/{name}", fake.Upload);
        app.MapPost("/teams/v3/conversations", (Delegate)((HttpContext context) => fake.Call("open", "", null, context)));
        app.MapPost("/teams/v3/conversations/{chat}/activities", (string chat, HttpContext context) => fake.Call("post", chat, null, context));
        app.MapPost("/teams/v3/conversations/{chat}/activities/{activity}", (string chat, string activity, HttpContext context) => fake.Call("post", chat, activity, context));
        app.MapPut("/teams/v3/conversations/{chat}/activities/{activity}", (string chat, string activity, HttpContext context) => fake.Call("put", chat, activity, context));
        app.MapDelete("/teams/v3/conversations/{chat}/activities/{activity}", (string chat, string activity, HttpContext context) => fake.Call("delete", chat, activity, context));
        await app.StartAsync();
        return fake;
    }

    /// <summary>The bot's process was killed: waits until everything that it had sent is dealt with. What comes afterwards is from its next life.</summary>
    public async Task NextLife(CancellationToken cancellation)
    {
        await visitors.AllGone(cancellation);
        Chats.Life++;
    }

    /// <summary>From now on another key signs, and the old one is no longer published.</summary>
    public void ChangeKey(string id) => Key = new SigningKey(id, "msteams");

    /// <summary>No token that was issued so far is taken any more.</summary>
    public void ForgetTokens() => issued.Clear();

    /// <summary>A token as the Bot Framework sends it with an activity.</summary>
    public string Token() => TokenForge.Make(new TokenWish { ServiceUrl = ServiceUrl, Key = Key }, Now());

    /// <summary>Settings for the service to use it.</summary>
    public Dictionary<string, string?> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Teams:AppId"] = AppId,
            ["Teams:TenantId"] = TenantId,
            ["Teams:ClientSecret"] = ClientSecret,
            ["Teams:OpenIdMetadata"] = $"{Address}metadata",
            ["Teams:LoginServer"] = Address.ToString(),
            ["Teams:ServiceUrl"] = ServiceUrl,
            ["Teams:ServiceHosts:0"] = "127.0.0.1",
            ["Teams:MessagesPerSecond"] = "1000",
        };
        foreach (var (name, value) in more)
        {
            settings[$"Teams:{name}"] = value;
        }

        return settings;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var key in new[] { Key, Impostor, Unpublished, EndorsedForAnother, NotEndorsed })
        {
            key.Dispose();
        }
    }

    private IResult Metadata()
    {
        Interlocked.Increment(ref MetadataRead);
        return Failures.Next("metadata", null) is Failure.Status down ? Results.StatusCode(down.Code) : Results.Text(
            new JsonObject
            {
                ["issuer"] = "https://api.botframework.com",
                ["jwks_uri"] = $"{Address}keys",
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
                ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
            }.ToJsonString(),
            "application/json");
    }

    private async Task<IResult> SignIn(string tenant, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (Failures.Next("token", null) is Failure.Status failing)
        {
            return Results.Json(new { error = "temporarily_unavailable", error_description = "later" }, statusCode: failing.Code);
        }

        var proven = Certificate is { } certificate ? TokenForge.IsSignedWith(form["client_assertion"].ToString(), certificate, AppId) : form["client_secret"] == ClientSecret;
        if (tenant != TenantId || form["client_id"] != AppId || !proven || form["grant_type"] != "client_credentials" || form["scope"] != "https://api.botframework.com/.default")
        {
            return Results.Json(new { error = "invalid_client", error_description = "AADSTS7000215: Invalid client secret provided." }, statusCode: 401);
        }

        var token = $"token-{Interlocked.Increment(ref tokens)}";
        issued[token] = true;
        return Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = token });
    }

    private async Task<IResult> Photo(string name, HttpContext context)
    {
        Calls.Enqueue(("photo", name, []));
        if (Failures.Next("photo", null) is Failure.Status failing)
        {
            return Results.StatusCode(failing.Code);
        }

        await Task.Delay(Slow);
        return context.Request.Headers.Authorization.ToString() is not { Length: > 7 } header || !issued.ContainsKey(header[7..]) ? Results.Unauthorized()
            : Photos.TryGetValue(name, out var bytes) ? Results.Bytes(bytes, "image/jpeg")
            : Results.NotFound();
    }

    private async Task<IResult> Upload(string name, HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content);
        if (context.Request.Headers.Authorization.Count > 0 || context.Request.Headers.ContentRange != $"bytes 0-{content.Length - 1}/{content.Length}")
        {
            return Results.BadRequest();
        }

        Uploads[name] = content.ToArray();
        return Results.Json(new { id = name }, statusCode: 201);
    }

    private async Task<IResult> Call(string method, string chat, string? activity, HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var body = text.Length > 0 ? JsonNode.Parse(text)!.AsObject() : [];
        Calls.Enqueue((method, chat, body));
        await Task.Delay(Slow);
        var failure = Failures.Next(method, null);
        switch (failure)
        {
            case Failure.TooMany tooMany:
                context.Response.Headers.RetryAfter = tooMany.RetryAfter.ToString(CultureInfo.InvariantCulture);
                return Error(HttpStatusCode.TooManyRequests, "TooManyRequests");
            case Failure.Status status:
                return Error((HttpStatusCode)status.Code, status.Description);
            case Failure.Hang hang:
                await Task.Delay(hang.For, context.RequestAborted);
                context.Abort();
                return Results.Empty;
            case Failure.DropBefore:
                context.Abort();
                return Results.Empty;
        }

        var result = Do(method, chat, activity, body, context);
        if (failure is Failure.DropAfter)
        {
            body["dropped"] = true;
            context.Abort();
            return Results.Empty;
        }

        return result;
    }

    private IResult Do(string method, string chat, string? activity, JsonObject body, HttpContext context)
    {
        if (context.Request.Headers.Authorization.ToString() is not { Length: > 7 } header || !issued.ContainsKey(header[7..]))
        {
            return Error(HttpStatusCode.Unauthorized, "Unauthorized");
        }

        if (method == "open")
        {
            var member = body["members"]!.AsArray().Single()!["id"]!.GetValue<string>();
            return body["tenantId"]?.GetValue<string>() != TenantId ? Error(HttpStatusCode.BadRequest, "BadSyntax")
                : Chats.IsBlocked(member) ? Error(HttpStatusCode.Forbidden, "BotNotInConversationRoster")
                : Results.Json(new { id = Chats.Open(member, () => $"a:opened-{Interlocked.Increment(ref opened)}") }, statusCode: 201);
        }

        var (status, answer) = method switch
        {
            "post" => Chats.Say(chat, body),
            "put" => Chats.Change(chat, activity!, body),
            _ => Chats.Remove(chat, activity!),
        };
        return status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted ? Results.Json(new { id = answer }, statusCode: (int)status) : Error(status, answer);
    }

    private static IResult Error(HttpStatusCode status, string code) => Results.Json(new { error = new { code, message = "said by the fake" } }, statusCode: (int)status);
}
