using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.Logging;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Host.Agent.Providers;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>
/// Two people, one on the web and one on Telegram, put a canary into every field that there is. Then it is looked for where nothing of what people write may ever be: logs
/// at their most talkative, spans, metrics, temporary files, and the plain bytes of the database, its log and its backups.
/// </summary>
public sealed class CanaryTests
{
    private const string Canary = "kanarienvogelx7";
    private const long Ada = 987_654_321_01;
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 19, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journeys_OnTheWebAndTelegram_LeaveNoCanaryAnywhere(bool withModel)
    {
        using var witness = new Witness();
        var started = Directory.GetLastWriteTimeUtc(Directory.CreateTempSubdirectory("nof1-canary-").FullName);
        await using var telegram = await FakeBotApi.Start();
        await using var model = await ModelServer.Start(number => number % 4 == 0
            ? ModelAnswer.Error(400, $"cannot read {Canary}")
            : number % 2 == 0 ? ModelAnswer.Call("interview-note", new JsonObject { ["goal"] = $"sleep {Canary}" }) : ModelAnswer.Text($"I hear you say {Canary}."));
        var settings = TelegramSettings.For(telegram, webhook: false);
        if (withModel)
        {
            (settings["Lfm:Provider"], settings["Lfm:Endpoint"], settings["Lfm:Model"], settings["Lfm:ApiKey"], settings["Lfm:Retries"]) = ("openai", model.Endpoint, "m", $"key-{Canary}", "0");
        }

        await using var service = await RunningService.Start(Evening, settings, builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(witness));
        using var http = new HttpClient { BaseAddress = service.Address };
        await OnTheWeb(http, service);
        await OnTelegram(telegram, service);
        await Fields(service);

        var database = service.Get<Database>();
        var copy = service.DatabasePath + ".backup";
        Backup.To(database, copy);
        string[] files = [service.DatabasePath, service.DatabasePath + "-wal", copy, Path.Combine(Path.GetDirectoryName(service.DatabasePath)!, "keys", "people.keys")];
        Assert.True(new FileInfo(copy).Length > 100_000);
        Assert.Contains(service.Get<Nof1Agent.Skills.Conversations.Transcript>().After(Person(service, "web"), 0, 500), message => message.Text.Contains(Canary, StringComparison.Ordinal));
        Assert.True(witness.Heard > 200, $"only {witness.Heard} lines, tags and figures were heard");
        Assert.DoesNotContain(witness.Lines, Holds);
        Assert.DoesNotContain(files, HoldsACanary);
        Assert.DoesNotContain(TemporaryFiles(started), HoldsACanary);

        var keys = Keys(service);
        await Say(http, service, "/delete");
        await Say(http, service, "DELETE EVERYTHING");
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        ada.CatchUp();
        await ada.Write("/delete");
        await ada.Write("DELETE EVERYTHING");
        using (var connection = database.OpenToWrite())
        {
            connection.Execute("vacuum; pragma wal_checkpoint(truncate)");
        }

        Assert.DoesNotContain(files.Where(file => file != copy), HoldsACanary);
        Assert.DoesNotContain(witness.Lines, Holds);

        // Not even sealed: nothing in the database names a key that opened what was deleted, but the record that it was destroyed.
        Assert.Equal(2, keys.Count);
        Assert.DoesNotContain(Cells(service), cell => keys.Any(key => cell.StartsWith($"~1.{key}", StringComparison.Ordinal)));
        Assert.Empty(service.Get<Database>().Keys.Gone(keys).Missing);
        Assert.Equal(keys.Order(), service.Get<Database>().Keys.Gone(keys).Destroyed.Order());
    }

