using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nof1Agent.Host;
using Nof1Agent.Skills;
using Dapper;
using Microsoft.Extensions.Configuration;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Support;

/// <summary>The whole service on a loopback port, with a database of its own and a clock that can be moved on.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    /// <summary>Stands in a setting for the service's own address.</summary>
    public const string AddressPlaceholder = "{address}";

    private readonly IReadOnlyDictionary<string, string?> settings;
    private readonly string folder = Directory.CreateTempSubdirectory("nof1agent-test-").FullName;
    private readonly Action<WebApplicationBuilder>? configure;
    private WebApplication app;

    private RunningService(DateTimeOffset start, IReadOnlyDictionary<string, string?> settings, Action<WebApplicationBuilder>? configure)
    {
        this.configure = configure;
        Clock = new MovableClock(start);
        this.settings = settings;
        app = Build(settings.Count == 0 ? "http://127.0.0.1:0" : $"http://127.0.0.1:{FreePort()}");
    }

    public MovableClock Clock { get; }
    public Uri Address => new(app.Urls.Single());

    /// <summary>Its database.</summary>
    public string DatabasePath => Path.Combine(folder, "test.db");

    /// <summary>The queue that all its writes go through.</summary>
    public WriterQueue Writer => app.Services.GetRequiredService<WriterQueue>();

    /// <summary>A part of the service.</summary>
    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>When the service will say something of its own accord.</summary>
    public Instant? NextDue => app.Services.GetRequiredService<DueWork>().Next();

    /// <summary>Whether everything whose time has come was said.</summary>
    public bool NothingIsDue => app.Services.GetRequiredService<DueWork>().Due(Instant.FromDateTimeOffset(Clock.GetUtcNow()), 1).Count == 0;

    /// <summary>Whether every message is answered and every answer delivered.</summary>
    public bool NothingWaits => app.Services.GetRequiredService<Inbox>().WithWaitingMessages().Count == 0 && app.Services.GetRequiredService<Outbox>().Waiting() == 0;

    /// <summary>Keeps a one-time code of somebody whom Telegram knows.</summary>
    public async Task KeepLinkCode(string telegramUser, string code)
    {
        using var connection = app.Services.GetRequiredService<Database>().OpenReadable();
        var participant = new ParticipantId(connection.QuerySingle<string>("select participant_id from channel_identity where external_id = found(@telegramUser)", new { telegramUser }));
        var writes = LinkCodes.Keep(code, participant, Instant.FromDateTimeOffset(Clock.GetUtcNow()));
        await app.Services.GetRequiredService<WriterQueue>().CommitAsync(writes);
    }

    /// <summary>How many rows a table has.</summary>
    public int Count(string table)
    {
        using var connection = app.Services.GetRequiredService<Database>().OpenReadable();
        return connection.ExecuteScalar<int>($"select count(*) from {table}");
    }

    /// <summary>How many messages were said on a channel.</summary>
    public int SaidOn(string channel)
    {
        using var connection = app.Services.GetRequiredService<Database>().OpenReadable();
        return connection.ExecuteScalar<int>("select count(*) from outbound where channel = @channel and kind = 'Say'", new { channel });
    }

    public static async Task<RunningService> Start(DateTimeOffset start, IReadOnlyDictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? configure = null)
    {
        var service = new RunningService(start, settings ?? new Dictionary<string, string?>(), configure);
        await service.app.StartAsync();
        return service;
    }

    /// <summary>Ends the service and starts it again on the same address with the same database.</summary>
    public async Task Restart()
    {
        var address = Address.ToString().TrimEnd('/');
        await app.DisposeAsync();
        app = Build(address);
        await app.StartAsync();
    }

    /// <summary>Ends the service; its database stays until it is disposed.</summary>
    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private WebApplication Build(string address) => Service.Build(new ServeOptions(address, DatabasePath), builder =>
    {
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value?.Replace(AddressPlaceholder, address, StringComparison.Ordinal))));
        builder.Environment.EnvironmentName = settings.GetValueOrDefault("environment") ?? builder.Environment.EnvironmentName;
        builder.Services.AddSingleton<TimeProvider>(Clock);
        configure?.Invoke(builder);
    });
}

/// <summary>Runs as fast as any clock, but can be moved on. Timers that tick a few times a minute tick a few times a second, so that a moved clock is noticed soon.</summary>
internal sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan SlowTick = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan QuickTick = TimeSpan.FromMilliseconds(40);
    private readonly Lock gate = new();
    private TimeSpan ahead = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return System.GetUtcNow() + ahead;
    }

    /// <summary>Moves it on to a moment; never back.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        lock (gate) ahead = TimeSpan.FromTicks(Math.Max(ahead.Ticks, (moment - System.GetUtcNow()).Ticks));
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime == SlowTick ? QuickTick : dueTime, period == SlowTick ? QuickTick : period);
}
