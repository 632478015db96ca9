using System.Security.Claims;
using Nof1Agent.Skills.Accounts;

namespace Nof1Agent.Host.Dashboard.Accounts;

/// <summary>What the session cookie says: who, and the stamp that ends it when it changes. What they may do is read from the account each time.</summary>
internal static class CoachClaims
{
    private const string Stamp = "stamp";

    /// <summary>A session of an account.</summary>
    public static ClaimsPrincipal Principal(CoachAccount account, string scheme) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, account.Id), new(ClaimTypes.Name, account.Name), new(ClaimTypes.Role, account.Role.ToString()), new(Stamp, account.Stamp)], scheme));

    /// <summary>The account of a session as it is now; null where it was removed, or the session was ended.</summary>
    public static CoachAccount? Account(this ClaimsPrincipal? session, CoachAccounts accounts) =>
        session?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && accounts.Find(id) is { } account && account.Stamp == session.FindFirstValue(Stamp) && account.Role.ToString() == session.FindFirstValue(ClaimTypes.Role)
            ? account
            : null;
}
