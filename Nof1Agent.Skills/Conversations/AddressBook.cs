using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Conversations;

/// <summary>Where a person is on a channel.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="ExternalId">The channel's own id of the person or chat.</param>
/// <param name="Details">What the channel needs beside it, as JSON; null where it needs nothing.</param>
public sealed record ChannelAddress(string Channel, string ExternalId, string? Details);

/// <summary>Where people can be reached.</summary>
public sealed class AddressBook(Database database, WriterQueue writer)
{
    /// <summary>Where a participant wrote last; null before they wrote.</summary>
    public ChannelAddress? LastUsed(ParticipantId participant)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<Row>(
            "select channel, external_id, address from channel_identity where participant_id = @participant and last_used_at is not null order by last_used_at desc limit 1",
            new { participant }) is { } row ? new ChannelAddress(row.Channel, row.ExternalId, row.Address) : null;
    }

    /// <summary>Keeps what a channel needs to write to somebody later, e.g. a conversation reference; the newest counts.</summary>
    public Task Remember(ChannelAddress address) => writer.CommitAsync(
    [
        new Write(
            "update channel_identity set address = @Details where channel = @Channel and external_id = @ExternalId and (address is null or address <> @Details)",
            new { address.Details, address.Channel, address.ExternalId }),
    ]);

    private sealed record Row
    {
        public string Channel { get; init; } = "";

        public string ExternalId { get; init; } = "";

        public string? Address { get; init; }
    }
}
