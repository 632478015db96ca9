using Dapper;
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

    /// <summary>When the next row is due, or null.</summary>
    public Instant? Next()
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<DueRow>("select participant_id, kind, due_at from due_work order by due_at limit 1")?.DueAt;
    }

    /// <summary>Part of a turn's conditions: the row must still be the one that was claimed.</summary>
    internal static void Claim(TurnWork work, DueRow row) => work.Add(
        "update due_work set due_at = due_at where participant_id = @ParticipantId and kind = @kind and due_at = @DueAt",
        new { row.ParticipantId, kind = row.Kind.ToString(), row.DueAt },
        mustChange: 1);
}
