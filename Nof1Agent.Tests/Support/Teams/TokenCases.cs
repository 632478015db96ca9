using Microsoft.IdentityModel.Tokens;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>One case of the token matrix.</summary>
/// <param name="Name">What is wrong, or right.</param>
/// <param name="Authorization">The header; null: none.</param>
/// <param name="IsGood">Whether it must be let in.</param>
internal sealed record TokenCase(string Name, string? Authorization, bool IsGood)
{
    /// <summary>Refused here although Microsoft's library for JavaScript lets it in: the documents ask for an end and for endorsements.</summary>
    public bool IsStricterHere { get; init; }
}

/// <summary>The token matrix: what a token can be, and whether it must be let in.</summary>
internal static class TokenCases
{
    /// <param name="teams">Whose keys are published.</param>
    /// <param name="now">The moment by which tokens are made.</param>
    public static IReadOnlyList<TokenCase> All(FakeTeams teams, DateTimeOffset now)
    {
        var good = new TokenWish { ServiceUrl = teams.ServiceUrl, Key = teams.Key };
        string Bearer(TokenWish wish) => $"Bearer {TokenForge.Make(wish, now)}";
        var right = Bearer(good);
        var parts = right.Split('.');
        return
        [
            new("good", right, true),
            new("good, RS384", Bearer(good with { Algorithm = SecurityAlgorithms.RsaSha384 }), true),
            new("good, RS512", Bearer(good with { Algorithm = SecurityAlgorithms.RsaSha512 }), true),
            new("good, expired within the skew", Bearer(good with { Begins = -60, Ends = -3 }), true),
            new("good, begins within the skew", Bearer(good with { Begins = 3 }), true),
            new("wrong audience", Bearer(good with { Audience = "11111111-2222-3333-4444-555555555555" }), false),
            new("no audience", Bearer(good with { Audience = null }), false),
            new("wrong issuer", Bearer(good with { Issuer = "https://sts.windows.net/attacker/" }), false),
            new("no issuer", Bearer(good with { Issuer = null }), false),
            new("wrong algorithm PS256", Bearer(good with { Algorithm = SecurityAlgorithms.RsaSsaPssSha256 }), false),
            new("wrong algorithm HS256 with the public key", Bearer(good with { Algorithm = SecurityAlgorithms.HmacSha256 }), false),
            new("alg none", $"Bearer {TokenForge.Unsigned(good, now)}", false),
            new("another key under the same id", Bearer(good with { Key = teams.Impostor }), false),
            new("a key that is not published", Bearer(good with { Key = teams.Unpublished }), false),
            new("key endorsed for another channel", Bearer(good with { Key = teams.EndorsedForAnother }), false),
            new("key without endorsements", Bearer(good with { Key = teams.NotEndorsed }), false) { IsStricterHere = true },
            new("wrong service URL", Bearer(good with { ServiceUrl = "https://smba.trafficmanager.net/elsewhere/" }), false),
            new("no service URL", Bearer(good with { ServiceUrl = null }), false),
            new("expired", Bearer(good with { Begins = -60, Ends = -6 }), false),
            new("not yet valid", Bearer(good with { Begins = 6 }), false),
            new("never ends", Bearer(good with { Ends = null }), false) { IsStricterHere = true },
            new("changed payload", $"{parts[0]}.{parts[1][..^4]}AAAA.{parts[2]}", false),
            new("cut signature", right[..^8], false),
            new("no token", null, false),
            new("empty", "", false),
            new("scheme without a token", "Bearer ", false),
            new("another scheme", $"Basic {right["Bearer ".Length..]}", false),
            new("no JWT", "Bearer nonsense", false),
        ];
    }
}
