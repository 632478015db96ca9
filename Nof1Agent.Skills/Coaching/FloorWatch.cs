using Dapper;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>A coach who has the floor.</summary>
/// <param name="Participant">Whose conversation.</param>
/// <param name="Coach">Who.</param>
public sealed record FloorHeld(ParticipantId Participant, string Coach);

/// <summary>Which conversations a coach has left without a word, or may no longer be in.</summary>
public sealed class FloorWatch(Database database, CoachAccounts accounts, CoachAccess access)
{
    /// <summary>Those in which the coach who has the floor was silent for longer than allowed.</summary>
    public IReadOnlyList<ParticipantId> Quiet(Instant now, Duration silence)
    {
        using var connection = database.Open();
        return [.. connection.Query<string>("select participant_id from conversation where floor_coach is not null and floor_active_at <= @before", new { before = now - silence }).Select(id => new ParticipantId(id))];
    }

    /// <summary>Those in which somebody has the floor who may no longer see the person: the account is gone, or the person has said yes to somebody else.</summary>
    public IReadOnlyList<FloorHeld> Lost()
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<(string Id, string Coach)>("select participant_id, floor_coach from conversation where floor_coach is not null").Select(row => new FloorHeld(new ParticipantId(row.Id), row.Coach))
                .Where(held => !(accounts.Named(held.Coach) is { } account && access.MaySee(account, held.Participant))),
        ];
    }
}
