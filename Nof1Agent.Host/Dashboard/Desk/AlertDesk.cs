using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Coaching;

namespace Nof1Agent.Host.Dashboard.Desk;

/// <summary>What a signed-in coach does about alerts. Those about people belong to who may see them; those about the service to leads.</summary>
internal sealed class AlertDesk(CoachSession session, CoachAccess access, AlertLog alerts)
{
    /// <summary>The open alerts that the account may see, the oldest first.</summary>
    public async Task<IReadOnlyList<Alert>> Open() => await session.Account() is not { } account || !CoachAccess.ReadsPeople(account.Role)
        ? []
        : [.. alerts.Open(Audience.Coach).Concat(account.Role is CoachRole.Lead ? alerts.Open(Audience.Operator) : []).Where(alert => MaySee(account, alert))];

    /// <summary>Has seen it.</summary>
    /// <returns>False where it is not theirs, or gone.</returns>
    public Task<bool> Acknowledge(string id) => Do(id, account => alerts.Acknowledge(id, account.Name));

    /// <summary>It is dealt with.</summary>
    public Task<bool> Resolve(string id) => Do(id, account => alerts.Resolve(id, account.Name));

    /// <summary>Looks after it.</summary>
    public Task<bool> Take(string id) => Do(id, account => alerts.Assign(id, account.Name, account.Name));

    private async Task<bool> Do(string id, Func<CoachAccount, Task<bool>> act) =>
        await session.Account() is { } account && CoachAccess.ReadsPeople(account.Role) && alerts.Find(id) is { } alert && MaySee(account, alert) && await act(account);

    private bool MaySee(CoachAccount account, Alert alert) => alert.ParticipantId is { } participant ? access.MaySee(account, participant) : account.Role is CoachRole.Lead;
}
