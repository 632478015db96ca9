using Dapper;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Coaching;

/// <summary>
/// What somebody who is signed in may see and do: the one place that decides it, for pages, files and actions alike. Nobody sees a participant who has not said yes to a coach.
/// </summary>
public sealed class CoachAccess(Database database)
{
    /// <summary>Whether the role reads people at all.</summary>
    public static bool ReadsPeople(CoachRole role) => role is CoachRole.Coach or CoachRole.Lead;

    /// <summary>Whether the role reads the access log and the audit chain.</summary>
    public static bool ReadsAudit(CoachRole role) => role is CoachRole.Lead or CoachRole.Auditor;

    /// <summary>Whose people an account's list holds.</summary>
    /// <returns>A coach's name; null: everybody's.</returns>
    /// <exception cref="InvalidOperationException">The role reads nobody.</exception>
    public static string? ListOf(CoachAccount account) => account.Role switch
    {
        CoachRole.Coach => account.Name,
        CoachRole.Lead => null,
        CoachRole.Auditor => throw new InvalidOperationException("An auditor has no list of people."),
    };

    /// <summary>Whether an account may see a participant, and act for them.</summary>
    public bool MaySee(CoachAccount account, ParticipantId participant)
    {
        using var connection = database.Open();
        var owner = connection.QuerySingleOrDefault<string>("select coach from caseload where participant_id = @participant and agreed_at is not null", new { participant });
        return account.Role switch
        {
            CoachRole.Coach => owner is not null && owner == account.Name,
            CoachRole.Lead => owner is not null,
            CoachRole.Auditor => false,
        };
    }
}
