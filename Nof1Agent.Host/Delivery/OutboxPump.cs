using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>Delivers what waits in the outbox: at least once, in order per participant and channel, each channel in a lane of its own. Of several processes on one database one delivers a channel at a time.</summary>
internal sealed partial class OutboxPump : BackgroundService
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    // A process that died on another machine is replaced after this; one that stopped, or died on this machine, within seconds.
    private static readonly Duration LeaseTime = Duration.FromSeconds(30);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(10);

    private readonly Lease? lease;
    private readonly TimeProvider clock;
    private readonly ILogger<OutboxPump> logger;

    public OutboxPump(Outbox outbox, IEnumerable<IChannel> channels, DeliveryMetrics metrics, RandomSource random, TimeProvider clock, ILogger<OutboxPump> logger, Lease? lease = null)
    {
        this.lease = lease;
        this.clock = clock;
        this.logger = logger;
        Lanes = [.. channels.Select(channel =>
        {
            var (gate, condition) = (channel.Gate ?? new RateGate(channel.Limits, clock), new LaneCondition(clock));
            return new ChannelLane(channel, outbox, new DeliveryAttempt(channel, outbox, gate, condition, metrics, random, clock, logger), gate, condition, clock);
        })];
    }

    /// <summary>One per channel.</summary>
    public IReadOnlyList<ChannelLane> Lanes { get; }

    /// <summary>Something was written to the outbox.</summary>
    public void Wake()
    {
        foreach (var lane in Lanes)
        {
            lane.Wake();
        }
    }

    /// <summary>Delivers what is due now. Not beside the running service: each lane has one loop.</summary>
    public async Task<int> Deliver(CancellationToken cancellation) => (await Task.WhenAll(Lanes.Select(lane => lane.Deliver(cancellation)))).Sum();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Lanes.Select(lane => Task.Run(() => Run(lane, stoppingToken), stoppingToken)));

    private async Task Run(ChannelLane lane, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (lease is null)
                {
                    await lane.Run(stoppingToken);
                }
                else if (await lease.Hold(LeaseName(lane), LeaseTime))
                {
                    await RunWhileHeld(lease, lane, stoppingToken);
                }
                else
                {
                    await Task.Delay(Breath, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LaneFailed(logger, lane.Name, problem.GetType().Name);
                await Task.Delay(Breath, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // When the lane has ended nothing of it is under way any more, and another process may go on at once.
    private async Task RunWhileHeld(Lease held, ChannelLane lane, CancellationToken stoppingToken)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewing = Renew(held, lane, running);
        try
        {
            await lane.Run(running.Token);
        }
        finally
        {
            await running.CancelAsync();
            await renewing;
            await held.Release(LeaseName(lane));
        }
    }

    private async Task Renew(Lease held, ChannelLane lane, CancellationTokenSource running)
    {
        var since = clock.GetTimestamp();
        while (!running.IsCancellationRequested)
        {
            await Task.Delay(RenewAfter, clock, running.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (running.IsCancellationRequested || await held.Hold(LeaseName(lane), LeaseTime))
                {
                    since = clock.GetTimestamp();
                    continue;
                }

                await running.CancelAsync();
            }
            catch (Exception problem) when (problem is System.Data.Common.DbException or ObjectDisposedException)
            {
                LaneFailed(logger, lane.Name, problem.GetType().Name);
                if (clock.GetElapsedTime(since) > LeaseTime.ToTimeSpan() - RenewAfter)
                {
                    await running.CancelAsync();
                }
            }
        }
    }

    private static string LeaseName(ChannelLane lane) => $"deliveries on {lane.Name}";

    [LoggerMessage(LogLevel.Error, "The outbox of {Channel} could not be read ({Kind}); it is tried again.")]
    private static partial void LaneFailed(ILogger logger, string channel, string kind);
}
