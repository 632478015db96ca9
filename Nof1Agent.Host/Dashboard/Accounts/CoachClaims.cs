using System.Security.Claims;
using Nof1Agent.Host.Dashboard.SignIn;
using Nof1Agent.Skills.Accounts;

namespace Nof1Agent.Host.Dashboard.Accounts;

/// <summary>What the session cookie says: who, which session, and the stamp that ends it when it changes. What they may do is read from the account each time.</summary>
internal static class CoachClaims
{
    private const string Stamp = "stamp";
    private const string Session = "session";

    /// <summary>Somebody between password and code: opens nothing.</summary>
    public static ClaimsPrincipal Step(CoachAccount account) => new(new ClaimsIdentity(Of(account), CoachSchemes.Step));

    /// <summary>A session that is in the database.</summary>
    public static ClaimsPrincipal Principal(CoachAccount account, string session) => new(new ClaimsIdentity([.. Of(account), new(Session, session)], CoachSchemes.Session));

    /// <summary>Which session; null for anything else.</summary>
    public static string? SessionId(this ClaimsPrincipal? who) => who?.FindFirstValue(Session);

    /// <summary>The account of somebody between password and code; null where their sessions were ended since.</summary>
    public static CoachAccount? Stepped(this ClaimsPrincipal? step, CoachAccounts accounts) => step?.Identity?.AuthenticationType == CoachSchemes.Step ? step.Standing(accounts) : null;

    /// <summary>The account of a session as it is now; null where it was removed, or the session was ended.</summary>
    public static CoachAccount? Account(this ClaimsPrincipal? session, CoachAccounts accounts) =>
        session.SessionId() is { } id && session.Standing(accounts) is { } account && accounts.Sessions.Stands(id, account.Id) ? account : null;

    private static Claim[] Of(CoachAccount account) =>
        [new(ClaimTypes.NameIdentifier, account.Id), new(ClaimTypes.Name, account.Name), new(ClaimTypes.Role, account.Role.ToString()), new(Stamp, account.Stamp)];

    private static CoachAccount? Standing(this ClaimsPrincipal? session, CoachAccounts accounts) =>
        session?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && accounts.Find(id) is { } account && account.Stamp == session.FindFirstValue(Stamp) && account.Role.ToString() == session.FindFirstValue(ClaimTypes.Role)
            ? account
            : null;
}
