using System.Buffers.Binary;

namespace Nof1Agent.Skills.Files;

/// <summary>
/// Takes out of a picture what nobody sees in it: place, time and device of a photo, comments, previews. What is left shows the same. A picture whose build cannot be followed is refused
/// rather than passed on.
/// </summary>
internal static class PictureMetadata
{
    /// <summary>The picture without it; null where its build cannot be followed to the end.</summary>
    public static byte[]? Without(byte[] picture, string mediaType) => mediaType switch
    {
        "image/jpeg" => Jpeg(picture),
        "image/png" => Png(picture),
        "image/webp" => WebP(picture),
        _ => null,
    };

    // JPEG (ITU T.81, annex B): segments up to the start of the scan, each with its length; APP1 to APP15 and comments go, except Adobe's APP14, which says how colours are coded.
    private static byte[]? Jpeg(byte[] picture)
    {
        using var kept = new MemoryStream(picture.Length);
        kept.Write(picture, 0, 2);
        for (var at = 2; at + 4 <= picture.Length;)
        {
            if (picture[at] != 0xFF)
            {
                return null;
            }

            var marker = picture[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == 0xDA)
            {
                // A multi-picture file has more after the end of the first; that goes too.
                var end = picture.AsSpan(at).IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]);
                kept.Write(picture, at, end < 0 ? picture.Length - at : end + 2);
                return kept.ToArray();
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(picture.AsSpan(at + 2)) + 2;
            if (length < 4 || at + length > picture.Length)
            {
                return null;
            }

            if (marker is not ((>= 0xE1 and <= 0xED) or 0xEF or 0xFE))
            {
                kept.Write(picture, at, length);
            }

            at += length;
        }

        return null;
    }

    // PNG (ISO/IEC 15948): chunks of length, type, data, checksum; text, time and EXIF go.
    private static byte[]? Png(byte[] picture)
    {
        using var kept = new MemoryStream(picture.Length);
        kept.Write(picture, 0, 8);
        for (var at = 8; at + 12 <= picture.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(at));
            if (length > picture.Length - at - 12)
            {
                return null;
            }

            var type = picture.AsSpan(at + 4, 4);
            if (!(type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8) || type.SequenceEqual("eXIf"u8) || type.SequenceEqual("tIME"u8)))
            {
                kept.Write(picture, at, (int)length + 12);
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return kept.ToArray();
            }

            at += (int)length + 12;
        }

        return null;
    }

    // WebP (RFC 9649): RIFF chunks, padded to even lengths; EXIF and XMP go, and the total length is written anew.
    private static byte[]? WebP(byte[] picture)
    {
        using var kept = new MemoryStream(picture.Length);
        kept.Write(picture, 0, 12);
        var at = 12;
        while (at + 8 <= picture.Length)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(picture.AsSpan(at + 4));
            var whole = 8L + length + (length % 2);
            if (at + whole > picture.Length)
            {
                return null;
            }

            if (!picture.AsSpan(at, 4).SequenceEqual("EXIF"u8) && !picture.AsSpan(at, 4).SequenceEqual("XMP "u8))
            {
                kept.Write(picture, at, (int)whole);
            }

            at += (int)whole;
        }

        var cleaned = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(cleaned.AsSpan(4), (uint)(cleaned.Length - 8));
        return cleaned.Length > 12 ? cleaned : null;
    }
}
