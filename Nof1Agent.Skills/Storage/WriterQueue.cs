using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Nof1Agent.Skills.Storage;

/// <summary>
/// The one writer of the database. Units of work that arrive while a commit is being flushed wait for it and then share the next
/// commit (group commit): many concurrent turns cost one fsync. Most commits meet no trouble and are written straight through; where a unit fails
/// or meets a conflict, all of them are undone and written again, each inside a savepoint of its own, so that it takes nothing else down. A unit
/// is acknowledged only after the commit that holds it has been flushed.
/// </summary>
public sealed class WriterQueue : IAsyncDisposable
{
    private const int MostUnitsPerCommit = 512;

    // SQLite's result codes that concern the whole commit, not one unit of it.
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int DiskFull = 13;

    private readonly Database database;
    // Not declared single-reader, although it is: only the general channel can tell how many are waiting.
    private readonly Channel<Unit> units = Channel.CreateUnbounded<Unit>();
    private readonly Task writing;
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long commits;

    public WriterQueue(Database database)
    {
        this.database = database;
        writing = Task.Factory.StartNew(WriteUntilClosed, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>How many commits have been flushed since the start: units divided by commits is what group commit saves.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>Ends with the next commit of this process. Taken before <see cref="Commits"/> is read, no commit is missed between the two.</summary>
    public Task NextCommit => Volatile.Read(ref next).Task;

    /// <summary>Units waiting for the writer.</summary>
    public int Waiting => units.Reader.Count;

    /// <summary>Stores a unit in one piece. The task ends when it is on the disk, or refused.</summary>
    /// <exception cref="SqliteException">The database refused it (disk full, corrupt, read-only).</exception>
    internal Task<CommitOutcome> CommitAsync(IReadOnlyList<Write> writes)
    {
        if (writes.Count == 0)
        {
            return Task.FromResult(CommitOutcome.Committed);
        }

        var unit = new Unit(writes);
        return units.Writer.TryWrite(unit) ? unit.Done.Task : Task.FromException<CommitOutcome>(new ObjectDisposedException(nameof(WriterQueue)));
    }

    /// <summary>Writes what is waiting, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        units.Writer.TryComplete();
        await writing;
    }

    private void WriteUntilClosed()
    {
        Pen? pen = null;
        var batch = new List<Unit>();
        while (units.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < MostUnitsPerCommit && units.Reader.TryRead(out var unit))
            {
                batch.Add(unit);
            }

            CommitTogether(ref pen, batch);
        }

        pen?.Dispose();
    }

    private void CommitTogether(ref Pen? pen, List<Unit> batch)
    {
        try
        {
            pen ??= new Pen(database.OpenToWrite());
            if (!WriteStraight(pen, batch))
            {
                WriteApart(pen, batch);
            }

            Interlocked.Increment(ref commits);
        }
        catch (Exception problem)
        {
            // The shared commit itself failed: nobody's unit is stored, and everybody is told so. The next commit starts on a fresh
            // connection, so that a full disk that has room again needs no restart.
            pen?.Dispose();
            pen = null;
            foreach (var unit in batch)
            {
                unit.Done.TrySetException(problem);
            }

            return;
        }

        Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        foreach (var unit in batch)
        {
            if (unit.Problem is { } problem)
            {
                unit.Done.TrySetException(problem);
            }
            else
            {
                unit.Done.TrySetResult(unit.Outcome);
            }
        }
    }

    // A savepoint has SQLite keep every page that a unit touches as it was: as much work again as writing it.
    private static bool WriteStraight(Pen pen, List<Unit> batch)
    {
        using var transaction = pen.Connection.BeginTransaction(deferred: false);
        try
        {
            foreach (var write in batch.SelectMany(unit => unit.Writes))
            {
                if (pen.Statements.Execute(write, transaction) is var changed && write.MustChange is { } expected && changed != expected)
                {
                    transaction.Rollback();
                    return false;
                }
            }
        }
        catch (Exception problem) when (problem is not SqliteException { SqliteErrorCode: IoError or Corrupt or DiskFull })
        {
            transaction.Rollback();
            return false;
        }

        transaction.Commit();
        return true;
    }

    private static void WriteApart(Pen pen, List<Unit> batch)
    {
        using var transaction = pen.Connection.BeginTransaction(deferred: false);
        foreach (var unit in batch)
        {
            Apply(pen.Statements, transaction, unit);
        }

        transaction.Commit();
    }

    private static void Apply(PreparedWrites statements, SqliteTransaction transaction, Unit unit)
    {
        statements.Execute("savepoint unit", transaction);
        try
        {
            foreach (var write in unit.Writes)
            {
                var changed = statements.Execute(write, transaction);
                if (write.MustChange is { } expected && changed != expected)
                {
                    unit.Outcome = CommitOutcome.Conflict;
                    statements.Execute("rollback to savepoint unit", transaction);
                    break;
                }
            }
        }
        catch (Exception problem) when (problem is not SqliteException { SqliteErrorCode: IoError or Corrupt or DiskFull })
        {
            unit.Problem = problem;
            statements.Execute("rollback to savepoint unit", transaction);
        }

        statements.Execute("release savepoint unit", transaction);
    }

    /// <summary>The writer's connection with its prepared statements: they live and end together.</summary>
    private sealed class Pen(SqliteConnection connection) : IDisposable
    {
        public SqliteConnection Connection { get; } = connection;

        public PreparedWrites Statements { get; } = new(connection);

        public void Dispose()
        {
            Statements.Dispose();
            Connection.Dispose();
        }
    }

    private sealed class Unit(IReadOnlyList<Write> writes)
    {
        public IReadOnlyList<Write> Writes { get; } = writes;

        public TaskCompletionSource<CommitOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CommitOutcome Outcome { get; set; } = CommitOutcome.Committed;

        public Exception? Problem { get; set; }
    }
}
