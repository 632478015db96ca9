using System.Text;

namespace Nof1Agent.Skills.Files;

/// <summary>What a file is by its own bytes. Neither the name nor what a sender claims about it is believed.</summary>
public static class FileSigns
{
    private const int LongestName = 80;

    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The media type of a picture or PDF; null for anything else.</summary>
    /// <param name="head">The first twelve bytes, or all of a shorter file.</param>
    public static string? MediaTypeOf(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        _ when head.StartsWith(Png) => "image/png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ when head.StartsWith("%PDF-"u8) => "application/pdf",
        _ => null,
    };

    /// <summary>The text of a file that is one: UTF-8 without control characters; null for anything else.</summary>
    public static string? TextOf(byte[] content)
    {
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
            return text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t' or '\f')) || string.IsNullOrWhiteSpace(text) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A name without path and control characters, for showing.</summary>
    public static string NameOf(string told, string otherwise)
    {
        var name = string.Concat(Path.GetFileName(told.Replace('\\', '/')).Where(character => !char.IsControl(character))).Trim();
        return name.Length == 0 ? otherwise : name.Length <= LongestName ? name : name[..LongestName];
    }
}
