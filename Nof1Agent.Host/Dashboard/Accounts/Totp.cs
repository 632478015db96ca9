using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nof1Agent.Host.Dashboard.Accounts;

/// <summary>Codes of authenticator apps: RFC 6238 with HMAC-SHA-1, six digits, half a minute. Pure.</summary>
internal static class Totp
{
    private const int Digits = 6;
    private const long StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The half minute of a moment.</summary>
    public static long Step(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a half minute.</summary>
    /// <param name="key">The secret in Base32.</param>
    /// <param name="step">The half minute.</param>
    /// <remarks>RFC 4226, section 5.3 (truncation); RFC 6238, section 4.</remarks>
    public static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // HMAC-SHA-1 is what authenticator apps speak; its weakness in collisions does not touch a keyed code.
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(Bytes(key), counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return (number % 1_000_000).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>The half minute that a code belongs to: this one, the one before or the one after, for clocks that differ a little; null for a wrong code.</summary>
    public static long? Match(string key, string code, DateTimeOffset now)
    {
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        var steps = new[] { 0, -1, 1 }.Select(by => Step(now) + by);
        return steps.Cast<long?>().FirstOrDefault(step => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step!.Value)), Encoding.ASCII.GetBytes(digits)));
    }

    /// <summary>What an authenticator app reads from a QR code.</summary>
    public static string Address(string account, string key) => $"otpauth://totp/Nof1Agent:{Uri.EscapeDataString(account)}?secret={key}&issuer=Nof1Agent&digits={Digits}&period={StepSeconds}";

    private static byte[] Bytes(string key)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var letter in key.ToUpperInvariant().TrimEnd('='))
        {
            (buffer, bits) = ((buffer << 5) | Base32.IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
