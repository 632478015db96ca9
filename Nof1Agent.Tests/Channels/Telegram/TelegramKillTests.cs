using Dapper;
using Nof1Agent.Host.Keys;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Journeys.Durability;
using Nof1Agent.Tests.Support.Telegram;
using System.Diagnostics;

using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>
/// The service is killed at random moments while people write in Telegram and Telegram itself fails now and then. Every update must take effect once, every
/// answer must arrive, in order, and come twice only where nobody could know that it had arrived.
/// </summary>
public sealed class TelegramKillTests(ITestOutputHelper output)
{
    private const int People = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Killed5Times_EveryUpdateCountsOnce(bool webhook) => Killed(5, webhook, seed: 20270305);

    /// <summary>dotnet test Nof1Agent.Tests --filter "FullyQualifiedName~TelegramKillTests" -- xUnit.Explicit=only</summary>
    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Killed25Times_EveryUpdateCountsOnce(bool webhook) => Killed(25, webhook, seed: (int)(Environment.TickCount64 & int.MaxValue));

    private async Task Killed(int kills, bool webhook, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("nof1-telegram-kill-");
        await using var telegram = await FakeBotApi.Start();
        telegram.Failures.Rule = Trouble(new Random(seed + 1));
        var settings = TelegramSettings.For(telegram, webhook, "{address}");
        try
        {
            var path = Path.Combine(folder.FullName, "nof1.db");
            using var http = new HttpClient();
            var written = new List<(long Update, long Person)>();
            for (var kill = 0; kill < kills; kill++)
            {
                await using var service = ServiceProcess.Start(path, settings);
                await service.UntilReady(http, cancellation);
                var until = Environment.TickCount64 + random.Next(100, 2500);
                while (Environment.TickCount64 < until)
                {
                    var person = 1 + random.Next(People);
                    written.Add((telegram.Text(person, $"message {written.Count} of person {person}"), person));
                    await Task.Delay(random.Next(20, 200), cancellation);
                }

                await service.Kill();
                await telegram.NextLife(cancellation);
            }

            using var database = OpenedDatabase.AsItIs(path);
            await using (var last = ServiceProcess.Start(path, settings))
            {
                await last.UntilReady(http, cancellation);
                for (var patience = Stopwatch.StartNew(); telegram.Unconfirmed > 0 || Waits(database);)
                {
                    Assert.True(patience.Elapsed < TimeSpan.FromMinutes(4), $"seed {seed}: {telegram.Unconfirmed} updates unconfirmed, or something not answered or delivered");
                    await Task.Delay(50, cancellation);
                }

                await last.Kill();
            }

            Check(database, telegram, written, kills, seed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Check(Database database, FakeBotApi telegram, List<(long Update, long Person)> written, int kills, int seed)
    {
        using var connection = database.OpenReadable();
        Assert.True(written.Count > kills * 2, "hardly anything was written");
        Assert.Equal(written.Select(one => database.Keys.Fingerprint(TelegramSettings.Key(one.Update))).Order(), connection.Query<string>("select dedupe_key from inbound where channel = 'telegram'").Order());
        Assert.Equal(written.Count, connection.ExecuteScalar<int>("select count(*) from turn where trigger = 'text'"));
        Assert.Equal(0, connection.ExecuteScalar<int>("select count(*) from outbound where failed is not null"));
        var (twice, cutByKill) = (0, 0);
        for (var person = 1L; person <= People; person++)
        {
            var said = connection.Query<string>(
                """
                select opened(m.text) from outbound o join message m on m.id = o.message_id join channel_identity i on i.participant_id = o.participant_id
                where o.kind = 'Say' and i.external_id = found(@person) order by o.id
                """,
                new { person = $"{person}" }).ToList();
            var seen = telegram.Chats.In(person);
            twice += seen.Count - said.Count;
            cutByKill += Enumerable.Range(1, Math.Max(0, seen.Count - 1)).Count(i => seen[i].Text == seen[i - 1].Text && seen[i].Life > seen[i - 1].Life && !seen[i - 1].WasCutOff);
            Assert.True(Repetitions.Explain(said, [.. seen.Select(message => new ShownMessage(message.Text, message.Life, message.WasCutOff))], (told, shown) => told.Trim() == shown), $"seed {seed}, person {person}:\nsaid {string.Join(" | ", said.Select(Start))}\nseen {string.Join(" | ", seen.Select(message => $"{message.Life}{(message.WasCutOff ? "!" : "")} {Start(message.Text)}"))}");
        }

        var unknown = telegram.Calls.Count(call => call.Method == "sendmessage" && call.Body.ContainsKey("dropped"));
        output.WriteLine($"{kills} kills, {written.Count} updates, {twice} answers seen twice, {unknown} accepted and then cut off, at most {cutByKill} accepted just before a kill");
        Assert.True(written.Count < 150 || unknown > 0, "no answer was cut off after it was taken, so that nothing was tried");
    }

    internal static bool Waits(Database database)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<int>("select (select count(*) from inbound where handled_at is null) + (select count(*) from outbound where delivered_at is null and failed is null)") > 0;
    }

    internal static Func<string, long?, Failure?> Trouble(Random random) => (method, _) =>
    {
        lock (random)
        {
            var dice = random.Next(100);
            return method is not ("sendmessage" or "getupdates") ? null : dice switch
            {
                < 3 => new Failure.Status(502, "Bad Gateway"),
                < 5 => new Failure.TooMany(1),
                < 8 => new Failure.DropBefore(),
                < 11 => new Failure.DropAfter(),
                _ => null,
            };
        }
    };

    private static string Start(string text) => text[..Math.Min(text.Length, 25)].ReplaceLineEndings(" ");
}
