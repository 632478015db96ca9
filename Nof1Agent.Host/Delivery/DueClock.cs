using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills.Rhythm;
using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>
/// Looks for due work and has each participant say it. A row is moved only by the turn that says it, so a crash loses and doubles
/// nothing. It also wakes whoever has waited too long for an answer, because a turn could not be stored.
/// </summary>
internal sealed partial class DueClock(DueWork due, ParticipantDoor door, IGrainFactory grains, TimeProvider clock, ILogger<DueClock> logger) : BackgroundService
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(20);
    private static readonly Duration TooLong = Duration.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                door.WakeWaiting(TooLong);
                await SayAll();
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                TickFailed(logger, problem.GetType().Name, problem);
            }

            await Task.Delay(Tick, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SayAll()
    {
        var rows = due.Due(Instant.FromDateTimeOffset(clock.GetUtcNow()), MostAtOnce);
        await Task.WhenAll(rows.Select(row => grains.GetGrain<IParticipantGrain>(row.ParticipantId.Value).SayDue(row.Kind, row.DueAt.ToDateTimeOffset())));
    }

    [LoggerMessage(LogLevel.Error, "Due work failed ({Kind}); it is tried again.")]
    private static partial void TickFailed(ILogger logger, string kind, Exception problem);
}
