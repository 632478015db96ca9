using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Nof1Agent.Host;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Host.Operation;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Tests.Skills.Storage;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Operation;

public sealed class OperatorWatchTests
{
    [Fact]
    public async Task Look_SchedulerStandsStillAndGoesOn_RaisesOneAlertAndClearsIt()
    {
        await using var scratch = new ScratchDatabase();
        var outbox = new Outbox(scratch.Database, scratch.Writer, scratch.Random);
        var (heartbeat, alerts, metrics) = (new Heartbeat(scratch.Clock), new AlertLog(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random), Metrics.None());
        using var pump = new OutboxPump(outbox, [], metrics, scratch.Random, scratch.Clock, NullLogger<OutboxPump>.Instance);
        using var watch = new OperatorWatch(new DueWork(scratch.Database), outbox, pump, heartbeat, alerts, metrics, scratch.Clock, NullLogger<OperatorWatch>.Instance);
        await watch.Look();
        Assert.Empty(watch.Troubles);

        for (var minute = 0; minute < 4; minute++)
        {
            scratch.Clock.Advance(TimeSpan.FromMinutes(1));
            await watch.Look();
        }

        Assert.Equal(AlertKind.SchedulerStalled, Assert.Single(alerts.Open(Audience.Operator)).Kind);
        var health = await new DeliveryHealth(watch).CheckHealthAsync(new(), TestContext.Current.CancellationToken);
        Assert.Equal(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded, health.Status);
        Assert.Contains("scheduler", health.Description, StringComparison.OrdinalIgnoreCase);

        heartbeat.Beat();
        await watch.Look();
        Assert.Empty(watch.Troubles);
        Assert.Empty(alerts.Open(Audience.Operator));
    }

    [Fact]
    public async Task Health_OfARunningService_NamesTheReason()
    {
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));
        using var client = new HttpClient { BaseAddress = service.Address };
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken));
        using (var connection = service.Get<Nof1Agent.Skills.Storage.Database>().OpenToWrite())
        {
            Dapper.SqlMapper.Execute(connection, "insert into participant (id, created_at, consent, time_zone, day_ends_at_hour, check_in_hour, check_in_minute) values ('p', '2027-03-01T08:00:00.000000000Z', 'Given', 'UTC', 4, 20, 30)");
            Dapper.SqlMapper.Execute(connection, "insert into message (id, participant_id, speaker, text, layout, at) values (1, 'p', 'Guide', 'text', 'Buttons', '2027-03-01T08:00:00.000000000Z')");
            Dapper.SqlMapper.Execute(connection, "insert into outbound (key, participant_id, channel, kind, message_id, urgency, created_at, next_attempt_at) values ('k', 'p', 'pigeon', 'Say', 1, 0, '2027-03-01T08:00:00.000000000Z', '2027-03-01T08:00:00.000000000Z')");
        }

        await service.Get<OperatorWatch>().Look();
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromMinutes(11));
        await service.Get<OperatorWatch>().Look();
        var health = await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.StartsWith("Degraded\ndelivery: 1 messages wait for the channel pigeon", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PortIsTaken_SaysNothingDueAndLogsNothingAboutIt()
    {
        await using var scratch = new ScratchDatabase();
        await BegunTrial.In(scratch);
        scratch.Do("update channel_identity set channel = 'web', last_used_at = created_at");
        scratch.Do("update due_work set due_at = '2027-03-01T08:00:00.000000000Z'");
        scratch.Clock.Advance(TimeSpan.FromDays(2));
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var logs = new CapturedLogs();
        await using (var service = Service.Build(new ServeOptions($"http://{taken.LocalEndpoint}", scratch.Database.Path), builder =>
        {
            builder.Logging.ClearProviders().AddProvider(logs);
            builder.Services.AddSingleton<TimeProvider>(scratch.Clock);
        }))
        {
            await Assert.ThrowsAnyAsync<IOException>(() => service.StartAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(0, scratch.Read<int>("select count(*) from outbound"));
        Assert.DoesNotContain(logs.Lines, line => line.Contains(nameof(DueClock), StringComparison.Ordinal) || line.Contains("ue work", StringComparison.Ordinal));
    }
}
