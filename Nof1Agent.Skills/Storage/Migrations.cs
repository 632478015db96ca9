using Dapper;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace Nof1Agent.Skills.Storage;

/// <summary>Brings a database to this version's schema. Scripts are embedded, run once each, in the order of their names.</summary>
public static class Migrations
{
    private const string Folder = ".Storage.Migrations.Sqlite.";

    /// <summary>Runs the scripts that the database has not seen. An older database with data is copied beside itself first.</summary>
    /// <returns>Path of the copy, if one was made.</returns>
    /// <exception cref="StorageProblemException">The database was made by a newer version, is not a database, or cannot be written.</exception>
    public static string? Apply(Database database, NodaTime.Instant now) => Apply(database, now, Embedded());

    internal static string? Apply(Database database, NodaTime.Instant now, IReadOnlyList<SqlScript> scripts)
    {
        try
        {
            return ApplyScripts(database, now, scripts);
        }
        catch (Microsoft.Data.Sqlite.SqliteException problem)
        {
            throw new StorageProblemException(Explain(database.Path, problem), problem);
        }
    }

    /// <summary>This version's scripts, in the order in which they run.</summary>
    internal static IReadOnlyList<SqlScript> Embedded() =>
    [
        .. typeof(Migrations).Assembly.GetManifestResourceNames().Where(name => name.Contains(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => SqlScript.FromStream(name, typeof(Migrations).Assembly.GetManifestResourceStream(name)!)),
    ];

    private static string? ApplyScripts(Database database, NodaTime.Instant now, IReadOnlyList<SqlScript> scripts)
    {
        var known = scripts.Select(script => script.Name).ToList();
        var applied = Applied(database);
        var unknown = applied.Except(known).ToList();
        if (unknown.Count > 0)
        {
            throw new StorageProblemException(
                $"The database {database.Path} was made by a newer version of Nof1Agent (it has the change {Short(unknown[0])}). Use that version, or restore the backup it made before the change.");
        }

        if (applied.Count == known.Count)
        {
            return null;
        }

        var copy = applied.Count == 0 ? null : Backup.BesideTheDatabase(database, now);
        using var connection = database.OpenToWrite();
        var result = DeployChanges.To
            .SqliteDatabase(connection.ConnectionString)
            .WithScripts(scripts)
            .WithVariablesDisabled()
            .WithTransaction()
            .LogTo(new SilentLog())
            .Build()
            .PerformUpgrade();
        return result.Successful
            ? copy
            : throw new StorageProblemException($"The database {database.Path} could not be brought up to date ({result.Error.Message}). {(copy is null ? "" : $"A copy from before lies in {copy}.")}", result.Error);
    }

    private static List<string> Applied(Database database)
    {
        using var connection = database.OpenToWrite();
        var journal = connection.ExecuteScalar<long>("select count(*) from sqlite_master where type = 'table' and name = 'SchemaVersions'");
        return journal == 0 ? [] : [.. connection.Query<string>("select ScriptName from SchemaVersions")];
    }

    private static string Short(string name) => name[(name.IndexOf(Folder, StringComparison.Ordinal) is var at and >= 0 ? at + Folder.Length : 0)..];

    internal static string Explain(string path, Microsoft.Data.Sqlite.SqliteException problem) => problem.SqliteErrorCode switch
    {
        8 or 14 => $"The database {path} cannot be opened for writing. Make the file and its folder writable, or choose another with --database.",
        13 => $"The disk that holds the database {path} is full. Free some space and start again.",
        26 => $"{path} is not a SQLite database. Choose another file with --database.",
        _ => $"The database {path} cannot be used ({problem.Message}).",
    };

    private sealed class SilentLog : IUpgradeLog
    {
        public void LogTrace(string format, params object[] args) { }

        public void LogDebug(string format, params object[] args) { }

        public void LogInformation(string format, params object[] args) { }

        public void LogWarning(string format, params object[] args) { }

        public void LogError(string format, params object[] args) { }

        public void LogError(Exception ex, string format, params object[] args) { }
    }
}
