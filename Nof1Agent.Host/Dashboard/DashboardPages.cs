using System.Net;
using Nof1Agent.Host.Dashboard.Pages;
using Nof1Agent.Host.Dashboard.SignIn;
using Nof1Agent.Skills.Accounts;

namespace Nof1Agent.Host.Dashboard;

/// <summary>The dashboard in the request pipeline.</summary>
internal static class DashboardPages
{
    /// <summary>
    /// What pages of the dashboard may load and do: scripts of this service only. Styles may stand in the page, because the components place and colour by them; a style
    /// reads nothing and sends nothing under this policy.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    /// <summary>Whether an address belongs to it.</summary>
    public static bool IsDashboard(HttpRequest request) => request.Path.StartsWithSegments("/coach");

    public static void UseDashboard(this WebApplication app)
    {
        app.Use(OnlyWithAccounts);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.MapSignIn();
        app.MapBegin();
        app.MapPersonFiles();
        app.MapStudyFiles();
        app.MapGet("/coach/refused", () => SignInPages.Notice("Not known here", ["Your organisation signed you in, but the dashboard has no account for you. Whoever runs this service can add one."], StatusCodes.Status403Forbidden, toSignIn: true)).ExcludeFromDescription();
        app.MapGet("/coach/denied", () => SignInPages.Notice("Not for your role", ["This page is not for the role of your account."], StatusCodes.Status403Forbidden)).ExcludeFromDescription();
        app.MapRazorComponents<Document>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'")
            .RequireAuthorization();
    }

    // A fresh service shows how to make the first account, to whoever sits at it; to everybody else there is no dashboard yet.
    private static Task OnlyWithAccounts(HttpContext context, RequestDelegate next)
    {
        if (!IsDashboard(context.Request) || context.RequestServices.GetRequiredService<CoachAccounts>().Any || context.Request.Path == "/coach/begin")
        {
            return next(context);
        }

        var atThisComputer = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
        return (atThisComputer
            ? SignInPages.Notice(
                "No account yet",
                ["Nobody can sign in here so far. Make the first account with the one-time link that the service printed when it started, or with this command:"],
                command: "dotnet run --project Nof1Agent.Host -- coach add --name \"Anna\" --role lead")
            : Results.NotFound()).ExecuteAsync(context);
    }
}
