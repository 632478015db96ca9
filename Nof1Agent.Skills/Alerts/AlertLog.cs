using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Alerts;

/// <summary>All alerts, outside of turns: for the service itself, and for those who read and acknowledge them.</summary>
public sealed class AlertLog(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    /// <summary>Raises an alert about the service, unless one of this kind waits for somebody to see it.</summary>
    public Task Raise(AlertKind kind, string subject, string text) => writer.CommitAsync([Raise(random.NewId(), kind, subject, text, Now, null)]);

    /// <summary>The condition has ended.</summary>
    public Task Clear(AlertKind kind, string subject) => writer.CommitAsync([Clear(kind, subject, Now)]);

    /// <summary>Somebody has seen it. The first one stays named.</summary>
    /// <returns>False when there is no such alert.</returns>
    public async Task<bool> Acknowledge(string id, string by)
    {
        const string Sql = "update alert set acknowledged_at = coalesce(acknowledged_at, @now), acknowledged_by = coalesce(acknowledged_by, @by) where id = @id";
        return await writer.CommitAsync([new Write(Sql, new { id, by, now = Now }, MustChange: 1)]) is CommitOutcome.Committed;
    }

    /// <summary>The alerts whose condition has not ended, the oldest first.</summary>
    public IReadOnlyList<Alert> Open(Audience audience)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<Row>(
                "select id, kind, subject, participant_id, text, at, acknowledged_at, acknowledged_by, cleared_at from alert where audience = @audience and cleared_at is null order by at, id",
                new { audience = audience.ToString() }).Select(row => row.ToAlert(database.Keys)),
        ];
    }

    /// <summary>One alert; null when there is none with that id.</summary>
    public Alert? Find(string id)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Row>("select id, kind, subject, participant_id, text, at, acknowledged_at, acknowledged_by, cleared_at from alert where id = @id", new { id })?.ToAlert(database.Keys);
    }

    internal static Write Raise(string id, AlertKind kind, string subject, string text, Instant now, ParticipantId? participant) => new(
        """
        insert into alert (id, audience, kind, subject, participant_id, text, at) values (@id, @audience, @kind, @subject, @participant, @text, @now)
        on conflict (kind, subject) where cleared_at is null and acknowledged_at is null do nothing
        """,
        new { id, audience = kind.Audience().ToString(), kind = kind.ToString(), subject, participant = participant?.Value, text, now });

    internal static Write Clear(AlertKind kind, string subject, Instant now) => new(
        "update alert set cleared_at = @now where kind = @kind and subject = @subject and cleared_at is null", new { kind = kind.ToString(), subject, now });

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public string? ParticipantId { get; init; }

        public string Text { get; init; } = "";

        public Instant At { get; init; }

        public Instant? AcknowledgedAt { get; init; }

        public string? AcknowledgedBy { get; init; }

        public Instant? ClearedAt { get; init; }

        public Alert ToAlert(KeyStore keys) => new()
        {
            Id = Id,
            Kind = Enum.Parse<AlertKind>(Kind),
            Subject = Subject,
            ParticipantId = ParticipantId is { } participant ? new ParticipantId(participant) : null,
            Text = keys.Open(Text),
            At = At,
            AcknowledgedAt = AcknowledgedAt,
            AcknowledgedBy = AcknowledgedBy,
            ClearedAt = ClearedAt,
        };
    }
}
