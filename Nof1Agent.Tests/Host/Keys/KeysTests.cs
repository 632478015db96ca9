using Dapper;
using Nof1Agent.Host.Keys;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Host.Cli;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Host.Keys;

/// <summary>The keys outside the database: what happens when they change, are lost, or are destroyed.</summary>
public sealed class KeysTests : IDisposable
{
    private const string Secret = "the canary sings at night";
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 1, 8, 0);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nof1-keys-");

    private string Live => Path.Combine(folder.FullName, "live.db");

    private string Keys => Path.Combine(folder.FullName, "keys");

    private string Copy => Path.Combine(folder.FullName, "backup.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Rotate_TextsStayReadable_AlsoWithoutTheOldMasterKey()
    {
        var participant = await Write(Secret);
        var old = Directory.GetFiles(Keys, "key-*.xml");
        var run = await CommandRun.OfAsync("keys", "rotate", "--database", Live);
        Assert.Contains("2 data keys are wrapped with the new master key", run.Output, StringComparison.Ordinal);
        foreach (var file in old)
        {
            File.Delete(file);
        }

        Assert.Equal([Secret], Read(participant));
    }

    [Fact]
    public async Task Rotate_BesideAServiceThatHasTheKeysOpen_IsRefusedAndMakesNoMasterKey()
    {
        var participant = await Write(Secret);
        var before = Directory.GetFiles(Keys, "key-*.xml");
        using (var running = OpenedDatabase.OfThisVersion(Live, Now).Database)
        {
            var run = await CommandRun.OfAsync("keys", "rotate", "--database", Live);
            Assert.NotEqual(0, run.Code);
            Assert.Contains("Stop it first", run.Error, StringComparison.Ordinal);
            Assert.Equal(before, Directory.GetFiles(Keys, "key-*.xml"));

            // It goes on as before.
            await using var writer = new WriterQueue(running);
            await new Inbox(running, writer, TimeProvider.System, RandomSource.Cryptographic).Meet("test", "after", DateTimeZone.Utc);
        }

        Assert.Equal(0, (await CommandRun.OfAsync("keys", "rotate", "--database", Live)).Code);
        Assert.Equal([Secret], Read(participant));
    }

    [Fact]
    public async Task Start_WhileTheMasterKeyIsRenewed_IsRefused()
    {
        await Write(Secret);
        using var rotating = OpenedDatabase.AsItIs(Live);
        rotating.RewrapKeys(() => Assert.Contains("being renewed", Assert.Throws<StorageProblemException>(() => OpenedDatabase.OfThisVersion(Live, Now)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WithoutTheKeyFolder_IsRefusedInOneLine()
    {
        await Write(Secret);
        Directory.Move(Keys, Keys + "-away");
        var problem = Assert.Throws<StorageProblemException>(() => OpenedDatabase.OfThisVersion(Live, Now));
        Assert.Contains("NOF1AGENT_KEYS", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAnotherMasterKey_IsRefusedInOneLine()
    {
        var participant = await Write(Secret);
        foreach (var file in Directory.GetFiles(Keys, "key-*.xml"))
        {
            File.Delete(file);
        }

        Assert.Contains("another master key", Assert.Throws<StorageProblemException>(() => Read(participant)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasure_ABackupFromBefore_IsUnreadableAndEmptiedAtTheNextStart()
    {
        var participant = await Write(Secret);
        var other = await Write("somebody else stays", "two");
        using (var database = OpenedDatabase.AsItIs(Live))
        {
            Backup.To(database, Copy);
            await using var writer = new WriterQueue(database);
            using var work = new TurnWork(database, participant, Now, RandomSource.Cryptographic);
            new Erasure(work).Everything(null);
            Assert.Equal(CommitOutcome.Committed, await work.CommitAsync(writer));
            Erasure.Settle(database);
        }

        // The wrapped key is gone from the key file and from its log, so that no copy of the database can be opened with what is left.
        Backup.Restore(Copy, Live, Now);
        Assert.Equal([""], Read(participant));
        Assert.Equal(["somebody else stays"], Read(other));

        OpenedDatabase.OfThisVersion(Live, Now).Database.Dispose();
        Assert.Empty(Read(participant));
        Assert.Equal(["somebody else stays"], Read(other));
    }

    [Fact]
    public async Task Backup_OfALiveDatabase_HoldsNeitherTextNorKeys()
    {
        await Write(Secret);
        using var database = OpenedDatabase.AsItIs(Live);
        Backup.To(database, Copy);
        Assert.False(FileBytes.Hold("canary", Live, Live + "-wal", Copy));
        var wrapped = await ReadWrapped();
        Assert.Equal(2, wrapped.Count);
        Assert.DoesNotContain(wrapped, key => FileBytes.Hold(Convert.ToBase64String(key), Copy));
    }

    [Fact]
    public async Task CrashBetweenDeletionAndDestruction_IsMadeGoodAtTheNextStart()
    {
        var participant = await Write(Secret);
        using (var database = OpenedDatabase.AsItIs(Live))
        {
            Backup.To(database, Copy);
            await using var writer = new WriterQueue(database);
            using var work = new TurnWork(database, participant, Now, RandomSource.Cryptographic);
            new Erasure(work).Everything(null);
            await work.CommitAsync(writer);
        }

        OpenedDatabase.OfThisVersion(Live, Now).Database.Dispose();
        Backup.Restore(Copy, Live, Now);
        Assert.Equal([""], Read(participant));
    }

    private async Task<ParticipantId> Write(string text, string person = "one")
    {
        var (database, _) = OpenedDatabase.OfThisVersion(Live, Now);
        using var opened = database;
        await using var writer = new WriterQueue(database);
        var inbox = new Inbox(database, writer, TimeProvider.System, RandomSource.Cryptographic);
        var participant = await inbox.Meet("test", person, DateTimeZone.Utc);
        await inbox.AcceptText(participant, "test", person, text);
        return participant;
    }

    private List<string> Read(ParticipantId participant)
    {
        using var database = OpenedDatabase.AsItIs(Live);
        return [.. new Transcript(database).After(participant, 0, 10).Select(message => message.Text)];
    }

    private async Task<List<byte[]>> ReadWrapped()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Keys, "people.keys")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return [.. connection.Query<byte[]>("select wrapped from data_key")];
    }
}
