using System.Globalization;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;
using NodaTime;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>
/// Reaches Telegram at the start and then asks for updates. An update counts as received only when it is stored: the offset that confirms it is sent
/// with the next call. So an update can come twice (after a crash between storing and confirming) and is then recognized, but never get lost.
/// </summary>
internal sealed partial class TelegramPolling(TelegramBot telegram, TelegramReceiver receiver, TelegramMenu menu, Lease lease, TelegramHealth health, TimeProvider clock, ILogger<TelegramPolling> logger)
    : BackgroundService
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // Only when all of it went well: a bot whose webhook could not be set would otherwise never hear anything.
    private volatile bool introduced;

    /// <summary>A token that Telegram refuses stops the start; that Telegram cannot be reached does not.</summary>
    /// <exception cref="TelegramProblemException">The token is refused.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Introduce(cancellationToken).WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        }
        catch (ApiRequestException refused) when (refused.ErrorCode is 401 or 404)
        {
            throw new TelegramProblemException("Telegram refuses the token in Telegram:Token. Get it again from BotFather with /token, or remove it to start without Telegram.", refused);
        }
        catch (Exception problem) when (IsPassing(problem) && !cancellationToken.IsCancellationRequested)
        {
            Unreachable(logger, Kind(problem));
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = ShortestWait;
        var (offset, triedAgain) = (0L, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!introduced)
                {
                    await Introduce(stoppingToken);
                }

                if (!triedAgain)
                {
                    await receiver.TryAgainWhatWasSetAside(telegram.Name);
                    triedAgain = true;
                }

                if (telegram.Options.UsesWebhook)
                {
                    health.Worked();
                    return;
                }

                if (!await lease.Hold(LeaseName, LeaseTime))
                {
                    await Pause(ShortestWait, stoppingToken);
                    continue;
                }

                var updates = await telegram.Client.SendRequest(new PolledUpdates { Offset = offset, Timeout = telegram.Options.PollSeconds }, stoppingToken);
                health.Worked();
                var (before, unnumbered) = (offset, 0);
                foreach (var body in updates)
                {
                    if (ReceivedUpdate.Read(body) is not { } update)
                    {
                        unnumbered++;
                        continue;
                    }

                    while (!await receiver.TryAccept(update, telegram.Name))
                    {
                        await Pause(ShortestWait, stoppingToken);
                    }

                    offset = Math.Max(offset, update.Id + 1L);
                }

                wait = ShortestWait;
                if (unnumbered > 0)
                {
                    Unnumbered(logger, unnumbered);
                }

                // What has no number cannot be confirmed: it is not asked for again at once.
                if (updates.Length > 0 && offset == before)
                {
                    await Pause(LongestWait, stoppingToken);
                }
            }
            catch (Exception problem) when (IsPassing(problem) && !stoppingToken.IsCancellationRequested)
            {
                var told = problem is ApiRequestException { Parameters.RetryAfter: { } seconds } ? TimeSpan.FromSeconds(seconds) : wait;
                health.Failed(Kind(problem));
                introduced &= !IsWebhookInTheWay(problem);
                PollFailed(logger, Kind(problem), told.TotalSeconds);
                await Pause(told, stoppingToken);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
        }

        await lease.Release(LeaseName);
    }

    private async Task Introduce(CancellationToken cancellation)
    {
        var me = await telegram.Client.GetMe(cancellation);
        telegram.Name = me.Username ?? "";
        if (telegram.Options.UsesWebhook)
        {
            // One at a time: a changed message must not come before the message itself.
            await telegram.Client.SetWebhook(telegram.Options.Webhook.Url, secretToken: telegram.Options.Webhook.Secret, maxConnections: 1, allowedUpdates: TelegramUpdates.Wanted, cancellationToken: cancellation);
        }
        else
        {
            // While a webhook is set, asking for updates is refused. What waits there stays.
            await telegram.Client.DeleteWebhook(dropPendingUpdates: false, cancellation);
        }

        try
        {
            await menu.Set(cancellation);
        }
        catch (ApiRequestException refused) when (refused.ErrorCode == 400)
        {
            // A menu that Telegram does not take must not keep anybody from being heard.
            MenuRefused(logger);
        }

        introduced = true;
        Ready(logger, telegram.Name, telegram.Options.UsesWebhook ? "webhook" : "long polling");
    }

    // Updates belong to a bot: another one beside it on the same database has a lease of its own.
    private string LeaseName => $"telegram updates of {telegram.Id}";

    private Duration LeaseTime => Duration.FromSeconds(telegram.Options.PollSeconds + 30);

    private Task Pause(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, clock, cancellation);

    private static bool IsPassing(Exception problem) => problem is RequestException or HttpRequestException or TimeoutException or TaskCanceledException or SqliteException;

    private static bool IsWebhookInTheWay(Exception problem) => problem is ApiRequestException { ErrorCode: 409 } conflict && conflict.Message.Contains("webhook", StringComparison.OrdinalIgnoreCase);

    private static string Kind(Exception problem) => problem switch
    {
        _ when IsWebhookInTheWay(problem) => "409: a webhook is set",
        ApiRequestException { ErrorCode: 409 } => "409: another program asks for this bot's updates",
        ApiRequestException api => api.ErrorCode.ToString(CultureInfo.InvariantCulture),
        _ => (problem.InnerException ?? problem).GetType().Name,
    };

    [LoggerMessage(LogLevel.Information, "Telegram: @{Name} by {Way}.")]
    private static partial void Ready(ILogger logger, string name, string way);

    [LoggerMessage(LogLevel.Warning, "Telegram cannot be reached ({Kind}); everything else runs, and it is tried again.")]
    private static partial void Unreachable(ILogger logger, string kind);

    [LoggerMessage(LogLevel.Warning, "Telegram does not take the menu of commands.")]
    private static partial void MenuRefused(ILogger logger);

    [LoggerMessage(LogLevel.Error, "{Count} Telegram updates have no number that can be read; they are passed over.")]
    private static partial void Unnumbered(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Asking Telegram for updates failed ({Kind}); again in {Seconds} s.")]
    private static partial void PollFailed(ILogger logger, string kind, double seconds);
}
