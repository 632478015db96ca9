using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Audit;

namespace Nof1Agent.Host.Dashboard.SignIn;

/// <summary>Password, then the code of the authenticator app, then a session. Plain pages: they work without script and circuit.</summary>
internal static class SignInEndpoints
{
    private const string Wrong = "That was not right, or there were too many tries. After five wrong ones the account rests for ten minutes.";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/coach").ExcludeFromDescription();
        pages.MapGet("/sign-in", (IOptions<OpenIdOptions> openId, string? returnUrl = null) => SignInPages.SignIn(Local(returnUrl), openId.Value.ShownName));
        pages.MapPost("/sign-in", Password).RequireRateLimiting(RateLimits.SignIn);
        pages.MapGet("/sign-in/code", async (HttpContext context, CoachAccounts accounts, string? returnUrl = null) =>
            await Stepped(context, accounts) is { Account.HasAuthenticator: true } ? SignInPages.Code(Local(returnUrl)) : Results.Redirect("/coach/sign-in"));
        pages.MapPost("/sign-in/code", Code).RequireRateLimiting(RateLimits.SignIn);
        pages.MapPost("/sign-in/recovery-code", RecoveryCode).RequireRateLimiting(RateLimits.SignIn);
        pages.MapGet("/sign-in/authenticator", Authenticator);
        pages.MapPost("/sign-in/authenticator", ConfirmAuthenticator).RequireRateLimiting(RateLimits.SignIn);
        pages.MapGet("/sign-in/organisation", (IOptions<OpenIdOptions> openId, string? returnUrl = null) => openId.Value.IsConfigured
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = Local(returnUrl) }, [CoachSchemes.OpenId])
            : Results.NotFound());
        pages.MapGet("/sign-out", () => new RazorComponentResult<SignOutPage>());
        pages.MapPost("/sign-out", async (HttpContext context, [FromForm] IFormCollection form) =>
        {
            if (context.User.SessionId() is { } id)
            {
                await context.RequestServices.GetRequiredService<CoachAccounts>().Sessions.End(id);
            }

            await context.SignOutAsync(CoachSchemes.Session);
            return Results.Redirect("/coach/sign-in");
        });
        pages.MapPost("/sign-out-everywhere", async (HttpContext context, CoachAccounts accounts, [FromForm] IFormCollection form) =>
        {
            if (context.User.Account(accounts) is { } account)
            {
                await accounts.SignOutEverywhere(account.Id);
            }

            await context.SignOutAsync(CoachSchemes.Session);
            return Results.Redirect("/coach/sign-in");
        });
    }

    private static async Task<IResult> Password(
        HttpContext context, CoachAccounts accounts, UserManager<CoachUser> users, IPasswordHasher<CoachUser> hasher, IOptions<OpenIdOptions> openId, [FromForm] string? name, [FromForm] string? password, [FromForm] string? returnUrl)
    {
        var back = Local(returnUrl);
        if (password is { Length: > 200 } || await users.FindByNameAsync(name ?? "") is not { } user)
        {
            // As long as a wrong password of somebody known takes: the time does not tell who has an account.
            hasher.HashPassword(null!, "as long as a wrong password takes");
            return SignInPages.SignIn(back, openId.Value.ShownName, Wrong);
        }

        if (await accounts.Tries.Take(user.Account.Id) is not { } taken)
        {
            hasher.HashPassword(null!, "as long as a wrong password takes");
            return SignInPages.SignIn(back, openId.Value.ShownName, Wrong);
        }

        if (!await users.CheckPasswordAsync(user, password ?? ""))
        {
            return SignInPages.SignIn(back, openId.Value.ShownName, Wrong);
        }

        await accounts.Tries.GiveBack(user.Account.Id, taken);
        await context.SignInAsync(CoachSchemes.Step, CoachClaims.Step(user.Account));
        return Results.Redirect($"/coach/sign-in/{(user.Account.HasAuthenticator ? "code" : "authenticator")}?returnUrl={Uri.EscapeDataString(back)}");
    }

    private static async Task<IResult> Code(HttpContext context, CoachAccounts accounts, UserManager<CoachUser> users, [FromForm] string? code, [FromForm] string? returnUrl)
    {
        if (await Stepped(context, accounts) is not { Account.HasAuthenticator: true } user)
        {
            return Results.Redirect("/coach/sign-in");
        }

        if (await accounts.Tries.Take(user.Account.Id) is null || !await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code ?? ""))
        {
            return SignInPages.Code(Local(returnUrl), Wrong);
        }

        await Begin(context, accounts, user);
        return Results.Redirect(Landing(user.Account, returnUrl));
    }

    private static async Task<IResult> RecoveryCode(HttpContext context, CoachAccounts accounts, UserManager<CoachUser> users, [FromForm] string? code, [FromForm] string? returnUrl)
    {
        if (await Stepped(context, accounts) is not { Account.HasAuthenticator: true } user)
        {
            return Results.Redirect("/coach/sign-in");
        }

        if (await accounts.Tries.Take(user.Account.Id) is null || !(await users.RedeemTwoFactorRecoveryCodeAsync(user, code?.Trim() ?? "")).Succeeded)
        {
            return SignInPages.Code(Local(returnUrl), Wrong);
        }

        await Begin(context, accounts, user);
        return Results.Redirect(Landing(user.Account, returnUrl));
    }

    private static async Task<IResult> Authenticator(HttpContext context, CoachAccounts accounts, UserManager<CoachUser> users, string? returnUrl = null)
    {
        if (await Stepped(context, accounts) is not { Account.HasAuthenticator: false } user)
        {
            return Results.Redirect("/coach/sign-in");
        }

        // The same key as long as it is not confirmed: a page that is loaded twice does not spoil what was scanned.
        if (await users.GetAuthenticatorKeyAsync(user) is null)
        {
            if (!(await users.ResetAuthenticatorKeyAsync(user)).Succeeded)
            {
                return Results.Redirect("/coach/sign-in");
            }

            await context.SignInAsync(CoachSchemes.Step, CoachClaims.Step(user.Account));
        }

        return SignInPages.Authenticator(Local(returnUrl), user.Account.Name, (await users.GetAuthenticatorKeyAsync(user))!);
    }

    private static async Task<IResult> ConfirmAuthenticator(HttpContext context, CoachAccounts accounts, UserManager<CoachUser> users, [FromForm] string? code, [FromForm] string? returnUrl)
    {
        if (await Stepped(context, accounts) is not { Account.HasAuthenticator: false } user || await users.GetAuthenticatorKeyAsync(user) is not { } key)
        {
            return Results.Redirect("/coach/sign-in");
        }

        if (await accounts.Tries.Take(user.Account.Id) is null || !await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code ?? ""))
        {
            return SignInPages.Authenticator(Local(returnUrl), user.Account.Name, key, "This code does not belong to the key. Check that the clock of the phone is right.");
        }

        if (!(await users.SetTwoFactorEnabledAsync(user, true)).Succeeded)
        {
            return Results.Redirect("/coach/sign-in");
        }

        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10) ?? [];
        await Begin(context, accounts, user);
        return SignInPages.RecoveryCodes(Landing(user.Account, returnUrl), [.. codes]);
    }

    // Whoever gave the right password a moment ago, and whose sessions were not ended since.
    private static async Task<CoachUser?> Stepped(HttpContext context, CoachAccounts accounts) =>
        (await context.AuthenticateAsync(CoachSchemes.Step)).Principal.Stepped(accounts) is { } account ? new CoachUser(account) : null;

    private static async Task Begin(HttpContext context, CoachAccounts accounts, CoachUser user)
    {
        await accounts.Tries.Forget(user.Account.Id);
        await context.RequestServices.GetRequiredService<AuditLog>().Record(user.Account.Name, AuditAct.SignedIn);
        await context.SignOutAsync(CoachSchemes.Step);
        await context.SignInAsync(CoachSchemes.Session, CoachClaims.Principal(user.Account, await accounts.Sessions.Begin(user.Account.Id)));
    }

    /// <summary>Where an account goes on to: an auditor's first page is the audit log, for the list of people is not theirs.</summary>
    internal static string Landing(CoachAccount account, string? returnUrl) => Local(returnUrl) is var place && place == "/coach" && account.Role is CoachRole.Auditor ? "/coach/audit" : place;

    /// <summary>A place of the dashboard to go on to; its first page for anything else.</summary>
    internal static string Local(string? returnUrl) => returnUrl is not null && (returnUrl == "/coach" || returnUrl.StartsWith("/coach/", StringComparison.Ordinal) || returnUrl.StartsWith("/coach?", StringComparison.Ordinal))
        && !returnUrl.StartsWith("/coach/sign-", StringComparison.Ordinal) && !returnUrl.Any(letter => letter is '\\' || char.IsControl(letter)) ? returnUrl : "/coach";
}
