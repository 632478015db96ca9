using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Benchmarks;

/// <summary>What the disk allows: one row after the other, each in a transaction of its own that is flushed before the next begins. No queue, no pipeline.</summary>
internal sealed class BareInsert : IDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1.5);

    private readonly Database database;
    private readonly SqliteConnection connection;

    public BareInsert(string folder)
    {
        database = Database.InFile(Path.Combine(folder, "bare.db"));
        connection = database.OpenToWrite();
        connection.Execute("create table bare (id integer primary key, text text not null)");
    }

    /// <summary>Rows a second, measured now.</summary>
    public double PerSecond()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "insert into bare (text) values ('25 minutes')";
        var (rows, start) = (0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(start) < Duration)
        {
            command.ExecuteNonQuery();
            rows++;
        }

        return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
    }
}
