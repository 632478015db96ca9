using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Presence;

/// <summary>When the coaches are usually there.</summary>
public sealed class PresenceBook(Database database, WriterQueue writer, TimeProvider clock)
{
    /// <summary>The hours of a coach; null where they never said.</summary>
    public CoachHours? Of(string coach)
    {
        using var connection = database.Open();
        return Of(connection, coach);
    }

    /// <summary>Keeps a coach's hours; it stands in the audit log.</summary>
    /// <exception cref="ArgumentException">They are not as described; the message says how.</exception>
    public Task Set(CoachHours hours) => hours.Problem is { } problem
        ? throw new ArgumentException(problem)
        : writer.CommitAsync(
        [
            new Write("insert into coach_hours (coach, hours) values (@Coach, @hours) on conflict (coach) do update set hours = excluded.hours", new { hours.Coach, hours = SkillsJson.Write(hours) }),
            .. AuditTrail.Of(hours.Coach, AuditAct.ChangedSettings, null, Instant.FromDateTimeOffset(clock.GetUtcNow()), "hours"),
        ]);

    internal static CoachHours? Of(SqliteConnection connection, string coach) =>
        connection.QuerySingleOrDefault<string>("select hours from coach_hours where coach = @coach", new { coach }) is { } json ? SkillsJson.Read<CoachHours>(json) : null;
}
