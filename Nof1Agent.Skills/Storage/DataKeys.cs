using Dapper;
using Microsoft.Data.Sqlite;

namespace Nof1Agent.Skills.Storage;

/// <summary>Which key is whose, as the database knows it. The keys themselves are in <see cref="KeyStore"/>.</summary>
internal static class DataKeys
{
    /// <summary>The name of a participant's key; null for one of an earlier version that has none yet.</summary>
    public static string? Of(SqliteConnection connection, ParticipantId participant) =>
        connection.QuerySingleOrDefault<string>("select key_id from data_key where participant_id = @participant", new { participant });

    /// <summary>The same, outside of turns.</summary>
    /// <exception cref="StorageProblemException">There is none.</exception>
    public static string Of(Database database, ParticipantId participant)
    {
        using var connection = database.Open();
        return Of(connection, participant) ?? throw new StorageProblemException($"A participant of {database.Path} has no key. Bring the database up to date with the command migrate.");
    }

    /// <summary>Gives a participant a key. Two at once are a conflict: what the second sealed would otherwise have a key that nobody destroys.</summary>
    public static Write Keep(ParticipantId participant, string keyId) => new(
        "insert into data_key (participant_id, key_id) values (@participant, @keyId) on conflict (participant_id) do nothing", new { participant, keyId }, MustChange: 1);
}
