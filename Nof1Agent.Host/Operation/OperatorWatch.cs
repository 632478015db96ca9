using System.Diagnostics.Metrics;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Operation;

/// <summary>
/// Watches delivery and due work from outside of both, so that it notices when they stand still. Trouble is in the health check, in the
/// metrics, in the log and in an alert; it ends by itself when the trouble does.
/// </summary>
internal sealed partial class OperatorWatch : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);
    private static readonly Duration Remembered = Duration.FromMinutes(30);

    private readonly DueWork due;
    private readonly Outbox outbox;
    private readonly OutboxPump pump;
    private readonly Heartbeat heartbeat;
    private readonly AlertLog alerts;
    private readonly TimeProvider clock;
    private readonly ILogger<OperatorWatch> logger;
    private readonly Database? database;
    private readonly Queue<ServiceSigns> seen = new();

    public OperatorWatch(DueWork due, Outbox outbox, OutboxPump pump, Heartbeat heartbeat, AlertLog alerts, DeliveryMetrics metrics, TimeProvider clock, ILogger<OperatorWatch> logger, Database? database = null)
    {
        (this.due, this.outbox, this.pump, this.heartbeat, this.alerts, this.clock, this.logger, this.database) = (due, outbox, pump, heartbeat, alerts, clock, logger, database);
        metrics.Watch("nof1.outbox.waiting", "{message}", "Messages that wait, by channel.", () => Last.Backlog.Select(one => Of(one.Waiting, one.Channel)));
        metrics.Watch("nof1.outbox.oldest", "s", "Age of the oldest message that waits, by channel.", () => Last.Backlog.Select(one => Of((Last.At - one.Oldest).TotalSeconds, one.Channel)));
        metrics.Watch("nof1.due.waiting", "{row}", "Due rows that nobody has answered yet.", () => [new Measurement<double>(Last.Due)]);
        metrics.Watch("nof1.due.silence", "s", "How long ago the scheduler was at work.", () => [new Measurement<double>(heartbeat.Silence.TotalSeconds)]);
        metrics.Watch("nof1.channel.failing", "{channel}", "1 for a channel that refuses everything.", () => pump.Lanes.Select(lane => Of(lane.FailingSince is null ? 0 : 1, lane.Name)));
    }

    /// <summary>The troubles of the last look.</summary>
    public IReadOnlyList<Trouble> Troubles { get; private set; } = [];

    private ServiceSigns Last { get; set; } = new() { At = Instant.MinValue, SchedulerSilence = TimeSpan.Zero };

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    /// <summary>Looks, and tells what has begun and what has ended.</summary>
    public async Task Look()
    {
        var (rows, oldest) = due.Overdue(Now);
        var now = new ServiceSigns
        {
            At = Now,
            SchedulerSilence = heartbeat.Silence,
            OldestDue = oldest,
            Due = rows,
            Backlog = outbox.Backlog(),
            Model = database is null ? ModelSigns.None : ModelSigns.Since(database, Now - TroubleRule.ModelLookedAt),
            Failing = pump.Lanes.Where(lane => lane.FailingSince is not null).ToDictionary(lane => lane.Name, lane => lane.FailingSince!.Value),
        };
        Last = now;
        seen.Enqueue(now);
        while (now.At - seen.Peek().At > Remembered)
        {
            seen.Dequeue();
        }

        var troubles = TroubleRule.Of(now, seen.LastOrDefault(then => now.At - then.At >= TroubleRule.BacklogMayStand));
        var before = Troubles;
        Troubles = troubles;
        foreach (var begun in troubles.Where(trouble => !before.Any(known => Same(known, trouble))))
        {
            Began(logger, begun.Kind, begun.Text);
            await alerts.Raise(begun.Kind, begun.Subject, begun.Text);
        }

        foreach (var ended in before.Where(known => !troubles.Any(trouble => Same(known, trouble))))
        {
            Ended(logger, ended.Kind, ended.Subject);
            await alerts.Clear(ended.Kind, ended.Subject);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Tick, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!stoppingToken.IsCancellationRequested)
                {
                    await Look();
                }
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LookFailed(logger, problem.GetType().Name);
            }
        }
    }

    private static bool Same(Trouble one, Trouble other) => one.Kind == other.Kind && one.Subject == other.Subject;

    private static Measurement<double> Of(double value, string channel) => new(value, new KeyValuePair<string, object?>("channel", channel));

    [LoggerMessage(LogLevel.Error, "{Kind}: {Text}")]
    private static partial void Began(ILogger logger, AlertKind kind, string text);

    [LoggerMessage(LogLevel.Information, "{Kind} of {Subject} has ended.")]
    private static partial void Ended(ILogger logger, AlertKind kind, string subject);

    [LoggerMessage(LogLevel.Error, "The watch over delivery and due work failed ({Kind}); it looks again.")]
    private static partial void LookFailed(ILogger logger, string kind);
}
