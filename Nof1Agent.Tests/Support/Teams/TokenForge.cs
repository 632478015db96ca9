using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>A token to be made, right unless something is changed.</summary>
internal sealed record TokenWish
{
    public string? Issuer { get; init; } = "https://api.botframework.com";

    public string? Audience { get; init; } = FakeTeams.AppId;

    public required string? ServiceUrl { get; init; }

    /// <summary>Minutes from now.</summary>
    public double Begins { get; init; } = -1;

    /// <summary>Minutes from now; null: it never ends.</summary>
    public double? Ends { get; init; } = 60;

    public string Algorithm { get; init; } = SecurityAlgorithms.RsaSha256;

    public required SigningKey Key { get; init; }
}

/// <summary>Makes tokens, right and wrong ones.</summary>
internal static class TokenForge
{
    /// <summary>A signed token.</summary>
    public static string Make(TokenWish wish, DateTimeOffset now)
    {
        SecurityKey key = wish.Algorithm.StartsWith("HS", StringComparison.Ordinal) ? new SymmetricSecurityKey(wish.Key.PublicBytes) { KeyId = wish.Key.Id } : wish.Key.Private;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(Payload(wish, now).ToJsonString(), new SigningCredentials(key, wish.Algorithm) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } });
    }

    /// <summary>A token that says it needs no signature.</summary>
    public static string Unsigned(TokenWish wish, DateTimeOffset now) =>
        $"{Part(new JsonObject { ["alg"] = "none", ["typ"] = "JWT", ["kid"] = wish.Key.Id })}.{Part(Payload(wish, now))}.";

    /// <summary>Whether a bot proves with a certificate that it is who it says.</summary>
    public static bool IsSignedWith(string assertion, System.Security.Cryptography.X509Certificates.X509Certificate2 certificate, string client)
    {
        var result = new JsonWebTokenHandler().ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            IssuerSigningKey = new X509SecurityKey(certificate), ValidIssuer = client, ValidateAudience = false, RequireSignedTokens = true, TryAllIssuerSigningKeys = true,
        }).GetAwaiter().GetResult();
        return result.IsValid && ((JsonWebToken)result.SecurityToken).Subject == client;
    }

    private static string Part(JsonObject json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static JsonObject Payload(TokenWish wish, DateTimeOffset now)
    {
        var payload = new JsonObject { ["nbf"] = now.AddMinutes(wish.Begins).ToUnixTimeSeconds() };
        if (wish.Ends is { } end)
        {
            payload["exp"] = now.AddMinutes(end).ToUnixTimeSeconds();
        }

        foreach (var (name, value) in new[] { ("iss", wish.Issuer), ("aud", wish.Audience), ("serviceurl", wish.ServiceUrl) })
        {
            if (value is not null)
            {
                payload[name] = value;
            }
        }

        return payload;
    }
}
