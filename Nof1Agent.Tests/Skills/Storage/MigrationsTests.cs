using DbUp.Engine;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Tests.Skills.Storage;

public sealed class MigrationsTests
{
    private static readonly SqlScript Later = new("Nof1Agent.Skills.Storage.Migrations.Sqlite.9000_later.sql", "create table later (id integer primary key); insert into later (id) values (7);");

    [Fact]
    public async Task Apply_SecondTime_ChangesNothingAndCopiesNothing()
    {
        await using var scratch = new ScratchDatabase();
        var before = scratch.ReadAll<string>("select name || coalesce(sql, '') from sqlite_master order by name");
        Assert.Null(Migrations.Apply(scratch.Database, scratch.Now));
        Assert.Equal(before, scratch.ReadAll<string>("select name || coalesce(sql, '') from sqlite_master order by name"));
        Assert.Empty(Directory.GetFiles(scratch.Folder, "*before-migration*"));
    }

    [Fact]
    public async Task Apply_NewDatabase_IsNotCopied()
    {
        await using var scratch = new ScratchDatabase(migrated: false);
        Assert.Null(Migrations.Apply(scratch.Database, scratch.Now));
        Assert.Equal(Migrations.Embedded().Count, scratch.Read<int>("select count(*) from SchemaVersions"));
    }

    [Fact]
    public async Task Apply_OlderDatabase_IsCopiedFirst()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        var copy = Migrations.Apply(scratch.Database, scratch.Now, [.. Migrations.Embedded(), Later]);

        Assert.Equal($"{scratch.Database.Path}.before-migration-20270301T080000Z", copy);
        Assert.Equal(7, scratch.Read<int>("select id from later"));
        using var old = Database.InFile(copy!);
        using var connection = old.Open();
        Assert.Equal(participant.Value, Scalar(connection, "select participant_id from trial"));
        Assert.Equal(0L, Scalar(connection, "select count(*) from sqlite_master where name = 'later'"));
    }

    [Fact]
    public async Task Apply_NewerDatabase_IsRefusedWithTheFixAndLeftAlone()
    {
        await using var scratch = new ScratchDatabase();
        Migrations.Apply(scratch.Database, scratch.Now, [.. Migrations.Embedded(), Later]);
        var problem = Assert.Throws<StorageProblemException>(() => Migrations.Apply(scratch.Database, scratch.Now));

        Assert.Contains("newer version", problem.Message, StringComparison.Ordinal);
        Assert.Contains("9000_later.sql", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public async Task Apply_ScriptThatFails_LeavesTheDatabaseAsItWasAndNamesTheCopy()
    {
        await using var scratch = new ScratchDatabase();
        var broken = new SqlScript("Nof1Agent.Skills.Storage.Migrations.Sqlite.9001_broken.sql", "create table half (id integer); insert into nowhere (id) values (1);");
        var problem = Assert.Throws<StorageProblemException>(() => Migrations.Apply(scratch.Database, scratch.Now, [.. Migrations.Embedded(), Later, broken]));

        Assert.Contains("before-migration", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, scratch.Read<int>("select count(*) from sqlite_master where name in ('later', 'half')"));
        Assert.Null(Migrations.Apply(scratch.Database, scratch.Now));
    }

    [Fact]
    public void Apply_FileThatIsNoDatabase_IsRefusedInOneLine()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, new string('x', 5000));
            using var database = Database.InFile(file);
            var problem = Assert.Throws<StorageProblemException>(() => Migrations.Apply(database, NodaTime.Instant.FromUnixTimeSeconds(0)));
            Assert.Contains("is not a SQLite database", problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
