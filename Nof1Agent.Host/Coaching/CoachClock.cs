using Microsoft.Extensions.Options;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Coaching;
using NodaTime;

namespace Nof1Agent.Host.Coaching;

/// <summary>
/// Looks after what coaches leave: the floor goes back after a long silence and from who may no longer see the person, alerts that nobody acknowledges go up, whoever waits for a human is told that they still do, and
/// e-mails are sent. Everything it does is stored as a condition, so that a second process or a restart does nothing twice.
/// </summary>
internal sealed partial class CoachClock(
    FloorWatch floors, CaseloadReader caseload, AlertLog alerts, AlertMails mails, AlertPost post, CoachAccounts accounts, CoachActs acts, IOptions<EscalationSettings> settings, IOptions<MailOptions> mail,
    TimeProvider clock, ILogger<CoachClock> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(20);

    /// <summary>Looks once.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        var silence = Duration.FromMinutes(settings.Value.FloorMinutes);
        foreach (var participant in floors.Quiet(Now, silence))
        {
            await acts.Do(participant, skills => skills.Floor.ReturnAfter(silence) ? new SkillReply { Say = "" } : SkillReply.Refuse(""));
        }

        foreach (var lost in floors.Lost())
        {
            await acts.Do(lost.Participant, skills => skills.Floor.ReturnFrom(lost.Coach) ? new SkillReply { Say = "" } : SkillReply.Refuse(""));
        }

        foreach (var alert in alerts.Open(Audience.Coach).Concat(alerts.Open(Audience.Operator)).Where(alert => alert.AcknowledgedAt is null))
        {
            await Look(alert);
        }

        await post.SendDue(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LookFailed(logger, problem.GetType().Name);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Tick, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private async Task Look(Alert alert)
    {
        if (mail.Value.IsConfigured && !mails.IsKept(alert))
        {
            var owner = alert.Owner ?? (alert.ParticipantId is { } about ? caseload.OwnerOf(about) : null);
            await mails.Keep(alert, EscalationRule.ToldAt(alert.Step, owner, accounts.All));
        }

        if (EscalationRule.NextStepAt(alert, settings.Value) <= Now && await alerts.StepUp(alert) && alert is { Kind: AlertKind.HumanRequested, Step: AlertStep.Owner, ParticipantId: { } waiting })
        {
            await acts.Do(waiting, skills =>
            {
                skills.Humans.TellStillWaiting();
                return new SkillReply { Say = "" };
            });
        }
    }

    [LoggerMessage(LogLevel.Error, "The clock of the coaches failed ({Kind}); it looks again.")]
    private static partial void LookFailed(ILogger logger, string kind);
}
