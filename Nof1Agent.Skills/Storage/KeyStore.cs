using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Protection;

namespace Nof1Agent.Skills.Storage;

/// <summary>
/// The data keys, one per participant, in a file of their own outside the database: a backup of the database holds none of them, and what a destroyed key
/// sealed is unreadable in every copy. A key is on the disk before anything is sealed with it. Of a destroyed key its name stays, so that a restored backup is
/// told from a lost key file.
/// </summary>
internal sealed class KeyStore(KeyFolder folder, Durability durability) : IDisposable
{
    /// <summary>The name of the file in the folder.</summary>
    public const string FileName = "people.keys";

    // The key of the fingerprints by which channels' own ids are found again; it stands in the same file.
    private const string LookupId = "lookup";

    private readonly ConcurrentDictionary<string, DataKey> known = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private string? connectionString;

    // Whoever may wrap keys holds it together with others; whoever changes the master key holds it alone.
    private FileStream? inUse;

    /// <summary>Makes keys and keeps them durably.</summary>
    /// <returns>Their names.</returns>
    public IReadOnlyList<string> Make(int count)
    {
        var keys = Enumerable.Range(0, count).Select(_ => new DataKey(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9)), RandomNumberGenerator.GetBytes(32))).ToList();
        Keep(keys);
        return [.. keys.Select(key => key.Id)];
    }

    /// <summary>A key by its name; null for one that was destroyed.</summary>
    /// <exception cref="StorageProblemException">It is unknown, or the master key is another one.</exception>
    private DataKey? Find(string id)
    {
        if (known.TryGetValue(id, out var key))
        {
            return key;
        }

        using var connection = Open();
        if (connection.QuerySingleOrDefault<byte[]>("select wrapped from data_key where id = @id", new { id }) is { } wrapped)
        {
            return known[id] = new DataKey(id, Unwrap(wrapped));
        }

        return WasDestroyed(connection, id)
            ? null
            : throw new StorageProblemException($"The key of a participant is not in {folder.Path}. Put the key folder of this database there, or name it with NOF1AGENT_KEYS.");
    }

    /// <summary>Reads many keys at once, so that each of them costs no query of its own when it is first used.</summary>
    public void ReadAhead(IEnumerable<string> ids)
    {
        var unknown = ids.Where(id => !known.ContainsKey(id)).ToList();
        if (unknown.Count < 2)
        {
            return;
        }

        using var connection = Open();
        foreach (var (id, wrapped) in connection.Query<(string, byte[])>($"select id, wrapped from data_key where id {ManyIds.In}", new { ids = ManyIds.Of(unknown) }))
        {
            known.TryAdd(id, new DataKey(id, Unwrap(wrapped)));
        }
    }

    /// <summary>Seals a text with a key.</summary>
    /// <exception cref="StorageProblemException">There is no such key.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Seal(string keyId, string? text, bool stable = false) => text is null
        ? null
        : SealedText.Seal(Find(keyId) ?? throw new StorageProblemException("Somebody had everything deleted meanwhile: nothing more is kept with their key."), text, stable);

    /// <summary>The text of a cell; empty where its key was destroyed. What an earlier version wrote plain is read as it is.</summary>
    /// <exception cref="StorageProblemException">Its key is missing.</exception>
    [return: NotNullIfNotNull(nameof(cell))]
    public string? Open(string? cell) => !SealedText.IsSealed(cell, out var id) ? cell : Find(id) is { } key ? SealedText.Open(key, cell) : "";

    /// <summary>What a channel's own id is found by: HMAC-SHA256 with a key of this installation, so that a list of all possible ids finds nobody without it.</summary>
    public string Fingerprint(string text)
    {
        if (!known.TryGetValue(LookupId, out var key))
        {
            lock (gate)
            {
                if (!Exists(LookupId))
                {
                    Keep([new DataKey(LookupId, RandomNumberGenerator.GetBytes(32))]);
                }
            }

            key = Find(LookupId)!;
        }

        return "#" + Base64Url.EncodeToString(HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Whether a cell looks like a fingerprint.</summary>
    public static bool IsFingerprint(string cell) => cell.Length == 44 && cell[0] == '#' && Base64Url.IsValid(cell.AsSpan(1));

    /// <summary>Reads many keys at once, so that opening a text of each costs no statement of its own. Names that are unknown or destroyed do nothing.</summary>
    public void Load(IEnumerable<string> ids)
    {
        var missing = ids.Where(id => !known.ContainsKey(id)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        using var connection = Open();
        foreach (var (id, wrapped) in connection.Query<(string Id, byte[] Wrapped)>($"select id, wrapped from data_key where id {ManyIds.In}", new { ids = ManyIds.Of(missing) }))
        {
            known[id] = new DataKey(id, Unwrap(wrapped));
        }
    }

    /// <summary>
    /// A name for whom a key belongs to that stays the same as long as the key exists, for records that outlive the person's data: an HMAC-SHA256 with the key itself, of which
    /// 96 bits are kept. Nobody can make it again, or tell whose it was, once the key is destroyed.
    /// </summary>
    /// <exception cref="StorageProblemException">The key was destroyed.</exception>
    public string Pseudonym(string keyId) => "p-" + Base64Url.EncodeToString(
        HMACSHA256.HashData((Find(keyId) ?? throw new StorageProblemException("Somebody had everything deleted meanwhile: they have no pseudonym any more.")).Secret, "audit subject"u8).AsSpan(0, 12));

    /// <summary>Destroys keys for ever: overwritten in the file, gone from the log beside it and from memory. Names that are unknown do nothing.</summary>
    public void Destroy(IReadOnlyCollection<string> ids)
    {
        lock (gate)
        {
            using var connection = Open(write: true);
            using (var transaction = connection.BeginTransaction())
            {
                foreach (var id in ids)
                {
                    connection.Execute("insert into destroyed (id) select id from data_key where id = @id on conflict do nothing", new { id }, transaction);
                    connection.Execute("delete from data_key where id = @id", new { id }, transaction);
                    known.TryRemove(id, out _);
                }

                transaction.Commit();
            }

            connection.Execute("pragma wal_checkpoint(truncate)");
        }
    }

    /// <summary>Which of these keys were destroyed, and which are unknown altogether.</summary>
    public (IReadOnlyList<string> Destroyed, IReadOnlyList<string> Missing) Gone(IReadOnlyCollection<string> ids)
    {
        using var connection = Open();
        var here = connection.Query<string>("select id from data_key").ToHashSet(StringComparer.Ordinal);
        var destroyed = connection.Query<string>("select id from destroyed").ToHashSet(StringComparer.Ordinal);
        var gone = ids.Where(id => !here.Contains(id)).ToList();
        return ([.. gone.Where(destroyed.Contains)], [.. gone.Where(id => !destroyed.Contains(id))]);
    }

    /// <summary>
    /// Renews the master key and wraps every key anew with it; afterwards earlier master keys are needed no more. Nobody else may have the keys open meanwhile: a
    /// process that runs goes on wrapping with the master key that it knows, and what it wrapped would be lost with that one.
    /// </summary>
    /// <param name="renew">Makes the new master key. It is not called where somebody else has the keys open.</param>
    /// <returns>How many.</returns>
    /// <exception cref="StorageProblemException">Somebody else has the keys open.</exception>
    public int Rewrap(Action renew)
    {
        lock (gate)
        {
            using var connection = Open(write: true);
            inUse?.Dispose();
            inUse = null;
            inUse = Hold(alone: true);
            renew();
            using var transaction = connection.BeginTransaction();
            var rows = connection.Query<(string Id, byte[] Wrapped)>("select id, wrapped from data_key", transaction: transaction).AsList();
            foreach (var (id, wrapped) in rows)
            {
                connection.Execute("update data_key set wrapped = @wrapped where id = @id", new { id, wrapped = folder.Master.Wrap(Unwrap(wrapped)) }, transaction);
            }

            transaction.Commit();
            connection.Execute("pragma wal_checkpoint(truncate)");
            return rows.Count;
        }
    }

    public void Dispose()
    {
        inUse?.Dispose();
        if (connectionString is not null)
        {
            using var connection = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(connection);
        }
    }

    private void Keep(IReadOnlyList<DataKey> keys)
    {
        lock (gate)
        {
            using var connection = Open(write: true);
            using var transaction = connection.BeginTransaction();
            foreach (var key in keys)
            {
                connection.Execute("insert into data_key (id, wrapped) values (@Id, @wrapped)", new { key.Id, wrapped = folder.Master.Wrap(key.Secret) }, transaction);
            }

            transaction.Commit();
        }

        foreach (var key in keys)
        {
            known[key.Id] = key;
        }
    }

    private byte[] Unwrap(byte[] wrapped)
    {
        try
        {
            return folder.Master.Unwrap(wrapped);
        }
        catch (CryptographicException problem)
        {
            throw new StorageProblemException($"The keys in {folder.Path} were made with another master key. Put the key ring that belongs to them there.", problem);
        }
    }

    private bool Exists(string id)
    {
        using var connection = Open();
        return connection.ExecuteScalar<long>("select count(*) from data_key where id = @id", new { id }) == 1;
    }

    private static bool WasDestroyed(SqliteConnection connection, string id) => connection.ExecuteScalar<long>("select count(*) from destroyed where id = @id", new { id }) == 1;

    private SqliteConnection Open(bool write = false)
    {
        lock (gate)
        {
            connectionString ??= Prepare();
        }

        var connection = new SqliteConnection(connectionString);
        connection.Open();
        if (write)
        {
            connection.Execute(durability is Durability.Full ? "pragma synchronous=full; pragma secure_delete=on" : "pragma synchronous=off; pragma secure_delete=on");
        }

        return connection;
    }

    private string Prepare()
    {
        var path = Path.Combine(folder.Path, FileName);
        try
        {
            Directory.CreateDirectory(folder.Path);
            inUse ??= Hold(alone: false);
            OwnFile.CreateIfMissing(path);
            OwnFile.Protect(path);
            var prepared = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
            using var connection = new SqliteConnection(prepared);
            connection.Open();
            connection.Execute("pragma journal_mode=wal; create table if not exists data_key (id text primary key, wrapped blob not null); create table if not exists destroyed (id text primary key)");
            return prepared;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StorageProblemException($"The key file {path} cannot be used ({problem.Message.TrimEnd('.')}). Make the folder writable, or name another with NOF1AGENT_KEYS.", problem);
        }
    }

    // The lock goes with the process, however it ends.
    private FileStream Hold(bool alone)
    {
        var path = Path.Combine(folder.Path, FileName + ".lock");
        OwnFile.CreateIfMissing(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, alone ? FileShare.None : FileShare.ReadWrite);
        }
        catch (IOException problem)
        {
            throw new StorageProblemException(
                alone ? $"A service or another command has the keys in {folder.Path} open. Stop it first." : $"The master key in {folder.Path} is being renewed. Try again in a minute.", problem);
        }
    }
}
