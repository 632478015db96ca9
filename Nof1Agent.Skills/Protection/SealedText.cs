using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Nof1Agent.Skills.Protection;

/// <summary>
/// A text as it lies in a column that must not be readable: AES-256-GCM with the participant's own key, as "~1.", the name of the key, ".", and in base64url
/// the nonce (12 bytes), the ciphertext and the tag (16 bytes). The name of the key is authenticated with it.
/// </summary>
internal static class SealedText
{
    private const string Mark = "~1.";
    private const int KeyIdLength = 12;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeadLength = 3 + KeyIdLength + 1;

    /// <summary>Seals a text.</summary>
    /// <param name="key">The participant's key.</param>
    /// <param name="text">What is to be hidden.</param>
    /// <param name="stable">
    /// Whether the same text is to give the same cell, so that a statement can ask whether a column still is what it was. The nonce is then an HMAC of the
    /// text, so that it repeats with the same text only; whoever sees the column can tell which of one person's cells are equal, and nothing else.
    /// </param>
    public static string Seal(DataKey key, string text, bool stable = false)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[NonceLength + plain.Length + TagLength];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        if (stable)
        {
            HMACSHA256.HashData(key.Secret, plain).AsSpan(0, NonceLength).CopyTo(nonce);
        }
        else
        {
            RandomNumberGenerator.Fill(nonce);
        }

        using var cipher = new AesGcm(key.Secret, TagLength);
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceLength, plain.Length), sealedBytes.AsSpan(NonceLength + plain.Length), Encoding.ASCII.GetBytes(key.Id));
        return $"{Mark}{key.Id}.{Base64Url.EncodeToString(sealedBytes)}";
    }

    /// <summary>Whether a cell is a sealed text, and with which key.</summary>
    public static bool IsSealed([NotNullWhen(true)] string? cell, out string keyId)
    {
        var looksSo = cell is { Length: > HeadLength } && cell.StartsWith(Mark, StringComparison.Ordinal) && cell[HeadLength - 1] == '.';
        keyId = looksSo ? cell![Mark.Length..(HeadLength - 1)] : "";
        return looksSo;
    }

    /// <summary>The text of a cell.</summary>
    /// <exception cref="CryptographicException">It was changed, or belongs to another key.</exception>
    public static string Open(DataKey key, string cell)
    {
        if (!Base64Url.IsValid(cell.AsSpan(HeadLength)))
        {
            throw new CryptographicException("A sealed text is damaged.");
        }

        var sealedBytes = Base64Url.DecodeFromChars(cell.AsSpan(HeadLength));
        if (sealedBytes.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("A sealed text is damaged.");
        }

        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key.Secret, TagLength);
        cipher.Decrypt(sealedBytes.AsSpan(0, NonceLength), sealedBytes.AsSpan(NonceLength, plain.Length), sealedBytes.AsSpan(NonceLength + plain.Length), plain, Encoding.ASCII.GetBytes(key.Id));
        return Encoding.UTF8.GetString(plain);
    }
}
