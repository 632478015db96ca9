using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>What waits to be delivered, and what became of it. At least once, in order per participant and channel.</summary>
public sealed class Outbox(Database database, WriterQueue writer, RandomSource random)
{
    /// <summary>Why a message was given up that made no sense any more when its turn came. It is no dead letter.</summary>
    public const string Expired = "expired";

    /// <summary>Why something was given up that could not be read from the database.</summary>
    public const string Unreadable = "cannot be read";

    // What names no chat would have gone to the same one.
    private const string Here = "(identity = @identity or identity is null)";

    private const string Waits = "delivered_at is null and failed is null";

    private const string Columns =
        """
        select o.id, o.key, o.participant_id, o.channel, o.kind, o.attempts, o.created_at, o.expires_at, coalesce(i.sealed_id, i.external_id) as external_id, i.external_id as identity, i.address, (select discreet from participant where id = o.participant_id) as discreet, (select language from participant where id = o.participant_id) as language,
        (select s.receipt from outbound s where s.message_id = o.message_id and s.channel = o.channel and s.kind = 'Say' and o.kind = 'CloseChoices' order by s.id desc limit 1) as receipt,
        m.id, m.speaker, m.text, m.choices, m.layout, m.answered, m.picture_id, p.alt as picture_alt, m.card, m.downloads, m.at
        """;

    private const string MayGo =
        """
        where o.channel = @channel and o.urgency = @urgency and o.next_attempt_at <= @now and o.delivered_at is null and o.failed is null
            and not exists (select 1 from outbound e where e.participant_id = o.participant_id and e.channel = o.channel and e.id < o.id and e.delivered_at is null and e.failed is null)
        """;

    private const string From =
        $"""
        from outbound o
            join message m on m.id = o.message_id
            left join picture p on p.id = m.picture_id
            left join channel_identity i on i.channel = o.channel and i.external_id = coalesce(
                (select a.external_id from channel_identity a where a.channel = o.channel and a.external_id = o.identity and a.participant_id = o.participant_id),
                (select l.external_id from channel_identity l where l.participant_id = o.participant_id and l.channel = o.channel
                    order by l.unreachable_since is not null, l.preferred desc, l.last_used_at desc, l.created_at desc limit 1))
        {MayGo}
        """;

    private const string Oldest = "order by o.next_attempt_at, o.id limit @most offset @skip";

    /// <summary>The heads of the participants' queues on a channel that may be sent now, the oldest first: at most one per participant, so that order is kept.</summary>
    public IReadOnlyList<Outbound> Due(string channel, Urgency urgency, Instant now, int most) => Heads(channel, urgency, now, most).Ready;

    /// <summary>The same, and the keys of those that cannot be read: they would hold up the whole channel.</summary>
    public (IReadOnlyList<Outbound> Ready, IReadOnlyList<string> Unreadable) Heads(string channel, Urgency urgency, Instant now, int most)
    {
        using var connection = database.Open();
        var (ready, unreadable) = (new List<Outbound>(), new List<string>());

        // What waits for a key is passed over, however much of it there is: those behind it have theirs.
        var skip = 0;
        while (ReadHeads(connection, (channel, (int)urgency, now, most, skip), ready, unreadable) == most && ready.Count + unreadable.Count == 0)
        {
            skip += most;
        }

        return (ready, unreadable);
    }

    private int ReadHeads(SqliteConnection connection, (string Channel, int Urgency, Instant Now, int Most, int Skip) wanted, List<Outbound> ready, List<string> unreadable)
    {
        var (channel, urgency, now, most, skip) = wanted;
        var parameters = new { channel, urgency, now, most, skip };
        try
        {
            var rows = Rows(connection, $"{Columns} {From} {Oldest}", parameters);
            foreach (var row in rows)
            {
                Read(connection, row.Key, () => row, ready, unreadable);
            }

            return rows.Count;
        }
        catch (Exception problem) when (IsOfARow(problem))
        {
            // A column of one of them is damaged: then one by one.
            ready.Clear();
            var keys = connection.Query<string>($"select o.key from outbound o {MayGo} {Oldest}", parameters).AsList();
            foreach (var key in keys)
            {
                Read(connection, key, () => Rows(connection, $"{Columns} {From} and o.key = @key", new { channel, urgency, now, key }).Single(), ready, unreadable);
            }

            return keys.Count;
        }
    }

