using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Interview;

/// <summary>The interview of the turn's participant.</summary>
public sealed class InterviewStore(TurnWork work)
{
    /// <summary>What was told so far.</summary>
    public InterviewNotes Notes => work.Get(connection =>
        connection.QuerySingleOrDefault<string>("select notes from interview where participant_id = @id", new { id = work.Participant }) is { } json
            ? SkillsJson.Read<InterviewNotes>(json)
            : InterviewNotes.Empty);

    /// <summary>Stores the notes.</summary>
    public void Save(InterviewNotes notes)
    {
        work.Put(notes);
        work.Add(
            """
            insert into interview (participant_id, notes, updated_at) values (@id, @notes, @now)
            on conflict (participant_id) do update set notes = excluded.notes, updated_at = excluded.updated_at
            """,
            new { id = work.Participant, notes = SkillsJson.Write(notes), now = work.Now });
    }
}
