using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Where Teams delivers activities.</summary>
internal static class TeamsEndpoints
{
    public const string Path = "/api/messages";
    private const int LargestActivity = 256 * 1024;

    public static void MapTeams(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<TeamsReceiver>() is not null)
        {
            app.MapPost(Path, Receive).ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(LargestActivity));
        }
    }

    // The token is checked before anything else of the request is read; then what it vouches for is held against the activity; only then is the activity believed.
    private static async Task<IResult> Receive(HttpContext context, TeamsOptions options, ActivityProof proof, TeamsReceiver receiver, CancellationToken cancellation)
    {
        Vouched? vouched = null;
        if (options.Emulator)
        {
            if (!IsOnThisComputer(context.Connection))
            {
                return Results.Unauthorized();
            }
        }
        else
        {
            try
            {
                vouched = await proof.Check(context.Request.Headers.Authorization, cancellation);
            }
            catch (HttpRequestException)
            {
                // Without the keys nothing can be told; Teams delivers it again.
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }

            if (vouched is null)
            {
                return Results.Unauthorized();
            }
        }

        Activity? activity;
        try
        {
            activity = await Activity.Read(context.Request.Body, cancellation);
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }

        if (activity?.Type is not { Length: > 0 })
        {
            return Results.BadRequest();
        }

        if (vouched is not null && !vouched.For(activity))
        {
            return Results.Unauthorized();
        }

        if (!options.MayBeSentTo(activity.ServiceUrl) || (vouched is not null && !string.Equals(activity.Tenant, options.TenantId, StringComparison.OrdinalIgnoreCase)))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        // Anything but a 2xx has the activity delivered again: one that could not be stored must not be answered with 200.
        var answer = await receiver.Accept(activity, cancellation);
        return activity.Type != "invoke" ? Results.Ok() : answer is null ? Results.StatusCode(StatusCodes.Status501NotImplemented) : Results.Text(answer.ToJsonString(), "application/json");
    }

    private static bool IsOnThisComputer(ConnectionInfo connection) =>
        connection is { LocalIpAddress: { } here, RemoteIpAddress: { } there } && IPAddress.IsLoopback(here) && IPAddress.IsLoopback(there);
}
