using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Nof1Agent.Skills.Storage;
using Promise = Nof1Agent.Skills.Storage.Durability;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>
/// That a commit is on the disk before it is acknowledged cannot be shown by killing a process: what it wrote stays in the system's
/// cache. Here the system calls of a process that commits are traced, and its flushes counted.
/// </summary>
public sealed class FlushTests
{
    private const int OneAfterTheOther = 40;
    private const int AtOnce = 400;
    private const string FolderVariable = "NOF1AGENT_TEST_FLUSH_FOLDER";

    [Fact]
    public async Task Commit_Traced_IsFlushedBeforeItIsAcknowledgedAndSharedBetweenMany()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Counting flushes needs Linux and strace.");
        var folder = Directory.CreateTempSubdirectory("nof1-flush-");
        try
        {
            var trace = await Trace(folder.FullName);
            var events = FlushTrace.Read(trace);
            var commits = int.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "together.commits"), TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);

            // Before each acknowledgement (a line in "acknowledged") its own flush of the log has come to its end.
            var full = events.Where(e => e.File is "alone.db-wal" or "acknowledged").Select(e => e.File).ToList();
            Assert.Equal(OneAfterTheOther, full.Count(file => file == "acknowledged"));
            Assert.True(full[0] == "alone.db-wal");
            Assert.DoesNotContain(full.Zip(full.Skip(1)), pair => pair is { First: "acknowledged", Second: "acknowledged" });

            // Many at once share their flushes: one for each commit, fewer than units. A few more are made by checkpoints.
            var shared = events.Count(e => e.File == "together.db-wal");
            Assert.InRange(shared, commits, AtOnce / 2);

            // The measure can be zero: where nothing is promised, nothing is flushed.
            Assert.DoesNotContain(events, e => e.File is "none.db" or "none.db-wal");
            TestContext.Current.TestOutputHelper?.WriteLine($"{OneAfterTheOther} commits one after the other: {full.Count - OneAfterTheOther} flushes; {AtOnce} units at once: {commits} commits, {shared} flushes");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What is traced: runs in a process of its own, started by the test above.</summary>
    [Fact(Explicit = true)]
    public async Task CommitsToBeTraced()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Started by the test above.");
        using (var alone = Make(folder, "alone", Promise.Full))
        await using (var writer = new WriterQueue(alone))
        {
            await using var acknowledged = new FileStream(Path.Combine(folder, "acknowledged"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
            for (var i = 0; i < OneAfterTheOther; i++)
            {
                await writer.CommitAsync([Insert(i)]);
                acknowledged.WriteByte((byte)'.');
            }
        }

        using (var together = Make(folder, "together", Promise.Full))
        await using (var writer = new WriterQueue(together))
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(() => writer.CommitAsync([Insert(i)]))));
            await File.WriteAllTextAsync(Path.Combine(folder, "together.commits"), writer.Commits.ToString(CultureInfo.InvariantCulture), TestContext.Current.CancellationToken);
        }

        using (var none = Make(folder, "none", Promise.None))
        await using (var writer = new WriterQueue(none))
        {
            for (var i = 0; i < OneAfterTheOther; i++)
            {
                await writer.CommitAsync([Insert(i)]);
            }
        }
    }

    private static Database Make(string folder, string name, Promise durability)
    {
        var database = Database.InFile(Path.Combine(folder, name + ".db"), durability);
        using var connection = database.OpenToWrite();
        Dapper.SqlMapper.Execute(connection, "create table note (i integer)");
        return database;
    }

    private static Write Insert(int i) => new("insert into note (i) values (@i)", new { i });

    private static async Task<IReadOnlyList<string>> Trace(string folder)
    {
        var trace = Path.Combine(folder, "trace");
        var start = new ProcessStartInfo("strace",
        [
            "-f", "-y", "-e", "trace=fsync,fdatasync,write,pwrite64", "-e", "signal=none", "-s", "0", "-o", trace,
            "dotnet", "exec", typeof(FlushTests).Assembly.Location, "-method", $"{typeof(FlushTests).FullName}.{nameof(CommitsToBeTraced)}", "-explicit", "only", "-noLogo",
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[FolderVariable] = folder;
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen((await errors).Contains("ptrace", StringComparison.OrdinalIgnoreCase), $"strace may not trace here: {await errors}");
            Assert.True(process.ExitCode == 0, $"The traced process failed ({process.ExitCode}):\n{output}\n{await errors}");
        }
        catch (Win32Exception)
        {
            Assert.Skip("strace is not installed: flushes are not counted.");
        }

        return await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken);
    }
}
