using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>Where a person is on a channel.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="ExternalId">The channel's own id of the person or chat.</param>
/// <param name="Details">What the channel needs beside it, as JSON; null where it needs nothing.</param>
public sealed record ChannelAddress(string Channel, string ExternalId, string? Details);

/// <summary>Where people can be reached.</summary>
public sealed class AddressBook(Database database, WriterQueue writer, RandomSource random)
{
    /// <summary>Where a participant wrote last; null before they wrote.</summary>
    public ChannelAddress? LastUsed(ParticipantId participant)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<Row>(
            "select channel, coalesce(sealed_id, external_id) as external_id, address from channel_identity where participant_id = @participant and last_used_at is not null order by last_used_at desc limit 1",
            new { participant }) is { } row ? new ChannelAddress(row.Channel, database.Keys.Open(row.ExternalId), database.Keys.Open(row.Address)) : null;
    }

    /// <summary>Keeps what a channel needs to write to somebody later, e.g. a conversation reference; the newest counts.</summary>
    public async Task Remember(ChannelAddress address)
    {
        var found = database.Keys.Fingerprint(address.ExternalId);
        if (Owner(address.Channel, found) is { } owner)
        {
            var details = database.Keys.Seal(DataKeys.Of(database, owner), address.Details, stable: true);
            await writer.CommitAsync(
            [
                new Write(
                    "update channel_identity set address = @details where channel = @Channel and external_id = @found and participant_id = @owner and (address is null or address <> @details)",
                    new { details, address.Channel, found, owner }),
            ]);
        }
    }

    /// <summary>The channel tells that somebody has shut it out, of which the coach is told, or let it in again.</summary>
    public async Task Reachable(string channel, string externalId, bool reachable, Instant now)
    {
        var found = database.Keys.Fingerprint(externalId);
        if (Owner(channel, found) is not { } owner)
        {
            return;
        }

        await writer.CommitAsync(reachable
            ?
            [
                new Write("update channel_identity set unreachable_since = null, unreachable_reason = null where channel = @channel and external_id = @found", new { channel, found }),
                Outbox.ReachedAgain(owner, channel, now),
            ]
            :
            [
                new Write(
                    "update channel_identity set unreachable_since = @now, unreachable_reason = 'shut out by the person' where channel = @channel and external_id = @found and unreachable_since is null",
                    new { channel, found, now }),
                Outbox.CannotReach(random.NewId(), owner, channel, "shut out by the person", now),
            ]);
    }

    private ParticipantId? Owner(string channel, string found)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<string>("select participant_id from channel_identity where channel = @channel and external_id = @found", new { channel, found }) is { } id ? new ParticipantId(id) : null;
    }

    private sealed record Row
    {
        public string Channel { get; init; } = "";

        public string ExternalId { get; init; } = "";

        public string? Address { get; init; }
    }
}
