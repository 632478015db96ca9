using Microsoft.AspNetCore.Identity;
using Nof1Agent.Skills.Accounts;

namespace Nof1Agent.Host.Dashboard.Accounts;

/// <summary>Codes of authenticator apps for ASP.NET Core Identity, by the service's clock; a code counts once.</summary>
internal sealed class TotpProvider(CoachAccounts accounts, TimeProvider clock) : IUserTwoFactorTokenProvider<CoachUser>
{
    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<CoachUser> manager, CoachUser user) => Task.FromResult(user.Account.Authenticator is not null);

    public Task<string> GenerateAsync(string purpose, UserManager<CoachUser> manager, CoachUser user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<CoachUser> manager, CoachUser user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { } key && Totp.Match(key, token, clock.GetUtcNow()) is { } step && await accounts.UseStep(user.Account.Id, step);
}
