using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Accounts;

/// <summary>The accounts of those who sign in to the dashboard.</summary>
public sealed class CoachAccounts(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    private const string Columns = "id, name, role, email, subject, password_hash, stamp, authenticator, has_authenticator, last_step, failed, locked_until, created_at";

    /// <summary>Everybody, by name.</summary>
    public IReadOnlyList<CoachAccount> All
    {
        get
        {
            using var connection = database.Open();
            return [.. connection.Query<Row>($"select {Columns} from coach_account order by name_key").Select(row => row.ToAccount())];
        }
    }

    /// <summary>Whether anybody can sign in at all.</summary>
    public bool Any
    {
        get
        {
            using var connection = database.Open();
            return connection.ExecuteScalar<long>("select exists (select 1 from coach_account)") == 1;
        }
    }

    public CoachAccount? Find(string id) => One("id = @key", id);

    /// <summary>By name, whatever its capitals.</summary>
    public CoachAccount? Named(string name) => One("name_key = @key", Key(name));

    public CoachAccount? WithEmail(string email) => One("email_key = @key", Key(email));

    /// <summary>By what the organisation's sign-in calls them.</summary>
    public CoachAccount? WithSubject(string subject) => One("subject = @key", subject);

    /// <summary>A new account, without a password: its one-time link sets one.</summary>
    /// <returns>The account, or null where the name or the address is taken, or the name was that of an account that was removed: people agreed to whom they knew by it.</returns>
    /// <exception cref="ArgumentException">The name is not of 1 to 60 characters on one line, or the address is none.</exception>
    public async Task<CoachAccount?> Add(string name, CoachRole role, string? email)
    {
        var called = name.Trim();
        if (called.Length is 0 or > InvitationBook.LongestName || called.Any(char.IsControl))
        {
            throw new ArgumentException($"The name of a coach has 1 to {InvitationBook.LongestName} characters on one line.");
        }

        var address = string.IsNullOrWhiteSpace(email) ? null : email.Trim();
        if (address is not null && (address.Length > 254 || address.Any(char.IsWhiteSpace) || address.IndexOf('@', StringComparison.Ordinal) is < 1 || address.EndsWith('@')))
        {
            throw new ArgumentException("That is no e-mail address.");
        }

        var account = new CoachAccount { Id = random.NewId(), Name = called, Role = role, Email = address, Stamp = random.NewId(), CreatedAt = Now };
        try
        {
            var outcome = await writer.CommitAsync(
            [
                new Write(
                    """
                    insert into coach_account (id, name, name_key, role, email, email_key, stamp, created_at)
                    select @Id, @Name, @nameKey, @role, @Email, @emailKey, @Stamp, @CreatedAt where not exists (select 1 from coach_former where name_key = @nameKey)
                    """,
                    new { account.Id, account.Name, nameKey = Key(called), role = role.ToString(), account.Email, emailKey = address is null ? null : Key(address), account.Stamp, account.CreatedAt },
                    MustChange: 1),

                // The link for the first account ends with the first account, for good.
                new Write("delete from coach_link where account_id is null", new { }),
            ]);
            return outcome is CommitOutcome.Committed ? account : null;
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == 19)
        {
            return null;
        }
    }

    /// <summary>The sessions of accounts.</summary>
    public CoachSessions Sessions { get; } = new(database, writer, clock, random);

    /// <summary>The tries of passwords and codes.</summary>
    public CoachTries Tries { get; } = new(writer, clock);

    /// <summary>Keeps password, authenticator and stamp, if nobody changed them since the account was read.</summary>
    /// <param name="account">The account as it is to be.</param>
    /// <param name="stamp">Its stamp when it was read: a reset or an end of every session since then has another, and stands.</param>
    /// <returns>False when it was changed meanwhile; nothing is kept.</returns>
    public async Task<bool> Save(CoachAccount account, string stamp) => await writer.CommitAsync(
    [
        new Write(
            """
            update coach_account set password_hash = @PasswordHash, stamp = @Stamp, authenticator = @Authenticator, has_authenticator = @HasAuthenticator
            where id = @Id and stamp = @before
            """,
            new { account.Id, account.PasswordHash, account.Stamp, account.Authenticator, account.HasAuthenticator, before = stamp },
            MustChange: 1),
    ]) is CommitOutcome.Committed;

    /// <summary>Ties an account to what the organisation's sign-in calls the person.</summary>
    /// <returns>False when it is tied already, or was changed since it was read.</returns>
    public async Task<bool> Tie(CoachAccount account, string subject) => await writer.CommitAsync(
        [new Write("update coach_account set subject = @subject where id = @Id and subject is null and stamp = @Stamp", new { subject, account.Id, account.Stamp }, MustChange: 1)]) is CommitOutcome.Committed;

    /// <summary>Uses a half minute's code up.</summary>
    /// <returns>False when it, or a later one, was used before.</returns>
    public async Task<bool> UseStep(string id, long step) =>
        await writer.CommitAsync([new Write("update coach_account set last_step = @step where id = @id and last_step < @step", new { id, step }, MustChange: 1)]) is CommitOutcome.Committed;

    /// <summary>Ends every session of an account.</summary>
    public Task SignOutEverywhere(string id) => writer.CommitAsync(
    [
        new Write("update coach_account set stamp = @stamp where id = @id", new { id, stamp = random.NewId() }),
        new Write("delete from coach_session where account_id = @id", new { id }),
    ]);

    /// <summary>Forgets password, authenticator and the organisation's identity, and ends every session; a new one-time link makes the account usable again.</summary>
    public Task Reset(string id) => writer.CommitAsync(
    [
        new Write(
            "update coach_account set subject = null, password_hash = null, authenticator = null, has_authenticator = 0, last_step = 0, failed = 0, locked_until = null, stamp = @stamp where id = @id",
            new { id, stamp = random.NewId() }),
        new Write("delete from coach_recovery_code where account_id = @id", new { id }),
        new Write("delete from coach_session where account_id = @id", new { id }),
        new Write("delete from coach_link where account_id = @id", new { id }),
    ]);

    /// <summary>Removes an account for good, its name too; who looked at what stays in the access log by its name.</summary>
    public Task Remove(string id) => writer.CommitAsync(
    [
        new Write("delete from coach_recovery_code where account_id = @id", new { id }),
        new Write("delete from coach_link where account_id = @id", new { id }),
        new Write("delete from coach_session where account_id = @id", new { id }),
        new Write("insert into coach_former (name_key, removed_at) select name_key, @now from coach_account where id = @id", new { id, now = Now }),
        new Write("delete from coach_account where id = @id", new { id }),
    ]);

    /// <summary>Gives an account other recovery codes; only their hashes are kept.</summary>
    internal Task KeepRecoveryCodes(string id, IEnumerable<string> hashes) => writer.CommitAsync(
    [
        new Write("delete from coach_recovery_code where account_id = @id", new { id }),
        .. hashes.Select(hash => new Write("insert into coach_recovery_code (code_hash, account_id) values (@hash, @id)", new { hash, id })),
    ]);

    /// <summary>Uses a recovery code up.</summary>
    /// <returns>False when there is none such.</returns>
    internal async Task<bool> UseRecoveryCode(string id, string hash) =>
        await writer.CommitAsync([new Write("delete from coach_recovery_code where account_id = @id and code_hash = @hash", new { id, hash }, MustChange: 1)]) is CommitOutcome.Committed;

    /// <summary>How many recovery codes are left.</summary>
    internal int RecoveryCodesLeft(string id)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<int>("select count(*) from coach_recovery_code where account_id = @id", new { id });
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private CoachAccount? One(string where, string key)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Row>($"select {Columns} from coach_account where {where}", new { key })?.ToAccount();
    }

    internal static string Key(string text) => text.Trim().ToUpperInvariant();

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Role { get; init; } = "";

        public string? Email { get; init; }

        public string? Subject { get; init; }

        public string? PasswordHash { get; init; }

        public string Stamp { get; init; } = "";

        public string? Authenticator { get; init; }

        public bool HasAuthenticator { get; init; }

        public long LastStep { get; init; }

        public int Failed { get; init; }

        public Instant? LockedUntil { get; init; }

        public Instant CreatedAt { get; init; }

        public CoachAccount ToAccount() => new()
        {
            Id = Id,
            Name = Name,
            Role = Enum.Parse<CoachRole>(Role),
            Email = Email,
            Subject = Subject,
            PasswordHash = PasswordHash,
            Stamp = Stamp,
            Authenticator = Authenticator,
            HasAuthenticator = HasAuthenticator,
            LastStep = LastStep,
            Failed = Failed,
            LockedUntil = LockedUntil,
            CreatedAt = CreatedAt,
        };
    }
}
