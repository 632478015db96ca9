using Nof1Agent.Skills.Accounts;
using NodaTime;

namespace Nof1Agent.Skills.Alerts;

/// <summary>When an alert that nobody has acknowledged goes up, and who is told at each step. Pure.</summary>
public static class EscalationRule
{
    /// <summary>When it goes up one step; null: it does not, because it was acknowledged, is over, or everybody knows.</summary>
    public static Instant? NextStepAt(Alert alert, EscalationSettings settings) =>
        alert is { AcknowledgedAt: null, ClearedAt: null, Step: not AlertStep.Everybody } ? alert.StepAt + Duration.FromMinutes(MinutesOf(alert.Kind, settings)) : null;

    /// <summary>
    /// Who is told at the alert's step: its owner, the leads, everybody. Where the owner has no address, or nobody owns it, the leads are; where there is no lead, everybody.
    /// Auditors are told nothing.
    /// </summary>
    /// <param name="step">How far the alert has gone up.</param>
    /// <param name="owner">The name of who looks after it; null: nobody.</param>
    /// <param name="accounts">All accounts.</param>
    public static IReadOnlyList<CoachAccount> ToldAt(AlertStep step, string? owner, IReadOnlyList<CoachAccount> accounts)
    {
        var reachable = accounts.Where(account => account is { Email: not null, Role: not CoachRole.Auditor }).ToList();
        var owners = reachable.Where(account => account.Name.Equals(owner, StringComparison.OrdinalIgnoreCase)).ToList();
        var leads = reachable.Where(account => account.Role is CoachRole.Lead).ToList();
        return step switch
        {
            AlertStep.Owner when owners.Count > 0 => owners,
            AlertStep.Owner or AlertStep.Leads when leads.Count > 0 => leads,
            AlertStep.Owner or AlertStep.Leads or AlertStep.Everybody => reachable,
        };
    }

    private static int MinutesOf(AlertKind kind, EscalationSettings settings) => kind switch
    {
        AlertKind.Crisis or AlertKind.Harm or AlertKind.Safety => settings.UrgentMinutes,
        AlertKind.HumanRequested => settings.HumanMinutes,
        AlertKind.ChannelUnreachable or AlertKind.SilentDays or AlertKind.ApprovalRequested or AlertKind.DeadLetter or AlertKind.SchedulerStalled or AlertKind.OutboxGrowing or AlertKind.ChannelFailing
            or AlertKind.ModelOutage or AlertKind.GuardStorm => settings.OtherMinutes,
    };
}
