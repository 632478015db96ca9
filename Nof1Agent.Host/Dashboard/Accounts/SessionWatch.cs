using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Nof1Agent.Skills.Accounts;

namespace Nof1Agent.Host.Dashboard.Accounts;

/// <summary>Looks again and again whether the session of an open page still stands: a page has no more requests that would tell.</summary>
internal sealed class SessionWatch(ILoggerFactory loggers, CoachAccounts accounts) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(((ClaimsPrincipal)authenticationState.User).Account(accounts) is not null);
}
