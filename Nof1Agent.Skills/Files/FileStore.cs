using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Files;

/// <summary>The photos and documents of the turn's participant. The one place where their bytes are written and read.</summary>
public sealed class FileStore(TurnWork work)
{
    /// <summary>How many files of a person are kept; an older one goes when a new one comes.</summary>
    public const int MostKept = 20;

    private const int MostReadings = 3;
    private const string ReadingsKey = "readings";

    /// <summary>The file of a message that came in; null where it had none.</summary>
    public HandedInFile? Of(long inboundId) =>
        work.Reader.QuerySingleOrDefault<Row>("select id, kind, media_type, name, words, content from message_file where participant_id = @participant and inbound_id = @inboundId", new { participant = work.Participant, inboundId })?.ToFile(work);

    /// <summary>One kept file, for the person who handed it in; null: not theirs, or no longer kept.</summary>
    public HandedInFile? Find(string id) =>
        work.Reader.QuerySingleOrDefault<Row>("select id, kind, media_type, name, words, content from message_file where participant_id = @participant and id = @id", new { participant = work.Participant, id })?.ToFile(work);

    /// <summary>What was read in files and confirmed, the newest few, oldest first.</summary>
    public IReadOnlyList<string> Readings => work.Get<IReadOnlyList<string>>(connection =>
        [.. connection.Query<string>("select words from confirmed_reading where participant_id = @participant order by at desc, rowid desc limit @most", new { participant = work.Participant, most = MostReadings }).Reverse().Select(words => work.Open(words)!)], ReadingsKey);

    /// <summary>Keeps a reading that the person has confirmed.</summary>
    public void Confirm(string words)
    {
        work.Put<IReadOnlyList<string>>([.. Readings.Append(words).TakeLast(MostReadings)], ReadingsKey);
        work.Add("insert into confirmed_reading (id, participant_id, at, words) values (@id, @participant, @now, @words)", new { id = work.Random.NewId(), participant = work.Participant, now = work.Now, words = work.Seal(words) });
    }

    /// <summary>What stores a file with the message that came in with it: once, however often the delivery comes, and within the bound.</summary>
    /// <param name="file">The file.</param>
    /// <param name="id">Its id.</param>
    /// <param name="participant">Whose it is.</param>
    /// <param name="channel">Where it came in.</param>
    /// <param name="deliveryKey">As it lies with the message: the fingerprint of what the channel calls the delivery.</param>
    /// <param name="now">When.</param>
    /// <param name="seal">Seals a text with the person's key.</param>
    internal static IEnumerable<Write> Writes(HandedInFile file, string id, ParticipantId participant, string channel, string deliveryKey, Instant now, Func<string, string> seal) =>
    [
        new Write(
            """
            insert into message_file (id, participant_id, inbound_id, at, kind, media_type, name, size, words, content)
            select @id, @participant, i.id, @now, @kind, @mediaType, @name, @size, @words, @content from inbound i
            where i.channel = @channel and i.dedupe_key = @deliveryKey and i.participant_id = @participant and i.handled_at is null and not exists (select 1 from message_file f where f.inbound_id = i.id)
            """,
            new { id, participant, now, kind = file.Kind.ToString(), mediaType = file.MediaType, name = seal(file.Name), size = file.Content.Length, words = seal(file.Words), content = seal(Convert.ToBase64String(file.Content)), channel, deliveryKey }),
        new Write(
            "delete from message_file where participant_id = @participant and id not in (select id from message_file where participant_id = @participant order by at desc, rowid desc limit @most)",
            new { participant, most = MostKept }),
    ];

    /// <summary>The files of some messages, by message.</summary>
    internal static ILookup<long, MessageFile> Shown(SqliteConnection connection, KeyStore keys, ParticipantId participant, IReadOnlyCollection<long> messages) => messages.Count == 0
        ? Enumerable.Empty<ShownRow>().ToLookup(row => row.MessageId, row => row.ToFile(keys))
        : connection.Query<ShownRow>("select m.id as message_id, f.id, f.kind, f.name from message_file f join message m on m.inbound_id = f.inbound_id where f.participant_id = @participant and m.id in @messages", new { participant, messages })
            .ToLookup(row => row.MessageId, row => row.ToFile(keys));

    private sealed record ShownRow
    {
        public long MessageId { get; init; }

        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Name { get; init; } = "";

        public MessageFile ToFile(KeyStore keys) => new(Id, Enum.Parse<FileKind>(Kind), keys.Open(Name));
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string MediaType { get; init; } = "";

        public string Name { get; init; } = "";

        public string Words { get; init; } = "";

        public string Content { get; init; } = "";

        public HandedInFile ToFile(TurnWork work) => new()
        {
            Kind = Enum.Parse<FileKind>(Kind),
            MediaType = MediaType,
            Name = work.Open(Name)!,
            Words = work.Open(Words)!,
            Content = Convert.FromBase64String(work.Open(Content)!),
        };
    }
}
