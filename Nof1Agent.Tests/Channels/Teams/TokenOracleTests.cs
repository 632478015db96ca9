using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Nof1Agent.Host.Channels.Teams;
using Nof1Agent.Tests.Support.Teams;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>The same tokens before Microsoft's own library for bots, which was not written here.</summary>
public sealed class TokenOracleTests
{
    [Fact]
    public async Task EveryToken_IsJudgedAsMicrosoftsLibraryDoes()
    {
        await using var teams = await FakeTeams.Start();
        var now = TimeProvider.System.GetUtcNow();
        var cases = TokenCases.All(teams, now);
        var judged = await NodeScript.Run("botframework-connector", "4.23.3", "token-oracle.mjs", new JsonObject
        {
            ["metadata"] = $"{teams.Address}metadata",
            ["appId"] = FakeTeams.AppId,
            ["serviceUrl"] = teams.ServiceUrl,
            ["cases"] = new JsonArray([.. cases.Select(one => new JsonObject { ["name"] = one.Name, ["authorization"] = one.Authorization })]),
        });
        Assert.Equal(cases.Count, judged.Count);
        var options = new TeamsOptions { AppId = FakeTeams.AppId, TenantId = FakeTeams.TenantId, OpenIdMetadata = $"{teams.Address}metadata" };
        using var keys = new BotFrameworkKeys(options, TimeProvider.System, NullLogger<BotFrameworkKeys>.Instance);
        var proof = new ActivityProof(options, keys, TimeProvider.System);
        var activity = new Activity { Type = "message", ChannelId = "msteams", ServiceUrl = teams.ServiceUrl };
        var different = new List<string>();
        foreach (var (one, theirs) in cases.Zip(judged))
        {
            var ours = await proof.Check(one.Authorization, TestContext.Current.CancellationToken) is { } vouched && vouched.For(activity);
            TestContext.Current.TestOutputHelper?.WriteLine($"{one.Name}: here {ours}, there {theirs["good"]} {theirs["why"]}");
            if (ours != theirs["good"]!.GetValue<bool>())
            {
                different.Add(one.Name);
            }
        }

        Assert.Equal(cases.Where(one => one.IsStricterHere).Select(one => one.Name), different);
    }
}
