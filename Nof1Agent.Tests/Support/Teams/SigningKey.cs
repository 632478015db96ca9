using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>A key pair with an id, and the channels that it may speak for.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly RSA rsa = RSA.Create(2048);

    public SigningKey(string id, params string[] endorsements)
    {
        Id = id;
        Endorsements = endorsements;
    }

    public string Id { get; }

    public IReadOnlyList<string> Endorsements { get; }

    /// <summary>For signing.</summary>
    public RsaSecurityKey Private => new(rsa) { KeyId = Id };

    /// <summary>The public half as bytes, for tokens that misuse it as a shared secret.</summary>
    public byte[] PublicBytes => rsa.ExportSubjectPublicKeyInfo();

    /// <summary>As it is published.</summary>
    public JsonObject Published()
    {
        var numbers = rsa.ExportParameters(false);
        var key = new JsonObject
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = Id, ["x5t"] = Id,
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus), ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
        };
        if (Endorsements.Count > 0)
        {
            key["endorsements"] = new JsonArray([.. Endorsements.Select(channel => JsonValue.Create(channel))]);
        }

        return key;
    }

    public void Dispose() => rsa.Dispose();
}
