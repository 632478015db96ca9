using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Nof1Agent.Host.Keys;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Journeys.Durability;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>
/// The service is killed at random moments while people send documents, photos and voice messages between their words, and Telegram fails now and then. Each must be read exactly once: one
/// message of the conversation for each, and each person's last table waits with its own days.
/// </summary>
public sealed class TelegramFileKillTests(ITestOutputHelper output)
{
    private const int People = 3;

    [Fact]
    public Task Killed4Times_EveryFileIsReadOnce() => Killed(4, seed: 20270307);

    /// <summary>dotnet test Nof1Agent.Tests --filter "FullyQualifiedName~TelegramFileKillTests" -- xUnit.Explicit=only</summary>
    [Fact(Explicit = true)]
    public Task Killed25Times_EveryFileIsReadOnce() => Killed(25, seed: (int)(Environment.TickCount64 & int.MaxValue));

    private async Task Killed(int kills, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("nof1-file-kill-");
        await using var telegram = await FakeBotApi.Start();
        var settings = TelegramSettings.For(telegram, webhook: false);
        var sent = new List<(long Person, string Marker)>();
        try
        {
            var path = Path.Combine(folder.FullName, "nof1.db");
            using var http = new HttpClient();
            await using (var first = ServiceProcess.Start(path, settings))
            {
                await first.UntilReady(http, cancellation);
                for (var person = 1L; person <= People; person++)
                {
                    telegram.Text(person, "hello");
                    await Until(() => telegram.Chats.In(person).Count > 0, "a greeting");
                    telegram.Press(person, telegram.Chats.In(person)[^1].Id, telegram.Chats.In(person)[^1].Buttons[0].Data);
                }

                using var met = OpenedDatabase.AsItIs(path);
                await Until(() => telegram.Unconfirmed == 0 && !TelegramKillTests.Waits(met), "consent");
            }

            telegram.Failures.Rule = Trouble(new Random(seed + 1));
            for (var kill = 0; kill < kills; kill++)
            {
                await using var service = ServiceProcess.Start(path, settings);
                await service.UntilReady(http, cancellation);
                var until = Environment.TickCount64 + random.Next(100, 1500);
                while (Environment.TickCount64 < until)
                {
                    sent.Add(Send(telegram, 1 + random.Next(People), random.Next(3), sent.Count));
                    await Task.Delay(random.Next(20, 200), cancellation);
                }

                await service.Kill();
            }

            telegram.Failures.Rule = null;
            using var database = OpenedDatabase.AsItIs(path);
            await using (var last = ServiceProcess.Start(path, settings))
            {
                await last.UntilReady(http, cancellation);
                await Until(() => telegram.Unconfirmed == 0 && !Waits(database), $"everything to be read and answered (seed {seed})");
                await last.Kill();
            }

            Check(database, sent, kills, seed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Check(Database database, List<(long Person, string Marker)> sent, int kills, int seed)
    {
        using var connection = database.OpenReadable();
        var told = connection.Query<(string Person, string Text)>(
            "select (select i.external_id from channel_identity i where i.participant_id = m.participant_id) as person, opened(m.text) as text from message m where m.speaker = 'Person'")
            .Where(row => sent.Exists(one => row.Text.Contains(one.Marker, StringComparison.Ordinal))).ToList();
        foreach (var (person, marker) in sent)
        {
            var found = told.Where(row => row.Text.Contains(marker, StringComparison.Ordinal)).ToList();
            Assert.True(found.Count == 1, $"seed {seed}: {marker} was read {found.Count} times");
            Assert.Equal(database.Keys.Fingerprint(person.ToString(CultureInfo.InvariantCulture)), found[0].Person);
        }

        // Each table is read into its own person's import: the last one waits for the choice of a column, and there is never a second.
        Assert.Equal(sent.Where(one => one.Marker.EndsWith(".csv", StringComparison.Ordinal)).Select(one => one.Person).Distinct().Count(), connection.ExecuteScalar<int>("select count(*) from import_file"));
        Assert.Equal(0, connection.ExecuteScalar<int>("select count(*) from outbound where failed is not null"));
        var tables = sent.Count(one => one.Marker.EndsWith(".csv", StringComparison.Ordinal));
        output.WriteLine($"{kills} kills, {tables} tables, {sent.Count - tables} other files, each read once");
        Assert.True(sent.Count > 2 * kills && tables > kills / 2, "hardly anything was sent");
    }

    private static (long Person, string Marker) Send(FakeBotApi telegram, long person, int kind, int number)
    {
        var marker = kind == 0 ? $"table{number}.csv" : $"caption-{number}-end";
        var content = kind switch
        {
            0 => new JsonObject { ["document"] = File(telegram.AddFile(marker, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"date,minutes\n2027-01-01,{number}\n2027-01-02,40\n2027-01-03,25\n"))), marker) },
            1 => new JsonObject { ["photo"] = new JsonArray(new JsonObject { ["file_id"] = telegram.AddFile($"{number}.jpg", [0xFF, 0xD8, 0xFF, 0xD9]), ["file_unique_id"] = $"{number}", ["width"] = 10, ["height"] = 10 }), ["caption"] = marker },
            _ => new JsonObject { ["voice"] = new JsonObject { ["file_id"] = $"voice-{number}", ["file_unique_id"] = $"{number}", ["duration"] = 3 }, ["caption"] = marker },
        };
        telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(person, telegram.NextMessage(), content, null) });
        return (person, marker);
    }

    private static JsonObject File(string id, string name) => new() { ["file_id"] = id, ["file_unique_id"] = name, ["file_name"] = name };

    private static bool Waits(Database database)
    {
        using var connection = database.Open();
        return TelegramKillTests.Waits(database) || connection.ExecuteScalar<int>("select count(*) from waiting_file") > 0;
    }

    private static async Task Until(Func<bool> happened, string what)
    {
        for (var patience = Stopwatch.StartNew(); !happened();)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(4), $"waited in vain for {what}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static Func<string, long?, Failure?> Trouble(Random random) => (method, _) =>
    {
        lock (random)
        {
            var dice = random.Next(100);
            return method is not ("sendmessage" or "getupdates" or "getfile") ? null : dice switch
            {
                < 4 => new Failure.Status(502, "Bad Gateway"),
                < 6 => new Failure.TooMany(1),
                < 9 => new Failure.DropBefore(),
                < 12 => new Failure.DropAfter(),
                _ => null,
            };
        }
    };
}
