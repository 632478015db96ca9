using Nof1Agent.Host.Cluster;
using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>
/// Looks for due work a few times a minute and has it said. A row is moved only by the turn that says it, so a crash loses and doubles
/// nothing. It also wakes whoever has waited too long for an answer, because a turn could not be stored.
/// </summary>
internal sealed partial class DueClock(DueRounds rounds, ParticipantDoor door, Heartbeat heartbeat, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<DueClock> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(20);
    private static readonly Duration TooLong = Duration.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before everything has started there are no participants to say it; and if the start fails, there is nothing to be said at all.
        if (!await Started(stoppingToken))
        {
            return;
        }

        rounds.Progress = heartbeat.Beat;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                heartbeat.Beat();
                door.WakeWaiting(TooLong);
                await rounds.SayAll(stoppingToken);
                heartbeat.Beat();
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                TickFailed(logger, problem.GetType().Name, problem);
            }

            await Task.Delay(Tick, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var begun = lifetime.ApplicationStarted.Register(() => started.TrySetResult(true));
        using var stopped = stoppingToken.Register(() => started.TrySetResult(false));
        return await started.Task;
    }

    [LoggerMessage(LogLevel.Error, "Due work failed ({Kind}); it is tried again.")]
    private static partial void TickFailed(ILogger logger, string kind, Exception problem);
}
