using Dapper;
using Microsoft.Extensions.Time.Testing;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Storage;

/// <summary>A database of this version in a folder of its own, with its writer; gone afterwards.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nof1-test-");

    public ScratchDatabase(Durability durability = Durability.None, bool migrated = true)
    {
        Database = Database.InFile(Path.Combine(folder.FullName, "test.db"), durability);
        if (migrated)
        {
            Migrations.Apply(Database, Now);
        }

        Writer = new WriterQueue(Database);
    }

    public Database Database { get; }

    public WriterQueue Writer { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public RandomSource Random { get; } = RandomSource.Seeded(20270301);

    public string Folder => folder.FullName;

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public TurnWork Work(ParticipantId participant) => new(Database, participant, Now, Random);

    public T? Read<T>(string sql, object? parameters = null)
    {
        using var connection = Database.OpenReadable();
        return connection.ExecuteScalar<T>(sql, parameters);
    }

    public List<T> ReadAll<T>(string sql, object? parameters = null)
    {
        using var connection = Database.OpenReadable();
        return [.. connection.Query<T>(sql, parameters)];
    }

    public void Do(string sql, object? parameters = null)
    {
        using var connection = Database.OpenToWrite();
        connection.Execute(sql, parameters);
    }

    /// <summary>Whether a text can be read in the bytes of the database or of the log beside it.</summary>
    public bool Holds(string text) => FileBytes.Hold(text, Database.Path, Database.Path + "-wal");

    /// <summary>Keeps the writer from committing until the hold is disposed.</summary>
    public Hold HoldTheWriter() => new(Database);

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        Database.Dispose();
        folder.Delete(recursive: true);
    }

    internal sealed class Hold : IDisposable
    {
        private readonly Microsoft.Data.Sqlite.SqliteConnection connection;

        public Hold(Database database)
        {
            connection = database.OpenToWrite();
            connection.Execute("begin immediate");
        }

        public void Dispose()
        {
            connection.Execute("commit");
            connection.Dispose();
        }
    }
}
