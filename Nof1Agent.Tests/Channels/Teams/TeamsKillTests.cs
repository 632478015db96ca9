using System.Diagnostics;
using Dapper;
using Nof1Agent.Host.Keys;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Journeys.Durability;
using Nof1Agent.Tests.Support.Teams;
using Nof1Agent.Tests.Support.Telegram;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>
/// The service is killed at random moments while people write in Teams and Teams itself fails now and then. Every activity must take effect once, every answer must
/// arrive, in order, and come twice only where nobody could know that it had arrived.
/// </summary>
public sealed class TeamsKillTests(ITestOutputHelper output)
{
    private const int People = 3;

    [Fact]
    public Task Killed10Times_EveryActivityCountsOnce() => Killed(10, seed: 20270305);

    /// <summary>dotnet test Nof1Agent.Tests --filter "FullyQualifiedName~TeamsKillTests" -- xUnit.Explicit=only</summary>
    [Fact(Explicit = true)]
    public Task Killed50Times_EveryActivityCountsOnce() => Killed(50, seed: (int)(Environment.TickCount64 & int.MaxValue));

    private async Task Killed(int kills, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("nof1-teams-kill-");
        await using var teams = await FakeTeams.Start();
        teams.Failures.Rule = Trouble(new Random(seed + 1));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var address = new Uri("http://127.0.0.1:9");
        var people = Enumerable.Range(1, People).Select(number => new TeamsPerson(teams, number, () => address)).ToList();
        try
        {
            var path = Path.Combine(folder.FullName, "nof1.db");
            using var http = new HttpClient();
            var told = 0;
            var writing = people.Select(_ => Task.CompletedTask).ToArray();
            for (var kill = 0; kill < kills; kill++)
            {
                await using var service = ServiceProcess.Start(path, teams.Settings());
                address = service.Address;
                await service.UntilReady(http, ending.Token);
                var until = Environment.TickCount64 + random.Next(300, 2500);
                while (Environment.TickCount64 < until)
                {
                    var who = random.Next(People);
                    var activity = people[who].Text($"message {told++} of person {who}");

                    // Teams delivers what one person does in its order.
                    writing[who] = After(writing[who], () => people[who].DeliverSurely(activity, ending.Token));
                    await Task.Delay(random.Next(20, 200), ending.Token);
                }

                await service.Kill();
                await teams.NextLife(ending.Token);
            }

            using var database = OpenedDatabase.AsItIs(path);
            await using (var last = ServiceProcess.Start(path, teams.Settings()))
            {
                address = last.Address;
                await last.UntilReady(http, ending.Token);
                await Task.WhenAll(writing).WaitAsync(TimeSpan.FromSeconds(120), ending.Token);
                teams.Failures.Rule = null;
                for (var patience = Stopwatch.StartNew(); Waits(database);)
                {
                    Assert.True(patience.Elapsed < TimeSpan.FromSeconds(120), $"seed {seed}: something is not answered or delivered");
                    await Task.Delay(50, ending.Token);
                }

                await last.Kill();
            }

            Check(database, teams, people, told, kills, seed);
        }
        finally
        {
            await ending.CancelAsync();
            people.ForEach(person => person.Dispose());
            folder.Delete(recursive: true);
        }
    }

    private void Check(Database database, FakeTeams teams, List<TeamsPerson> people, int told, int kills, int seed)
    {
        using var connection = database.OpenReadable();
        Assert.True(told > kills * 2, "hardly anything was written");
        Assert.Equal(told, connection.ExecuteScalar<int>("select count(*) from inbound where channel = 'teams'"));
        Assert.Equal(told, connection.ExecuteScalar<int>("select count(*) from turn where trigger = 'text'"));
        Assert.Equal(0, connection.ExecuteScalar<int>("select count(*) from outbound where failed is not null"));
        var twice = 0;
        foreach (var person in people)
        {
            var said = connection.Query<string>(
                """
                select opened(m.text) from outbound o join message m on m.id = o.message_id join channel_identity i on i.participant_id = o.participant_id
                where o.kind = 'Say' and i.external_id = found(@Id) order by o.id
                """,
                new { person.Id }).Select(text => text.Trim().ReplaceLineEndings("\n")).ToList();
            var seen = person.Seen;
            twice += seen.Count - said.Count;
            Assert.True(
                Repetitions.Explain(said, [.. seen.Select(message => new ShownMessage(message.Text, message.Life, message.WasCutOff))], Same),
                $"seed {seed}, {person.Id}:\nsaid {string.Join(" | ", said.Select(Start))}\nseen {string.Join(" | ", seen.Select(message => $"{message.Life}{(message.WasCutOff ? "!" : "")} {Start(message.Text)}"))}");
        }

        var unknown = teams.Calls.Count(call => call.Method == "post" && call.Body.ContainsKey("dropped"));
        output.WriteLine($"{kills} kills, {told} activities, {twice} answers seen twice, {unknown} accepted and then cut off");
    }

    private static async Task After(Task before, Func<Task> next)
    {
        await before;
        await next();
    }

    // A card shows the same words, with gaps where the text has empty lines; a closed one says what was taken.
    private static bool Same(string said, string seen) => Words(seen).StartsWith(Words(said), StringComparison.Ordinal);

    private static string Words(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static bool Waits(Database database)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<int>("select (select count(*) from inbound where handled_at is null) + (select count(*) from outbound where delivered_at is null and failed is null)") > 0;
    }

    private static Func<string, long?, Failure?> Trouble(Random random) => (method, _) =>
    {
        lock (random)
        {
            var dice = random.Next(100);
            return method is not ("post" or "put") ? null : dice switch
            {
                < 2 => new Failure.Status(500, "InternalServerError"),
                < 4 => new Failure.Status(412, "PreconditionFailed"),
                < 5 => new Failure.TooMany(1),
                < 6 => new Failure.Status(401, "Unauthorized"),
                < 8 => new Failure.DropBefore(),
                < 11 => new Failure.DropAfter(),
                < 12 => new Failure.Hang(TimeSpan.FromMilliseconds(300)),
                _ => null,
            };
        }
    };

    private static string Start(string text) => text[..Math.Min(text.Length, 25)].ReplaceLineEndings(" ");
}
