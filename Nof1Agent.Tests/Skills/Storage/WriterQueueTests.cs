using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Tests.Skills.Storage;

public sealed class WriterQueueTests
{
    [Fact]
    public async Task Commit_UnitThatFailsAmongOthers_IsRefusedAsAWholeAndAlone()
    {
        await using var scratch = Notes();
        var (before, failing, after) = await Together(scratch, [Insert("a")], [Insert("b"), Insert("b")], [Insert("c")]);

        Assert.Equal(CommitOutcome.Committed, await before);
        var problem = await Assert.ThrowsAsync<SqliteException>(() => failing);
        Assert.Equal(19, problem.SqliteErrorCode);
        Assert.Equal(CommitOutcome.Committed, await after);
        Assert.Equal(["first", "a", "c"], Stored(scratch));
        Assert.Equal(2, scratch.Writer.Commits);
    }

    [Fact]
    public async Task Commit_UnitThatMeetsAConflictAmongOthers_StoresNothingOfItAndAllOfTheOthers()
    {
        await using var scratch = Notes();
        var changesNothing = new Write("update note set text = 'z' where text = @text", new { text = "not there" }, MustChange: 1);
        var (before, conflicting, after) = await Together(scratch, [Insert("a")], [Insert("b"), changesNothing, Insert("never reached")], [Insert("c")]);

        Assert.Equal(CommitOutcome.Committed, await before);
        Assert.Equal(CommitOutcome.Conflict, await conflicting);
        Assert.Equal(CommitOutcome.Committed, await after);
        Assert.Equal(["first", "a", "c"], Stored(scratch));
    }

