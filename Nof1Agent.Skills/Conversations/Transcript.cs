using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Conversations;

/// <summary>Reads conversations outside of turns, for pages and streams.</summary>
public sealed class Transcript(Database database)
{
    /// <summary>The messages after an id, oldest first.</summary>
    public IReadOnlyList<Message> After(ParticipantId participant, long after, int most)
    {
        using var connection = database.Open();
        return
        [
            .. MessagePictures.Read(connection, database.Keys, participant, connection.Query<MessageRow>(
                """
                select m.id, m.speaker, m.text, m.choices, m.layout, m.answered, m.picture_id, p.alt as picture_alt, m.downloads, m.card, m.at
                from message m left join picture p on p.id = m.picture_id
                where m.participant_id = @participant and m.id > @after order by m.id limit @most
                """,
                new { participant, after, most })),
        ];
    }

    /// <summary>One message of this participant, or null.</summary>
    public Message? Find(ParticipantId participant, long id) => After(participant, id - 1, 1) is [{ } message] && message.Id == id ? message : null;

    /// <summary>Which choices were taken, by message, among the latest messages with choices.</summary>
    public IReadOnlyList<(long MessageId, string Choice)> Answered(ParticipantId participant)
    {
        using var connection = database.Open();
        return [.. connection.Query<(long Id, string Answered)>("select id, answered from message where participant_id = @participant and answered is not null order by id desc limit 50", new { participant }).Select(row => (row.Id, database.Keys.Open(row.Answered)))];
    }

    /// <summary>A picture of this participant, or null.</summary>
    public StoredPicture? Picture(ParticipantId participant, string id)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<string>("select facts from shown_picture where id = @id and participant_id = @participant", new { id, participant }) is { } facts
            ? new StoredPicture(SkillsJson.Read<Picture>(database.Keys.Open(facts)), null)
            : connection.QuerySingleOrDefault<string>("select svg from picture where id = @id and participant_id = @participant", new { id, participant }) is { } svg ? new StoredPicture(null, database.Keys.Open(svg)) : null;
    }
}
