using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Rhythm;

/// <summary>One row of due work.</summary>
public sealed record DueRow
{
    public required ParticipantId ParticipantId { get; init; }

    public required DueKind Kind { get; init; }

    public required Instant DueAt { get; init; }
}

/// <summary>Reads what is due. Rows are changed only by the turn that answers them.</summary>
public sealed class DueWork(Database database)
{
    /// <summary>The rows whose time has come, the oldest first.</summary>
    public IReadOnlyList<DueRow> Due(Instant now, int most)
    {
        using var connection = database.Open();
        return [.. connection.Query<DueRow>("select participant_id, kind, due_at from due_work where due_at <= @now order by due_at limit @most", new { now, most })];
    }

    /// <summary>How many rows' time has come, and since when the oldest waits.</summary>
    public (long Rows, Instant? Oldest) Overdue(Instant now)
    {
        using var connection = database.Open();
        var rows = connection.ExecuteScalar<long>("select count(*) from due_work where due_at <= @now", new { now });
        return (rows, rows == 0 ? null : Next());
    }

    /// <summary>When the next row is due, or null.</summary>
    public Instant? Next()
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<DueRow>("select participant_id, kind, due_at from due_work order by due_at limit 1")?.DueAt;
    }

    /// <summary>The turn of a row, the same however often it is tried: what it says is delivered under keys made of it.</summary>
    public static string TurnId(DueRow row) => $"due-{row.ParticipantId.Value}-{row.Kind}-{row.DueAt.ToUnixTimeTicks()}";

    /// <summary>Whether a row still waits as it was read.</summary>
    internal static bool IsStill(TurnWork work, DueRow row) => work.Reader.ExecuteScalar<long>(
        "select count(*) from due_work where participant_id = @ParticipantId and kind = @kind and due_at = @DueAt", new { row.ParticipantId, kind = row.Kind.ToString(), row.DueAt }) == 1;

    /// <summary>The rows of the turn's participant as the turn found them.</summary>
    internal static IReadOnlyDictionary<DueKind, DueRow> Of(TurnWork work) => work.Get(connection => new Found(connection.Query<DueRow>(
        "select participant_id, kind, due_at from due_work where participant_id = @participant", new { participant = work.Participant }).ToDictionary(row => row.Kind))).Rows;

    /// <summary>Reads the rows of many turns at once.</summary>
    internal static void Preload(SqliteConnection connection, IReadOnlyDictionary<ParticipantId, TurnWork> turns)
    {
        var rows = connection.Query<DueRow>($"select participant_id, kind, due_at from due_work where participant_id {ManyIds.In}", new { ids = ManyIds.Of(turns.Keys) }).ToLookup(row => row.ParticipantId);
        foreach (var (participant, work) in turns)
        {
            work.Put(new Found(rows[participant].ToDictionary(row => row.Kind)));
        }
    }

    private sealed record Found(IReadOnlyDictionary<DueKind, DueRow> Rows);
}
