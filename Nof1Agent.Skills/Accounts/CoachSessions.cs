using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Accounts;

/// <summary>Sessions of the dashboard. Each has a row: without it a cookie, a copy of one and an open page are worth nothing.</summary>
public sealed class CoachSessions(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    /// <summary>How long a session lasts from signing in, however much it is used.</summary>
    public static readonly Duration Lasts = Duration.FromHours(12);

    /// <summary>Begins a session; those that are over are cleared away.</summary>
    /// <returns>Its id: 160 random bits.</returns>
    public async Task<string> Begin(string accountId)
    {
        var id = Convert.ToHexStringLower(random.Bytes(20));
        await writer.CommitAsync(
        [
            new Write("delete from coach_session where ends_at <= @now", new { now = Now }),
            new Write("insert into coach_session (id, account_id, began_at, ends_at) values (@id, @accountId, @now, @end)", new { id, accountId, now = Now, end = Now + Lasts }),
        ]);
        return id;
    }

    /// <summary>Whether a session of an account still stands.</summary>
    public bool Stands(string id, string accountId)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("select exists (select 1 from coach_session where id = @id and account_id = @accountId and ends_at > @now)", new { id, accountId, now = Now }) == 1;
    }

    /// <summary>Ends a session, wherever it is held.</summary>
    public Task End(string id) => writer.CommitAsync([new Write("delete from coach_session where id = @id", new { id })]);

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
