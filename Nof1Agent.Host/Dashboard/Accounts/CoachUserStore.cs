using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Nof1Agent.Skills.Accounts;

namespace Nof1Agent.Host.Dashboard.Accounts;

/// <summary>
/// What ASP.NET Core Identity needs to know of accounts, over <see cref="CoachAccounts"/>. The secret of an authenticator app is wrapped by the key ring; recovery
/// codes are kept as hashes. Tries are counted by <see cref="CoachTries"/>. Accounts are made and removed by the command line, not here.
/// </summary>
internal sealed class CoachUserStore(CoachAccounts accounts, IDataProtectionProvider protection)
    : IUserPasswordStore<CoachUser>, IUserEmailStore<CoachUser>, IUserRoleStore<CoachUser>, IUserSecurityStampStore<CoachUser>,
        IUserTwoFactorStore<CoachUser>, IUserAuthenticatorKeyStore<CoachUser>, IUserTwoFactorRecoveryCodeStore<CoachUser>
{
    private readonly IDataProtector protector = protection.CreateProtector("authenticators of coaches");

    public Task<CoachUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Found(accounts.Find(userId));

    public Task<CoachUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Found(accounts.Named(normalizedUserName));

    public Task<CoachUser?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => Found(accounts.WithEmail(normalizedEmail));

    public async Task<IdentityResult> UpdateAsync(CoachUser user, CancellationToken cancellationToken)
    {
        if (!await accounts.Save(user.Account, user.StoredStamp))
        {
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        }

        user.StoredStamp = user.Account.Stamp;
        return IdentityResult.Success;
    }

    public Task<IdentityResult> CreateAsync(CoachUser user, CancellationToken cancellationToken) => throw new NotSupportedException("Accounts are added by the command coach.");

    public Task<IdentityResult> DeleteAsync(CoachUser user, CancellationToken cancellationToken) => throw new NotSupportedException("Accounts are removed by the command coach.");

    public Task<string> GetUserIdAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Id);

    public Task<string?> GetUserNameAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.Name);

    // Names and addresses change by the command line only; Identity sets them again to what they are.
    public Task SetUserNameAsync(CoachUser user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedUserNameAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.Name.ToUpperInvariant());

    public Task SetNormalizedUserNameAsync(CoachUser user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetEmailAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Email);

    public Task SetEmailAsync(CoachUser user, string? email, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> GetEmailConfirmedAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetEmailConfirmedAsync(CoachUser user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedEmailAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Email?.ToUpperInvariant());

    public Task SetNormalizedEmailAsync(CoachUser user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.PasswordHash);

    public Task SetPasswordHashAsync(CoachUser user, string? passwordHash, CancellationToken cancellationToken) => Change(user, user.Account with { PasswordHash = passwordHash });

    public Task<bool> HasPasswordAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.PasswordHash is not null);

    public Task<string?> GetSecurityStampAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.Stamp);

    public Task SetSecurityStampAsync(CoachUser user, string stamp, CancellationToken cancellationToken) => Change(user, user.Account with { Stamp = stamp });

    public Task SetTwoFactorEnabledAsync(CoachUser user, bool enabled, CancellationToken cancellationToken) => Change(user, user.Account with { HasAuthenticator = enabled });

    public Task<bool> GetTwoFactorEnabledAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.HasAuthenticator);

    public Task SetAuthenticatorKeyAsync(CoachUser user, string key, CancellationToken cancellationToken) => Change(user, user.Account with { Authenticator = protector.Protect(key) });

    public Task<string?> GetAuthenticatorKeyAsync(CoachUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Account.Authenticator is { } wrapped ? protector.Unprotect(wrapped) : null);

    public Task ReplaceCodesAsync(CoachUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) => accounts.KeepRecoveryCodes(user.Account.Id, recoveryCodes.Select(Hash));

    public Task<bool> RedeemCodeAsync(CoachUser user, string code, CancellationToken cancellationToken) => accounts.UseRecoveryCode(user.Account.Id, Hash(code));

    public Task<int> CountCodesAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult(accounts.RecoveryCodesLeft(user.Account.Id));

    public Task<IList<string>> GetRolesAsync(CoachUser user, CancellationToken cancellationToken) => Task.FromResult<IList<string>>([user.Account.Role.ToString()]);

    public Task<bool> IsInRoleAsync(CoachUser user, string roleName, CancellationToken cancellationToken) =>
        Task.FromResult(string.Equals(user.Account.Role.ToString(), roleName, StringComparison.OrdinalIgnoreCase));

    public Task<IList<CoachUser>> GetUsersInRoleAsync(string roleName, CancellationToken cancellationToken) => Task.FromResult<IList<CoachUser>>(
        [.. accounts.All.Where(account => string.Equals(account.Role.ToString(), roleName, StringComparison.OrdinalIgnoreCase)).Select(account => new CoachUser(account))]);

    public Task AddToRoleAsync(CoachUser user, string roleName, CancellationToken cancellationToken) => throw new NotSupportedException("An account has the one role that it was added with.");

    public Task RemoveFromRoleAsync(CoachUser user, string roleName, CancellationToken cancellationToken) => throw new NotSupportedException("An account has the one role that it was added with.");

    public void Dispose()
    {
    }

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));

    private static Task Change(CoachUser user, CoachAccount account)
    {
        user.Account = account;
        return Task.CompletedTask;
    }

    private static Task<CoachUser?> Found(CoachAccount? account) => Task.FromResult(account is null ? null : new CoachUser(account));
}
