using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.Studies;

/// <summary>Who is in a study now: those who said yes, and have not left.</summary>
internal static class StudyMembers
{
    /// <summary>They, with the names that coaches call them by, in the order of their opaque ids.</summary>
    public static IReadOnlyList<(ParticipantId Id, string Alias)> Of(Database database, SqliteConnection connection, string study)
    {
        var rows = connection.Query<(string Participant, string Cell, string? Key, string? Alias)>(
            "select c.participant_id, c.study_ref, k.key_id, a.alias from caseload c left join alias a on a.participant_id = c.participant_id left join data_key k on k.participant_id = c.participant_id where c.agreed_at is not null and c.study_ref is not null order by c.participant_id").AsList();
        database.Keys.Load(rows.Select(row => row.Key).OfType<string>());
        return [.. rows.Where(row => StudyRef.Read(database.Keys.Open(row.Cell))?.Id == study).Select(row => (new ParticipantId(row.Participant), row.Alias ?? ""))];
    }
}