    /// <summary>When the next delivery of a channel may be tried, of those that wait with back-off; null where none waits.</summary>
    public Instant? NextAttempt(string channel, Instant after)
    {
        using var connection = database.Open();
        var next = Enum.GetValues<Urgency>().Select(urgency => connection.ExecuteScalar<string>(
            $"select min(next_attempt_at) from outbound where channel = @channel and urgency = @urgency and next_attempt_at > @after and {Waits}", new { channel, urgency = (int)urgency, after })).Min();
        return next is null ? null : ColumnText.ReadInstant(next);
    }

    /// <summary>How many wait.</summary>
    public long Waiting()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>($"select count(*) from outbound where {Waits}");
    }

    /// <summary>What waits, by channel.</summary>
    public IReadOnlyList<OutboxBacklog> Backlog()
    {
        using var connection = database.Open();
        return [.. connection.Query<OutboxBacklog>($"select channel, count(*) as waiting, min(created_at) as oldest from outbound where {Waits} group by channel")];
    }

    /// <summary>Marks deliveries as made, with the channel's own ids of the messages where it gave some.</summary>
    public Task Delivered(IEnumerable<(string Key, string? Receipt)> made, Instant now) => writer.CommitAsync(
        [.. made.Select(one => new Write("update outbound set delivered_at = @now, receipt = @receipt where key = @key", new { key = one.Key, receipt = one.Receipt, now }))]);

    /// <summary>How many pieces of a long message the channel has taken.</summary>
    public int PiecesDone(string key)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<int>("select pieces_done from outbound where key = @key", new { key });
    }

    /// <summary>Keeps how many it has taken, before the next one goes.</summary>
    public Task PiecesDone(string key, int pieces) => writer.CommitAsync([new Write("update outbound set pieces_done = @pieces where key = @key", new { key, pieces })]);

    /// <summary>A delivery that failed for now.</summary>
    /// <param name="key">Which.</param>
    /// <param name="tryAgainAt">When it is tried again.</param>
    /// <param name="counts">False where the channel only asked to wait: that is no failed attempt.</param>
    public Task Failed(string key, Instant tryAgainAt, bool counts = true) => writer.CommitAsync(
        [new Write("update outbound set attempts = attempts + @one, next_attempt_at = @tryAgainAt where key = @key", new { key, tryAgainAt, one = counts ? 1 : 0 })]);

    /// <summary>A message that will never be delivered, and the operator is told; what comes after it goes on.</summary>
    public Task GiveUp(Outbound message, string why, Instant now) => writer.CommitAsync(
    [
        Fail(message.Key, why),
        DeadLetterOn(message.Channel, now),
    ]);

    /// <summary>A message whose time is over before it could be sent.</summary>
    public Task Expire(IEnumerable<string> keys) => writer.CommitAsync([.. keys.Select(key => Fail(key, Expired))]);

    /// <summary>
    /// The person can no longer be reached in a chat. What waits for it moves to another chat of theirs, on whatever channel, or is given up where there is none; the
    /// coach is told. Their next message in that chat ends it.
    /// </summary>
    public async Task Unreachable(Outbound message, string why, Instant now)
    {
        var other = OtherChat(message);
        var parameters = new { participant = message.ParticipantId, channel = message.Channel, identity = message.Identity, now, why, failed = $"unreachable: {why}", other = other?.Channel, place = other?.Identity };
        await writer.CommitAsync(
        [
            new Write("update channel_identity set unreachable_since = @now, unreachable_reason = @why where participant_id = @participant and channel = @channel and external_id = @identity and unreachable_since is null", parameters),
            // A closed keyboard means nothing where the message never was.
            new Write($"update outbound set failed = @failed where participant_id = @participant and channel = @channel and {Here} and {Waits} and (@other is null or kind <> 'Say')", parameters),
            new Write($"update outbound set channel = @other, identity = @place, next_attempt_at = @now, attempts = 0, pieces_done = 0 where participant_id = @participant and channel = @channel and {Here} and {Waits} and @other is not null", parameters),
            CannotReach(random.NewId(), message.ParticipantId, message.Channel, why, now),
        ]);
    }

    /// <summary>Gives up what cannot be read, and the operator is told.</summary>
    public Task GiveUp(IEnumerable<string> keys, string channel, Instant now) => writer.CommitAsync([.. keys.Select(key => Fail(key, Unreadable)), DeadLetterOn(channel, now)]);

    /// <summary>What was given up, the latest first. What had lost its sense is not among it.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters(int most)
    {
        using var connection = database.Open();
        return [.. connection.Query<DeadLetter>("select key, participant_id, channel, failed, attempts, created_at from outbound where failed is not null and failed <> @Expired order by id desc limit @most", new { Expired, most })];
    }

    /// <summary>Has a dead letter tried once more.</summary>
    /// <returns>False when there is none with that key.</returns>
    public async Task<bool> TryAgain(string key, Instant now) => await writer.CommitAsync(
        [new Write("update outbound set failed = null, attempts = 0, expires_at = null, next_attempt_at = @now where key = @key and failed is not null", new { key, now }, MustChange: 1)]) is CommitOutcome.Committed;

    private static string AlertSubject(ParticipantId participant, string channel) => $"{participant.Value} {channel}";

    private static Write Fail(string key, string why) => new("update outbound set failed = @why where key = @key and delivered_at is null", new { key, why });

    /// <summary>Tells the coach that somebody cannot be reached.</summary>
    internal static Write CannotReach(string id, ParticipantId participant, string channel, string why, Instant now) =>
        AlertLog.Raise(id, AlertKind.ChannelUnreachable, AlertSubject(participant, channel), $"Cannot be reached on the channel {channel} any more ({why}).", now, participant);

    /// <summary>Ends the alert about a channel, once no chat of the participant on it is shut.</summary>
    internal static Write ReachedAgain(ParticipantId participant, string channel, Instant now) => new(
        """
        update alert set cleared_at = @now where kind = @kind and subject = @subject and cleared_at is null
            and not exists (select 1 from channel_identity where participant_id = @participant and channel = @channel and unreachable_since is not null)
        """,
        new { kind = nameof(AlertKind.ChannelUnreachable), subject = AlertSubject(participant, channel), participant, channel, now });

    private Write DeadLetterOn(string channel, Instant now) =>
        AlertLog.Raise(random.NewId(), AlertKind.DeadLetter, channel, $"Messages on the channel {channel} could not be delivered and were given up. The command dead-letters lists them.", now, null);

    private void Read(SqliteConnection connection, string key, Func<Row> read, List<Outbound> ready, List<string> unreadable)
    {
        try
        {
            var row = read();
            ready.Add(row.ToOutbound(database.Keys, MessagePictures.Read(connection, database.Keys, row.ParticipantId, [row.Message])[0]));
        }
        catch (StorageProblemException)
        {
            // Its key is not there, which whoever runs the service can mend: it waits, and holds up nobody else.
        }
        catch (Exception problem) when (IsOfARow(problem))
        {
            unreadable.Add(key);
        }
    }

    private static List<Row> Rows(SqliteConnection connection, string sql, object parameters) =>
        connection.Query<Row, MessageRow, Row>(sql, (row, message) => row with { Message = message }, parameters).AsList();

    private static bool IsOfARow(Exception problem) => problem is not (SqliteException or ObjectDisposedException or StorageProblemException);

    private Chat? OtherChat(Outbound message)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<Chat>(
            $"{ChannelChoice.Sql} and not (channel = @channel and external_id = @identity) {ChannelChoice.Order}", new { id = message.ParticipantId, channel = message.Channel, identity = message.Identity ?? "" });
    }

    private sealed record Chat
    {
        public string Channel { get; init; } = "";

        public string Identity { get; init; } = "";
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string Key { get; init; } = "";

        public ParticipantId ParticipantId { get; init; }

        public string Channel { get; init; } = "";

        public string Kind { get; init; } = "";

        public string? ExternalId { get; init; }

        public string? Identity { get; init; }

        public string? Address { get; init; }

        public bool Discreet { get; init; }

        public string Language { get; init; } = "";

        public string? Receipt { get; init; }

        public Instant? ExpiresAt { get; init; }

        public Instant CreatedAt { get; init; }

        public int Attempts { get; init; }

        public MessageRow Message { get; init; } = new();

        public Outbound ToOutbound(KeyStore keys, Message message) => new()
        {
            Id = Id,
            Key = Key,
            ParticipantId = ParticipantId,
            Channel = Channel,
            Kind = Enum.Parse<OutboundKind>(Kind),
            ExternalId = keys.Open(ExternalId),
            Identity = Identity,
            Address = keys.Open(Address),
            Discreet = Discreet,
            Language = Language,
            Message = message,
            Receipt = Receipt,
            ExpiresAt = ExpiresAt,
            CreatedAt = CreatedAt,
            Attempts = Attempts,
        };
    }
}
