using Dapper;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Alerts;

/// <summary>All alerts, outside of turns: for the service itself, and for those who read and acknowledge them.</summary>
public sealed class AlertLog(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    private const string Columns = "id, kind, subject, participant_id, text, at, acknowledged_at, acknowledged_by, cleared_at, resolved_by, owner, step, coalesce(step_at, at) as step_at";

    /// <summary>Raises an alert about the service, unless one of this kind waits for somebody to see it.</summary>
    public Task Raise(AlertKind kind, string subject, string text) => writer.CommitAsync([Raise(random.NewId(), kind, subject, text, Now, null)]);

    /// <summary>The condition has ended.</summary>
    public Task Clear(AlertKind kind, string subject) => writer.CommitAsync([Clear(kind, subject, Now)]);

    /// <summary>Somebody has seen it, and looks after it where nobody else does. The first one stays named.</summary>
    /// <returns>False when there is no such alert.</returns>
    public Task<bool> Acknowledge(string id, string by) => Changed(
        id,
        by,
        AuditAct.Acknowledged,
        "update alert set acknowledged_at = coalesce(acknowledged_at, @now), acknowledged_by = coalesce(acknowledged_by, @by), owner = coalesce(owner, @by) where id = @id");

    /// <summary>Somebody looks after it from now on.</summary>
    /// <param name="id">Which.</param>
    /// <param name="owner">Who looks after it.</param>
    /// <param name="by">Who says so.</param>
    /// <returns>False when there is no such alert, or it is over.</returns>
    public Task<bool> Assign(string id, string owner, string by) => Changed(id, by, AuditAct.Assigned, "update alert set owner = @owner where id = @id and cleared_at is null", owner);

    /// <summary>It is dealt with.</summary>
    /// <returns>False when there is no such alert, or it is over already.</returns>
    public Task<bool> Resolve(string id, string by) => Changed(
        id,
        by,
        AuditAct.Resolved,
        """
        update alert set cleared_at = @now, resolved_by = @by, acknowledged_at = coalesce(acknowledged_at, @now), acknowledged_by = coalesce(acknowledged_by, @by)
        where id = @id and cleared_at is null
        """);

    /// <summary>Nobody has acknowledged it in time: it goes up one step.</summary>
    /// <returns>False when it has moved or was acknowledged meanwhile.</returns>
    public async Task<bool> StepUp(Alert alert) => await writer.CommitAsync(
    [
        new Write(
            "update alert set step = @next, step_at = @now where id = @Id and step = @step and acknowledged_at is null and cleared_at is null",
            new { alert.Id, step = (int)alert.Step, next = (int)alert.Step + 1, now = Now },
            MustChange: 1),
    ]) is CommitOutcome.Committed;

    /// <summary>The alerts whose condition has not ended, the oldest first.</summary>
    public IReadOnlyList<Alert> Open(Audience audience)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<Row>(
                $"select {Columns} from alert where audience = @audience and cleared_at is null order by at, id",
                new { audience = audience.ToString() }).Select(row => row.ToAlert(database.Keys)),
        ];
    }

    /// <summary>One alert; null when there is none with that id.</summary>
    public Alert? Find(string id)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Row>($"select {Columns} from alert where id = @id", new { id })?.ToAlert(database.Keys);
    }

    internal static Write Raise(string id, AlertKind kind, string subject, string text, Instant now, ParticipantId? participant) => new(
        """
        insert into alert (id, audience, kind, subject, participant_id, text, at) values (@id, @audience, @kind, @subject, @participant, @text, @now)
        on conflict (kind, subject) where cleared_at is null and acknowledged_at is null do nothing
        """,
        new { id, audience = kind.Audience().ToString(), kind = kind.ToString(), subject, participant = participant?.Value, text, now });

    internal static Write Clear(AlertKind kind, string subject, Instant now) => new(
        "update alert set cleared_at = @now where kind = @kind and subject = @subject and cleared_at is null", new { kind = kind.ToString(), subject, now });

    private async Task<bool> Changed(string id, string by, AuditAct act, string sql, string? owner = null) => Find(id) is { } alert
        && await writer.CommitAsync(
        [
            new Write(sql, new { id, by, now = Now, owner = owner ?? by }, MustChange: 1),
            .. AuditTrail.Of(by, act, alert.ParticipantId is { } participant ? database.Keys.Pseudonym(DataKeys.Of(database, participant)) : null, Now, alert.Kind.ToString()),
        ]) is CommitOutcome.Committed;

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

        public string? ResolvedBy { get; init; }

        public string? Owner { get; init; }

        public int Step { get; init; }

        public Instant StepAt { get; init; }

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
            ResolvedBy = ResolvedBy,
            Owner = Owner,
            Step = (AlertStep)Step,
            StepAt = StepAt,
        };
    }
}
