using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Tests.Host.Cli;

public sealed class StorageCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Live => folder.Path("live.db");

    private string Copy => folder.Path("copy.db");

    [Fact]
    public async Task Migrate_NewFile_MakesAnEmptyDatabase()
    {
        var run = await CommandRun.OfAsync("migrate", "--database", folder.Path(Path.Combine("new", "folder", "nof1agent.db")));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("has the schema of this version", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfirmSafe_OfNobody_IsRefused()
    {
        await WithMarksAsync(0);
        var run = await CommandRun.OfAsync("confirm-safe", "--participant", "nobody", "--by", "Anna", "--database", Live);
        Assert.Equal(2, run.Code);
        Assert.Contains("no such participant", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invite_PrintsOneLinkForEachPerson()
    {
        await WithMarksAsync(0);
        var run = await CommandRun.OfAsync("invite", "--coach", "Anna", "--study", "Sleep", "--bot", "my_bot", "--count", "3", "--database", Live);
        Assert.Equal((0, ""), (run.Code, run.Error));
        var links = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(3, links.Distinct().Count());
        Assert.All(links, link => Assert.Matches("^https://t\\.me/my_bot\\?start=[A-Z2-9]{5}-[A-Z2-9]{5}$", link));

        var refused = await CommandRun.OfAsync("invite", "--coach", "Anna", "--days", "0", "--database", Live);
        Assert.Equal(2, refused.Code);
        Assert.Contains("1 to 366 days", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuditVerify_SaysWhatIsThere_AndWhatIsNoLonger()
    {
        await WithMarksAsync(0);
        using (var database = Nof1Agent.Host.Keys.OpenedDatabase.AsItIs(Live, Nof1Agent.Host.Keys.KeyRing.FolderOf(Live)))
        {
            await using var writer = new Nof1Agent.Skills.Storage.WriterQueue(database);
            var log = new Nof1Agent.Skills.Audit.AuditLog(database, writer, TimeProvider.System);
            await log.Record("Anna", Nof1Agent.Skills.Audit.AuditAct.SignedIn);
            await log.Record("Anna", Nof1Agent.Skills.Audit.AuditAct.ChangedSettings);
        }

        var run = await CommandRun.OfAsync("audit", "verify", "--database", Live);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("2 entries", run.Output, StringComparison.Ordinal);
        var head = run.Output.TrimEnd('.', '\r', '\n').Split(' ')[^1];
        Assert.Equal(0, (await CommandRun.OfAsync("audit", "verify", "--head", head, "--database", Live)).Code);
        (await CommandRun.OfAsync("audit", "verify", "--head", new string('0', 64), "--database", Live)).IsOneLine(1, "noted down");

        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Live};Pooling=False"))
        {
            connection.Open();
            Dapper.SqlMapper.Execute(connection, "drop trigger audit_entry_not_changed; update audit_entry set actor = 'Ben' where id = 1");
        }

        (await CommandRun.OfAsync("audit", "verify", "--database", Live)).IsOneLine(1, "Entry 1");
    }

    [Fact]
    public async Task BackupAndRestore_BringBackWhatWasThere()
    {
        await WithMarksAsync(3);
        Assert.Equal(0, (await CommandRun.OfAsync("backup", "--to", Copy, "--database", Live)).Code);
        Assert.Equal(["copy.db", "live.db"], Directory.GetFiles(folder.Path("")).Select(Path.GetFileName).Where(name => name!.EndsWith(".db", StringComparison.Ordinal) || name.StartsWith("copy", StringComparison.Ordinal)).Order());
        await WithMarksAsync(2);

        var restored = await CommandRun.OfAsync("restore", Copy, "--database", Live);
        Assert.Equal((0, ""), (restored.Code, restored.Error));
        Assert.Equal(3, Marks(Live));
        var kept = Assert.Single(Directory.GetFiles(folder.Path(""), "live.db.replaced-*"));
        Assert.Contains(kept, restored.Output, StringComparison.Ordinal);
        Assert.Equal(5, Marks(kept));
    }

    [Fact]
    public async Task Backup_WhileSomebodyWrites_HoldsWholeUnitsOnly()
    {
        await WithMarksAsync(0);
        using var stop = new CancellationTokenSource();
        using var database = Database.InFile(Live);
        await using var writer = new WriterQueue(database);
        var written = 0;
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                // Two rows per unit: an odd number in a copy would be half a unit.
                await writer.CommitAsync([new Write("insert into mark (text) values (@text)", new { text = "a" }), new Write("insert into mark (text) values (@text)", new { text = "b" })]);
                Interlocked.Add(ref written, 2);
            }
        }, TestContext.Current.CancellationToken);

        for (var i = 0; i < 3; i++)
        {
            var (target, before) = (folder.Path($"copy{i}.db"), Volatile.Read(ref written));
            Assert.Equal(0, (await CommandRun.OfAsync("backup", "--to", target, "--database", Live)).Code);
            var marks = Marks(target);
            Assert.Equal(0, marks % 2);
            Assert.InRange(marks, before, Volatile.Read(ref written) + 2);
        }

        await stop.CancelAsync();
        await writing;
        Assert.True(written > 0);
    }

    [Fact]
    public async Task Restore_WhileTheDatabaseIsOpen_IsRefusedAndLeavesItAlone()
    {
        await WithMarksAsync(2);
        Assert.Equal(0, (await CommandRun.OfAsync("backup", "--to", Copy, "--database", Live)).Code);
        await WithMarksAsync(1);
        using (var database = Database.InFile(Live))
        {
            await using var idle = new WriterQueue(database);
            await idle.CommitAsync([new Write("insert into mark (text) values (@text)", new { text = "c" })]);
            (await CommandRun.OfAsync("restore", Copy, "--database", Live)).IsOneLine(1, "in use", "stop the service");
            Assert.Equal(4, Marks(Live));
            Assert.Empty(Directory.GetFiles(folder.Path(""), "*.replaced-*"));
        }

        Assert.Equal(0, (await CommandRun.OfAsync("restore", Copy, "--database", Live)).Code);
        Assert.Equal(2, Marks(Live));
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("--urls", "http://127.0.0.1:0")]
    public async Task NewerSchema_IsRefusedInOneLine(params string[] command)
    {
        await WithMarksAsync(1);
        Execute(Live, "insert into SchemaVersions (ScriptName, Applied) values ('Nof1Agent.Skills.Storage.Migrations.Sqlite.9999_later.sql', '2030-01-01')");
        (await CommandRun.OfAsync([.. command, "--database", Live])).IsOneLine(1, "newer version", "9999_later");
        Assert.Equal(1, Marks(Live));
    }

    [Fact]
    public async Task FilesThatAreNoDatabase_AreRefusedInOneLine()
    {
        await WithMarksAsync(1);
        var text = folder.Write("text.db", "day,arm,value\n1,A,5\n");
        var other = folder.Path("other.db");
        Execute(other, "create table something (x)");

        (await CommandRun.OfAsync("--urls", "http://127.0.0.1:0", "--database", text)).IsOneLine(1, "not a SQLite database", "--database");
        (await CommandRun.OfAsync("migrate", "--database", text)).IsOneLine(1, "not a SQLite database");
        (await CommandRun.OfAsync("backup", "--to", Copy, "--database", text)).IsOneLine(1, "not a SQLite database");
        Assert.False(File.Exists(Copy));
        (await CommandRun.OfAsync("restore", text, "--database", Live)).IsOneLine(1, "not a sound SQLite database");
        (await CommandRun.OfAsync("restore", other, "--database", Live)).IsOneLine(1, "not one of Nof1Agent");
        (await CommandRun.OfAsync("restore", folder.Path("none.db"), "--database", Live)).IsOneLine(1, "no backup at");
        (await CommandRun.OfAsync("backup", "--to", Copy, "--database", folder.Path("none.db"))).IsOneLine(1, "no database at");
        Assert.False(File.Exists(folder.Path("none.db")));
        Assert.Equal(1, Marks(Live));
    }

    [Fact]
    public async Task PlacesThatCannotBeWritten_AreRefusedInOneLine()
    {
        await WithMarksAsync(1);
        // A file stands where a folder is needed: that stops every user, also the superuser.
        var inside = Path.Combine(folder.Write("file", ""), "nof1agent.db");

        (await CommandRun.OfAsync("--urls", "http://127.0.0.1:0", "--database", inside)).IsOneLine(1, "--database");
        (await CommandRun.OfAsync("migrate", "--database", inside)).IsOneLine(1, "--database");
        (await CommandRun.OfAsync("backup", "--to", inside, "--database", Live)).IsOneLine(1, "could not be written");
        (await CommandRun.OfAsync("backup", "--to", Live, "--database", Live)).IsOneLine(1, "exists already");
    }

    private async Task WithMarksAsync(int count)
    {
        Assert.Equal(0, (await CommandRun.OfAsync("migrate", "--database", Live)).Code);
        Execute(Live, "create table if not exists mark (text text)");
        for (var i = 0; i < count; i++)
            Execute(Live, "insert into mark (text) values ('x')");
    }

    private static int Marks(string path)
    {
        using var connection = Open(path);
        return connection.ExecuteScalar<int>("select count(*) from mark");
    }

    private static void Execute(string path, string sql)
    {
        using var connection = Open(path);
        connection.Execute(sql);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
