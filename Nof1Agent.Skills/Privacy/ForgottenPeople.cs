using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Privacy;

/// <summary>
/// People of a restored backup who had everything deleted after it was made: their keys are destroyed, nothing of them can be read, and the rows go now.
/// </summary>
public static class ForgottenPeople
{
    /// <summary>Finishes deletions that a crash cut short, then removes whose key was destroyed.</summary>
    /// <returns>How many people were removed.</returns>
    /// <exception cref="StorageProblemException">Keys are missing that nobody destroyed: the key folder is not the one of this database.</exception>
    public static async Task<int> Remove(Database database, Instant now)
    {
        Erasure.Settle(database);
        List<(string Participant, string Key)> people;
        using (var connection = database.Open())
        {
            people = connection.Query<(string, string)>("select participant_id, key_id from data_key").AsList();
        }

        var (destroyed, missing) = database.Keys.Gone([.. people.Select(person => person.Key)]);
        if (missing.Count > 0)
        {
            throw new StorageProblemException($"{missing.Count} of {people.Count} keys of this database are not in its key folder. Put that folder back, or name it with NOF1AGENT_KEYS; without it nothing that people wrote can be read.");
        }

        var gone = people.Where(person => destroyed.Contains(person.Key)).ToList();
        if (gone.Count == 0)
        {
            return 0;
        }

        await using var writer = new WriterQueue(database);
        foreach (var (participant, _) in gone)
        {
            using var work = new TurnWork(database, new ParticipantId(participant), now, RandomSource.Cryptographic);
            new Erasure(work).Everything(null);
            await work.CommitAsync(writer);
        }

        return gone.Count;
    }
}
