using System.Threading.RateLimiting;
using Nof1Agent.Host.Channels.WebChat;

namespace Nof1Agent.Host;

/// <summary>How often one address may call. Generous for people, narrow for guessing.</summary>
internal static class RateLimits
{
    public const string Messages = "messages";
    public const string Recovery = "recovery";
    public const string Sessions = "sessions";
    public const string SignIn = "sign-in";

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Messages, context => RateLimitPartition.GetTokenBucketLimiter(
            // Only a cookie that this server made stands for a person; whatever else is sent counts for the address.
            context.RequestServices.GetRequiredService<WebSessions>().Claimed(context) ?? Address(context),
            _ => new TokenBucketRateLimiterOptions { TokenLimit = 60, TokensPerPeriod = 2, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 }));
        options.AddPolicy(Sessions, context => RateLimitPartition.GetTokenBucketLimiter(
            Address(context),
            _ => new TokenBucketRateLimiterOptions { TokenLimit = 60, TokensPerPeriod = 6, ReplenishmentPeriod = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
        options.AddPolicy(SignIn, context => RateLimitPartition.GetFixedWindowLimiter(
            Address(context),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(5), QueueLimit = 0 }));
        options.AddPolicy(Recovery, context => RateLimitPartition.GetFixedWindowLimiter(
            Address(context),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(10), QueueLimit = 0 }));
    });

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
