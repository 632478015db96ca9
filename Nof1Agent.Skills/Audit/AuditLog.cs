using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Audit;

/// <summary>The audit log, outside of turns: for acts that are about nobody or that only look, for reading, and for checking that nothing of it was changed.</summary>
public sealed class AuditLog(Database database, WriterQueue writer, TimeProvider clock)
{
    private const string Columns = "id, at, actor, act, subject, about, previous, hash";

    /// <summary>Keeps an act that changes nothing else, such as a look at a participant. When the task ends, it is on the disk: only then is anything shown.</summary>
    public Task Record(string actor, AuditAct act, ParticipantId? participant = null, string about = "") =>
        writer.CommitAsync(AuditTrail.Of(actor, act, participant is { } id ? SubjectOf(id) : null, Instant.FromDateTimeOffset(clock.GetUtcNow()), about));

    /// <summary>The pseudonym under which acts about a participant stand. Once their key is destroyed there is no way back from one to the other.</summary>
    public string SubjectOf(ParticipantId participant) => database.Keys.Pseudonym(DataKeys.Of(database, participant));

    /// <summary>Whose pseudonym is whose, for all who are there now.</summary>
    public IReadOnlyDictionary<string, ParticipantId> Subjects()
    {
        using var connection = database.Open();
        var rows = connection.Query<(string Participant, string Key)>("select participant_id, key_id from data_key").AsList();
        database.Keys.Load(rows.Select(row => row.Key));
        return rows.ToDictionary(row => database.Keys.Pseudonym(row.Key), row => new ParticipantId(row.Participant));
    }

    /// <summary>The latest entries, newest first.</summary>
    /// <param name="most">How many.</param>
    /// <param name="before">Only entries before this place; null: from the end on.</param>
    /// <param name="subject">Only about this pseudonym.</param>
    /// <param name="act">Only of this kind: <see cref="AuditAct.Viewed"/> is the access log.</param>
    public IReadOnlyList<AuditEntry> Latest(int most, long? before = null, string? subject = null, AuditAct? act = null)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<Row>(
                $"""
                select {Columns} from audit_entry
                where (@before is null or id < @before) and (@subject is null or subject = @subject) and (@act is null or act = @act) order by id desc limit @most
                """,
                new { most, before, subject, act = act?.ToString() }).Select(row => row.ToEntry()),
        ];
    }

    /// <summary>Whether an entry with this hash is there: a hash that was noted down elsewhere shows that nothing before it was taken away.</summary>
    public bool Contains(string hash)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("select exists (select 1 from audit_entry where hash = @hash)", new { hash }) == 1;
    }

    /// <summary>Checks every entry against the one before it and the end against its seal.</summary>
    public AuditVerification Verify()
    {
        using var connection = database.Open();
        connection.Execute("begin deferred");
        try
        {
            var (previous, count) = (AuditEntry.Beginning, 0L);
            foreach (var row in connection.Query<Row>($"select {Columns} from audit_entry order by id", buffered: false))
            {
                count++;
                if (row.Id != count)
                {
                    return AuditVerification.Broken(count, $"Entry {count} is missing.");
                }

                if (row.Previous != previous || row.HashItself() != row.Hash)
                {
                    return AuditVerification.Broken(count, $"Entry {count} is not what was written, or does not follow the one before it.");
                }

                previous = row.Hash;
            }

            var head = connection.QuerySingleOrDefault<Head>("select last, hash, seal from audit_head where one = 1");
            if (head is null ? count > 0 : head.Last != count || head.Hash != previous)
            {
                return AuditVerification.Broken(count + 1, "The end of the chain is missing: entries were removed or added at its end.");
            }

            return head is not null && head.Seal != database.Keys.Fingerprint($"{head.Last} {head.Hash}")
                ? AuditVerification.Broken(1, "The end of the chain does not carry this installation's seal: the chain was made anew, or this is not the key folder that belongs to it.")
                : new AuditVerification(count, previous, null, null);
        }
        finally
        {
            connection.Execute("rollback");
        }
    }

    private sealed record Head
    {
        public long Last { get; init; }

        public string Hash { get; init; } = "";

        public string Seal { get; init; } = "";
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string At { get; init; } = "";

        public string Actor { get; init; } = "";

        public string Act { get; init; } = "";

        public string Subject { get; init; } = "";

        public string About { get; init; } = "";

        public string Previous { get; init; } = "";

        public string Hash { get; init; } = "";

        // Over the columns as they lie there, so that nothing that reads the same passes for the same.
        public string HashItself() => AuditEntry.HashOf(string.Join('\n', Previous, Id, At, Actor, Act, Subject, About));

        public AuditEntry ToEntry() => new()
        {
            Id = Id,
            At = ColumnText.ReadInstant(At),
            Actor = Actor,
            Act = Enum.Parse<AuditAct>(Act),
            Subject = Subject,
            About = About,
            Previous = Previous,
            Hash = Hash,
        };
    }
}

/// <summary>Whether the audit log is as it was written.</summary>
/// <param name="Entries">How many entries were checked.</param>
/// <param name="Head">Hash of the last one: whoever notes it down elsewhere can tell later that nothing before it was changed.</param>
/// <param name="FirstBroken">The place of the first entry that is not right; null: all are.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record AuditVerification(long Entries, string Head, long? FirstBroken, string? Problem)
{
    /// <summary>Nothing was changed, removed or put in.</summary>
    public bool IsIntact => FirstBroken is null;

    internal static AuditVerification Broken(long place, string problem) => new(place, "", place, problem);
}
