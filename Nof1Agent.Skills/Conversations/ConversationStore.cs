using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>The conversation of the turn's participant: where it stands, what was said, what is said now.</summary>
public sealed class ConversationStore(TurnWork work)
{
    private const string MessageColumns = "m.id, m.speaker, m.text, m.choices, m.layout, m.answered, m.picture_id, p.alt as picture_alt, m.downloads, m.card, m.at";

    private int said;
    private Inbound? heard;

    /// <summary>Where it stands.</summary>
    public Conversation Current => work.Get(connection => connection.QuerySingle<Row>(
        "select version, floor, floor_coach, floor_since, floor_active_at, open_question, safety_hold, safety_hold_since from conversation where participant_id = @id", new { id = work.Participant }).ToConversation(work.Keys));

    /// <summary>Reads the conversations of many turns at once; before anything else of them, so that what changes afterwards is a conflict.</summary>
    internal static void Preload(SqliteConnection connection, IReadOnlyDictionary<ParticipantId, TurnWork> turns)
    {
        var ids = ManyIds.Of(turns.Keys);
        foreach (var row in connection.Query<Row>($"select participant_id, version, floor, floor_coach, floor_since, floor_active_at, open_question, safety_hold, safety_hold_since from conversation where participant_id {ManyIds.In}", new { ids }))
        {
            turns[row.ParticipantId].Put(row.ToConversation(turns[row.ParticipantId].Keys));
        }

        var reach = connection.Query<Reach>(
            $"""
            select c.participant_id,
                (select i.channel || ' ' || i.external_id from channel_identity i where i.participant_id = c.participant_id and {ChannelChoice.MayBeWrittenTo} {ChannelChoice.Order}) as chat,
                (select max(i.last_used_at) from channel_identity i where i.participant_id = c.participant_id) as received_at
            from conversation c where c.participant_id {ManyIds.In}
            """,
            new { ids });
        foreach (var row in reach)
        {
            turns[row.ParticipantId].Put(DueChat.Read(row.Chat));
            turns[row.ParticipantId].Put(row.ReceivedAt is { } heard ? new Heard { ReceivedAt = heard } : null);
        }
    }

    /// <summary>Changes where it stands; stored once, by <see cref="Close"/>.</summary>
    public void Set(Conversation conversation) => work.Put(conversation);

    /// <summary>The inbound messages that no turn has handled, oldest first.</summary>
    public IReadOnlyList<Inbound> Waiting() =>
    [
        .. work.Reader.Query<Inbound>(
            "select id, channel, coalesce(text, '') as text, choice_message_id, choice_id, channel_message, is_edit, identity, received_at from inbound where participant_id = @id and handled_at is null order by id",
            new { id = work.Participant }).Select(inbound => inbound with { Text = work.Open(inbound.Text), ChoiceId = work.Open(inbound.ChoiceId) }),
    ];

    /// <summary>The last messages, oldest first.</summary>
    public IReadOnlyList<Message> Last(int count) =>
        [.. MessagePictures.Read(work.Reader, work.Keys, work.Participant, work.Reader.Query<MessageRow>($"select {MessageColumns} from message m left join picture p on p.id = m.picture_id where m.participant_id = @id order by m.id desc limit @count", new { id = work.Participant, count })).AsEnumerable().Reverse()];

    /// <summary>The channel for what is due: the one the person prefers, else the one they used last; null where they cannot be reached, or never wrote.</summary>
    public string? ChannelForDue => ChatForDue.Channel;

    /// <summary>Since when nothing can be said to the person anywhere; null while it can, and before they ever wrote.</summary>
    public Instant? UnreachableSince => ChannelForDue is null
        ? work.Get(connection => new Shut(connection.QueryFirstOrDefault<Heard>("select max(unreachable_since) as received_at from channel_identity where participant_id = @id having max(unreachable_since) is not null", new { id = work.Participant })?.ReceivedAt)).Since
        : null;

    /// <summary>The message that the turn answers: what is said goes to the chat that it was written in.</summary>
    public void Hear(Inbound inbound) => heard = inbound;

    private DueChat ChatForDue => work.Get(connection => connection.QueryFirstOrDefault<DueChat>($"{ChannelChoice.Sql} {ChannelChoice.Order}", new { id = work.Participant }) ?? new DueChat());

    // The chat on a channel that a message goes to; null: the one that was used last by then.
    private string? ChatOn(string channel, Urgency urgency) =>
        urgency is Urgency.Due ? ChatForDue is var due && due.Channel == channel ? due.Identity : null
        : heard is { } inbound && inbound.Channel == channel ? inbound.Identity : null;

