using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>
/// The web chat API without anything behind it, so that a test can make happen what a real server does rarely: lost answers, broken streams,
/// refusals. It serves the real page under the strictest content security policy the page is meant for.
/// </summary>
internal sealed class FakeChat : IAsyncDisposable
{
    public const string RecoveryCode = "K7QM-4TXN-92WD";
    private const string Cookie = "fake-session";
    private readonly Lock gate = new();
    private readonly WebApplication app;
    private readonly List<Channel<string>> streams = [];
    private readonly Dictionary<string, int> taken = [];
    private readonly List<HttpContext> listeners = [];
    private ImmutableList<FakeMessage> messages = [];
    private ImmutableList<FakePost> posts = [];

    private FakeChat(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());
    public ImmutableList<FakePost> Posts { get { lock (gate) return posts; } }
    public ImmutableList<FakeMessage> Messages { get { lock (gate) return messages; } }
    public int Listeners { get { lock (gate) return listeners.Count; } }

    public string ContentSecurityPolicy { get; set; } = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /// <summary>The API drops every connection, as when the network is gone.</summary>
    public bool Unreachable { get; set; }
    /// <summary>The streams stay open but bring nothing, as when a network has silently swallowed them.</summary>
    public bool Silent { get; set; }
    /// <summary>The next message is taken, but its acknowledgement never arrives.</summary>
    public bool LoseNextAcknowledgement { get; set; }
    /// <summary>Messages are refused with this status and <see cref="RefusalDetail"/>.</summary>
    public int? RefuseWith { get; set; }
    public string RefusalDetail { get; set; } = "This cannot be read.";
    /// <summary>How long the acknowledgement comes after the message itself is on the stream.</summary>
    public TimeSpan AcknowledgementDelay { get; set; }
    public JsonNode Diary { get; set; } = new JsonObject { ["outcome"] = null, ["trial"] = null, ["days"] = new JsonArray() };
    public IReadOnlyDictionary<string, string> Pictures { get; set; } = new Dictionary<string, string>();

