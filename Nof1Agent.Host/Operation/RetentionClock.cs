using Nof1Agent.Skills.Privacy;

namespace Nof1Agent.Host.Operation;

/// <summary>Has what was kept long enough let go, a few times a day.</summary>
internal sealed partial class RetentionClock(Retention retention, TimeProvider clock, ILogger<RetentionClock> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Period = TimeSpan.FromHours(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; ; wait = Period)
        {
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            try
            {
                var done = await retention.Sweep();
                if (done.Erased + done.Noticed > 0)
                {
                    Swept(logger, done.Erased, done.Noticed);
                }
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, problem.GetType().Name, problem);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Retention: {Erased} people deleted for age, {Noticed} told that they will be.")]
    private static partial void Swept(ILogger logger, int erased, int noticed);

    [LoggerMessage(LogLevel.Error, "The retention sweep failed ({Kind}); the next one makes it good.")]
    private static partial void Failed(ILogger logger, string kind, Exception problem);
}
