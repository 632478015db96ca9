using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Skills;

namespace Nof1Agent.Tests.Host.Agent.Providers;

/// <summary>What the connection to a provider does when the provider stumbles.</summary>
public sealed class ModelHttpTests
{
    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task PassingFailure_IsTriedAgain(int status)
    {
        await using var server = await ModelServer.Start(request => request == 1 ? ModelAnswer.Error(status, "later") : ModelAnswer.Text("here"));
        await using var services = Services(server.Endpoint);
        Assert.Equal("here", await Ask(services));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task BrokenConnection_IsTriedAgain()
    {
        await using var server = await ModelServer.Start(request => ModelAnswer.Text("here") with { BreaksOff = request == 1 });
        await using var services = Services(server.Endpoint);
        Assert.Equal("here", await Ask(services));
    }

    [Fact]
    public async Task LongPauseAskedFor_IsNotWaitedFor()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Error(429, "slow down") with { Headers = new() { ["Retry-After"] = "120" } });
        await using var services = Services(server.Endpoint);
        Assert.Equal(FailureKind.TooMany, await Failure(services));
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task LastingFailure_IsNotTriedAgain(int status)
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Error(status, "no"));
        await using var services = Services(server.Endpoint);
        await Failure(services);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task ProviderThatKeepsFailing_IsLeftAloneForAWhile()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Error(503, "down"));
        await using var services = Services(server.Endpoint, ("Retries", "0"));
        for (var call = 0; call < 6; call++)
        {
            Assert.Equal(FailureKind.ServerFailed, await Failure(services));
        }

        var asked = server.Requests;
        Assert.Equal(FailureKind.LeftAlone, await Failure(services));
        Assert.Equal(asked, server.Requests);
    }

    [Fact]
    public async Task SlowTry_IsGivenUpAndNamed()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("late") with { Delay = TimeSpan.FromSeconds(20) });
        await using var services = Services(server.Endpoint, ("Retries", "0"), ("AttemptSeconds", "1"));
        Assert.Equal(FailureKind.TooSlow, await Failure(services));
    }

    private static async Task<string> Ask(ServiceProvider services) =>
        (await services.GetRequiredService<Lfm>().Client!.GetResponseAsync("hello", cancellationToken: TestContext.Current.CancellationToken)).Text;

    private static async Task<FailureKind> Failure(ServiceProvider services) => ModelFailure.Of(await Assert.ThrowsAnyAsync<Exception>(() => Ask(services))).Kind;

    private static ServiceProvider Services(string endpoint, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Lfm:Provider"] = "openai", ["Lfm:Endpoint"] = endpoint, ["Lfm:Model"] = "m" };
        foreach (var (name, value) in more)
        {
            settings[$"Lfm:{name}"] = value;
        }

        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(TimeProvider.System)
            .AddAgent()
            .BuildServiceProvider();
    }
}
