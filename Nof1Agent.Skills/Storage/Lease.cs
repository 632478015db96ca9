using System.Diagnostics;
using Dapper;
using NodaTime;

namespace Nof1Agent.Skills.Storage;

/// <summary>
/// The right to do something that only one process may do at a time, held for a while and renewed. Whoever ends gives it back. Whoever is killed loses it
/// when its time is over, or at once when the next one runs on the same machine and sees that the process is gone.
/// </summary>
/// <param name="database">Where it is kept.</param>
/// <param name="writer">Its writer.</param>
/// <param name="clock">The clock.</param>
/// <param name="part">Names one of several holders in one process; empty: the process as a whole.</param>
public sealed class Lease(Database database, WriterQueue writer, TimeProvider clock, string part = "")
{
    private static readonly Process Self = Process.GetCurrentProcess();
    private static readonly string This = Name(Environment.MachineName, Self.Id, Self.StartTime);
    private readonly string holder = part.Length == 0 ? This : $"{This}|{part}";

    /// <summary>Takes or renews it; false while another process holds it.</summary>
    /// <param name="name">What for.</param>
    /// <param name="time">For how long.</param>
    public async Task<bool> Hold(string name, Duration time)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        await writer.CommitAsync(
        [
            new Write(
                """
                insert into lease (name, holder, until) values (@name, @holder, @until)
                on conflict (name) do update set holder = excluded.holder, until = excluded.until
                    where lease.holder = excluded.holder or lease.until <= @now or lease.holder = @gone
                """,
                new { name, holder, until = now + time, now, gone = Read(name) is { } other && IsGone(other) ? other : "" }),
        ]);
        return Read(name) == holder;
    }

    /// <summary>Gives it back.</summary>
    public Task Release(string name) => writer.CommitAsync([new Write("delete from lease where name = @name and holder = @holder", new { name, holder })]);

    private string? Read(string name)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<string>("select holder from lease where name = @name", new { name });
    }

    // A process id may be used again: the time of its start tells the two apart.
    private static bool IsGone(string holder)
    {
        var parts = holder.Split('|');
        if (parts.Length is not (3 or 4) || parts[0] != Environment.MachineName || !int.TryParse(parts[1], out var id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return Name(Environment.MachineName, id, process.StartTime) != string.Join('|', parts.Take(3));
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception unknown) when (unknown is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Name(string machine, int id, DateTime started) => $"{machine}|{id}|{new DateTimeOffset(started).ToUnixTimeSeconds()}";
}
