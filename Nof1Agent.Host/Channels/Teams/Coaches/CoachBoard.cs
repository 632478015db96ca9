using Microsoft.Identity.Client;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Storage;
using NodaTime;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Nof1Agent.Host.Channels.Teams.Coaches;

/// <summary>
/// Keeps the cards at the coaches' desks in step with what waits: shows what is new, changes what somebody has acted on, takes back what was deleted. What was shown
/// is stored after Teams took it: a card can come twice where nobody could know, never get lost.
/// </summary>
internal sealed partial class CoachBoard(TeamsOptions options, TeamsConnector connector, CoachDesks desks, TeamsCoaches coaches, AlertLog alerts, Lease lease, RandomSource random, TimeProvider clock, ILogger<CoachBoard> logger) : BackgroundService
{
    private const string Channel = TeamsChannel.ChannelName;
    private const string LeaseName = "coaches in teams";
    private static readonly Duration LeaseTime = Duration.FromMinutes(2);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);
    private static readonly Duration BetweenOpenings = Duration.FromHours(1);

    private readonly Dictionary<string, Instant> opened = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await lease.Hold(LeaseName, LeaseTime))
                {
                    await Look(stoppingToken);
                }
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception problem)
            {
                LookFailed(logger, problem.GetType().Name);
            }

            await Task.Delay(Tick, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await lease.Release(LeaseName);
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private async Task Look(CancellationToken cancellation)
    {
        // A coach who is no longer in the settings is told nothing more, wherever they asked for alerts.
        var open = desks.Of(Channel).Where(desk => options.Coaches.Any(coach => coach.Name == desk.Coach)).ToList();
        await OpenChats(open, cancellation);
        var cards = desks.Cards(Channel).ToDictionary(card => (card.ExternalId, card.Subject));
        var waiting = alerts.Open(Audience.Coach).Where(alert => alert.AcknowledgedAt is null).ToList();
        foreach (var desk in open)
        {
            // What stands in a channel of a team tells no more than that something waits; who may act on it is asked when they do.
            foreach (var alert in waiting.Where(alert => IsShared(desk) || coaches.MaySee(desk.Coach, alert)))
            {
                var card = cards.GetValueOrDefault((desk.ExternalId, alert.Id));
                if (card is null || (card.Receipt is null && card.NextAttemptAt <= Now))
                {
                    await Show(desk, alert, card?.Attempts ?? 0, cancellation);
                }
            }
        }

        foreach (var card in cards.Values.Where(card => card is { Receipt: not null, ClosedAt: null } && !waiting.Exists(alert => alert.Id == card.Subject)))
        {
            if (open.FirstOrDefault(desk => desk.ExternalId == card.ExternalId) is { } desk)
            {
                await Close(desk, card, cancellation);
            }
        }
    }

    private async Task Show(CoachDesk desk, Alert alert, int attempts, CancellationToken cancellation)
    {
        var to = TeamsAddress.Read(desk.Address)!;
        var card = coaches.CardOf(alert, Language(to), IsShared(desk));
        if (await Called(call => connector.Say(to, Activities.WithCard(to, card, Language(to).Say("teams.alert")), call), cancellation) is { IsDone: true } shown)
        {
            await desks.Shown(Channel, desk.ExternalId, alert.Id, shown.Id ?? "");
            await Task.Delay(Breath, clock, cancellation);
        }
        else
        {
            await desks.Failed(Channel, desk.ExternalId, alert.Id, attempts + 1, Now + BackOff.After(attempts, random));
        }
    }

    // An alert that is gone was deleted with everything else about the person: so is its card. So is that of somebody who has said yes to another coach since.
    private async Task Close(CoachDesk desk, CoachCard card, CancellationToken cancellation)
    {
        var to = TeamsAddress.Read(desk.Address)!;
        if (alerts.Find(card.Subject) is not { } alert || !(IsShared(desk) || coaches.MaySee(desk.Coach, alert)))
        {
            if (await Called(call => connector.Remove(to, card.Receipt!, call), cancellation) is { } removed && (removed.IsDone || (int)removed.Status is >= 400 and < 500 and not 429))
            {
                await desks.Removed(Channel, desk.ExternalId, card.Subject);
            }

            return;
        }

        var closed = coaches.CardOf(alert, Language(to), IsShared(desk));
        if (await Called(call => connector.Change(to, card.Receipt!, Activities.WithCard(to, closed, Language(to).Say("teams.alert")), call), cancellation) is { } changed && (changed.IsDone || (int)changed.Status is >= 400 and < 500 and not 429))
        {
            await desks.Closed(Channel, desk.ExternalId, card.Subject);
        }
    }

    // A coach who has the app but has not written yet can be written to all the same.
    private async Task OpenChats(IReadOnlyList<CoachDesk> open, CancellationToken cancellation)
    {
        foreach (var coach in options.Coaches.Where(coach => options.IsConfigured && !open.Any(desk => desk.Coach == coach.Name) && !(opened.TryGetValue(coach.ObjectId, out var last) && Now - last < BetweenOpenings)))
        {
            opened[coach.ObjectId] = Now;
            var address = new TeamsAddress(options.OpensAt, null, options.BotId, coach.ObjectId, options.TenantId, null);
            if (await Called(call => connector.Open(address, call), cancellation) is { IsDone: true, Id: { } chat })
            {
                await desks.Open(Channel, new CoachDesk(chat, coach.Name, (address with { Conversation = chat }).ToJson()));
            }
        }
    }

    private async Task<ConnectorAnswer?> Called(Func<CancellationToken, Task<ConnectorAnswer>> call, CancellationToken cancellation)
    {
        try
        {
            var answer = await call(cancellation);
            if (!answer.IsDone)
            {
                CallRefused(logger, answer.Reason);
            }

            return answer;
        }
        catch (Exception problem) when (problem is HttpRequestException or MsalException or IOException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            CallRefused(logger, problem.GetType().Name);
            return null;
        }
    }

    // Conversations of teams and groups are threads; one with the bot alone is not.
    private static bool IsShared(CoachDesk desk) => desk.ExternalId.Contains("@thread", StringComparison.OrdinalIgnoreCase);

    private static SpokenLanguage Language(TeamsAddress to) => KnownLanguages.Find(to.Locale) ?? KnownLanguages.English;

    [LoggerMessage(LogLevel.Error, "The coaches in Teams could not be told ({Kind}); it is tried again.")]
    private static partial void LookFailed(ILogger logger, string kind);

    [LoggerMessage(LogLevel.Warning, "A coach in Teams could not be told ({Kind}); it is tried again.")]
    private static partial void CallRefused(ILogger logger, string kind);
}
