using System.Security.Cryptography;
using System.Text;
using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Accounts;

/// <summary>
/// Links with which somebody sets their password once: 160 random bits, of which only the SHA-256 is kept. A link without an account makes the first one, as long as
/// there is none.
/// </summary>
public sealed class OneTimeLinks(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    /// <summary>How long a link can be used.</summary>
    public static readonly Duration Validity = Duration.FromDays(2);

    /// <summary>A new link; earlier ones for the same account end.</summary>
    /// <param name="accountId">Whose; null: for the first account.</param>
    /// <returns>What its address carries.</returns>
    public async Task<string> Make(string? accountId)
    {
        var code = Convert.ToHexStringLower(random.Bytes(20));
        await writer.CommitAsync(
        [
            new Write("delete from coach_link where account_id is @accountId", new { accountId }),
            new Write("insert into coach_link (code_hash, account_id, created_at, expires_at) values (@hash, @accountId, @now, @end)", new { hash = Hash(code), accountId, now = Now, end = Now + Validity }),
        ]);
        return code;
    }

    /// <summary>Whether a link is good, and whose it is.</summary>
    /// <returns>Null for one that is unknown, used or over.</returns>
    public OneTimeLink? Find(string? code)
    {
        if (string.IsNullOrEmpty(code) || code.Length > 100)
        {
            return null;
        }

        using var connection = database.Open();
        var row = connection.QuerySingleOrDefault<Row>("select account_id, expires_at from coach_link where code_hash = @hash", new { hash = Hash(code) });
        return row is null || row.ExpiresAt <= Now ? null : new OneTimeLink(row.AccountId);
    }

    /// <summary>Uses a link up.</summary>
    /// <returns>False when somebody else did before.</returns>
    public async Task<bool> Use(string code) =>
        await writer.CommitAsync([new Write("delete from coach_link where code_hash = @hash and expires_at > @now", new { hash = Hash(code), now = Now }, MustChange: 1)]) is CommitOutcome.Committed;

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    private sealed record Row
    {
        public string? AccountId { get; init; }

        public Instant ExpiresAt { get; init; }
    }
}

/// <summary>A link that can be used.</summary>
/// <param name="AccountId">Whose; null: for the first account.</param>
public sealed record OneTimeLink(string? AccountId);
