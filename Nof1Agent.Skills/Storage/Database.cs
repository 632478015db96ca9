using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Nof1Agent.Skills.Storage;

/// <summary>How much a commit promises.</summary>
public enum Durability
{
    /// <summary>A commit is on the disk before it is acknowledged (WAL, synchronous=FULL): it survives a kill and a power loss.</summary>
    Full,

    /// <summary>For simulations only: nothing is flushed.</summary>
    None,
}

/// <summary>The SQLite database: where it lies and how a connection to it is set up. One instance per file.</summary>
public sealed class Database : IDisposable
{
    // When very many are due at once, every commit touches the same upper pages of the same indexes: 32 MB of them stay in memory, and the
    // log grows to 32 MB before its pages are copied into the file, each once.
    private const string ForManyWrites = "pragma cache_size=-32768; pragma wal_autocheckpoint=8192;";

    private readonly string connectionString;

    private Database(string connectionString, string path, Durability durability, KeyFolder keys)
    {
        this.connectionString = connectionString;
        Path = path;
        Durability = durability;
        Keys = new KeyStore(keys, durability);
        DapperSetup.Register();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What a commit promises.</summary>
    public Durability Durability { get; }

    /// <summary>The keys that texts about people are sealed with.</summary>
    internal KeyStore Keys { get; }

    /// <summary>A database in a file. The folder is made where it is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="durability">What a commit promises.</param>
    /// <param name="keys">Where the keys of its people lie; without it they last as long as the process does (<see cref="KeyFolder.Fleeting"/>).</param>
    /// <exception cref="StorageProblemException">The folder cannot be made or written.</exception>
    public static Database InFile(string path, Durability durability = Durability.Full, KeyFolder? keys = null)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            OwnFile.Protect(full);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StorageProblemException($"The folder of the database {full} cannot be made ({problem.Message}). Choose another with --database.", problem);
        }

        var builder = new SqliteConnectionStringBuilder { DataSource = full, Mode = SqliteOpenMode.ReadWriteCreate, Cache = SqliteCacheMode.Private, DefaultTimeout = 30 };
        return new Database(builder.ToString(), full, durability, keys ?? KeyFolder.Fleeting(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(full)!, "keys")));
    }

    /// <summary>A connection to read with, from the pool. It costs no statement: what is set below belongs to the file or to writing.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>A connection of its own to write with. Also makes the file a database with a write-ahead log, which it stays.</summary>
    internal SqliteConnection OpenToWrite()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            // SQLite gives the log and the index beside the file the same permissions as the file.
            OwnFile.CreateIfMissing(Path);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Durability is Durability.Full
                ? $"pragma busy_timeout=5000; pragma synchronous=full; pragma secure_delete=on; pragma journal_mode=wal; pragma foreign_keys=on; {ForManyWrites}"
                : $"pragma busy_timeout=5000; pragma synchronous=off; pragma secure_delete=on; pragma journal_mode=wal; pragma foreign_keys=on; {ForManyWrites}";
            command.ExecuteNonQuery();

            // For the audit log, whose chain is continued inside the writer's own transaction.
            connection.CreateFunction("sha256_hex", (string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), isDeterministic: true);
            connection.CreateFunction("audit_seal", (string text) => Keys.Fingerprint(text));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Renews the master key and wraps the keys of all participants with it.</summary>
    /// <param name="renew">Makes the new master key.</param>
    /// <returns>How many.</returns>
    /// <exception cref="StorageProblemException">Somebody else has the keys open.</exception>
    public int RewrapKeys(Action renew) => Keys.Rewrap(renew);

    /// <summary>Closes every pooled connection to this file.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        Keys.Dispose();
    }
}
