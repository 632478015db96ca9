using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Imports;

/// <summary>The file that a participant has handed in last. Earlier ones go: a file is only kept until its values are in the diary.</summary>
public sealed class ImportStore(TurnWork work)
{
    /// <summary>The last one, or null.</summary>
    public ImportedTable? Latest => work.Get(connection =>
        connection.QueryFirstOrDefault<string>("select content from import_file where participant_id = @id order by at desc, rowid desc limit 1", new { id = work.Participant }) is { } json ? work.OpenJson<ImportedTable>(json) : null);

    /// <summary>Keeps a file in place of the one before.</summary>
    public void Add(ImportedTable table)
    {
        work.Put<ImportedTable?>(table);
        foreach (var write in Writes(table, work))
        {
            work.Add(write.Sql, write.Parameters);
        }
    }

    /// <summary>Notes that values of it were taken.</summary>
    public void Taken(string sha256) => work.Add("update import_file set taken_at = @now where participant_id = @id and sha256 = @sha256", new { now = work.Now, id = work.Participant, sha256 });

    private static IEnumerable<Write> Writes(ImportedTable table, TurnWork work) =>
    [
        new Write("delete from import_file where participant_id = @participant", new { participant = work.Participant }),
        new Write("insert into import_file (id, participant_id, at, sha256, content) values (@id, @participant, @now, @sha256, @content)", new { id = work.Random.NewId(), participant = work.Participant, now = work.Now, sha256 = table.Sha256, content = work.SealJson(table) }),
    ];
}
