using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Imports;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>Where a person hands in a file of days from another tracker, a photo or a document, and sees again what they handed in.</summary>
internal static class FileEndpoints
{
    private const int LongestKey = 100;

    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/chat/files", Post)
            .WithTags("web chat").WithSummary("Hand in a file of days (CSV, Apple Health's export.xml, StudyU measurements), or a photo (JPEG, PNG, WebP) or document (PDF, text) of at most 5 MB. X-File-Name and X-Caption are percent-encoded; the same Idempotency-Key is stored once.")
            .RequireRateLimiting(RateLimits.Messages)
            .WithMetadata(new RequestSizeLimitAttribute(ImportFile.LargestXmlBytes));
        app.MapGet("/api/chat/files/{id}", Get).WithTags("web chat").WithSummary("A photo or document of the own, as it is kept.");
    }

    private static async Task<IResult> Post(HttpContext context, WebSessions sessions, FileIntake files, CancellationToken cancellation)
    {
        if (sessions.Participant(context) is not { } participant)
        {
            return WebProblem.NoSession(context);
        }

        if (!files.IsWelcome(participant))
        {
            return WebProblem.Of(context, 409, "web.consent-first");
        }

        var headers = context.Request.Headers;
        var key = headers["Idempotency-Key"].ToString();
        if (key.Length > LongestKey)
        {
            return Results.Problem($"An Idempotency-Key has at most {LongestKey} characters.", statusCode: 400);
        }

        if (context.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true;
        }

        var delivery = new FileDelivery(
            WebChatChannel.ChannelName,
            key.Length == 0 ? null : $"{participant.Value}:{key}",
            context.Request.Body,
            Uri.UnescapeDataString(headers["X-File-Name"].ToString()),
            WebChatEndpoints.Clean(Uri.UnescapeDataString(headers["X-Caption"].ToString())));
        var taken = await files.Take(participant, delivery, cancellation);
        return taken.MessageId is { } message ? Results.Accepted((string?)null, new WebAccepted(message)) : Results.Problem(taken.Refusal, statusCode: 422);
    }

    private static IResult Get(HttpContext context, string id, WebSessions sessions, Database database, TimeProvider clock, RandomSource random)
    {
        if (sessions.Participant(context) is not { } participant)
        {
            return WebProblem.NoSession(context);
        }

        using var work = new TurnWork(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
        if (new FileStore(work).Find(id) is not { } file)
        {
            return WebProblem.Of(context, 404, "web.no-file");
        }

        // It came from outside: shown as what its bytes say it is, as a page of its own that may do nothing.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return file.Kind is FileKind.Photo ? Results.Bytes(file.Content, file.MediaType) : Results.File(file.Content, file.MediaType, file.Name);
    }
}
