using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Studies;
using NodaTime;

namespace Nof1Agent.Host.Dashboard.Desk;

/// <summary>What a signed-in coach does about studies: their own; a lead about all. Each call asks anew who they are.</summary>
internal sealed class StudyDesk(CoachSession session, StudyBook studies, StudySeries series)
{
    private static readonly string[] NotYours = ["This study is not yours, or your session is over."];

    /// <summary>The studies that the account may see, the newest first.</summary>
    public async Task<IReadOnlyList<Study>> All() => await session.Account() is { } account ? [.. studies.All.Where(study => MaySee(account, study))] : [];

    /// <summary>One of them; null where it may not be seen.</summary>
    public async Task<Study?> Find(string id) => (await Mine(id)).Study;

    /// <summary>Its results together; null where it may not be seen.</summary>
    public async Task<SeriesView?> Series(string id) => (await Mine(id)).Study is { } study ? series.Read(study.Id, PersonDesk.Language) : null;

    /// <summary>Makes a study, or a new version of one.</summary>
    /// <param name="id">Which; null: a new one.</param>
    /// <param name="template">Its protocol.</param>
    public async Task<(Study? Study, IReadOnlyList<string> Problems)> Keep(string? id, StudyTemplate template)
    {
        if (id is null)
        {
            return await session.Account() is { } maker && CoachAccess.ReadsPeople(maker.Role) ? await studies.Make(template, maker.Name, PersonDesk.Language) : (null, NotYours);
        }

        return await Mine(id) is ({ } account, { } study) ? await studies.Change(study.Id, template, account.Name, PersonDesk.Language) : (null, NotYours);
    }

    /// <summary>Opens it to join, or closes it.</summary>
    public async Task<bool> SetOpen(string id, bool isOpen) => await Mine(id) is ({ } account, { } study) && await studies.SetOpen(study.Id, isOpen, account.Name);

    /// <summary>Single-use codes, each for one person.</summary>
    /// <exception cref="ArgumentException">A number is out of range; the message says which.</exception>
    public async Task<IReadOnlyList<string>> Invite(string id, int days, int count) =>
        await Mine(id) is ({ } account, { } study) ? await studies.Invite(study.Id, account.Name, Duration.FromDays(days), count) : [];

    /// <summary>Whether an account may see a study.</summary>
    public static bool MaySee(CoachAccount account, Study study) => account.Role switch
    {
        CoachRole.Coach => study.Owner == account.Name,
        CoachRole.Lead => true,
        CoachRole.Auditor => false,
    };

    private async Task<(CoachAccount? Account, Study? Study)> Mine(string id) =>
        await session.Account() is { } account && studies.Find(id) is { } study && MaySee(account, study) ? (account, study) : (null, null);
}
