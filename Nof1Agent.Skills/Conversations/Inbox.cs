using Dapper;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>
/// Where every channel puts what came in, before it acknowledges anything. A delivery that is repeated (same channel, same key) is
/// stored once.
/// </summary>
public sealed class Inbox(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    /// <summary>Stores a typed message. When the task ends, it is on the disk.</summary>
    /// <param name="participant">Who wrote it.</param>
    /// <param name="channel">Where.</param>
    /// <param name="deliveryKey">The same for a delivery that is repeated.</param>
    /// <param name="text">What was written.</param>
    /// <param name="place">What the channel calls the message, where it lets people change what they wrote.</param>
    /// <param name="from">The channel's own id of the chat that it was written in, which is where its answer goes; null where the channel has none.</param>
    /// <returns>The message's id in the transcript.</returns>
    public Task<long> AcceptText(ParticipantId participant, string channel, string deliveryKey, string text, MessagePlace place = default, string? from = null) =>
        Accept(participant, channel, deliveryKey, text, null, null, from, place);

    /// <summary>Stores a typed message that came with a photo or document, both in one piece.</summary>
    /// <returns>The message's id in the transcript.</returns>
    public Task<long> AcceptFile(ParticipantId participant, string channel, string deliveryKey, string text, HandedInFile file, string? from = null) =>
        Accept(participant, channel, deliveryKey, text, null, null, from, file: file);

    /// <summary>Stores a pressed button.</summary>
    /// <returns>The message's id in the transcript, or null when this participant was never offered that choice.</returns>
    public async Task<long?> AcceptChoice(ParticipantId participant, string channel, string deliveryKey, long messageId, string choiceId, string? from = null)
    {
        string? json;
        using (var connection = database.Open())
        {
            json = connection.QuerySingleOrDefault<string>("select choices from message where id = @messageId and participant_id = @participant", new { messageId, participant });
        }

        return json is not null && ChoiceIds.Find(SkillsJson.Read<IReadOnlyList<Choice>>(database.Keys.Open(json)), choiceId) is { } choice
            ? await Accept(participant, channel, deliveryKey, choice.Label, messageId, choiceId, from)
            : null;
    }

    /// <summary>Stores a form that was filled in.</summary>
    /// <returns>The message's id in the transcript, or null when this participant was never given that form.</returns>
    public async Task<long?> AcceptForm(ParticipantId participant, string channel, string deliveryKey, long messageId, FormAnswer answer, string? from = null)
    {
        string? json;
        using (var connection = database.Open())
        {
            json = connection.QuerySingleOrDefault<string>("select card from message where id = @messageId and participant_id = @participant", new { messageId, participant });
        }

        return json is not null && SkillsJson.Read<CardParts>(database.Keys.Open(json)).Form is { } form
            ? await Accept(participant, channel, deliveryKey, form.Words(answer), messageId, database.Keys.Seal(DataKeys.Of(database, participant), answer.ToChoiceId()), from)
            : null;
    }

    /// <summary>Whether a delivery was stored not longer ago than this.</summary>
    public bool HasTaken(string channel, string deliveryKey, Duration within)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<bool>(
            "select count(*) from inbound where channel = @channel and dedupe_key = @delivery and received_at >= @since",
            new { channel, delivery = database.Keys.Fingerprint(deliveryKey), since = Now - within });
    }

    /// <summary>The participant that a channel knows by an id; made on first contact, with nothing but that id.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="externalId">How it knows them.</param>
    /// <param name="timeZone">Where they seem to live.</param>
    /// <param name="language">The language that their program is set to, as a tag such as "de" or "de-AT"; used only when they are met for the first time. Where it is not spoken, English is, and the greeting says so.</param>
    public async Task<ParticipantId> Meet(string channel, string externalId, DateTimeZone timeZone, string? language = null)
    {
        if (Known(channel, externalId) is { } known)
        {
            return known;
        }

        var participant = new Participant
        {
            Id = new ParticipantId(random.NewId()),
            CreatedAt = Now,
            TimeZone = timeZone,
            Language = KnownLanguages.Find(language)?.Tag ?? (IsTag(language) ? language!.ToLowerInvariant() : KnownLanguages.Default),
        };
        var key = database.Keys.Make(1)[0];
        try
        {
            await writer.CommitAsync(
            [
                ParticipantStore.Insert(participant),
                DataKeys.Keep(participant.Id, key),
                new Write(
                    "insert into channel_identity (channel, external_id, sealed_id, participant_id, created_at) values (@channel, @found, @sealedId, @id, @now)",
                    new { channel, found = database.Keys.Fingerprint(externalId), sealedId = database.Keys.Seal(key, externalId), id = participant.Id, now = Now }),
                new Write("insert into conversation (participant_id, version, floor, open_question) values (@id, 0, 'Agent', 'Nothing')", new { id = participant.Id }),
            ]);
            return participant.Id;
        }
        catch (Microsoft.Data.Sqlite.SqliteException) when (Known(channel, externalId) is not null)
        {
            // Two first messages at the same moment: the other one made the participant.
            return Known(channel, externalId)!.Value;
        }
    }

    /// <summary>Whether the participant has agreed that what they tell is stored.</summary>
    public bool HasConsented(ParticipantId participant)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<bool>("select consent = 'Given' from participant where id = @participant", new { participant });
    }

    /// <summary>Whether the participant wants nothing of what is said to be seen in notifications.</summary>
    public bool IsDiscreet(ParticipantId participant)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<bool>("select discreet from participant where id = @participant", new { participant });
    }

    /// <summary>Keeps names by which a channel knows a participant (display name, first and last name, handle), so that they can be taken out of what a language model sees.</summary>
    public async Task LearnNames(ParticipantId participant, IEnumerable<string> names)
    {
        var known = names.Select(name => name.Trim()).Where(name => name.Length is >= 2 and <= 200).Distinct().ToList();
        if (known.Count > 0)
        {
            var key = DataKeys.Of(database, participant);
            await writer.CommitAsync(
            [
                .. known.Select(name => new Write(
                    "insert into channel_name (participant_id, name) values (@participant, @name) on conflict do nothing", new { participant, name = database.Keys.Seal(key, name, stable: true) })),
            ]);
        }
    }

    /// <summary>Participants with a message that no turn has handled for at least <paramref name="waitedFor"/>: to be woken after a restart or a failed turn.</summary>
    public IReadOnlyList<ParticipantId> WithWaitingMessages(Duration waitedFor = default)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<string>("select distinct participant_id from inbound where handled_at is null and received_at <= @before", new { before = Now - waitedFor })
                .Select(id => new ParticipantId(id)),
        ];
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private ParticipantId? Known(string channel, string externalId)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<string>("select participant_id from channel_identity where channel = @channel and external_id = @found", new { channel, found = database.Keys.Fingerprint(externalId) }) is { } id
            ? new ParticipantId(id)
            : null;
    }

    private async Task<long> Accept(ParticipantId participant, string channel, string deliveryKey, string text, long? choiceMessageId, string? choiceId, string? from, MessagePlace place = default, HandedInFile? file = null)
    {
        // A channel may make it of anything, the person's own id or words among it.
        var delivery = database.Keys.Fingerprint(deliveryKey);
        while (true)
        {
            // Whoever has everything deleted at this very moment gets another key. What was sealed with the old one could never be read: it is not taken, but sealed again.
            var key = DataKeys.Of(database, participant);
            if (await Stored(key) is { } id)
            {
                return id;
            }

            // A button of a message that was deleted means nothing any more.
            if (choiceMessageId is not null || DataKeys.Of(database, participant) == key)
            {
                return 0;
            }
        }

        async Task<long?> Stored(string key)
        {
            try
            {
                await writer.CommitAsync(Writes(key));
            }
            catch (StorageProblemException) when (DataKeys.Of(database, participant) != key)
            {
                return null;
            }

            using var connection = database.Open();
            return connection.ExecuteScalar<long?>(
                "select m.id from message m join inbound i on i.id = m.inbound_id where i.channel = @channel and i.dedupe_key = @delivery and i.participant_id = @participant", new { channel, delivery, participant });
        }

        IReadOnlyList<Write> Writes(string key)
        {
            var parameters = new
            {
                participant, channel, delivery, key, identity = from is null ? null : database.Keys.Fingerprint(from), text = database.Keys.Seal(key, text), choiceMessageId, choiceId, channelMessage = place.Name, isEdit = place.IsEdit, now = Now,
            };
            return
            [
                new Write(
                    """
                    insert into inbound (participant_id, channel, dedupe_key, text, choice_message_id, choice_id, channel_message, is_edit, identity, received_at)
                    select @participant, @channel, @delivery, @text, @choiceMessageId, @choiceId, @channelMessage, @isEdit, @identity, @now
                    where exists (select 1 from data_key where participant_id = @participant and key_id = @key)
                    on conflict (channel, dedupe_key) do nothing
                    """,
                    parameters),
                new Write(
                    """
                    insert into message (participant_id, inbound_id, speaker, text, layout, at)
                    select i.participant_id, i.id, 'Person', i.text, 'Buttons', i.received_at from inbound i
                    where i.channel = @channel and i.dedupe_key = @delivery and i.handled_at is null and not exists (select 1 from message m where m.inbound_id = i.id)
                    """,
                    parameters),
                new Write(
                    "update channel_identity set last_used_at = @now, unreachable_since = null, unreachable_reason = null where participant_id = @participant and channel = @channel and (external_id = @identity or @identity is null)",
                    parameters),
                Outbox.ReachedAgain(participant, channel, Now),
                .. file is null ? [] : FileStore.Writes(file, random.NewId(), participant, channel, delivery, Now, words => database.Keys.Seal(key, words)),
            ];
        }
    }

    // Two or three letters, and what may follow them: "fr", "pt-BR". Anything else is no language that a person could be told of.
    private static bool IsTag(string? told) => told is { Length: >= 2 and <= 12 } && told.Split('-') is [{ Length: 2 or 3 } first, ..] && first.All(char.IsAsciiLetter) && told.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
