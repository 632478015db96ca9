using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Skills.Accounts;

namespace Nof1Agent.Host.Dashboard.SignIn;

/// <summary>What a one-time link opens: a password for an account, or the first account.</summary>
internal static class BeginEndpoints
{
    public static void MapBegin(this IEndpointRouteBuilder app)
    {
        app.MapGet("/coach/begin", (OneTimeLinks links, CoachAccounts accounts, string? link = null) => Good(links, accounts, link) is { } found
            ? SignInPages.Begin(link!, found.AccountId is null, found.AccountId is { } id ? accounts.Find(id)?.Name : null)
            : SignInPages.LinkIsOver()).RequireRateLimiting(RateLimits.SignIn).ExcludeFromDescription();
        app.MapPost("/coach/begin", Begin).RequireRateLimiting(RateLimits.SignIn).ExcludeFromDescription();
    }

    private static async Task<IResult> Begin(
        HttpContext context, OneTimeLinks links, CoachAccounts accounts, UserManager<CoachUser> users, [FromForm] string? link, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password)
    {
        if (Good(links, accounts, link) is not { } found)
        {
            return SignInPages.LinkIsOver();
        }

        var known = found.AccountId is { } id ? accounts.Find(id) : null;
        if (await Refused(users, known?.Name ?? name ?? "", password ?? "") is { } why)
        {
            return SignInPages.Begin(link!, known is null, known?.Name, why);
        }

        CoachAccount? account;
        try
        {
            // The link is used up first: of two at once, one makes the account.
            if (!await links.Use(link!))
            {
                return SignInPages.LinkIsOver();
            }

            account = known ?? await accounts.Add(name ?? "", CoachRole.Lead, email);
        }
        catch (ArgumentException problem)
        {
            return SignInPages.Begin(await links.Make(null), true, null, problem.Message);
        }

        if (account is null)
        {
            return SignInPages.LinkIsOver();
        }

        var user = new CoachUser(account);
        if (!(await users.RemovePasswordAsync(user)).Succeeded || !(await users.AddPasswordAsync(user, password!)).Succeeded)
        {
            // Reset or changed meanwhile: that stands.
            return SignInPages.LinkIsOver();
        }

        await context.SignInAsync(CoachSchemes.Step, CoachClaims.Step(user.Account));
        return Results.Redirect($"/coach/sign-in/{(user.Account.HasAuthenticator ? "code" : "authenticator")}");
    }

    private static async Task<string?> Refused(UserManager<CoachUser> users, string name, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            if (await rule.ValidateAsync(users, null!, password) is { Succeeded: false } refused)
            {
                return string.Join(' ', refused.Errors.Select(error => error.Description));
            }
        }

        return password.Length > 200 ? "A password has at most 200 characters."
            : name.Trim().Length > 3 && password.Contains(name.Trim(), StringComparison.OrdinalIgnoreCase) ? "The password contains the name. Choose another."
            : null;
    }

    // The first account's link ends with the first account.
    private static OneTimeLink? Good(OneTimeLinks links, CoachAccounts accounts, string? link) =>
        links.Find(link) is { } found && (found.AccountId is not null || !accounts.Any) ? found : null;
}
