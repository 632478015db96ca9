using System.Runtime.CompilerServices;
using System.Text.Json;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Host.Pictures;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Invitations;
using NodaTime;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>The web chat's API, the same that the page itself uses.</summary>
internal static class WebChatEndpoints
{
    private const int LongestText = 8_000;
    private const int LongestKey = 100;
    private const int MostMessages = 500;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void MapWebChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup("/api/chat").WithTags("web chat");
        chat.MapPost("/session", Begin).WithSummary("Make a session for this browser, or keep the one it has.").RequireRateLimiting(RateLimits.Sessions);
        chat.MapPost("/session/recover", Recover).WithSummary("Open the chat of a recovery code in this browser.").RequireRateLimiting(RateLimits.Recovery);
        chat.MapPost("/session/recovery-code", NewCode).WithSummary("A fresh recovery code; earlier ones no longer work.");
        chat.MapPost("/invitation", Invited).WithSummary("Open a coach's invitation in the chat of this browser.").RequireRateLimiting(RateLimits.Recovery);
        chat.MapDelete("/session", SignOut).WithSummary("Forget the chat in this browser.");
        chat.MapPost("/messages", Post).WithSummary("Send a text or press a button. Stored when answered with 202; the same Idempotency-Key is stored once.").RequireRateLimiting(RateLimits.Messages);
        chat.MapGet("/messages", Messages).WithSummary("The messages after an id.");
        chat.MapGet("/events", Events).WithSummary("Messages, answers and the typing status as server-sent events.").ExcludeFromDescription();
        chat.MapGet("/diary", Diary).WithSummary("The own days of the current or last trial, without arms.");
        chat.MapGet("/receipt", Receipt).WithSummary("What is needed to check the randomization; with the secret and the order once the trial is over.");
        chat.MapGet("/export/{name}", Export).WithSummary("A document or a file of data about the own latest trial: protocol.html, protocol.md, report.html, report.md, diary.csv, trial.json, fhir.json, schedule.ics.");
        chat.MapGet("/pictures/{id}.svg", PictureAsSvg).WithSummary("A picture of a message, to be shown on a page; theme is light or dark.");
        chat.MapGet("/pictures/{id}.png", PictureAsPng).WithSummary("The same as PNG.");
    }

    private static async Task<IResult> Begin(HttpContext context, WebSessions sessions)
    {
        if (sessions.Participant(context) is not null)
        {
            return Results.Ok(new WebSession(false, null));
        }

        var code = await sessions.Create(context, Zone(context.Request.Headers["X-Time-Zone"].ToString()), BrowserLanguage.Of(context.Request));
        return Results.Created((string?)null, new WebSession(true, code));
    }

    private static async Task<IResult> Recover(HttpContext context, WebRecoveryCode body, WebSessions sessions) =>
        await sessions.Recover(context, body.Code ?? "") ? Results.Ok(new WebSession(false, null)) : WebProblem.Of(context, 404, "web.no-such-code");

    private static async Task<IResult> NewCode(HttpContext context, WebSessions sessions) =>
        sessions.Participant(context) is { } participant ? Results.Ok(new WebNewCode(await sessions.NewCode(participant))) : WebProblem.NoSession(context);

    // As in any other chat: the person is told who invited them, and then welcomed like anybody else.
    private static async Task<IResult> Invited(HttpContext context, WebInvitation body, WebSessions sessions, ParticipantDoor door)
    {
        if (sessions.Participant(context) is not { } participant)
        {
            return WebProblem.NoSession(context);
        }

        var code = (body.Code ?? "").Trim();
        if (code.Length is 0 or > LongestKey || !door.IsInvitation(code))
        {
            return Results.Problem("There is no such invitation. Check the link.", statusCode: 404);
        }

        if (await door.Invited(participant, WebChatChannel.ChannelName, code) is InvitationOutcome.Over)
        {
            return Results.Problem("This invitation was used already, or it is too old. Ask for a new one; you can go on without it.", statusCode: 410);
        }

        if (!door.HasConsented(participant))
        {
            await door.Text(participant, WebChatChannel.ChannelName, $"{participant.Value}:invited:{code}", "/start");
        }

        return Results.NoContent();
    }

    private static IResult SignOut(HttpContext context)
    {
        WebSessions.SignOut(context);
        return Results.NoContent();
    }

    private static async Task<IResult> Post(HttpContext context, WebPost body, WebSessions sessions, ParticipantDoor door, TimeZoneNotes zones)
    {
        if (sessions.Participant(context) is not { } participant)
        {
            return WebProblem.NoSession(context);
        }

        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length is 0 or > LongestKey)
        {
            return Results.Problem($"Send an Idempotency-Key header of 1 to {LongestKey} characters.", statusCode: 400);
        }

        await zones.Learn(participant, body.TimeZone);
        var delivery = $"{participant.Value}:{key}";
        if (body.Choice is { } choice)
        {
            return await door.Choice(participant, WebChatChannel.ChannelName, delivery, choice.MessageId, choice.ChoiceId ?? "") is { } id
                ? Results.Accepted((string?)null, new WebAccepted(id))
                : WebProblem.Of(context, 404, "web.no-such-button");
        }

        var text = Clean(body.Text);
        return text.Length switch
        {
            0 => WebProblem.Of(context, 400, "web.no-text"),
            > LongestText => WebProblem.Of(context, 413, "web.too-long", ("most", LongestText)),
            _ => Results.Accepted((string?)null, new WebAccepted(await door.Text(participant, WebChatChannel.ChannelName, delivery, text))),
        };
    }

    private static IResult Messages(HttpContext context, WebSessions sessions, Transcript transcript, ChatSignals signals, long after = 0) =>
        sessions.Participant(context) is { } participant
            ? Results.Ok(new WebMessages([.. transcript.After(participant, after, MostMessages).Select(WebMessage.Of)], signals.IsTyping(participant)))
            : WebProblem.NoSession(context);

    private static IResult Events(HttpContext context, WebSessions sessions, Transcript transcript, ChatSignals signals, CancellationToken cancellation, long after = 0)
    {
        if (sessions.Participant(context) is not { } participant)
        {
            return WebProblem.NoSession(context);
        }

        var from = long.TryParse(context.Request.Headers["Last-Event-ID"], out var last) ? Math.Max(last, after) : after;
        return TypedResults.ServerSentEvents(Stream(participant, from, transcript, signals, cancellation));
    }

    private static async IAsyncEnumerable<System.Net.ServerSentEvents.SseItem<JsonElement>> Stream(
        ParticipantId participant, long after, Transcript transcript, ChatSignals signals, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var listener = signals.Listen(participant);
        var answered = transcript.Answered(participant).Select(answer => answer.MessageId).ToHashSet();
        var typing = false;
        while (!cancellation.IsCancellationRequested)
        {
            // The listener was there before this reading: what comes in meanwhile wakes the next round.
            foreach (var message in transcript.After(participant, after, MostMessages))
            {
                after = message.Id;
                yield return Item(WebMessage.Of(message), "message", message.Id);
            }

            foreach (var (messageId, choice) in transcript.Answered(participant).Where(answer => answered.Add(answer.MessageId)))
            {
                yield return Item(new { id = messageId, choice }, "answered", after);
            }

            if (signals.IsTyping(participant) != typing)
            {
                typing = !typing;
                yield return Item(new { typing, text = typing ? "Writing" : "" }, "status", after);
            }

            if (!await Changed(listener, cancellation))
            {
                yield return Item(new { typing, text = "" }, "status", after);
            }
        }
    }

    private static async Task<bool> Changed(ChatSignals.Listener listener, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(KeepAlive);
        try
        {
            return await listener.Changes.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static System.Net.ServerSentEvents.SseItem<JsonElement> Item<T>(T data, string type, long id) =>
        new(JsonSerializer.SerializeToElement(data, JsonSerializerOptions.Web), type) { EventId = id.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private static IResult Diary(HttpContext context, WebSessions sessions, OwnDiary diary) =>
        sessions.Participant(context) is { } participant ? Results.Ok(diary.Of(participant)) : WebProblem.NoSession(context);

    private static IResult Receipt(HttpContext context, WebSessions sessions, OwnDiary diary) =>
        sessions.Participant(context) is not { } participant ? WebProblem.NoSession(context)
        : diary.Receipt(participant) is { } receipt ? Results.Text(receipt, "application/json")
        : WebProblem.Of(context, 404, "web.no-trial");

    private static IResult Export(HttpContext context, string name, WebSessions sessions, OwnExports exports) =>
        sessions.Participant(context) is not { } participant ? WebProblem.NoSession(context) : exports.Answer(context, participant, name);

    private static IResult PictureAsSvg(HttpContext context, string id, WebSessions sessions, Transcript transcript, string? theme = null) =>
        sessions.Participant(context) is not { } participant ? WebProblem.NoSession(context)
        : transcript.Picture(participant, id) is not { } picture ? WebProblem.Of(context, 404, "web.no-picture")
        : Results.Text(picture.Facts is { } facts ? PictureDrawing.Svg(facts, PictureTheme.Named(theme)) : picture.Svg, "image/svg+xml");

    private static IResult PictureAsPng(HttpContext context, string id, WebSessions sessions, Transcript transcript, string? theme = null) =>
        sessions.Participant(context) is not { } participant ? WebProblem.NoSession(context)
        : transcript.Picture(participant, id)?.Facts is not { } facts ? WebProblem.Of(context, 404, "web.no-picture")
        : Results.Bytes(PictureDrawing.Png(facts, PictureTheme.Named(theme)), "image/png");

    internal static DateTimeZone Zone(string? id) => id is { Length: > 0 and < 64 } && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? zone : DateTimeZone.Utc;

    // Control characters have no meaning in a chat and can break what reads it later.
    internal static string Clean(string? text) => text is null ? "" : string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\t')).Trim();
}
