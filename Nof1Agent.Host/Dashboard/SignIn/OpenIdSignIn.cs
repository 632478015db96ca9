using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Audit;

namespace Nof1Agent.Host.Dashboard.SignIn;

/// <summary>Who somebody is whom the organisation has signed in: an account that exists. None is ever made here.</summary>
internal static class OpenIdSignIn
{
    /// <summary>Takes the account's session in place of what the provider said, or refuses.</summary>
    public static async Task Validated(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var accounts = services.GetRequiredService<CoachAccounts>();
        var account = await Account(context.Principal!, accounts, services.GetRequiredService<Microsoft.Extensions.Options.IOptions<OpenIdOptions>>().Value.TrustsEmail);
        if (account is null)
        {
            context.Fail("nobody of the dashboard");
            return;
        }

        await services.GetRequiredService<AuditLog>().Record(account.Name, AuditAct.SignedIn, about: "organisation");
        context.Principal = CoachClaims.Principal(account, await accounts.Sessions.Begin(account.Id));
        context.Properties!.RedirectUri = SignInEndpoints.Landing(account, context.Properties.RedirectUri);
    }

    /// <summary>The account of a provider's claims: by what the provider calls them, else once by an address that is theirs; null for anybody else.</summary>
    public static async Task<CoachAccount?> Account(ClaimsPrincipal said, CoachAccounts accounts, bool trustsEmail)
    {
        // Entra's sub differs from one application to the next; its oid names the person. Elsewhere oid may mean anything, and only sub is the provider's word for somebody.
        var issuer = said.FindFirstValue("iss") ?? said.FindFirst("sub")?.Issuer;
        if (issuer is null || ((IsEntra(issuer) ? said.FindFirst("oid") : null) ?? said.FindFirst("sub")) is not { Value.Length: > 0 } name)
        {
            return null;
        }

        var subject = $"{issuer} {name.Value}";
        if (accounts.WithSubject(subject) is { } known)
        {
            return known;
        }

        var isTheirs = trustsEmail || string.Equals(said.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase);
        var address = said.FindFirstValue("email") ?? (trustsEmail ? said.FindFirstValue("preferred_username") : null);
        if (!isTheirs || address is null || accounts.WithEmail(address) is not { Subject: null } account)
        {
            return null;
        }

        return await accounts.Tie(account, subject) ? account with { Subject = subject } : null;
    }

    private static bool IsEntra(string issuer) => Uri.TryCreate(issuer, UriKind.Absolute, out var address) && address.Scheme == "https"
        && (address.Host is "login.microsoftonline.com" or "login.microsoftonline.us" or "login.partner.microsoftonline.cn" or "sts.windows.net" || address.Host.EndsWith(".ciamlogin.com", StringComparison.Ordinal));
}
