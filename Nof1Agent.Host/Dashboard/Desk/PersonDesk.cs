using Nof1Agent.Host.Coaching;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Protection;

namespace Nof1Agent.Host.Dashboard.Desk;

/// <summary>
/// What a signed-in coach does about one participant. Each call asks anew who they are and whether they may: a button of an old page is worth nothing by itself. A look is
/// in the access log before anything is shown.
/// </summary>
internal sealed class PersonDesk(CoachSession session, CoachAccess access, AuditLog audit, CoachActs acts)
{
    /// <summary>The language of the dashboard.</summary>
    public static readonly SpokenLanguage Language = KnownLanguages.English;

    private static readonly SkillReply NotYours = SkillReply.Refuse("This is not open to you: the person has not said yes to you, or your session is over.");
    private static readonly SkillReply KeptChanging = SkillReply.Refuse("The conversation kept changing meanwhile; nothing was stored. Try again.");

    private static readonly SkillReply HappenedSince = SkillReply.Refuse("Something has happened that you had not seen, or it is over already; nothing was ended. Read what they wrote, speak with them, then say so again.");

    /// <summary>Opens somebody's page: written down first, then shown.</summary>
    /// <returns>False where they may not be seen.</returns>
    public async Task<bool> Open(ParticipantId participant)
    {
        if (await session.Account() is not { } account || !access.MaySee(account, participant))
        {
            return false;
        }

        await audit.Record(account.Name, AuditAct.Viewed, participant);
        return true;
    }

    /// <summary>Reads about somebody.</summary>
    /// <returns>Null where they may not be seen.</returns>
    public async Task<T?> Read<T>(ParticipantId participant, Func<SkillSet, CoachAccount, T?> read)
        where T : class => await session.Account() is { } account && access.MaySee(account, participant) ? acts.Look(participant, skills => read(skills, account)) : null;

    /// <summary>The coach has spoken with them: support mode and blocks end, unless something happened that they had not seen.</summary>
    /// <param name="participant">With whom.</param>
    /// <param name="seen">What was on the page when they said so.</param>
    public Task<SkillReply> ConfirmSafe(ParticipantId participant, SafetyMark seen) =>
        Act(participant, (skills, me) => skills.Safety.ConfirmedByCoach(me.Name, seen) ? new SkillReply { Say = "It is over; the agent goes on." } : HappenedSince);

    /// <summary>Does something about somebody, in one piece, or says why not.</summary>
    public async Task<SkillReply> Act(ParticipantId participant, Func<SkillSet, CoachAccount, SkillReply> act) =>
        await session.Account() is { } account && access.MaySee(account, participant)
            ? await acts.Do(participant, skills => access.MaySee(account, participant) ? act(skills, account) : NotYours) ?? KeptChanging
            : NotYours;
}
