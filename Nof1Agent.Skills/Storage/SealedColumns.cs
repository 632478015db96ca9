using Dapper;
using Microsoft.Data.Sqlite;

namespace Nof1Agent.Skills.Storage;

/// <summary>
/// Which columns hold sealed texts. Rows that an earlier version wrote plain are sealed at the start of this one, before anything else reads them; afterwards
/// the file is written anew, so that nothing of them stays in its free pages.
/// </summary>
internal static class SealedColumns
{
    /// <summary>Table, column, and whether the same text gives the same cell.</summary>
    public static readonly IReadOnlyList<(string Table, string Column, bool Stable)> All =
    [
        ("alert", "text", false),
        ("approval", "request", false),
        ("calibration_ledger", "outcome", false),
        ("candidate_list", "list", false),
        ("caseload", "study", false),
        ("caseload", "study_ref", false),
        ("channel_identity", "address", true),
        ("channel_identity", "sealed_id", false),
        ("channel_name", "name", true),
        ("check_in", "note", false),
        ("check_in", "reason", false),
        ("check_in", "side_effect", false),
        ("check_in", "source", false),
        ("coach_note", "text", false),
        ("confirmed_reading", "words", false),
        ("conversation", "safety_hold", false),
        ("floor_stay", "summary", false),
        ("import_file", "content", false),
        ("inbound", "text", false),
        ("interview", "notes", false),
        ("invitation_offer", "study", false),
        ("invitation_offer", "study_ref", false),
        ("message", "card", false),
        ("message", "choices", false),
        ("message", "downloads", false),
        ("message", "text", false),
        ("message_file", "content", false),
        ("message_file", "name", false),
        ("message_file", "words", false),
        ("model_belief", "belief", false),
        ("model_call", "saw", false),
        ("own_idea", "idea", false),
        ("personal_rule", "rule", false),
        ("picture", "alt", false),
        ("picture", "svg", false),
        ("result", "report", false),
        ("set_aside", "body", false),
        ("shown_picture", "alt", false),
        ("shown_picture", "facts", false),
        ("tested_intervention", "tested", false),
        ("trial", "end_reason", false),
        ("trial", "pause_reason", false),
        ("trial", "nonce", true),
        ("trial", "plan", true),
        ("trial", "protocol", true),
        ("trial", "secret", true),
        ("trial", "sequence", true),
        ("trial", "stopped_arms", false),
        ("turn", "calls", false),
        ("turn", "guard", false),
        ("unblinding", "reason", false),
        ("waiting_file", "file", false),
    ];

    // What lies as a fingerprint, beside what lies sealed.
    private const string Fingerprints = "channel_identity.external_id inbound.dedupe_key alert.subject";

    /// <summary>Seals what is plain. Cut short, it goes on where it stopped; done once, it does nothing.</summary>
    /// <returns>How many cells were sealed.</returns>
    public static int SealPlain(Database database)
    {
        using var connection = database.OpenToWrite();
        var columns = string.Join(' ', All.Select(one => $"{one.Table}.{one.Column}").Append(Fingerprints));
        if (connection.ExecuteScalar<long>("select count(*) from sealing where columns = @columns", new { columns }) == 1)
        {
            return 0;
        }

        GiveKeys(database, connection);
        var count = Identities(database, connection) + Deliveries(database, connection) + Subjects(database, connection);
        foreach (var (table, column, stable) in All)
        {
            count += Column(database, connection, table, column, stable);
        }

        // Also where nothing was plain any more: an earlier start may have been cut short between sealing and this.
        connection.Execute("vacuum");
        connection.Execute("pragma wal_checkpoint(truncate)");
        connection.Execute("delete from sealing; insert into sealing (columns) values (@columns)", new { columns });
        return count;
    }

    private static void GiveKeys(Database database, SqliteConnection connection)
    {
        var without = connection.Query<string>("select id from participant where id not in (select participant_id from data_key)").AsList();
        var keys = without.Count == 0 ? [] : database.Keys.Make(without.Count);
        using var transaction = connection.BeginTransaction();
        foreach (var (participant, key) in without.Zip(keys))
        {
            connection.Execute("insert into data_key (participant_id, key_id) values (@participant, @key)", new { participant, key }, transaction);
        }

        transaction.Commit();
    }

    // A channel's own id becomes a fingerprint, and is kept sealed beside it.
    private static int Identities(Database database, SqliteConnection connection)
    {
        var rows = connection.Query<(long Row, string Id, string Key)>(
            "select i.rowid, i.external_id, k.key_id from channel_identity i join data_key k on k.participant_id = i.participant_id where i.sealed_id is null").AsList();
        using var transaction = connection.BeginTransaction();
        foreach (var (row, id, key) in rows)
        {
            connection.Execute(
                "update channel_identity set external_id = @found, sealed_id = @sealedId where rowid = @row",
                new { row, found = database.Keys.Fingerprint(id), sealedId = database.Keys.Seal(key, id) },
                transaction);
        }

        transaction.Commit();
        return rows.Count;
    }

    // What a channel calls a delivery may be made of anything, also of its own id of the person.
    private static int Deliveries(Database database, SqliteConnection connection)
    {
        var rows = connection.Query<(long Id, string Name)>("select id, dedupe_key from inbound").AsList();
        var plain = rows.Where(row => !KeyStore.IsFingerprint(row.Name)).ToList();
        using var transaction = connection.BeginTransaction();
        foreach (var (id, name) in plain)
        {
            connection.Execute("update inbound set dedupe_key = @found where id = @id", new { id, found = database.Keys.Fingerprint(name) }, transaction);
        }

        transaction.Commit();
        return plain.Count;
    }

    // "participant:E1" was the form of earlier versions: it tells of a rule to whoever reads the file.
    private static int Subjects(Database database, SqliteConnection connection)
    {
        var rows = connection.Query<(string Id, string Kind, string Participant, string Subject)>("select id, kind, participant_id, subject from alert where substr(subject, 1, length(participant_id) + 1) = participant_id || ':'").AsList();
        using var transaction = connection.BeginTransaction();
        foreach (var (id, kind, participant, subject) in rows)
        {
            var found = $"{participant} {database.Keys.Fingerprint(subject[(participant.Length + 1)..])}";

            // The same may have been raised anew meanwhile: then that one waits to be seen, and this one has been overtaken.
            connection.Execute("update alert set cleared_at = coalesce(cleared_at, at) where id = @id and exists (select 1 from alert where kind = @kind and subject = @found)", new { id, kind, found }, transaction);
            connection.Execute("update alert set subject = @found where id = @id", new { id, found }, transaction);
        }

        transaction.Commit();
        return rows.Count;
    }

    private static int Column(Database database, SqliteConnection connection, string table, string column, bool stable)
    {
        var ofTrial = connection.ExecuteScalar<long>("select count(*) from pragma_table_info(@table) where name = 'participant_id'", new { table }) == 0;
        var owner = ofTrial ? "(select participant_id from trial where id = t.trial_id)" : "t.participant_id";
        var rows = connection.Query<(long Row, string Text, string Key)>(
            $"select t.rowid, t.{column}, k.key_id from {table} t join data_key k on k.participant_id = {owner} where t.{column} is not null and t.{column} <> ''").AsList();
        var plain = rows.Where(row => !Protection.SealedText.IsSealed(row.Text, out _)).ToList();
        using var transaction = connection.BeginTransaction();
        foreach (var (row, text, key) in plain)
        {
            connection.Execute($"update {table} set {column} = @cell where rowid = @row", new { row, cell = database.Keys.Seal(key, text, stable) }, transaction);
        }

        transaction.Commit();
        return plain.Count;
    }
}
