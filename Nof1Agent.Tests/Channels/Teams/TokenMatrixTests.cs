using System.Net;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Teams;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>Who is let in at /api/messages, over real sockets, with keys from a metadata server of the tests.</summary>
public sealed class TokenMatrixTests
{
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 19, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task EveryToken_IsJudgedAsItMust_AndNothingOfARefusedOneIsStored()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        teams.Now = service.Clock.GetUtcNow;
        using var ada = new TeamsPerson(teams, 1, () => service.Address);
        var wrong = new List<string>();
        foreach (var one in TokenCases.All(teams, service.Clock.GetUtcNow()))
        {
            var (status, _) = await ada.Deliver(ada.Text($"said with a token that is {one.Name}"), one.Authorization);
            if (status != (one.IsGood ? HttpStatusCode.OK : HttpStatusCode.Unauthorized))
            {
                wrong.Add($"{one.Name}: {status}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(TokenCases.All(teams, Evening).Count(one => one.IsGood), service.Count("inbound"));
    }

    [Fact]
    public async Task Replay_OfTheSameActivity_CountsOnce()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        teams.Now = service.Clock.GetUtcNow;
        using var ada = new TeamsPerson(teams, 1, () => service.Address);
        var (activity, token) = (ada.Text("hello", "f:1"), $"Bearer {teams.Token()}");
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(activity, token)).Status);
        }

        Assert.Equal(1, service.Count("inbound"));
        using var bob = new TeamsPerson(teams, 2, () => service.Address);
        Assert.Equal(HttpStatusCode.OK, (await bob.Deliver(bob.Text("hello", "f:1"))).Status);
        Assert.Equal(2, service.Count("inbound"));
    }

    [Fact]
    public async Task Token_ForAnotherChannelServiceOrOrganisation_IsRefused()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        teams.Now = service.Clock.GetUtcNow;
        using var ada = new TeamsPerson(teams, 1, () => service.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ada.Deliver(ada.Activity("message", null, ("text", "x"), ("channelId", "telegram")))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ada.Deliver(ada.Activity("message", null, ("text", "x"), ("serviceUrl", "https://smba.trafficmanager.net/teams/")))).Status);

        // Vouched for, but no host of Teams: nothing may ever be sent there.
        var elsewhere = TokenForge.Make(new TokenWish { ServiceUrl = "https://attacker.example/", Key = teams.Key }, teams.Now());
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.Deliver(ada.Activity("message", null, ("text", "x"), ("serviceUrl", "https://attacker.example/")), $"Bearer {elsewhere}")).Status);
        var foreign = ada.Text("x");
        foreign["conversation"]!["tenantId"] = "99999999-9999-9999-9999-999999999999";
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.Deliver(foreign)).Status);
        var nameless = ada.Text("x");
        nameless["conversation"]!.AsObject().Remove("tenantId");
        nameless.Remove("channelData");
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.Deliver(nameless)).Status);
        Assert.Equal(0, service.Count("inbound"));
    }

    [Fact]
    public async Task Keys_AreReadOnce_AndOnceMoreForAnUnknownOne()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        teams.Now = service.Clock.GetUtcNow;
        using var ada = new TeamsPerson(teams, 1, () => service.Address);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(ada.Text("hello"))).Status);
        }

        Assert.Equal(1, teams.MetadataRead);
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromMinutes(5));
        teams.ChangeKey("key-of-tomorrow");
        Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(ada.Text("hello"))).Status);
        Assert.Equal(2, teams.MetadataRead);

        // Made-up keys cause no flood, and a server that is down does not lock everybody out.
        var made = $"Bearer {TokenForge.Make(new TokenWish { ServiceUrl = teams.ServiceUrl, Key = teams.Unpublished }, teams.Now())}";
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await ada.Deliver(ada.Text("hello"), made)).Status);
        }

        Assert.Equal(2, teams.MetadataRead);
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromDays(2));
        teams.Failures.Plan("metadata", new Failure.Status(500, "down"));
        Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(ada.Text("hello"))).Status);
        Assert.Equal(3, teams.MetadataRead);
    }

    [Fact]
    public async Task Keys_CannotBeRead_IsSaidSoThatTeamsComesAgain()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        teams.Now = service.Clock.GetUtcNow;
        using var ada = new TeamsPerson(teams, 1, () => service.Address);
        teams.Failures.Plan("metadata", new Failure.Status(500, "down"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ada.Deliver(ada.Text("hello"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await ada.Deliver(ada.Text("hello"))).Status);
        Assert.Equal(1, service.Count("inbound"));
    }

    [Fact]
    public async Task Body_WithoutAToken_IsNotEvenRead()
    {
        await using var teams = await FakeTeams.Start();
        await using var service = await RunningService.Start(Evening, teams.Settings());
        teams.Now = service.Clock.GetUtcNow;
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(null, "{ not even JSON"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(teams.Token(), "{ not even JSON"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(teams.Token(), "null"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(teams.Token(), "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(teams.Token(), """{ "type": 7 }"""));
        Assert.Equal(HttpStatusCode.OK, await Post(teams.Token(), $$"""{ "type": "somethingNew", "channelId": "msteams", "serviceUrl": "{{teams.ServiceUrl}}", "conversation": { "tenantId": "{{FakeTeams.TenantId}}" }, "unheardOf": { "a": [1] } }"""));

        async Task<HttpStatusCode> Post(string? token, string body)
        {
            using var http = new HttpClient { BaseAddress = service.Address };
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative)) { Content = new StringContent(body, null, "application/json") };
            if (token is not null)
            {
                request.Headers.Authorization = new("Bearer", token);
            }

            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }
}
