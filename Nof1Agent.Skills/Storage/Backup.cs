using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Storage;

/// <summary>Copies of the database while the service runs (SQLite's online backup), and the way back.</summary>
public static class Backup
{
    private const int NotADatabase = 26;
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
            using (var source = OpenSource(database))
            using (var copy = ConnectToNew(full))
            {
                source.BackupDatabase(copy);
                Run(copy, "pragma journal_mode=delete"); // one file, without a log beside it
            }

            Check(full);
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageProblemException($"The backup {full} could not be written ({problem.Message.TrimEnd('.')}). Choose a folder that can be written and has room.", problem);
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
            throw new StorageProblemException($"There is no backup at {source}. Check the path.");
        }

        Check(source);
        string? kept = null;
        var arriving = target + ".restoring";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            CopyToDisk(source, arriving);
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

            File.Move(arriving, target);
            return kept;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StorageProblemException($"The backup could not be put in the place of {target} ({problem.Message.TrimEnd('.')}). Make the folder writable, or choose another with --database.", problem);
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    // Reads once, so that a source that cannot be used is not taken for a target that cannot be written.
    private static SqliteConnection OpenSource(Database database)
    {
        SqliteConnection? source = null;
        try
        {
            source = database.Open();
            Run(source, "select count(*) from sqlite_master");
            return source;
        }
        catch (SqliteException problem)
        {
            source?.Dispose();
            throw new StorageProblemException(Migrations.Explain(database.Path, problem), problem);
        }
    }

    internal static string BesideTheDatabase(Database database, Instant now)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"{database.Path}.before-migration-{Stamp.Format(now)}");
        To(database, target);
        return target;
    }

    // The whole copy lies on the disk before it takes the place of anything.
    private static void CopyToDisk(string source, string target)
    {
        using var from = File.OpenRead(source);
        File.Delete(target);
        OwnFile.Create(target);
        using var to = new FileStream(target, FileMode.Open, FileAccess.Write);
        from.CopyTo(to);
        to.Flush(flushToDisk: true);
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
                throw new StorageProblemException($"{path} is damaged (integrity check failed). Use another backup.");
            }

            command.CommandText = "select count(*) from sqlite_master where type = 'table' and name = 'SchemaVersions'";
            if (command.ExecuteScalar() is 0L)
            {
                throw new StorageProblemException($"{path} is a SQLite database, but not one of Nof1Agent. Use a file that the backup command wrote.");
            }
        }
        catch (SqliteException problem)
        {
            throw new StorageProblemException($"{path} is not a sound SQLite database (SQLite error {problem.SqliteErrorCode}). Use a file that the backup command wrote.", problem);
        }
    }

    // Folds the write-ahead log into the file. SQLite refuses that while anybody else has the database open, and says so not by an error
    // but by naming the mode that stays.
    private static void EnsureUnused(string path)
    {
        SqliteException? reason = null;
        try
        {
            using var connection = Connect(path, SqliteOpenMode.ReadWrite);
            Run(connection, "begin exclusive; commit");
            using var command = connection.CreateCommand();
            command.CommandText = "pragma journal_mode=delete";
            if (command.ExecuteScalar() is "delete")
            {
                return;
            }
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == NotADatabase)
        {
            return; // Nobody can be using it: it may be replaced.
        }
        catch (SqliteException problem)
        {
            reason = problem;
        }

        throw new StorageProblemException($"The database {path} is in use. Stop the service first.", reason);
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        // Two seconds, not the thirty of SQLite's driver: a person waits to hear that the database is in use.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 2 }.ToString());
        connection.Open();
        return connection;
    }

    private static SqliteConnection ConnectToNew(string path)
    {
        OwnFile.Create(path);
        return Connect(path, SqliteOpenMode.ReadWrite);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
