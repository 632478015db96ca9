using System.Diagnostics;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Tests.Skills.Storage;

public sealed class BackupTests
{
    [Fact]
    public async Task To_WhileTheServiceWrites_HoldsEveryUnitWholeAndAllThatWasAcknowledgedBefore()
    {
        await using var scratch = Pairs();
        var target = Path.Combine(scratch.Folder, "copies", "copy.db");
        var writing = Task.Run(() => Task.WhenAll(Enumerable.Range(0, 400).Select(i => WritePair(scratch, i))), TestContext.Current.CancellationToken);
        await WritePair(scratch, 1000);
        Backup.To(scratch.Database, target);
        await writing;

        using var copy = Database.InFile(target);
        using var connection = copy.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from (select i from half group by i having count(*) <> 2)";
        Assert.Equal(0L, command.ExecuteScalar());
        command.CommandText = "select count(*) from half where i = 1000";
        Assert.Equal(2L, command.ExecuteScalar());
    }

    [Fact]
    public async Task To_ExistingFile_IsRefused()
    {
        await using var scratch = Pairs();
        var target = Path.Combine(scratch.Folder, "mine.txt");
        await File.WriteAllTextAsync(target, "mine", TestContext.Current.CancellationToken);
        Assert.Throws<StorageProblemException>(() => Backup.To(scratch.Database, target));
        Assert.Equal("mine", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Restore_AfterABackup_BringsBackWhatWasThereAndKeepsWhatIsReplaced()
    {
        await using var scratch = Pairs();
        var backup = Path.Combine(scratch.Folder, "backup.db");
        await WritePair(scratch, 1);
        Backup.To(scratch.Database, backup);
        await WritePair(scratch, 2);
        await scratch.Writer.DisposeAsync();
        scratch.Database.Dispose();

        var kept = Backup.Restore(backup, scratch.Database.Path, scratch.Now);

        Assert.Equal(2, scratch.Read<int>("select count(*) from half"));
        using var replaced = Database.InFile(kept!);
        using var connection = replaced.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from half";
        Assert.Equal(4L, command.ExecuteScalar());
        Assert.Empty(Directory.GetFiles(scratch.Folder, "*.restoring"));
    }

    [Fact]
    public async Task Restore_DatabaseInUse_IsRefusedWithinSecondsAndChangesNothing()
    {
        await using var scratch = Pairs();
        var backup = Path.Combine(scratch.Folder, "backup.db");
        Backup.To(scratch.Database, backup);
        await WritePair(scratch, 1);
        var start = Stopwatch.GetTimestamp();
        var problem = Assert.Throws<StorageProblemException>(() => Backup.Restore(backup, scratch.Database.Path, scratch.Now));

        Assert.Contains("in use", problem.Message, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
        await WritePair(scratch, 2);
        Assert.Equal(4, scratch.Read<int>("select count(*) from half"));
        Assert.Empty(Directory.GetFiles(scratch.Folder, "*replaced*"));
    }

    [Fact]
    public async Task Restore_DamagedBackup_IsRefusedAndChangesNothing()
    {
        await using var scratch = Pairs();
        await WritePair(scratch, 1);
        var backup = Path.Combine(scratch.Folder, "backup.db");
        await File.WriteAllTextAsync(backup, new string('x', 5000), TestContext.Current.CancellationToken);
        Assert.Throws<StorageProblemException>(() => Backup.Restore(backup, scratch.Database.Path, scratch.Now));
        Assert.Equal(2, scratch.Read<int>("select count(*) from half"));
    }

    private static ScratchDatabase Pairs()
    {
        var scratch = new ScratchDatabase();
        scratch.Do("create table half (i integer not null)");
        return scratch;
    }

    private static Task<CommitOutcome> WritePair(ScratchDatabase scratch, int i) =>
        scratch.Writer.CommitAsync([new Write("insert into half (i) values (@i)", new { i }), new Write("insert into half (i) values (@i)", new { i })]);
}
