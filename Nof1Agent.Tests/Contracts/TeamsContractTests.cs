using System.Net;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Teams;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Contracts;

/// <summary>Teams: the test plays Microsoft's part and may deliver twice, or with a forged token.</summary>
public sealed class TeamsContractTests : ChannelContract, IAsyncDisposable
{
    private FakeTeams? teams;

    internal override string Name => "teams";

    internal override int LongestText => 8_000;

    internal override async Task<RunningService> Service()
    {
        teams = await FakeTeams.Start();
        var service = await RunningService.Start(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero), teams.Settings());
        teams.Now = service.Clock.GetUtcNow;
        return service;
    }

    internal override Task<IPerson> Somebody(RunningService service) => Task.FromResult<IPerson>(new Person(new TeamsPerson(teams!, 1, () => service.Address), teams!));

    internal override Task<IAsyncDisposable> SendingFails(RunningService service, IPerson person)
    {
        teams!.Failures.Rule = (method, _) => method == "post" ? new Failure.Status(502, "BadGateway") : null;
        return Task.FromResult<IAsyncDisposable>(new Ending(() => teams.Failures.Rule = null));
    }

    public async ValueTask DisposeAsync()
    {
        if (teams is not null)
        {
            await teams.DisposeAsync();
        }
    }

    private sealed class Person(TeamsPerson person, FakeTeams teams) : IPerson
    {
        public string ExternalId => person.Id;

        public async Task<bool> Send(string deliveryKey, string text) => (await person.Deliver(person.Text(text, $"f:{deliveryKey}"))).Status is HttpStatusCode.OK;

        public async Task<bool> SendForged(string text) =>
            (await person.Deliver(person.Text(text), $"Bearer {TokenForge.Make(new TokenWish { ServiceUrl = teams.ServiceUrl, Key = teams.Impostor }, teams.Now())}")).Status is HttpStatusCode.OK;

        public Task<IReadOnlyList<string>> Sees() => Task.FromResult<IReadOnlyList<string>>([.. person.Seen.Select(message => message.Text)]);

        public ValueTask DisposeAsync()
        {
            person.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Ending(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
