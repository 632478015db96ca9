using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Imports;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>Where a person hands in a file of days from another tracker. The file is read as it comes in and not kept; what was read waits until they say which column is their outcome.</summary>
internal static class FileEndpoints
{
    /// <summary>The message that stands for a file in the conversation begins so.</summary>
    public const string Notice = "Here is a file: ";

    // Reading a large export takes a processor for some seconds.
    private static readonly SemaphoreSlim Reading = new(2);

    public static void MapFiles(this IEndpointRouteBuilder app) => app.MapPost("/api/chat/files", Post)
        .WithTags("web chat").WithSummary("Hand in a file of days: CSV, Apple Health's export.xml or StudyU measurements. The name goes percent-encoded into X-File-Name.")
        .RequireRateLimiting(RateLimits.Messages)
        .WithMetadata(new RequestSizeLimitAttribute(ImportFile.LargestXmlBytes));

    private static async Task<IResult> Post(HttpContext context, WebSessions sessions, ParticipantDoor door, Database database, WriterQueue writer, TimeProvider clock, RandomSource random, CancellationToken cancellation)
    {
        if (sessions.Participant(context) is not { } participant)
        {
            return Results.Problem("This browser has no session. Open the page again.", statusCode: 401);
        }

        using var work = new TurnWork(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
        var person = new ParticipantStore(work).Current;
        if (person.Consent is not Consent.Given)
        {
            return Results.Problem("Before a file is stored we need your yes to the first question of the chat.", statusCode: 409);
        }

        var name = Uri.UnescapeDataString(context.Request.Headers["X-File-Name"].ToString());
        if (context.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true;
        }

        await Reading.WaitAsync(cancellation);
        ImportResult read;
        try
        {
            read = await Task.Run(() => ImportFile.Read(context.Request.Body, name, person.DayEndsAtHour), cancellation);
        }
        finally
        {
            Reading.Release();
        }

        if (read.Table is not { } table)
        {
            return Results.Problem(read.Refusal, statusCode: 422);
        }

        new ImportStore(work).Add(table);
        await work.CommitAsync(writer);
        var delivery = $"{participant.Value}:file:{table.Sha256}:{work.Now.ToUnixTimeTicks()}";
        return Results.Accepted((string?)null, new WebAccepted(await door.Text(participant, WebChatChannel.ChannelName, delivery, Notice + table.FileName)));
    }
}
