using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>How far each coach has read.</summary>
public sealed class ReadMarks(Database database, WriterQueue writer, TimeProvider clock)
{
    /// <summary>A coach has read up to a message; going back is not possible.</summary>
    public Task Read(string coach, ParticipantId participant, long messageId) => writer.CommitAsync(
    [
        new Write(
            """
            insert into read_mark (participant_id, coach, message_id, at) values (@participant, @coach, @messageId, @now)
            on conflict (participant_id, coach) do update set message_id = excluded.message_id, at = excluded.at where excluded.message_id > read_mark.message_id
            """,
            new { participant, coach, messageId, now = Instant.FromDateTimeOffset(clock.GetUtcNow()) }),
    ]);

    /// <summary>The last message that a coach has read; 0 before the first.</summary>
    public long Of(string coach, ParticipantId participant)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("select coalesce(max(message_id), 0) from read_mark where participant_id = @participant and coach = @coach", new { participant, coach });
    }
}
