using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>One message that waits for its delivery.</summary>
public sealed record Outbound
{
    /// <summary>Stable: a delivery that is tried twice carries it twice.</summary>
    public required string Key { get; init; }

    public required ParticipantId ParticipantId { get; init; }

    public required string Channel { get; init; }

    public required string Text { get; init; }

    public required int Attempts { get; init; }
}

/// <summary>What waits to be delivered, and what became of it. At least once, in order per participant and channel.</summary>
public sealed class Outbox(Database database, WriterQueue writer)
{
    /// <summary>The oldest waiting messages, at most one per participant and channel, so that order is kept.</summary>
    public IReadOnlyList<Outbound> Due(Instant now, int most)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<Outbound>(
                """
                select key, participant_id, channel, text, attempts from outbound o
                where delivered_at is null and failed is null and next_attempt_at <= @now
                    and not exists (select 1 from outbound e where e.participant_id = o.participant_id and e.channel = o.channel and e.rowid < o.rowid
                        and e.delivered_at is null and e.failed is null)
                order by rowid limit @most
                """,
                new { now, most }),
        ];
    }

    /// <summary>How many wait.</summary>
    public long Waiting()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("select count(*) from outbound where delivered_at is null and failed is null");
    }

    /// <summary>Marks deliveries as made.</summary>
    public Task Delivered(IEnumerable<string> keys, Instant now) =>
        writer.CommitAsync([.. keys.Select(key => new Write("update outbound set delivered_at = @now where key = @key", new { key, now }))]);

    /// <summary>Marks a delivery as failed for now.</summary>
    public Task Failed(string key, Instant tryAgainAt) =>
        writer.CommitAsync([new Write("update outbound set attempts = attempts + 1, next_attempt_at = @tryAgainAt where key = @key", new { key, tryAgainAt })]);
}