    /// <summary>When the person wrote or pressed something last; null before they did.</summary>
    public Instant? LastHeard() => work.Get(connection => connection.QueryFirstOrDefault<Heard>("select max(last_used_at) as received_at from channel_identity where participant_id = @id having max(last_used_at) is not null", new { id = work.Participant }))?.ReceivedAt;

    /// <summary>One message of this participant.</summary>
    public Message? Find(long id) =>
        MessagePictures.Read(work.Reader, work.Keys, work.Participant, work.Reader.Query<MessageRow>($"select {MessageColumns} from message m left join picture p on p.id = m.picture_id where m.participant_id = @participant and m.id = @id", new { participant = work.Participant, id })).SingleOrDefault();

    /// <summary>Says something on a channel: into the transcript and into the outbox, in one piece with the rest of the turn.</summary>
    /// <param name="speaker">Who says it.</param>
    /// <param name="channel">Where.</param>
    /// <param name="turnId">The turn; with the place in it, the stable key of the delivery.</param>
    /// <param name="reply">What.</param>
    /// <param name="urgency">Who is served first; what is awaited takes along what waits before it for the same person.</param>
    /// <param name="expiresAt">When it has lost its sense if it could not be delivered by then; null: never.</param>
    public void Say(Speaker speaker, string channel, string turnId, SkillReply reply, Urgency urgency = Urgency.Awaited, Instant? expiresAt = null)
    {
        var picture = Keep(reply.Pictures);
        var ordinal = said++;
        work.Add(
            """
            insert into message (participant_id, turn_id, speaker, text, choices, layout, picture_id, downloads, card, at)
            values (@participant, @turnId, @speaker, @text, @choices, @layout, @picture, @downloads, @card, @now)
            """,
            new
            {
                participant = work.Participant,
                turnId,
                speaker = speaker.ToString(),
                text = work.Seal(reply.Say),
                choices = reply.Choices.Count > 0 ? work.SealJson(reply.Choices) : null,
                layout = reply.Layout.ToString(),
                picture,
                downloads = reply.Downloads.Count > 0 ? work.SealJson(reply.Downloads) : null,
                card = reply.Card is { } parts ? work.SealJson(parts) : null,
                now = work.Now,
            });
        if (urgency is Urgency.Awaited && ordinal == 0)
        {
            work.Add(
                "update outbound set urgency = 0 where participant_id = @participant and channel = @channel and urgency > 0 and delivered_at is null and failed is null",
                new { participant = work.Participant, channel });
        }

        work.Add(
            """
            insert into outbound (key, participant_id, channel, kind, message_id, urgency, identity, created_at, expires_at, next_attempt_at)
            select @key, @participant, @channel, 'Say', max(id), @urgency, @identity, @now, @expiresAt, @now from message where participant_id = @participant
            """,
            new { key = $"{turnId}:{ordinal}", participant = work.Participant, channel, urgency = (int)urgency, identity = ChatOn(channel, urgency), expiresAt, now = work.Now });
    }

    private string? Keep(IReadOnlyList<Picture> pictures)
    {
        string? first = null;
        foreach (var (picture, place) in pictures.Select((picture, place) => (picture, place)))
        {
            var id = work.Random.NewId();
            first ??= id;
            work.Add(
                "insert into shown_picture (id, participant_id, shown_with, place, facts, alt, at) values (@id, @participant, @first, @place, @facts, @alt, @now)",
                new { id, participant = work.Participant, first, place, facts = work.SealJson(picture), alt = work.Seal(picture.Alt), now = work.Now });
        }

        return first;
    }

    /// <summary>Marks a choice as taken; once. Channels where its message was delivered close its buttons.</summary>
    public void Answer(long messageId, string choiceId)
    {
        // What was filled in is somebody's own words; the place of a button is not.
        var parameters = new { choiceId = FormAnswer.Read(choiceId) is null ? choiceId : work.Seal(choiceId), messageId, participant = work.Participant, now = work.Now };
        work.Add("update message set answered = @choiceId where id = @messageId and participant_id = @participant and answered is null", parameters, mustChange: 1);
        work.Add(
            """
            insert into outbound (key, participant_id, channel, kind, message_id, urgency, identity, created_at, next_attempt_at)
            select key || ':closed', participant_id, channel, 'CloseChoices', message_id, 0, identity, @now, @now
            from outbound where message_id = @messageId and participant_id = @participant and kind = 'Say' and receipt is not null
            """,
            parameters);
    }

