using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>A place where coaches are told what needs them.</summary>
/// <param name="ExternalId">The channel's own id of the chat.</param>
/// <param name="Coach">Who opened it.</param>
/// <param name="Address">What the channel needs to write there, as JSON.</param>
public sealed record CoachDesk(string ExternalId, string Coach, string Address);

/// <summary>Something that was shown at a desk.</summary>
public sealed record CoachCard
{
    public required string ExternalId { get; init; }

    /// <summary>The alert or the request.</summary>
    public required string Subject { get; init; }

    /// <summary>The channel's own id of the message; null until it was shown.</summary>
    public string? Receipt { get; init; }

    public required int Attempts { get; init; }

    public required Instant NextAttemptAt { get; init; }

    /// <summary>When it was changed to show that somebody has acted.</summary>
    public Instant? ClosedAt { get; init; }
}

/// <summary>The desks of a channel, and what was shown there. It holds nothing about a participant but the ids of alerts and requests.</summary>
public sealed class CoachDesks(Database database, WriterQueue writer, TimeProvider clock)
{
    /// <summary>Keeps a desk; the newest address counts.</summary>
    public Task Open(string channel, CoachDesk desk) => writer.CommitAsync(
    [
        new Write(
            """
            insert into coach_desk (channel, external_id, coach, address, since) values (@channel, @ExternalId, @Coach, @Address, @now)
            on conflict (channel, external_id) do update set address = excluded.address where coach_desk.address <> excluded.address
            """,
            new { channel, desk.ExternalId, desk.Coach, desk.Address, now = Now }),
    ]);

    /// <summary>Nothing more is shown there.</summary>
    public Task Close(string channel, string externalId) => writer.CommitAsync(
    [
        new Write("delete from coach_desk where channel = @channel and external_id = @externalId", new { channel, externalId }),
        new Write("delete from coach_card where channel = @channel and external_id = @externalId", new { channel, externalId }),
    ]);

    /// <summary>The desks of a channel.</summary>
    public IReadOnlyList<CoachDesk> Of(string channel)
    {
        using var connection = database.Open();
        return [.. connection.Query<(string, string, string)>("select external_id, coach, address from coach_desk where channel = @channel order by since, external_id", new { channel }).Select(row => new CoachDesk(row.Item1, row.Item2, row.Item3))];
    }

    /// <summary>What was shown, or is to be shown again after a failure.</summary>
    public IReadOnlyList<CoachCard> Cards(string channel)
    {
        using var connection = database.Open();
        return [.. connection.Query<CoachCard>("select external_id, subject, receipt, attempts, next_attempt_at, closed_at from coach_card where channel = @channel", new { channel })];
    }

    /// <summary>Something was shown.</summary>
    public Task Shown(string channel, string externalId, string subject, string? receipt) => Keep(channel, externalId, subject, receipt, 0, Now);

    /// <summary>It could not be shown, and is tried again.</summary>
    public Task Failed(string channel, string externalId, string subject, int attempts, Instant again) => Keep(channel, externalId, subject, null, attempts, again);

    /// <summary>It shows that somebody has acted.</summary>
    public Task Closed(string channel, string externalId, string subject) => writer.CommitAsync(
        [new Write("update coach_card set closed_at = @now where channel = @channel and external_id = @externalId and subject = @subject", new { channel, externalId, subject, now = Now })]);

    /// <summary>It is shown no longer.</summary>
    public Task Removed(string channel, string externalId, string subject) => writer.CommitAsync(
        [new Write("delete from coach_card where channel = @channel and external_id = @externalId and subject = @subject", new { channel, externalId, subject })]);

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private Task Keep(string channel, string externalId, string subject, string? receipt, int attempts, Instant again) => writer.CommitAsync(
    [
        new Write(
            """
            insert into coach_card (channel, external_id, subject, receipt, attempts, next_attempt_at) values (@channel, @externalId, @subject, @receipt, @attempts, @again)
            on conflict (channel, external_id, subject) do update set receipt = excluded.receipt, attempts = excluded.attempts, next_attempt_at = excluded.next_attempt_at
            """,
            new { channel, externalId, subject, receipt, attempts, again }),
    ]);
}
