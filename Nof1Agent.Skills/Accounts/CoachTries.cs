using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Accounts;

/// <summary>
/// Counts tries of passwords and codes. A try is counted before it is checked, in one statement: however many come at once, no more than
/// <see cref="Most"/> are checked before the account rests. While it rests nothing is counted and nothing prolonged.
/// </summary>
public sealed class CoachTries(WriterQueue writer, TimeProvider clock)
{
    /// <summary>Tries that are checked before the account rests.</summary>
    public const int Most = 5;

    /// <summary>How long it rests.</summary>
    public static readonly Duration Rest = Duration.FromMinutes(10);

    /// <summary>Counts a try that is about to be checked.</summary>
    /// <returns>What <see cref="GiveBack"/> takes; null while the account rests: nothing is checked then.</returns>
    public async Task<Instant?> Take(string accountId)
    {
        var end = Now + Rest;
        return await writer.CommitAsync(
        [
            new Write(
                """
                update coach_account set failed = case when failed + 1 >= @Most then 0 else failed + 1 end, locked_until = case when failed + 1 >= @Most then @end end
                where id = @accountId and (locked_until is null or locked_until <= @now)
                """,
                new { accountId, Most, now = Now, end },
                MustChange: 1),
        ]) is CommitOutcome.Committed ? end : null;
    }

    /// <summary>The try was right: it counts no more; those before it still do, until the sign-in is complete.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="taken">What <see cref="Take"/> gave: only the try that made the account rest ends the rest again.</param>
    public Task GiveBack(string accountId, Instant taken) => writer.CommitAsync(
    [
        new Write(
            """
            update coach_account set failed = case when locked_until = @taken then @Most - 1 when failed > 0 then failed - 1 else 0 end,
                locked_until = case when locked_until = @taken then null else locked_until end
            where id = @accountId
            """,
            new { accountId, Most, taken }),
    ]);

    /// <summary>The sign-in is complete: all tries are forgotten.</summary>
    public Task Forget(string accountId) => writer.CommitAsync([new Write("update coach_account set failed = 0, locked_until = null where id = @accountId", new { accountId })]);

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
