using System.Diagnostics;
using Dapper;
using Nof1Agent.Host.Keys;
using Nof1Agent.Skills.Storage;

using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>
/// The service is killed at random moments, while it starts and while people write, and started again on the same database. Whatever
/// it acknowledged with 202 must be there afterwards: once, in order, and answered once.
/// </summary>
public sealed class KillTests
{
    // Services that live side by side, each on a database of its own: starting takes most of the time.
    private const int SideBySide = 4;

    private const int PeoplePerService = 3;
    private const double ShareKilledWhileStarting = 0.15;
    private const double ShareKilledAtTheFirstRequests = 0.25;

    private readonly ITestOutputHelper output;

    public KillTests(ITestOutputHelper output) => this.output = output;

    [Fact]
    public Task Killed20Times_LosesAndDoublesNothing() => KilledTimes(20, seed: 20270301);

    /// <summary>dotnet test Nof1Agent.Tests --filter "FullyQualifiedName~Killed200Times" -- xUnit.Explicit=on</summary>
    [Fact(Explicit = true)]
    public Task Killed200Times_LosesAndDoublesNothing() => KilledTimes(200, seed: (int)(Environment.TickCount64 & int.MaxValue));

    private async Task KilledTimes(int kills, int seed)
    {
        output.WriteLine($"seed {seed}");
        var start = Stopwatch.GetTimestamp();
        var books = await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(i => Task.Run(() => OneService(kills / SideBySide, seed + i, TestContext.Current.CancellationToken))));
        output.WriteLine($"{kills} kills, {books.Sum(book => book.Acknowledged)} messages acknowledged, {books.Sum(book => book.SentAgain)} of them sent again, "
            + $"{books.Sum(book => book.CutOff)} requests cut off, {books.Sum(book => book.LeftWaiting)} messages without an answer at a kill (each counted at every kill it met), {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        Assert.True(books.Sum(book => book.Acknowledged) > kills, $"seed {seed}: hardly anything was written, so that little was tried");
    }

    private static async Task<Book> OneService(int kills, int seed, CancellationToken cancellation)
    {
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("nof1-kill-");
        try
        {
            var path = Path.Combine(folder.FullName, "nof1.db");
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60) };
            var people = Enumerable.Range(0, PeoplePerService).Select(i => new Correspondent(http, $"person {i} of {seed}", new Random(seed + (1000 * i)))).ToList();
            using var database = OpenedDatabase.AsItIs(path);
            var (cutOff, leftWaiting) = (0, 0);
            for (var kill = 0; kill < kills; kill++)
            {
                await using var service = ServiceProcess.Start(path);
                if (random.NextDouble() < ShareKilledWhileStarting)
                {
                    await Task.Delay(random.Next(50, 1500), cancellation);
                }
                else
                {
                    await service.UntilReady(http, cancellation);
                    var writing = people.Select(person => person.Write(service.Address, cancellation)).ToList();
                    if (random.NextDouble() >= ShareKilledAtTheFirstRequests)
                    {
                        await UntilOneIsAcknowledged(people, writing, cancellation);
                    }

                    await Task.Delay(random.Next(400), cancellation);
                    cutOff += writing.Count(person => !person.IsCompleted);
                    await service.Kill();
                    await Task.WhenAll(writing);
                    leftWaiting += Waiting(database);
                    continue;
                }

                await service.Kill();
            }

            await using (var last = ServiceProcess.Start(path))
            {
                await last.UntilReady(http, cancellation);
                await Task.WhenAll(people.Select(person => person.WriteOneMore(last.Address, cancellation)));
                for (var start = Stopwatch.GetTimestamp(); Waiting(database) > 0 && Stopwatch.GetElapsedTime(start).TotalSeconds < 60;)
                {
                    await Task.Delay(50, cancellation);
                }

                await last.Kill();
            }

            Check(database, people, $"seed {seed}");
            return new Book(people.Sum(person => person.Acknowledged.Count), people.Sum(person => person.SentAgain), cutOff, leftWaiting);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task UntilOneIsAcknowledged(List<Correspondent> people, List<Task> writing, CancellationToken cancellation)
    {
        var before = people.Sum(person => person.Acknowledged.Count);
        for (var start = Stopwatch.GetTimestamp(); people.Sum(person => person.Acknowledged.Count) == before && !writing.Exists(person => person.IsCompleted);)
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 60, "Nothing is acknowledged.");
            await Task.Delay(5, cancellation);
        }
    }

    private static int Waiting(Database database)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<int>("select count(*) from sqlite_master where name = 'inbound'") == 0 ? 0
            : connection.ExecuteScalar<int>("select count(*) from inbound where handled_at is null");
    }

    private static void Check(Database database, IReadOnlyList<Correspondent> people, string seed)
    {
        using var connection = database.OpenReadable();
        Assert.Equal("ok", connection.ExecuteScalar<string>("pragma integrity_check"));
        Assert.Empty(connection.Query("pragma foreign_key_check"));
        foreach (var person in people)
        {
            Assert.NotEmpty(person.Acknowledged);
            var id = connection.QuerySingle<string>("select participant_id from message where id = @Id", new { person.Acknowledged[0].Id });

            // Nothing lost, nothing doubled, order kept, under the very ids that were acknowledged.
            var stored = connection.Query<(long Id, string Text)>("select id, opened(text) from message where participant_id = @id and speaker = 'Person' order by id", new { id }).ToList();
            Assert.True(person.Acknowledged.Select(message => (message.Id, message.Text)).SequenceEqual(stored), $"{seed}: {Describe(person, stored)}");

            // Each answered, by one turn, in the order in which they came.
            Assert.Equal(0, connection.ExecuteScalar<int>("select count(*) from inbound where participant_id = @id and handled_at is null", new { id }));
            Assert.Equal(stored.Count, connection.ExecuteScalar<int>("select count(*) from turn where participant_id = @id and trigger = 'text'", new { id }));
            Assert.Equal(stored.Count, connection.ExecuteScalar<int>("select count(*) from turn where participant_id = @id", new { id }));
            Assert.Equal(stored.Count, connection.ExecuteScalar<int>("select count(distinct turn_id) from message where participant_id = @id and speaker <> 'Person'", new { id }));
            var handled = connection.Query<string>("select handled_at from inbound where participant_id = @id order by id", new { id }).ToList();
            Assert.Equal(handled.Order(StringComparer.Ordinal), handled);

            // Each answer is in the outbox once.
            Assert.Equal(
                connection.Query<string>("select turn_id || opened(text) from message where participant_id = @id and speaker <> 'Person' order by id", new { id }),
                connection.Query<string>("select substr(o.key, 1, instr(o.key, ':') - 1) || opened(m.text) from outbound o join message m on m.id = o.message_id where o.participant_id = @id order by o.id", new { id }));
        }
    }

    private static string Describe(Correspondent person, List<(long Id, string Text)> stored) =>
        $"acknowledged {string.Join(" | ", person.Acknowledged.Select(message => $"{message.Id} {message.Text}"))}\nstored {string.Join(" | ", stored)}";

    private sealed record Book(int Acknowledged, int SentAgain, int CutOff, int LeftWaiting);
}