    /// <summary>Keeps what the turn did, for the audit.</summary>
    public void Log(string turnId, string trigger, string answeredBy, string? promptHash, string calls, string guard) => work.Add(
        "insert into turn (id, participant_id, trigger, at, answered_by, prompt_hash, calls, guard) values (@turnId, @participant, @trigger, @now, @answeredBy, @promptHash, @calls, @guard)",
        new { turnId, participant = work.Participant, trigger, now = work.Now, answeredBy, promptHash, calls = work.Seal(calls), guard = work.Seal(guard) });

    /// <summary>
    /// Ends the turn: the inbound message is handled and the conversation moves to its next version. Both must find what this turn
    /// found, or nothing of the turn is stored.
    /// </summary>
    public void Close(Inbound? inbound)
    {
        if (inbound is not null)
        {
            work.Add("update inbound set handled_at = @now where id = @id and handled_at is null", new { now = work.Now, id = inbound.Id }, mustChange: 1);
        }

        var conversation = Current;
        work.Add(
            """
            update conversation set version = version + 1, floor = @Floor, floor_coach = @FloorCoach, floor_since = @FloorSince, floor_active_at = @FloorActiveAt, open_question = @OpenQuestion, safety_hold = @SafetyHold, safety_hold_since = @SafetyHoldSince
            where participant_id = @ParticipantId and version = @Version
            """,
            Row.From(conversation, work),
            mustChange: 1);
    }

    /// <summary>Removes everything that was said before a consent that was not given.</summary>
    public void Forget(string keepTurnId)
    {
        work.Add("delete from outbound where participant_id = @participant and key not like @keep || ':%'", new { participant = work.Participant, keep = keepTurnId });
        work.Add("delete from message where participant_id = @participant and (turn_id is null or turn_id <> @keep)", new { participant = work.Participant, keep = keepTurnId });
        work.Add("update inbound set text = null where participant_id = @participant", new { participant = work.Participant });
        work.Add("delete from model_call where participant_id = @participant and turn_id <> @keep", new { participant = work.Participant, keep = keepTurnId });
        work.Add("delete from turn where participant_id = @participant and id <> @keep", new { participant = work.Participant, keep = keepTurnId });
    }

    private sealed record Heard
    {
        public Instant ReceivedAt { get; init; }
    }

    private sealed record Shut(Instant? Since);

    private sealed record DueChat
    {
        public string? Channel { get; init; }

        public string? Identity { get; init; }

        public static DueChat Read(string? chat) => chat?.Split(' ', 2) is [var channel, var identity] ? new DueChat { Channel = channel, Identity = identity } : new DueChat();
    }

    private sealed record Reach
    {
        public ParticipantId ParticipantId { get; init; }

        public string? Chat { get; init; }

        public Instant? ReceivedAt { get; init; }
    }

    private sealed record Row
    {
        public ParticipantId ParticipantId { get; init; }

        public long Version { get; init; }

        public string Floor { get; init; } = "";

        public string? FloorCoach { get; init; }

        public Instant? FloorSince { get; init; }

        public Instant? FloorActiveAt { get; init; }

        public string OpenQuestion { get; init; } = "";

        public string? SafetyHold { get; init; }

        public Instant? SafetyHoldSince { get; init; }

        public static Row From(Conversation conversation, TurnWork work) => new()
        {
            ParticipantId = work.Participant,
            Version = conversation.Version,
            Floor = conversation.Floor.ToString(),
            FloorCoach = conversation.FloorCoach,
            FloorSince = conversation.FloorSince,
            FloorActiveAt = conversation.FloorActiveAt,
            OpenQuestion = conversation.OpenQuestion.ToString(),
            SafetyHold = work.Seal(conversation.SafetyHold),
            SafetyHoldSince = conversation.SafetyHoldSince,
        };

        public Conversation ToConversation(KeyStore keys) => new()
        {
            Version = Version,
            Floor = Enum.Parse<Floor>(Floor, ignoreCase: true),
            FloorCoach = FloorCoach,
            FloorSince = FloorSince,
            FloorActiveAt = FloorActiveAt,
            OpenQuestion = Enum.Parse<OpenQuestion>(OpenQuestion, ignoreCase: true),
            SafetyHold = keys.Open(SafetyHold),
            SafetyHoldSince = SafetyHoldSince,
        };
    }
}
