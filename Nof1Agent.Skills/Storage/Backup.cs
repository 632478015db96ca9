using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Storage;

/// <summary>Copies of the database while the service runs (SQLite's online backup), and the way back.</summary>
public static class Backup
{
    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("yyyyMMdd'T'HHmmss'Z'");

    /// <summary>A consistent copy in one file, checked before it is reported. The service may go on writing.</summary>
    /// <exception cref="StorageProblemException">The target exists already, cannot be written, or the copy is not sound.</exception>
    public static void To(Database database, string target)
    {
        var full = Path.GetFullPath(target);
        if (File.Exists(full))
        {
            throw new StorageProblemException($"{full} exists already. Name a new file for the backup.");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (var source = database.Open())
            using (var copy = Connect(full, SqliteOpenMode.ReadWriteCreate))
            {
                source.BackupDatabase(copy);
            }

            Check(full);
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageProblemException($"The backup {full} could not be written ({problem.Message}).", problem);
        }
    }

    /// <summary>Puts a backup in the place of a database that no service is using. What was there is kept beside it.</summary>
    /// <returns>Where the replaced database lies now, or null if there was none.</returns>
    /// <exception cref="StorageProblemException">The backup is missing or damaged, or the database is in use.</exception>
    public static string? Restore(string backup, string databasePath, Instant now)
    {
        var source = Path.GetFullPath(backup);
        var target = Path.GetFullPath(databasePath);
        if (!File.Exists(source))
        {
            throw new StorageProblemException($"There is no backup at {source}.");
        }

        Check(source);
        string? kept = null;
        try
        {
            if (File.Exists(target))
            {
                EnsureUnused(target);
                kept = $"{target}.replaced-{Stamp.Format(now)}";
                File.Move(target, kept);
                foreach (var suffix in new[] { "-wal", "-shm" })
                {
                    File.Delete(target + suffix);
                }
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
            return kept;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StorageProblemException($"The backup could not be put in the place of {target} ({problem.Message}).", problem);
        }
    }

    internal static string BesideTheDatabase(Database database, Instant now)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"{database.Path}.before-migration-{Stamp.Format(now)}");
        To(database, target);
        return target;
    }

    private static void Check(string path)
    {
        try
        {
            using var copy = Connect(path, SqliteOpenMode.ReadOnly);
            using var command = copy.CreateCommand();
            command.CommandText = "pragma integrity_check";
            if (command.ExecuteScalar() as string is not "ok")
            {
                throw new StorageProblemException($"{path} is damaged (integrity check failed).");
            }
        }
        catch (SqliteException problem)
        {
            throw new StorageProblemException($"{path} is not a sound SQLite database ({problem.Message}).", problem);
        }
    }

    // Folds the write-ahead log into the file; that needs the lock which a running service holds on to.
    private static void EnsureUnused(string path)
    {
        try
        {
            using var connection = Connect(path, SqliteOpenMode.ReadWrite);
            using var command = connection.CreateCommand();
            command.CommandText = "pragma busy_timeout=1000; pragma locking_mode=exclusive; begin exclusive; commit; pragma wal_checkpoint(truncate); pragma journal_mode=delete;";
            command.ExecuteNonQuery();
        }
        catch (SqliteException problem)
        {
            throw new StorageProblemException($"The database {path} is in use. Stop the service first.", problem);
        }
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
