using Microsoft.AspNetCore.Components.Authorization;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Skills.Accounts;

namespace Nof1Agent.Host.Dashboard.Desk;

/// <summary>Who sits at a page, read from the account each time: a session that was ended, or an account that was removed, does nothing more, however old the page is.</summary>
internal sealed class CoachSession(AuthenticationStateProvider states, CoachAccounts accounts)
{
    /// <summary>The account; null where the session is over.</summary>
    public async Task<CoachAccount?> Account() => (await states.GetAuthenticationStateAsync()).User.Account(accounts);
}
