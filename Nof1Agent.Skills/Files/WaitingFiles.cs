using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Files;

/// <summary>A file that is still to be fetched from a channel.</summary>
/// <param name="ParticipantId">Whose.</param>
/// <param name="DeliveryKey">The channel's own id of the delivery.</param>
/// <param name="File">What the channel needs to fetch it, as it was given.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record WaitingFile(ParticipantId ParticipantId, string DeliveryKey, string File, int Attempts);

/// <summary>Files that a channel has told of and that are still to be fetched. What is kept here survives a kill; a delivery that comes twice is kept once.</summary>
public sealed class WaitingFiles(Database database, WriterQueue writer, TimeProvider clock)
{
    /// <summary>Keeps one; when the task ends, it is on the disk.</summary>
    public Task Keep(ParticipantId participant, string channel, string deliveryKey, string file) => writer.CommitAsync(
    [
        new Write(
            """
            insert into waiting_file (channel, delivery_key, participant_id, file, next_attempt_at) values (@channel, @deliveryKey, @participant, @file, @now)
            on conflict (channel, delivery_key) do nothing
            """,
            new { channel, deliveryKey, participant, file = database.Keys.Seal(DataKeys.Of(database, participant), file), now = Now }),
    ]);

    /// <summary>The one whose turn it is, or null.</summary>
    /// <param name="channel">Where it came in.</param>
    /// <param name="account">The account that it was sent to, with which the keys of its deliveries begin where the channel numbers them by account; earlier versions did not name it. Null: all.</param>
    public WaitingFile? Next(string channel, string? account = null)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<Row>(
            "select participant_id, delivery_key, file, attempts from waiting_file where channel = @channel and next_attempt_at <= @now and (@account is null or delivery_key like @account || ':%' or delivery_key not like '%:%') order by next_attempt_at, delivery_key limit 1",
            new { channel, account, now = Now }) is { } row
            ? new WaitingFile(new ParticipantId(row.ParticipantId), row.DeliveryKey, database.Keys.Open(row.File) ?? "", row.Attempts)
            : null;
    }

    /// <summary>It was tried in vain: again after a while.</summary>
    public Task Later(string channel, WaitingFile file, Duration wait) => writer.CommitAsync(
    [
        new Write(
            "update waiting_file set attempts = attempts + 1, next_attempt_at = @next where channel = @channel and delivery_key = @DeliveryKey",
            new { channel, file.DeliveryKey, next = Now + wait }),
    ]);

    /// <summary>It was taken, refused or given up.</summary>
    public Task Done(string channel, WaitingFile file) =>
        writer.CommitAsync([new Write("delete from waiting_file where channel = @channel and delivery_key = @DeliveryKey", new { channel, file.DeliveryKey })]);

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private sealed record Row
    {
        public string ParticipantId { get; init; } = "";

        public string DeliveryKey { get; init; } = "";

        public string File { get; init; } = "";

        public int Attempts { get; init; }
    }
}