    [Fact]
    public async Task Commit_Acknowledged_IsVisibleToEveryOtherConnection()
    {
        await using var scratch = Notes(Durability.Full);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            await scratch.Writer.CommitAsync([Insert($"n{i}")]);
            Assert.Equal(1, scratch.Read<int>("select count(*) from note where text = @text", new { text = $"n{i}" }));
        }));
    }

    [Fact]
    public async Task Commit_WhileTheDatabaseIsHeldByAnother_IsNotAcknowledged()
    {
        await using var scratch = Notes();
        Task<CommitOutcome> waiting;
        using (scratch.HoldTheWriter())
        {
            waiting = scratch.Writer.CommitAsync([Insert("a")]);
            await Task.Delay(200, TestContext.Current.CancellationToken);
            Assert.False(waiting.IsCompleted);
        }

        Assert.Equal(CommitOutcome.Committed, await waiting);
    }

    [Fact]
    public async Task Commit_ManyInARow_KeepsTheirOrder()
    {
        await using var scratch = Notes();
        var names = Enumerable.Range(0, 2000).Select(i => $"n{i}").ToList();
        await Task.WhenAll(names.Select(name => scratch.Writer.CommitAsync([Insert(name)])));

        Assert.Equal(names, Stored(scratch));
    }

    [Fact]
    public async Task Commit_OfManyAtOnce_IsSharedAndOfOneAfterTheOtherIsNot()
    {
        await using var scratch = Notes(Durability.Full);
        for (var i = 0; i < 10; i++)
        {
            await scratch.Writer.CommitAsync([Insert($"alone {i}")]);
        }

        Assert.Equal(10, scratch.Writer.Commits);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(() => scratch.Writer.CommitAsync([Insert($"together {i}")]))));
        Assert.InRange(scratch.Writer.Commits - 10, 1, 150);
        Assert.Equal(310, Stored(scratch).Count);
    }

    [Fact]
    public async Task Dispose_WithUnitsWaiting_WritesThemFirstAndRefusesLaterOnes()
    {
        await using var scratch = Notes();
        var waiting = Enumerable.Range(0, 1500).Select(i => scratch.Writer.CommitAsync([Insert($"n{i}")])).ToList();
        await scratch.Writer.DisposeAsync();

        Assert.All(waiting, unit => Assert.True(unit.IsCompletedSuccessfully));
        Assert.Equal(1500, Stored(scratch).Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => scratch.Writer.CommitAsync([Insert("late")]));
    }

    [Fact]
    public async Task Commit_OfNothing_NeedsNoCommit()
    {
        await using var scratch = Notes();
        Assert.Equal(CommitOutcome.Committed, await scratch.Writer.CommitAsync([]));
        Assert.Equal(0, scratch.Writer.Commits);
    }

    [Fact]
    public async Task Commit_SharedCommitFails_ReachesEveryoneInItAndTheNextOneWorks()
    {
        await using var scratch = Notes();
        scratch.Do("create table parent (id integer primary key); create table child (id integer references parent (id) deferrable initially deferred)");
        var (before, orphan, after) = await Together(scratch, [Insert("a")], [new Write("insert into child (id) values (7)", new { })], [Insert("c")]);

        await Assert.ThrowsAsync<SqliteException>(() => before);
        await Assert.ThrowsAsync<SqliteException>(() => orphan);
        await Assert.ThrowsAsync<SqliteException>(() => after);
        Assert.Equal(["first"], Stored(scratch));
        Assert.Equal(CommitOutcome.Committed, await scratch.Writer.CommitAsync([Insert("d")]));
        Assert.Equal(["first", "d"], Stored(scratch));
    }

    [Fact]
    public async Task Commit_DiskFull_ReachesEveryoneInItAndEndsWhenThereIsRoomAgain()
    {
        await using var scratch = Notes();
        var large = new string('x', 200_000);
        await scratch.Writer.CommitAsync([new Write("pragma max_page_count = 100", new { })]);
        var (before, tooLarge, after) = await Together(scratch, [Insert("a")], [Insert(large)], [Insert("c")]);

        await Assert.ThrowsAsync<SqliteException>(() => before);
        Assert.Equal(13, (await Assert.ThrowsAsync<SqliteException>(() => tooLarge)).SqliteErrorCode);
        await Assert.ThrowsAsync<SqliteException>(() => after);
        Assert.Equal(["first"], Stored(scratch));

        // The bound belonged to the connection that is gone: the next commit has room.
        Assert.Equal(CommitOutcome.Committed, await scratch.Writer.CommitAsync([Insert(large)]));
    }

    [Fact]
    public async Task Commit_StatementThatEndsTheWholeTransaction_AcknowledgesNobody()
    {
        await using var scratch = Notes();
        scratch.Do("create trigger no_bomb before insert on note when new.text = 'bomb' begin select raise(rollback, 'gone'); end");
        var (before, bomb, after) = await Together(scratch, [Insert("a")], [Insert("bomb")], [Insert("c")]);

        await Assert.ThrowsAnyAsync<Exception>(() => before);
        await Assert.ThrowsAnyAsync<Exception>(() => bomb);
        await Assert.ThrowsAnyAsync<Exception>(() => after);
        Assert.Equal(["first"], Stored(scratch));
        Assert.Equal(CommitOutcome.Committed, await scratch.Writer.CommitAsync([Insert("d")]));
    }

    [Fact]
    public async Task Commit_DatabaseCannotBeOpened_FailsInsteadOfWaitingForEver()
    {
        var folder = Directory.CreateTempSubdirectory("nof1-test-");
        try
        {
            await using var writer = new WriterQueue(Database.InFile(folder.FullName + "/is-a-folder/x.db"));
            Directory.CreateDirectory(folder.FullName + "/is-a-folder/x.db");
            await Assert.ThrowsAsync<SqliteException>(() => writer.CommitAsync([Insert("a")]).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Commit_RandomUnitsAtOnce_StoresExactlyWhatWasAcknowledged(int seed)
    {
        var random = new Random(seed);
        await using var scratch = Notes();
        var units = Enumerable.Range(0, 400).Select(i => (Name: $"n{i}", Kind: random.Next(4))).ToList();
        var outcomes = await Task.WhenAll(units.Select(unit => Task.Run(async () =>
        {
            IReadOnlyList<Write> writes = unit.Kind switch
            {
                0 => [Insert(unit.Name), Insert("the same for all")],
                1 => [Insert(unit.Name), new Write("update note set text = text where text = 'not there'", new { }, MustChange: 1)],
                _ => [Insert(unit.Name), Insert(unit.Name + " second")],
            };
            try
            {
                return (unit.Name, unit.Kind, Stored: await scratch.Writer.CommitAsync(writes) is CommitOutcome.Committed);
            }
            catch (SqliteException)
            {
                return (unit.Name, unit.Kind, Stored: false);
            }
        })));

        var expected = outcomes.Where(unit => unit.Stored).SelectMany(unit => unit.Kind == 0 ? [unit.Name, "the same for all"] : new[] { unit.Name, unit.Name + " second" });
        Assert.Equal(expected.Order(StringComparer.Ordinal), Stored(scratch).Order(StringComparer.Ordinal));
        Assert.Single(outcomes, unit => unit is { Kind: 0, Stored: true });
        Assert.DoesNotContain(outcomes, unit => unit is { Kind: 1, Stored: true });
        Assert.All(outcomes.Where(unit => unit.Kind > 1), unit => Assert.True(unit.Stored, $"seed {seed}"));
    }

    private static ScratchDatabase Notes(Durability durability = Durability.None)
    {
        var scratch = new ScratchDatabase(durability, migrated: false);
        scratch.Do("create table note (id integer primary key autoincrement, text text not null unique)");
        return scratch;
    }

    private static Write Insert(string text) => new("insert into note (text) values (@text)", new { text });

    private static List<string> Stored(ScratchDatabase scratch) => scratch.ReadAll<string>("select text from note order by id");

    // The first unit keeps the writer busy, so that the three after it share the next commit.
    private static async Task<(Task<CommitOutcome> First, Task<CommitOutcome> Second, Task<CommitOutcome> Third)> Together(
        ScratchDatabase scratch, Write[] first, Write[] second, Write[] third)
    {
        var before = scratch.Writer.Commits;
        (Task<CommitOutcome>, Task<CommitOutcome>, Task<CommitOutcome>) units;
        Task<CommitOutcome> ahead;
        using (scratch.HoldTheWriter())
        {
            ahead = scratch.Writer.CommitAsync([Insert("first")]);
            while (scratch.Writer.Waiting > 0)
            {
                await Task.Yield();
            }

            // The writer has taken it, and now looks for more before it begins to wait for the lock.
            await Task.Delay(100);
            units = (scratch.Writer.CommitAsync(first), scratch.Writer.CommitAsync(second), scratch.Writer.CommitAsync(third));
        }

        await ahead;
        await Task.WhenAll(new Task[] { units.Item1, units.Item2, units.Item3 }.Select(unit => unit.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.InRange(scratch.Writer.Commits - before, 1, 2);
        return units;
    }
}
