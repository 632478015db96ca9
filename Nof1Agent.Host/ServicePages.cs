using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Nof1Agent.Host.Channels.Teams;
using Nof1Agent.Host.Channels.Telegram;
using Nof1Agent.Host.Channels.WebChat;
using Nof1Agent.Host.Dashboard;
using Nof1Agent.Host.Operation;

namespace Nof1Agent.Host;

/// <summary>The request pipeline: headers first, then the page, the API, the description and the health.</summary>
internal static class ServicePages
{
    public static void UseServicePages(this WebApplication app)
    {
        // Behind a proxy that speaks https requests arrive as http; the address by which people come decides what cookies and links are.
        var isHttps = Uri.TryCreate(app.Configuration["Mail:Address"], UriKind.Absolute, out var address) && address.Scheme == "https";
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(async (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = DashboardPages.IsDashboard(context.Request)
                ? DashboardPages.ContentSecurityPolicy
                : "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
            if (isHttps)
            {
                context.Request.Scheme = "https";
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.XFrameOptions = "DENY";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            // The page's modules must all be of one version: the browser asks each time whether they have changed.
            headers.CacheControl = context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/join") || DashboardPages.IsDashboard(context.Request) ? "no-store" : "no-cache";

            await next();
        });
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseRateLimiter();
        app.UseDashboard();
        app.MapWebChat();
        app.MapJoin();
        app.MapTelegram();
        app.MapTeams();
        app.MapFiles();
        app.MapDashboard();
        app.MapOpenApi();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = DeliveryHealth.Write });
    }
}
