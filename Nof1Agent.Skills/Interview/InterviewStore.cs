using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Interview;

/// <summary>The interview of the turn's participant.</summary>
public sealed class InterviewStore(TurnWork work)
{
    /// <summary>What was told so far.</summary>
    public InterviewNotes Notes => work.Get(connection =>
        connection.QuerySingleOrDefault<string>("select notes from interview where participant_id = @id", new { id = work.Participant }) is { } json
            ? work.OpenJson<InterviewNotes>(json)
            : InterviewNotes.Empty);

    /// <summary>Whether a red flag rules out going on until a clinician has agreed.</summary>
    public bool IsBlocked => work.Known<Blocked>() is { } known ? known.Is : Notes.Blocks.Count > 0;

    /// <summary>Reads who is blocked, for many turns at once. The notes themselves are read when they are asked for.</summary>
    internal static void Preload(SqliteConnection connection, IReadOnlyDictionary<ParticipantId, TurnWork> turns)
    {
        var blocked = connection.Query<string>(
            $"select participant_id from interview where participant_id {ManyIds.In} and blocked = 1", new { ids = ManyIds.Of(turns.Keys) }).ToHashSet(StringComparer.Ordinal);
        foreach (var (participant, work) in turns)
        {
            work.Put(new Blocked(blocked.Contains(participant.Value)));
        }
    }

    /// <summary>Stores the notes.</summary>
    public void Save(InterviewNotes notes)
    {
        work.Put(notes);
        work.Forget<Blocked>();
        work.Add(
            """
            insert into interview (participant_id, notes, blocked, updated_at) values (@id, @notes, @blocked, @now)
            on conflict (participant_id) do update set notes = excluded.notes, blocked = excluded.blocked, updated_at = excluded.updated_at
            """,
            new { id = work.Participant, notes = work.SealJson(notes), blocked = notes.Blocks.Count > 0 ? 1 : 0, now = work.Now });
    }

    private sealed record Blocked(bool Is);
}
