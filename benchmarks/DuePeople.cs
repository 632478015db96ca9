using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nof1Agent.Host;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Benchmarks;

/// <summary>A service in this process with very many people in the middle of their trials, on a clock that stands still until it is moved.</summary>
internal sealed class DuePeople : IAsyncDisposable
{
    private const int DaysTold = 14;

    private readonly Microsoft.AspNetCore.Builder.WebApplication service;

    /// <param name="folder">Where its database lies.</param>
    /// <param name="channel">A channel beside the web chat, on which the people are.</param>
    public DuePeople(string folder, IChannel? channel = null)
    {
        service = Service.Build(new ServeOptions("http://127.0.0.1:0", Path.Combine(folder, "due.db")), builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Critical);
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Services.Remove(builder.Services.Single(known => known.ImplementationType == typeof(DueClock)));
            if (channel is not null)
            {
                builder.Services.AddSingleton(channel);
            }
        });
    }

    public StandingClock Clock { get; } = new();

    public Database Database => Get<Database>();

    public DueRounds Rounds => Get<DueRounds>();

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public T Get<T>()
        where T : notnull => service.Services.GetRequiredService<T>();

    public Task Start() => service.StartAsync();

    /// <summary>Where it listens, once it is started.</summary>
    public string Address => service.Urls.Single();

    /// <summary>One person told two weeks of their trial; the others are copies of them under ids of their own, all asked at the same minute of the next day.</summary>
    public async Task Fill(int count, string channel)
    {
        var first = await Get<Inbox>().Meet(channel, "person 0", DateTimeZone.Utc);
        await Get<Inbox>().AcceptText(first, channel, "hello", "hello");
        await InOneTurn(first, skills =>
        {
            skills.Participants.Consent(true);
            skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, typicalGood: 30, typicalBad: 80, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            skills.Candidates.List();
            skills.Trials.Propose("1");
            var plan = skills.TrialStore.Open!.Plan;
            skills.Trials.ChooseLength(weeks: LengthOptions.For(plan, Get<EvidenceCatalogue>().Outcome(plan.Outcome)!)[^1].Days / 7.0);
            skills.Trials.ConfirmPlan();
            var begun = skills.Trials.Begin("word");
            return begun.Ok ? begun : throw new InvalidOperationException($"The trial did not begin: {begun.Say}");
        });
        Clock.Move(TimeSpan.FromDays(1));
        for (var day = 0; day < DaysTold; day++)
        {
            Clock.Move(TimeSpan.FromDays(1));
            await Rounds.SayAll(CancellationToken.None);
            await InOneTurn(first, skills => skills.CheckIns.Record(25 + day, "yes"));
        }

        Multiply(first.Value, count);
    }

    /// <summary>Uses the skills in one turn of somebody.</summary>
    public async Task InOneTurn(ParticipantId participant, Func<SkillSet, SkillReply> use)
    {
        using var work = new TurnWork(Database, participant, Now, Get<RandomSource>());
        var skills = new SkillSet(work, Get<EvidenceCatalogue>(), new TriggerSettings());
        use(skills);
        skills.Rhythm.Schedule(null);
        skills.Conversation.Close(null);
        if (await work.CommitAsync(Get<WriterQueue>()) is not CommitOutcome.Committed)
        {
            throw new InvalidOperationException("A turn met a conflict, although nothing runs beside it.");
        }
    }

    private void Multiply(string first, int count)
    {
        using var connection = Database.OpenToWrite();
        connection.Execute("update inbound set handled_at = received_at");
        connection.Execute("create temp table copy (n integer primary key, id text not null, trial text not null)");
        connection.Execute(
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < @most) insert into copy select i, lower(hex(randomblob(10))), lower(hex(randomblob(10))) from n",
            new { most = count - 1 });
        foreach (var (table, key) in new[] { ("participant", "id"), ("conversation", "participant_id"), ("channel_identity", "participant_id"), ("interview", "participant_id"), ("trial", "participant_id"), ("due_work", "participant_id") })
        {
            Copy(connection, table, $"where {key} = @first", new { first }, column => column == key ? "c.id" : column switch { "external_id" => "'person ' || c.n", "sealed_id" => "null", "id" when table == "trial" => "c.trial", _ => "t." + column });
        }

        var trial = connection.ExecuteScalar<string>("select id from trial where participant_id = @first", new { first });
        foreach (var table in new[] { "check_in", "told_day" })
        {
            Copy(connection, table, "where trial_id = @trial", new { trial }, column => column == "trial_id" ? "c.trial" : "t." + column);
        }

        // Keys of their own, as everybody has who talked with the service before.
        var keys = Database.Keys.Make(count - 1);
        using var transaction = connection.BeginTransaction();
        connection.Execute("insert into data_key (participant_id, key_id) values (@id, @key)", connection.Query<string>("select id from copy", transaction: transaction).Zip(keys, (id, key) => new { id, key }), transaction);
        transaction.Commit();

        connection.Execute("drop table copy");
    }

    private static void Copy(Microsoft.Data.Sqlite.SqliteConnection connection, string table, string which, object parameters, Func<string, string> value)
    {
        var columns = connection.Query<string>($"select name from pragma_table_info('{table}')").ToList();
        connection.Execute($"insert into {table} ({string.Join(", ", columns)}) select {string.Join(", ", columns.Select(value))} from copy c cross join (select * from {table} {which}) t", parameters);
    }

    public async ValueTask DisposeAsync()
    {
        await service.StopAsync();
        await service.DisposeAsync();
    }

    /// <summary>The wall clock stands still until it is moved; waiting goes on as usual.</summary>
    internal sealed class StandingClock : TimeProvider
    {
        private DateTimeOffset now = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;

        public void Move(TimeSpan by) => now += by;
    }
}
