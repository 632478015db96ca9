using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Files;

namespace Nof1Agent.Skills.Conversations;

/// <summary>A picture of a message: where it is found, and what it says.</summary>
public sealed record MessagePicture(string Id, string Alt);

/// <summary>A picture as it is stored: what it shows, or for one of an earlier version its drawing.</summary>
public sealed record StoredPicture(Picture? Facts, string? Svg);

/// <summary>Which pictures belong to which messages.</summary>
internal static class MessagePictures
{
    /// <summary>The messages of rows of one participant, each with its pictures.</summary>
    public static List<Message> Read(SqliteConnection connection, KeyStore keys, ParticipantId participant, IEnumerable<MessageRow> rows)
    {
        var read = rows.ToList();
        var ids = read.Where(row => row.PictureId is not null).Select(row => row.PictureId).ToList();
        var pictures = ids.Count == 0
            ? Enumerable.Empty<Row>().ToLookup(row => row.ShownWith)
            : connection.Query<Row>("select id, shown_with, alt from shown_picture where participant_id = @participant and shown_with in @ids order by place", new { participant, ids }).ToLookup(row => row.ShownWith);
        var files = FileStore.Shown(connection, keys, participant, [.. read.Where(row => row.Speaker == nameof(Speaker.Person)).Select(row => row.Id)]);
        return [.. read.Select(row => row.ToMessage([.. pictures[row.PictureId ?? ""].Select(picture => new MessagePicture(picture.Id, keys.Open(picture.Alt)))], [.. files[row.Id]], keys))];
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string ShownWith { get; init; } = "";

        public string Alt { get; init; } = "";
    }
}
