using Dapper;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>Where a person is on a channel.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="ExternalId">The channel's own id of the person or chat.</param>
/// <param name="Details">What the channel needs beside it, as JSON; null where it needs nothing.</param>
public sealed record ChannelAddress(string Channel, string ExternalId, string? Details);

/// <summary>What became of a one-time code.</summary>
public enum LinkOutcome
{
    /// <summary>The person goes on here; they are told so on this channel.</summary>
    Linked,

    /// <summary>No such code, or it was used, or its time is over.</summary>
    Unknown,

    /// <summary>This chat has a trial of its own: it would be torn from its diary.</summary>
    HasOwnTrial,
}

/// <summary>Where people can be reached.</summary>
public sealed class AddressBook(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    /// <summary>Joins a chat to the participant who was given a one-time code. The code is used up; whoever wrote from that chat before without a trial goes on as that participant.</summary>
    public async Task<(LinkOutcome Outcome, ParticipantId? Participant)> Redeem(string channel, string externalId, string code)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var hash = LinkCodes.Hash(code);
        var found = database.Keys.Fingerprint(externalId);
        ParticipantId participant;
        SpokenLanguage language;
        using (var connection = database.Open())
        {
            if (connection.QuerySingleOrDefault<string>("select participant_id from link_code where code_hash = @hash and used_at is null and expires_at > @now", new { hash, now }) is not { } id)
            {
                return (LinkOutcome.Unknown, null);
            }

            participant = new ParticipantId(id);
            if (connection.ExecuteScalar<long>(
                "select count(*) from trial t join channel_identity i on i.participant_id = t.participant_id where i.channel = @channel and i.external_id = @found and i.participant_id <> @id",
                new { channel, found, id }) > 0)
            {
                return (LinkOutcome.HasOwnTrial, null);
            }

            language = KnownLanguages.Find(connection.ExecuteScalar<string>("select language from participant where id = @id", new { id }) ?? "") ?? KnownLanguages.English;
        }

        var turn = random.NewId();
        var dataKey = DataKeys.Of(database, participant);
        var parameters = new { hash, channel, found, sealedId = database.Keys.Seal(dataKey, externalId), participant, now, turn, key = turn + ":0", text = database.Keys.Seal(dataKey, language.Say("channels.linked")) };
        return await writer.CommitAsync(
        [
            new Write("update link_code set used_at = @now where code_hash = @hash and used_at is null", parameters, MustChange: 1),
            new Write(
                """
                insert into channel_identity (channel, external_id, sealed_id, participant_id, created_at, last_used_at) values (@channel, @found, @sealedId, @participant, @now, @now)
                on conflict (channel, external_id) do update set participant_id = excluded.participant_id, sealed_id = excluded.sealed_id, address = null, last_used_at = excluded.last_used_at, unreachable_since = null, unreachable_reason = null
                """,
                parameters),
            new Write("insert into message (participant_id, turn_id, speaker, text, layout, at) values (@participant, @turn, 'System', @text, 'Buttons', @now)", parameters),
            new Write(
                """
                insert into outbound (key, participant_id, channel, kind, message_id, urgency, created_at, next_attempt_at)
                select @key, @participant, @channel, 'Say', max(id), 0, @now, @now from message where participant_id = @participant
                """,
                parameters),
        ]) is CommitOutcome.Committed ? (LinkOutcome.Linked, participant) : (LinkOutcome.Unknown, null);
    }


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
