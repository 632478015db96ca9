using Nof1Agent.Host.Coaching;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Coaching;

namespace Nof1Agent.Host.Dashboard.Desk;

/// <summary>What a signed-in coach does about alerts. Those about people belong to who may see them; those about the service to leads.</summary>
internal sealed class AlertDesk(CoachSession session, CoachAccess access, AlertLog alerts, CoachActs acts)
{
    private static readonly SkillReply Gone = SkillReply.Refuse("That alert is gone, or not yours.");
    private static readonly SkillReply StillStopped = SkillReply.Refuse("A red flag still stops this person. On their page, say that you have spoken with them: that ends it, and the alert with it.");

    /// <summary>The open alerts that the account may see, the oldest first.</summary>
    public async Task<IReadOnlyList<Alert>> Open() => await session.Account() is not { } account || !CoachAccess.ReadsPeople(account.Role)
        ? []
        : [.. alerts.Open(Audience.Coach).Concat(account.Role is CoachRole.Lead ? alerts.Open(Audience.Operator) : []).Where(alert => MaySee(account, alert))];

    /// <summary>Has seen it.</summary>
    /// <returns>False where it is not theirs, or gone.</returns>
    public Task<bool> Acknowledge(string id) => Do(id, account => alerts.Acknowledge(id, account.Name));

    /// <summary>It is dealt with. An alert about a red flag is not while the red flag still holds or blocks the person: else nobody would be reminded of them.</summary>
    public async Task<SkillReply> Resolve(string id)
    {
        if (await Mine(id) is not ({ } account, { ClearedAt: null } alert))
        {
            return Gone;
        }

        return alert is { Kind: AlertKind.Safety or AlertKind.Crisis, ParticipantId: { } participant }
            ? await acts.Do(participant, skills => skills.Safety.WaitsForACoach ? StillStopped : Over(skills, alert, account.Name)) ?? Gone
            : await alerts.Resolve(id, account.Name) ? new SkillReply { Say = "" } : Gone;
    }

    /// <summary>Looks after it.</summary>
    public Task<bool> Take(string id) => Do(id, account => alerts.Assign(id, account.Name, account.Name));

    private async Task<bool> Do(string id, Func<CoachAccount, Task<bool>> act) =>
        await Mine(id) is ({ } account, _) && await act(account);

    private async Task<(CoachAccount? Account, Alert? Alert)> Mine(string id) =>
        await session.Account() is { } account && CoachAccess.ReadsPeople(account.Role) && alerts.Find(id) is { } alert && MaySee(account, alert) ? (account, alert) : (null, null);

    private static SkillReply Over(SkillSet skills, Alert alert, string by)
    {
        new AlertStore(skills.Work).Resolve(alert, by);
        return new SkillReply { Say = "" };
    }

    private bool MaySee(CoachAccount account, Alert alert) => alert.ParticipantId is { } participant ? access.MaySee(account, participant) : account.Role is CoachRole.Lead;
}
