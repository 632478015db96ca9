using System.Security.Cryptography;
using System.Text;

namespace Nof1Agent.Stats.Designs;

/// <summary>
/// A randomization that nobody can steer, the operator included: the service publishes the hash of a secret together with the protocol's hash, only then
/// does the person give a nonce, and the seed comes from all three. When the secret is revealed, anyone can recompute the order.
/// </summary>
/// <remarks>The operator cannot change the secret after seeing the nonce (the hash is out), and the person cannot aim at an order (the secret is hidden).</remarks>
public static class Commitment
{
    /// <summary>Length of the secret in bytes (256 bits).</summary>
    public const int SecretLength = 32;

    /// <summary>The published commitment: SHA-256 of the secret, in lower-case hexadecimal.</summary>
    /// <param name="secret">32 bytes from a cryptographic random source.</param>
    /// <exception cref="ArgumentException">The secret has another length.</exception>
    public static string Commit(ReadOnlySpan<byte> secret)
    {
        RequireLength(secret);
        return Convert.ToHexStringLower(SHA256.HashData(secret));
    }

    /// <summary>The seed of the draw: SHA-256(secret || UTF-8(nonce) || UTF-8(protocol hash)).</summary>
    /// <param name="secret">The committed secret, 32 bytes.</param>
    /// <param name="nonce">What the person contributed after seeing the commitment; at least one character.</param>
    /// <param name="protocolHash">SHA-256 of the canonical protocol, 64 lower-case hexadecimal characters (so that the three parts cannot be divided in another way).</param>
    /// <returns>32 bytes for <see cref="DeterministicRandom"/>.</returns>
    /// <exception cref="ArgumentException">A part has another form.</exception>
    public static byte[] DeriveSeed(ReadOnlySpan<byte> secret, string nonce, string protocolHash)
    {
        RequireLength(secret);
        ArgumentException.ThrowIfNullOrEmpty(nonce);
        if (!IsSha256Hex(protocolHash))
        {
            throw new ArgumentException("A protocol hash is 64 lower-case hexadecimal characters.", nameof(protocolHash));
        }

        return SHA256.HashData([.. secret, .. Encoding.UTF8.GetBytes(nonce), .. Encoding.UTF8.GetBytes(protocolHash)]);
    }

    /// <summary>Whether a text is the lower-case hexadecimal form of a SHA-256.</summary>
    /// <param name="text">The text.</param>
    public static bool IsSha256Hex(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    private static void RequireLength(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretLength)
        {
            throw new ArgumentException($"A secret has {SecretLength} bytes, this one has {secret.Length}.", nameof(secret));
        }
    }
}
