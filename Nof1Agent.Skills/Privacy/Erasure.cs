using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Privacy;

/// <summary>
/// Deletes everything about the turn's participant. Which tables that are is read from the schema, so that a new one cannot be forgotten. What remains is
/// the opaque id with the channel that it uses, without which the receipt could not be delivered; where nobody waits for a receipt, not even that. Effects that were shared carry no id and cannot be found again.
/// </summary>
public sealed class Erasure(TurnWork work)
{
    // The participant themselves, where the conversation stands, and the message that is being answered are emptied, not removed.
    private static readonly string[] Kept = ["participant", "conversation", "inbound", "channel_identity"];

    private const string IsLater = "id > @inboundId and handled_at is null and choice_message_id is null and is_edit = 0 and text is not null and channel = (select channel from inbound where id = @inboundId)";

    /// <summary>Adds the deletions to the turn. The code names them in the record of erasures, which names nobody.</summary>
    /// <param name="inboundId">The message that asked for it; null where nothing is answered, and no channel stays.</param>
    /// <returns>The receipt's code.</returns>
    public string Everything(long? inboundId)
    {
        var receipt = work.Random.NewId();
        var before = work.KeyId;
        var here = Here(inboundId);
        var later = WrittenLater(inboundId);
        foreach (var (table, column) in TablesOf(work.Reader))
        {
            work.Add(
                column == "trial_id" ? $"delete from {table} where trial_id in (select id from trial where participant_id = @participant)" : $"delete from {table} where participant_id = @participant",
                new { participant = work.Participant });
        }

        if (later is not null)
        {
            // What came in after this was read makes the turn begin again: nothing that was acknowledged is deleted unread.
            work.Add(
                "update participant set id = id where id = @participant and not exists (select 1 from inbound where participant_id = @participant and id > @newest)",
                new { participant = work.Participant, newest = later.Newest }, mustChange: 1);
        }

        work.Add($"delete from inbound where participant_id = @participant and id is not @inboundId and coalesce({IsLater}, 0) = 0", new { participant = work.Participant, inboundId });
        work.Add("update inbound set text = null, choice_id = null where id = @inboundId", new { inboundId });
        work.Add(
            "delete from channel_identity where participant_id = @participant and (channel <> coalesce((select channel from inbound where id = @inboundId), '') or sealed_id is not @kept or @kept is null)",
            new { participant = work.Participant, inboundId, kept = here?.Cell });
        work.Add(
            "update participant set consent = 'NotAsked', consent_version = null, consented_at = null, time_zone = 'UTC', clocks = '[]' where id = @participant",
            new { participant = work.Participant });
        if (inboundId is null)
        {
            work.Add("delete from conversation where participant_id = @participant", new { participant = work.Participant });
            work.Add("delete from participant where id = @participant", new { participant = work.Participant });
            work.Add("insert into erasure (receipt, at, key_id) values (@receipt, @at, @before)", new { receipt, at = work.Now, before });
            return receipt;
        }

        var now = work.Keys.Make(1)[0];
        work.Add("insert into data_key (participant_id, key_id) values (@participant, @now)", new { participant = work.Participant, now });
        work.ChangeKey(now);
        if (here is not null)
        {
            work.Add(
                "update channel_identity set sealed_id = @id, address = @address where participant_id = @participant",
                new { id = work.Seal(here.SealedId), address = work.Seal(here.Details, stable: true), participant = work.Participant });
        }

        foreach (var text in later?.Texts ?? [])
        {
            work.Add("update inbound set text = @text, identity = null where id = @id", new { text.Id, text = work.Seal(text.Text) });
        }

        work.Add("insert into erasure (receipt, at, key_id) values (@receipt, @at, @before)", new { receipt, at = work.Now, before });
        return receipt;
    }

    /// <summary>
    /// Destroys the keys of those who had everything deleted, so that what backups still hold of them is unreadable, and empties the write-ahead log into the
    /// file, so that nothing of what was deleted stays in it. Deleted rows are overwritten when they are deleted. Also run at the start: a crash may have come between.
    /// </summary>
    public static void Settle(Database database)
    {
        using var connection = database.Open();
        database.Keys.Destroy(connection.Query<string>("select key_id from erasure where key_id is not null").AsList());
        connection.Execute("pragma wal_checkpoint(truncate)");
    }

    // What they typed after the message that asked for the deletion was not meant by it: it waits for its answer, which is to somebody new.
    private Later? WrittenLater(long? inboundId)
    {
        if (inboundId is null)
        {
            return null;
        }

        var newest = work.Reader.ExecuteScalar<long>("select max(id) from inbound where participant_id = @participant", new { participant = work.Participant });
        var texts = work.Reader.Query<LaterText>(
            $"select id, text from inbound where participant_id = @participant and {IsLater}",
            new { participant = work.Participant, inboundId });
        return new Later(newest, [.. texts.Select(text => text with { Text = work.Open(text.Text) })]);
    }

    // How the channel that stays knows the person: it is sealed anew.
    private Address? Here(long? inboundId)
    {
        if (inboundId is null)
        {
            return null;
        }

        var found = work.Reader.QueryFirstOrDefault<Address>(
            """
            select sealed_id, address as details from channel_identity
            where participant_id = @participant and channel = (select channel from inbound where id = @inboundId)
                and external_id = coalesce((select identity from inbound where id = @inboundId), external_id)
            order by last_used_at desc
            """,
            new { participant = work.Participant, inboundId });
        return found is null ? null : new Address { Cell = found.SealedId, SealedId = work.Open(found.SealedId), Details = work.Open(found.Details) };
    }

    /// <summary>The tables that hold something of a participant, those that refer to others first.</summary>
    internal static IReadOnlyList<(string Table, string Column)> TablesOf(SqliteConnection connection)
    {
        var columns = connection.Query<(string Table, string Column)>(
            "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and c.name in ('participant_id', 'trial_id')").ToList();
        var left = columns.GroupBy(row => row.Table).Select(table => (Table: table.Key, Column: table.Any(row => row.Column == "participant_id") ? "participant_id" : "trial_id"))
            .Where(table => !Kept.Contains(table.Table)).ToList();
        var ordered = new List<(string, string)>();
        while (left.Count > 0)
        {
            var free = left.Where(table => !left.Exists(other => other.Table != table.Table && Refers(other.Table, table.Table))).ToList();
            ordered.AddRange(free.Count > 0 ? free : left);
            left = free.Count > 0 ? [.. left.Except(free)] : [];
        }

        return ordered;

        bool Refers(string from, string to) => connection.Query<string>($"select \"table\" from pragma_foreign_key_list('{from}')").Contains(to);
    }

    private sealed record Later(long Newest, IReadOnlyList<LaterText> Texts);

    private sealed record LaterText
    {
        public long Id { get; init; }

        public string Text { get; init; } = "";
    }

    private sealed record Address
    {
        /// <summary>As it lies in its column now.</summary>
        public string? Cell { get; init; }

        public string? SealedId { get; init; }

        public string? Details { get; init; }
    }
}
