using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nof1Agent.Skills.Invitations;
using NodaTime;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>
/// What an invitation's link opens in a browser. Looking at it does nothing: programs that look at links before people do would use it up. With the button the browser gets a
/// chat, if it has none, and who invited is said there.
/// </summary>
internal static class JoinEndpoints
{
    public static void MapJoin(this IEndpointRouteBuilder app)
    {
        app.MapGet("/join/{code}", (string code, InvitationBook invitations) => invitations.Knows(code) ? Page(code: code) : Bad()).RequireRateLimiting(RateLimits.Recovery).ExcludeFromDescription();
        app.MapPost("/join/{code}", Join).RequireRateLimiting(RateLimits.Recovery).ExcludeFromDescription();
    }

    private static async Task<IResult> Join(HttpContext context, string code, InvitationBook invitations, WebSessions sessions, [FromForm] IFormCollection form)
    {
        if (!invitations.Knows(code))
        {
            return Bad();
        }

        string? recovery = null;
        var participant = sessions.Participant(context);
        if (participant is null)
        {
            (participant, recovery) = await sessions.Begin(context, DateTimeZone.Utc, BrowserLanguage.Of(context.Request));
        }

        return await invitations.Accept(participant.Value, WebChatChannel.ChannelName, code) is InvitationOutcome.Accepted or InvitationOutcome.AlreadyTheirs ? Page(recovery: recovery) : Bad();
    }

    private static RazorComponentResult<JoinPage> Page(string? code = null, string? recovery = null) =>
        new(new Dictionary<string, object?> { [nameof(JoinPage.Code)] = code, [nameof(JoinPage.Recovery)] = recovery });

    private static RazorComponentResult<JoinPage> Bad() => new(new Dictionary<string, object?> { [nameof(JoinPage.IsGood)] = false }) { StatusCode = StatusCodes.Status404NotFound };
}
