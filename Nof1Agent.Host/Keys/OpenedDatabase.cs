using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Keys;

/// <summary>The one place where the program opens its database: with the keys that belong to it.</summary>
internal static class OpenedDatabase
{
    /// <summary>A database as it is.</summary>
    /// <exception cref="StorageProblemException">It cannot be used.</exception>
    public static Database AsItIs(string path, string? keyFolder = null) => Database.InFile(path, Durability.Full, KeyRing.Of(keyFolder ?? KeyRing.FolderOf(path)));

    /// <summary>A database of this version: schema, sealed rows, nobody left who had everything deleted.</summary>
    /// <returns>It, and the path of the copy that was made before a change of the schema.</returns>
    /// <exception cref="StorageProblemException">It cannot be used, or its keys are missing.</exception>
    public static (Database Database, string? Copy) OfThisVersion(string path, Instant now, string? keyFolder = null)
    {
        var database = AsItIs(path, keyFolder);
        try
        {
            var copy = Migrations.Apply(database, now);
            SealedColumns.SealPlain(database);
            ForgottenPeople.Remove(database, now).GetAwaiter().GetResult();
            return (database, copy);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
