using System.Net;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>Invitations as links into the web chat.</summary>
public sealed class JoinTests
{
    [Fact]
    public async Task Link_OpensOnce_AndForgedOrOldOnesNever()
    {
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 1, 25, 9, 0, 0, TimeSpan.Zero));
        var codes = await service.Get<InvitationBook>().Invite("Anna", null, Duration.FromDays(3), 2);
        using var person = new CoachBrowser(service);

        Assert.Equal(HttpStatusCode.NotFound, (await person.Get("/join/AAAAAAAAAA")).Status);
        Assert.Equal(HttpStatusCode.OK, (await person.Get($"/join/{codes[0]}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await person.Get($"/join/{codes[0]}")).Status);
        Assert.Equal(0, service.Count("participant"));
        Assert.Equal(HttpStatusCode.BadRequest, (await person.Post($"/join/{codes[0]}", [], withToken: false)).Status);

        Assert.Contains("The chat is open", (await person.Post($"/join/{codes[0]}", [])).Body, StringComparison.Ordinal);
        Assert.Contains("Anna invited you", (await person.Get("/api/chat/messages?after=0")).Body, StringComparison.Ordinal);

        using var thief = new CoachBrowser(service);
        await thief.Get($"/join/{codes[0]}");
        Assert.Equal(HttpStatusCode.NotFound, (await thief.Post($"/join/{codes[0]}", [])).Status);
        service.Clock.MoveTo(service.Clock.GetUtcNow().AddDays(4));
        await thief.Get($"/join/{codes[1]}");
        Assert.Equal(HttpStatusCode.NotFound, (await thief.Post($"/join/{codes[1]}", [])).Status);
        Assert.Equal(1, service.Count("caseload"));
    }
}