    public static async Task<FakeChat> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var chat = new FakeChat(builder.Build());
        chat.Map();
        await chat.app.StartAsync();
        return chat;
    }

    public ValueTask DisposeAsync()
    {
        CutStreams();
        return app.DisposeAsync();
    }

    public FakeMessage Say(string from, string text, DateTimeOffset? at = null, FakeAnswers? answers = null, ImmutableArray<FakePicture>? pictures = null, ImmutableArray<FakeDownload>? downloads = null)
    {
        lock (gate)
        {
            var message = new FakeMessage(messages.Count + 1, from, text, at ?? TimeProvider.System.GetUtcNow(), answers?.Choices, answers?.Layout, answers?.Answered, pictures ?? [], downloads ?? []);
            messages = messages.Add(message);
            Publish($"id: {message.Id}\nevent: message\ndata: {JsonSerializer.Serialize(message, JsonSerializerOptions.Web)}\n\n");
            return message;
        }
    }

    public void Answer(int messageId, string choiceId)
    {
        lock (gate)
        {
            messages = messages.SetItem(messageId - 1, messages[messageId - 1] with { Answered = choiceId });
            Publish($"event: answered\ndata: {JsonSerializer.Serialize(new { id = messageId, choice = choiceId })}\n\n");
        }
    }

    public void Status(bool typing, string text = "")
    {
        lock (gate) Publish($"event: status\ndata: {JsonSerializer.Serialize(new { typing, text })}\n\n");
    }

    /// <summary>Breaks every open stream; the browser will come back by itself.</summary>
    public void CutStreams()
    {
        lock (gate)
        {
            foreach (var listener in listeners) listener.Abort();
            foreach (var stream in streams) stream.Writer.TryComplete();
        }
    }

    private void Publish(string frame)
    {
        if (Silent) return;
        foreach (var stream in streams) stream.Writer.TryWrite(frame);
    }

    private void Map()
    {
        app.Use(async (context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            if (Unreachable && context.Request.Path.StartsWithSegments("/api")) context.Abort();
            else await next();
        });
        var page = new PhysicalFileProvider(RepositoryRoot.Combine("Nof1Agent.Host", "wwwroot"));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = page });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = page });

        var open = app.MapGroup("/api/chat");
        open.MapPost("session", (HttpContext context) =>
        {
            if (context.Request.Cookies.ContainsKey(Cookie)) return Results.Ok(new { created = false });
            LetIn(context);
            return Results.Json(new { created = true, recoveryCode = RecoveryCode }, statusCode: 201);
        });
        open.MapPost("session/recover", (HttpContext context, FakeRecovery recovery) =>
        {
            if (recovery.Code != RecoveryCode) return Results.Problem("No chat belongs to this code.", statusCode: 404);
            LetIn(context);
            return Results.Ok();
        });

        var inside = app.MapGroup("/api/chat").AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Cookies.ContainsKey(Cookie) ? await next(context) : Results.Problem("Open a session first.", statusCode: 401));
        inside.MapPost("session/recovery-code", () => Results.Ok(new { recoveryCode = "NEWC-CDEF-GH23" }));
        inside.MapDelete("session", (HttpContext context) =>
        {
            context.Response.Cookies.Delete(Cookie);
            return Results.NoContent();
        });
        inside.MapGet("diary", () => Results.Ok(Diary));
        inside.MapGet("pictures/{name}.svg", (string name) => Pictures.TryGetValue(name, out var svg) ? Results.Text(svg, "image/svg+xml") : Results.NotFound());
        inside.MapGet("messages", (int after) => Results.Ok(new { messages = Messages.Where(message => message.Id > after).Take(50), typing = false }));
        inside.MapPost("messages", Take);
        inside.MapGet("events", Stream);
    }

    private static void LetIn(HttpContext context) => context.Response.Cookies.Append(Cookie, "1", new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax });

    private async Task<IResult> Take(HttpContext context, FakeContent content)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        lock (gate) posts = posts.Add(new FakePost(key, content));
        if (RefuseWith is { } status) return Results.Problem(RefusalDetail, statusCode: status);
        int id;
        lock (gate)
        {
            if (!taken.TryGetValue(key, out id))
            {
                if (content.Choice is { } choice) Answer(choice.MessageId, choice.ChoiceId);
                var text = content.Text ?? messages[content.Choice!.MessageId - 1].Choices!.Value.Single(each => each.Id == content.Choice.ChoiceId).Label;
                taken[key] = id = Say("person", text).Id;
            }
        }
        if (LoseNextAcknowledgement)
        {
            LoseNextAcknowledgement = false;
            context.Abort();
        }
        await Task.Delay(AcknowledgementDelay);
        return Results.Json(new { id }, statusCode: 202);
    }

    private async Task Stream(HttpContext context, int after)
    {
        var news = Channel.CreateUnbounded<string>();
        context.Response.ContentType = "text/event-stream";
        lock (gate)
        {
            var known = int.TryParse(context.Request.Headers["Last-Event-ID"], out var last) ? last : after;
            foreach (var message in messages.Where(message => message.Id > known))
                news.Writer.TryWrite($"id: {message.Id}\nevent: message\ndata: {JsonSerializer.Serialize(message, JsonSerializerOptions.Web)}\n\n");
            streams.Add(news);
            listeners.Add(context);
        }
        try
        {
            await context.Response.WriteAsync(": open\n\n", context.RequestAborted);
            await foreach (var frame in news.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(frame, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The browser has left, or the test has cut the stream.
        }
        finally
        {
            lock (gate)
            {
                streams.Remove(news);
                listeners.Remove(context);
            }
        }
    }
}

internal sealed record FakeMessage(
    int Id, string From, string Text, DateTimeOffset At, ImmutableArray<FakeChoice>? Choices, string? Layout, string? Answered, ImmutableArray<FakePicture> Pictures, ImmutableArray<FakeDownload> Downloads);

internal sealed record FakeChoice(string Id, string Label);

internal sealed record FakePicture(string Url, string Alt);

internal sealed record FakeDownload(string Url, string Label);

internal sealed record FakeAnswers(string Layout, ImmutableArray<FakeChoice> Choices, string? Answered = null)
{
    public static FakeAnswers Buttons(params string[] labels) => new("buttons", [.. labels.Select((label, i) => new FakeChoice($"c{i}", label))]);
    public static FakeAnswers Scale(string lowest, string highest) =>
        new("scale", [.. Enumerable.Range(0, 11).Select(i => new FakeChoice($"c{i}", i switch { 0 => $"0 ({lowest})", 10 => $"10 ({highest})", _ => $"{i}" }))]);
}

internal sealed record FakePost(string Key, FakeContent Content);

internal sealed record FakeContent(string? Text, FakeChosen? Choice, string? TimeZone);

internal sealed record FakeChosen(int MessageId, string ChoiceId);

internal sealed record FakeRecovery(string Code);
