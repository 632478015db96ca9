using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Nof1Agent.Skills.Imports;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>Where a person hands in a file of days from another tracker.</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder app) => app.MapPost("/api/chat/files", Post)
        .WithTags("web chat").WithSummary("Hand in a file of days: CSV, Apple Health's export.xml or StudyU measurements. The name goes percent-encoded into X-File-Name.")
        .RequireRateLimiting(RateLimits.Messages)
        .WithMetadata(new RequestSizeLimitAttribute(ImportFile.LargestXmlBytes));

    private static async Task<IResult> Post(HttpContext context, WebSessions sessions, FileIntake files, CancellationToken cancellation)
    {
        if (sessions.Participant(context) is not { } participant)
        {
            return Results.Problem("This browser has no session. Open the page again.", statusCode: 401);
        }

        if (!files.IsWelcome(participant))
        {
            return Results.Problem("Before a file is stored we need your yes to the first question of the chat.", statusCode: 409);
        }

        var name = Uri.UnescapeDataString(context.Request.Headers["X-File-Name"].ToString());
        if (context.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true;
        }

        var taken = await files.Take(participant, WebChatChannel.ChannelName, null, context.Request.Body, name, cancellation);
        return taken.MessageId is { } message ? Results.Accepted((string?)null, new WebAccepted(message)) : Results.Problem(taken.Refusal, statusCode: 422);
    }
}
