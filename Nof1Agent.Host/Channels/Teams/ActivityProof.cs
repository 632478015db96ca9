using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>What a checked token vouches for.</summary>
/// <param name="ServiceUrl">The service that it was issued for.</param>
/// <param name="Channels">The channels that its key may speak for.</param>
internal sealed record Vouched(string? ServiceUrl, IReadOnlyList<string> Channels)
{
    /// <summary>Whether it vouches for an activity. Only then may anything of the activity be believed.</summary>
    public bool For(Activity activity) =>
        activity.ChannelId is { Length: > 0 } channel && Channels.Contains(channel, StringComparer.Ordinal)
        && ServiceUrl is { Length: > 0 } vouched && vouched.Equals(activity.ServiceUrl, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Checks the bearer token that comes with every activity, before anything of the activity is read: signed with RS256, RS384 or RS512 by a key that the Bot Framework
/// publishes, issued by it, for this bot, and valid now within five minutes.
/// </summary>
internal sealed class ActivityProof(TeamsOptions options, BotFrameworkKeys keys, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 16 * 1024;
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = LongestToken };

    /// <summary>What the token vouches for; null when it is none, or not one for this bot.</summary>
    /// <param name="authorization">The header of that name.</param>
    /// <param name="cancellation">Ends the wait for keys.</param>
    /// <exception cref="HttpRequestException">The keys cannot be had now.</exception>
    public async Task<Vouched?> Check(string? authorization, CancellationToken cancellation)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length > LongestToken
            || Read(authorization[Scheme.Length..].Trim()) is not { } token || !Algorithms.Contains(token.Alg, StringComparer.Ordinal) || token.Kid is not { Length: > 0 } kid
            || await keys.Find(kid, cancellation) is not { } key)
        {
            return null;
        }

        var checkedToken = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key.Key,
            ValidAlgorithms = Algorithms,
            ValidIssuer = options.In.Issuer,
            ValidAudience = options.AppId,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsValidNow,
        });
        return checkedToken.IsValid ? new Vouched(token.TryGetClaim("serviceurl", out var claim) ? claim.Value : null, key.Endorsements) : null;
    }

    private bool IsValidNow(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Skew && (notBefore is not { } begin || now > begin - Skew);
    }

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return Handler.CanReadToken(token) ? Handler.ReadJsonWebToken(token) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
