using Nof1Agent.Host.Agent;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Cli.Demo;

/// <summary>The service's own parts around a virtual clock, a seeded random source and a database that is thrown away.</summary>
internal sealed class DemoPlace : IAsyncDisposable
{
    /// <summary>Where the simulated people live.</summary>
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Lisbon"];

    private readonly string folder;
    private readonly ServiceProvider services;

    public DemoPlace(ulong seed, Action<IServiceCollection>? configure = null)
    {
        folder = Directory.CreateTempSubdirectory("nof1agent-demo-").FullName;
        Clock = new VirtualClock(new DateTimeOffset(2027, 1, 4, 19, 0, 0, TimeSpan.Zero));
        var database = Database.InFile(Path.Combine(folder, "demo.db"), Durability.None);
        Migrations.Apply(database, Instant.FromDateTimeOffset(Clock.GetUtcNow()));
        var parts = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(RandomSource.Seeded(seed))
            .AddDomain(database)
            .AddAgent();
        configure?.Invoke(parts);
        services = parts.BuildServiceProvider();
    }

    public VirtualClock Clock { get; }

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    /// <summary>A part of the place.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Inbox Inbox => services.GetRequiredService<Inbox>();

    public TurnRunner Turns => services.GetRequiredService<TurnRunner>();

    public Transcript Transcript => services.GetRequiredService<Transcript>();

    /// <summary>Where log lines go: nowhere, unless somebody listens.</summary>
    public ILoggerFactory Logging => services.GetRequiredService<ILoggerFactory>();

    public Database Database => services.GetRequiredService<Database>();

    public DueWork DueWork => services.GetRequiredService<DueWork>();

    /// <summary>A connection to read with.</summary>
    public Microsoft.Data.Sqlite.SqliteConnection Open() => services.GetRequiredService<Database>().Open();

    /// <summary>Uses the skills of a participant in one turn and stores what they wrote.</summary>
    public Task<T> InOneTurn<T>(ParticipantId participant, Func<SkillSet, T> use) => InOneTurn(participant, skills => Task.FromResult(use(skills)));

    /// <summary>The same for something that takes its time.</summary>
    public async Task<T> InOneTurn<T>(ParticipantId participant, Func<SkillSet, Task<T>> use)
    {
        using var work = new TurnWork(services.GetRequiredService<Database>(), participant, Now, services.GetRequiredService<RandomSource>());
        var skills = new SkillSet(work, services.GetRequiredService<EvidenceCatalogue>(), new TriggerSettings());
        var result = await use(skills);
        return await work.CommitAsync(services.GetRequiredService<WriterQueue>()) is CommitOutcome.Committed
            ? result
            : throw new InvalidOperationException("A simulated turn met a conflict, although nothing runs beside it.");
    }

    public async ValueTask DisposeAsync()
    {
        var database = services.GetRequiredService<Database>();
        await services.DisposeAsync();
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
