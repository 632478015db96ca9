using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nof1Agent.Stats.Designs;

/// <summary>One text for one JSON value (RFC 8785, JSON Canonicalization Scheme), so that a protocol has one hash whoever writes it.</summary>
/// <remarks>
/// No white space; members sorted by the UTF-16 code units of their names; strings with the fewest escapes; numbers as ECMAScript prints an IEEE 754
/// double. Beyond the RFC, an integer that a double cannot hold exactly is refused: otherwise two different protocols could share a hash.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>The canonical text.</summary>
    /// <param name="node">Any JSON value; null is the JSON null.</param>
    /// <exception cref="ArgumentException">A number is not finite or is an integer no double can hold, a string has half a surrogate pair, or an object repeats a name.</exception>
    public static string Serialize(JsonNode? node)
    {
        try
        {
            var text = new StringBuilder();
            Write(node, text);
            return text.ToString();
        }
        catch (InvalidOperationException unreadable)
        {
            // What System.Text.Json throws for half a surrogate pair written as an escape.
            throw new ArgumentException($"A string is no text: {unreadable.Message}", nameof(node), unreadable);
        }
    }

    /// <summary>The SHA-256 of the text's UTF-8 bytes in lower-case hexadecimal.</summary>
    /// <param name="canonicalText">The text.</param>
    public static string Sha256Hex(string canonicalText)
    {
        ArgumentNullException.ThrowIfNull(canonicalText);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalText)));
    }

    /// <summary>A number as ECMAScript's Number.prototype.toString prints it (ECMA-262, Number::toString with radix 10).</summary>
    /// <param name="value">A finite number.</param>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static string FormatNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException("JSON has no number for infinity or for what is not a number.", nameof(value));
        }

        if (value == 0)
        {
            return "0";
        }

        // "R" gives the shortest digits that read back as the same double, in a notation of its own: take digits and exponent from it.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentAt < 0 ? 0 : int.Parse(shortest.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? shortest : shortest[..exponentAt];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var allDigits = point < 0 ? mantissa : string.Concat(whole, mantissa.AsSpan(point + 1));
        var leadingZeros = allDigits.Length - allDigits.TrimStart('0').Length;
        var digits = allDigits.Trim('0');

        // The value is 0.d1d2d3... times 10^n.
        var n = whole.Length - leadingZeros + exponent;
        return (value < 0 ? "-" : "") + Place(digits, n);
    }

    private static string Place(string digits, int n)
    {
        var k = digits.Length;
        if (k <= n && n <= 21)
        {
            return digits + new string('0', n - k);
        }

        if (n is > 0 and <= 21)
        {
            return $"{digits[..n]}.{digits[n..]}";
        }

        if (n is > -6 and <= 0)
        {
            return $"0.{new string('0', -n)}{digits}";
        }

        var fraction = k == 1 ? "" : "." + digits[1..];
        var sign = n - 1 < 0 ? "-" : "+";
        return $"{digits[0]}{fraction}e{sign}{Math.Abs(n - 1).ToString(CultureInfo.InvariantCulture)}";
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                text.Append('{');
                var first = true;
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(first ? "" : ",");
                    first = false;
                    WriteString(name, text);
                    text.Append(':');
                    Write(value, text);
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Write(items[i], text);
                }

                text.Append(']');
                break;
            default:
                WriteValue(node, text);
                break;
        }
    }

    private static void WriteValue(JsonNode node, StringBuilder text)
    {
        switch (node.GetValueKind())
        {
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Null:
                text.Append("null");
                break;
            case JsonValueKind.String:
                WriteString(node.Deserialize<string>() ?? throw new ArgumentException("A string has no text.", nameof(node)), text);
                break;
            default:
                text.Append(FormatNumber(ReadNumber(node.ToJsonString())));
                break;
        }
    }

    private static double ReadNumber(string token)
    {
        var value = double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value) && token.AsSpan().IndexOfAny(".eE") < 0 && new BigInteger(value) != BigInteger.Parse(token, CultureInfo.InvariantCulture))
        {
            throw new ArgumentException($"The integer {token} does not fit a double exactly; write it as a string.", nameof(token));
        }

        return value;
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
                {
                    throw new ArgumentException("A string has half of a surrogate pair, which is no character.", nameof(value));
                }

                text.Append(c).Append(value[++i]);
                continue;
            }

            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
