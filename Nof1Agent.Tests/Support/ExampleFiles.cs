using System.Buffers.Binary;
using System.Text;
using SkiaSharp;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Nof1Agent.Tests.Support;

/// <summary>Small pictures and documents, made for tests.</summary>
internal static class ExampleFiles
{
    /// <summary>Where a photo was taken, as it stands in what nobody sees of it.</summary>
    public const string Canary = "GPS-52.5200N-13.4050E";

    public static byte[] Png { get; } = Drawn(SKEncodedImageFormat.Png);

    public static byte[] Jpeg { get; } = Drawn(SKEncodedImageFormat.Jpeg);

    public static byte[] WebP { get; } = Drawn(SKEncodedImageFormat.Webp);

    /// <summary>A JPEG with an EXIF segment and a comment behind its start.</summary>
    public static byte[] JpegWithPlace { get; } = [.. Jpeg[..2], .. Segment(0xE1, "Exif\0\0" + Canary), .. Segment(0xFE, Canary), .. Jpeg[2..]];

    /// <summary>A PNG with a text chunk behind its header.</summary>
    public static byte[] PngWithPlace { get; } = [.. Png[..33], .. Chunk("tEXt", "Comment\0" + Canary), .. Png[33..]];

    /// <summary>A WebP with an EXIF chunk at its end.</summary>
    public static byte[] WebPWithPlace { get; } = WithSize([.. WebP, .. "EXIF"u8, .. LittleEndian(Canary.Length + (Canary.Length % 2)), .. Encoding.ASCII.GetBytes(Canary + (Canary.Length % 2 == 0 ? "" : "\0"))]);

    /// <summary>A PDF of one page.</summary>
    public static byte[] Pdf(string words)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        page.AddText(words, 12, new UglyToad.PdfPig.Core.PdfPoint(40, 700), font);
        return builder.Build();
    }

    private static byte[] Drawn(SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(24, 16));
        surface.Canvas.Clear(SKColors.Orange);
        surface.Canvas.DrawRect(4, 4, 8, 8, new SKPaint { Color = SKColors.Navy });
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    private static byte[] Segment(byte marker, string content)
    {
        var bytes = Encoding.ASCII.GetBytes(content);
        return [0xFF, marker, (byte)((bytes.Length + 2) >> 8), (byte)(bytes.Length + 2), .. bytes];
    }

    // The checksum is not looked at by those who skip the chunk.
    private static byte[] Chunk(string type, string content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. Encoding.ASCII.GetBytes(content), 0, 0, 0, 0];
    }

    private static byte[] LittleEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] WithSize(byte[] riff)
    {
        BinaryPrimitives.WriteInt32LittleEndian(riff.AsSpan(4), riff.Length - 8);
        return riff;
    }
}
