using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nof1Agent.Host;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Support;

/// <summary>The whole service on a loopback port, with a database of its own and a clock that can be moved on.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nof1agent-test-").FullName;
    private WebApplication app;

    private RunningService(DateTimeOffset start)
    {
        Clock = new MovableClock(start);
        app = Build("http://127.0.0.1:0");
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

    public static async Task<RunningService> Start(DateTimeOffset start)
    {
        var service = new RunningService(start);
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

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private WebApplication Build(string address) => Service.Build(new ServeOptions(address, DatabasePath), builder =>
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
    });
}

/// <summary>Runs as fast as any clock, but can be moved on. Timers that tick a few times a minute tick a few times a second, so that a moved clock is noticed soon.</summary>
internal sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan SlowTick = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan QuickTick = TimeSpan.FromMilliseconds(200);
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
