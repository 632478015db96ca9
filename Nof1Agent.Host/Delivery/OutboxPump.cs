using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Delivery;

/// <summary>Delivers what waits in the outbox: at least once, in order per participant and channel, each channel in a lane of its own.</summary>
internal sealed partial class OutboxPump : BackgroundService
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    private readonly TimeProvider clock;
    private readonly ILogger<OutboxPump> logger;

    public OutboxPump(Outbox outbox, IEnumerable<IChannel> channels, DeliveryMetrics metrics, RandomSource random, TimeProvider clock, ILogger<OutboxPump> logger)
    {
        this.clock = clock;
        this.logger = logger;
        Lanes = [.. channels.Select(channel =>
        {
            var (gate, condition) = (new RateGate(channel.Limits, clock), new LaneCondition(clock));
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
                await lane.Run(stoppingToken);
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

    [LoggerMessage(LogLevel.Error, "The outbox of {Channel} could not be read ({Kind}); it is tried again.")]
    private static partial void LaneFailed(ILogger logger, string channel, string kind);
}
