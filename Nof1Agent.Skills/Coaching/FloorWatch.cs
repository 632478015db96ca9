using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>Which conversations a coach has left without a word.</summary>
public sealed class FloorWatch(Database database)
{
    /// <summary>Those in which the coach who has the floor was silent for longer than allowed.</summary>
    public IReadOnlyList<ParticipantId> Quiet(Instant now, Duration silence)
    {
        using var connection = database.Open();
        return [.. connection.Query<string>("select participant_id from conversation where floor_coach is not null and floor_active_at <= @before", new { before = now - silence }).Select(id => new ParticipantId(id))];
    }
}
