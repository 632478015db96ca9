using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>An OpenID Connect provider on this computer: discovery, keys, tokens for codes whose PKCE verifier is right.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private readonly WebApplication app;
    private readonly Dictionary<string, (string Challenge, string Nonce, Dictionary<string, object> Claims)> codes = [];

    private OpenIdProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Address,
            authorization_endpoint = $"{Address}/authorize",
            token_endpoint = $"{Address}/token",
            jwks_uri = $"{Address}/keys",
            response_types_supported = new[] { "code" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        app.MapGet("/keys", () => key.ExportParameters(false) is var open
            ? Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "one", n = Base64Url.EncodeToString(open.Modulus), e = Base64Url.EncodeToString(open.Exponent) } } })
            : Results.NotFound());
        app.MapPost("/token", Token);
    }

    public string Address => app.Urls.First();

    /// <summary>How many tokens were refused.</summary>
    public int Refused { get; private set; }

    public static async Task<OpenIdProvider> Start()
    {
        var provider = new OpenIdProvider();
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>Somebody signs in here: what the browser takes back.</summary>
    public string Code(string challenge, string nonce, Dictionary<string, object> claims)
    {
        var code = $"code-{codes.Count}";
        codes[code] = (challenge, nonce, claims);
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!codes.Remove(form["code"].ToString(), out var known)
            || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != known.Challenge)
        {
            Refused++;
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        // From 2020 to 2090: whatever the clock of the test.
        var claims = new Dictionary<string, object>(known.Claims) { ["iss"] = Address, ["aud"] = "nof1", ["nonce"] = known.Nonce, ["iat"] = 1577836800, ["nbf"] = 1577836800, ["exp"] = 3786912000 };
        var body = $"{Part(new { alg = "RS256", typ = "JWT", kid = "one" })}.{Part(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Results.Json(new { access_token = "unused", token_type = "Bearer", expires_in = 60, id_token = $"{body}.{Base64Url.EncodeToString(signature)}" });
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