    private static string[] Spellings => [Canary, Canary.ToUpperInvariant(), Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))[..16], $"{Ada}"];

    private static bool HoldsACanary(string file) => Spellings.Any(word => FileBytes.Hold(word, file));

    private static bool Holds(string line) => Spellings.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static async Task OnTheWeb(HttpClient http, RunningService service)
    {
        var cancellation = TestContext.Current.CancellationToken;
        http.DefaultRequestHeaders.Add("X-Time-Zone", Canary);
        http.DefaultRequestHeaders.Add("User-Agent", Canary);
        await http.PostAsync("/api/chat/session", null, cancellation);
        await Say(http, service, $"I sleep badly since {Canary} left me");
        await Say(http, service, "yes");
        foreach (var text in new[] { $"it takes me long to fall asleep, {Canary}", $"my name is {Canary}", $"I have {Canary} and take {Canary} tablets", $"I want to die, {Canary}", "/privacy", "/today", $"/{Canary}", $"auf {Canary}" })
        {
            await Say(http, service, text);
        }

        await http.PostAsJsonAsync("/api/chat/session/recover", new { code = Canary }, cancellation);
        await http.PostAsync("/api/chat/messages", new StringContent($$"""{ "text": "{{Canary}} """, Encoding.UTF8, "application/json"), cancellation);
        await http.PostAsync("/api/chat/messages", new StringContent(Canary, Encoding.UTF8, "text/plain"), cancellation);
        await http.PostAsJsonAsync("/api/chat/messages", new { text = Canary }, cancellation);
        await http.GetAsync($"/api/chat/messages?after={Canary}", cancellation);
        foreach (var (name, content) in new[] { ($"{Canary}.csv", $"date,{Canary}\n2027-01-01,35\n2027-01-02,40\n"), ("x.csv", $"{Canary}\n{Canary}"), ("export.xml", $"<HealthData><{Canary}"), ("large.csv", $"date,{Canary}\n" + string.Concat(Enumerable.Repeat("2027-01-01,35\n", 20_000))) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/files") { Content = new StringContent(content) };
            request.Headers.Add("X-File-Name", name);
            using var answer = await http.SendAsync(request, cancellation);
        }

        await Until(service);
    }

    private static async Task OnTelegram(FakeBotApi telegram, RunningService service)
    {
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write($"hello from {Canary}");
        await ada.Press("Yes, that is OK");
        await ada.Write($"I sleep badly, {Canary}");
        telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(Ada, telegram.NextMessage(), new JsonObject { ["text"] = Canary, ["from"] = new JsonObject { ["first_name"] = Canary } }, null) });
        ada.CatchUp();
        var file = telegram.AddFile($"{Canary}.csv", Encoding.UTF8.GetBytes($"date,{Canary}\n2027-01-01,35\n2027-01-02,40\n"));
        telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(Ada, telegram.NextMessage(), new JsonObject { ["document"] = new JsonObject { ["file_id"] = file, ["file_unique_id"] = "u", ["file_name"] = $"{Canary}.csv" } }, null) });
        await ada.News();
        telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(Ada, telegram.NextMessage(), new JsonObject { ["caption"] = $"my chest hurts, {Canary}", ["photo"] = new JsonArray(new JsonObject { ["file_id"] = "p", ["file_unique_id"] = "p", ["width"] = 1, ["height"] = 1 }) }, null) });
        await ada.News();
    }

    // What a journey of weeks would have filled, by the functions themselves.
    private static async Task Fields(RunningService service)
    {
        var database = service.Get<Database>();
        using var work = new TurnWork(database, Person(service, "web"), Instant.FromDateTimeOffset(service.Clock.GetUtcNow()), service.Get<RandomSource>());
        var skills = new SkillSet(work, service.Get<EvidenceCatalogue>(), new TriggerSettings());
        skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, typicalGood: 30, typicalBad: 80, adult: true, conditions: [Canary], medicines: [Canary], tried: [Canary], limits: [Canary], expectation: 5);
        skills.InterviewStore.Save(skills.InterviewStore.Notes with { Conditions = [], Medicines = [], Blocks = [] });
        string[] said = [skills.Candidates.List().Say, skills.Trials.Propose("1").Say, skills.Trials.ChooseLength(cycles: 3).Say, skills.Trials.ConfirmPlan().Say];
        var begun = skills.Trials.Begin(Canary);
        Assert.True(begun.Ok, string.Join("\n", said) + begun.Say);
        skills.Trials.Pause(Canary);
        skills.InterviewStore.Save(skills.InterviewStore.Notes with { Goal = Canary, Conditions = [Canary], Medicines = [Canary], Tried = [Canary] });
        new Nof1Agent.Skills.Alerts.AlertStore(work).Raise(Nof1Agent.Skills.Alerts.AlertKind.HumanRequested, $"somebody said {Canary}", Canary);
        skills.Conversation.Say(Nof1Agent.Skills.Conversations.Speaker.Guide, "web", "t-canary", new SkillReply
        {
            Say = Canary, Choices = [new Choice(Canary, SkillCall.Of("help-explain", ("topic", Canary)))],
        });
        skills.Conversation.Log("t-canary", "text", "guide", null, $$"""[{"function":"x","ok":true,"say":"{{Canary}}"}]""", Canary);
        skills.Conversation.Close(null);
        Assert.Equal(CommitOutcome.Committed, await work.CommitAsync(service.Writer));
    }

    private static async Task Say(HttpClient http, RunningService service, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/messages") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", $"{Canary}{Guid(service)}");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        await Until(service);
    }

    private static string Guid(RunningService service) => service.Get<RandomSource>().NewId();

    private static async Task Until(RunningService service)
    {
        for (var patience = Stopwatch.StartNew(); !service.NothingWaits;)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "something was not answered or delivered");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static ParticipantId Person(RunningService service, string channel)
    {
        using var connection = service.Get<Database>().Open();
        return new ParticipantId(connection.QuerySingle<string>("select participant_id from channel_identity where channel = @channel", new { channel }));
    }

    private static List<string> Keys(RunningService service)
    {
        using var connection = service.Get<Database>().Open();
        return [.. connection.Query<string>("select key_id from data_key")];
    }

    private static IEnumerable<string> Cells(RunningService service)
    {
        using var connection = service.Get<Database>().Open();
        foreach (var table in connection.Query<string>("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'erasure'").ToList())
        {
            foreach (var row in connection.Query($"select * from {table}"))
            {
                foreach (var cell in ((IDictionary<string, object>)row).Values.OfType<string>())
                {
                    yield return cell;
                }
            }
        }
    }

    // Sockets and pipes of other processes cannot be opened; like empty files they have no length, and hold nothing.
    private static IEnumerable<string> TemporaryFiles(DateTime since) => Directory.EnumerateFileSystemEntries(Path.GetTempPath())
        .Where(entry => !entry.EndsWith("-mirror", StringComparison.Ordinal) && Directory.GetCreationTimeUtc(entry) >= since)
        .SelectMany(entry => Directory.Exists(entry) ? Directory.EnumerateFiles(entry, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 3 }) : [entry])
        .Where(file => new FileInfo(file) is { Exists: true, Length: > 0 and < 20_000_000 } && !file.EndsWith(".cs", StringComparison.Ordinal) && !file.EndsWith(".dll", StringComparison.Ordinal) && !file.EndsWith(".pdb", StringComparison.Ordinal));

    /// <summary>Hears every log line, span and measurement of the process.</summary>
    private sealed class Witness : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> lines = [];
        private readonly ActivityListener spans;
        private readonly MeterListener meters = new();

        public Witness()
        {
            spans = new ActivityListener
            {
                // Calls to other servers are never exported: their addresses hold the bot's token.
                ShouldListenTo = source => source.Name != "System.Net.Http",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span => Hear($"span {span.Source.Name} {span.DisplayName} {span.StatusDescription} {Tags(span.TagObjects)} {string.Join(' ', span.Events.Select(happened => $"{happened.Name} {Tags(happened.Tags)}"))} {string.Join(' ', span.Baggage)}"),
            };
            ActivitySource.AddActivityListener(spans);
            meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear($"meter {instrument.Name} {Tags(tags.ToArray())}"));
            meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear($"meter {instrument.Name} {Tags(tags.ToArray())}"));
            meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Hear($"meter {instrument.Name} {Tags(tags.ToArray())}"));
            meters.Start();
        }

        public IEnumerable<string> Lines => lines;

        public int Heard => lines.Count;

        public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

        public void Dispose()
        {
            spans.Dispose();
            meters.Dispose();
        }

        private void Hear(string line) => lines.Enqueue(line);

        private static string Tags(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));

        private sealed class Ear(Witness witness, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                // A scope reaches a log with the lines in it; the one of the web server holds the path of the request, in which nothing that people write stands.
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                witness.Hear($"{logLevel} {category} {formatter(state, exception)} {(state is IEnumerable<KeyValuePair<string, object?>> pairs ? Tags(pairs) : "")} {exception}");
        }
    }
}
