using System.Text;
using CsCheck;
using Nof1Agent.Host.Channels;
using Nof1Agent.Skills.Files;
using Nof1Agent.Tests.Support;
using SkiaSharp;

namespace Nof1Agent.Tests.Skills.Files;

/// <summary>A file is what its bytes are; what nobody sees of a picture does not go along.</summary>
public sealed class FileReadingTests
{
    public static TheoryData<string> Pictures => ["image/jpeg", "image/png", "image/webp"];

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Picture_LosesWhereItWasTakenAndNothingElse(string type)
    {
        var (plain, withPlace) = Of(type);
        Assert.Contains(ExampleFiles.Canary, Encoding.Latin1.GetString(withPlace), StringComparison.Ordinal);
        var read = FileReading.Of(withPlace, "C:\\photos\\me.exe", _ => "").File!;
        Assert.Equal((FileKind.Photo, type, "me.exe", ""), (read.Kind, read.MediaType, read.Name, read.Words));
        Assert.DoesNotContain(ExampleFiles.Canary, Encoding.Latin1.GetString(read.Content), StringComparison.Ordinal);
        using var before = SKBitmap.Decode(plain);
        using var after = SKBitmap.Decode(read.Content);
        Assert.Equal(before.Pixels, after.Pixels);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Picture_OfBrokenBuild_IsRefusedOrHarmless_NeverAFailure(string type)
    {
        var (plain, withPlace) = Of(type);
        Gen.Select(Gen.Int[13, withPlace.Length - 1], Gen.Int[12, withPlace.Length - 1], Gen.Byte).Sample((cut, at, value) =>
        {
            var damaged = withPlace[..cut];
            damaged[Math.Min(at, cut - 1)] = value;
            var read = FileReading.Of(damaged, "photo", _ => "");
            Assert.True(read.File is not null || read.RefusalKey == "files.broken");
        }, iter: 2000);
        Assert.NotNull(FileReading.Of(plain, "photo", _ => "").File);
    }

    [Fact]
    public void Document_HasTheWordsThatCanBeRead()
    {
        var pdf = FileReading.Of(ExampleFiles.Pdf("magnesium 400 mg at night"), "label.pdf", PdfWords.Of).File!;
        Assert.Equal((FileKind.Document, "application/pdf"), (pdf.Kind, pdf.MediaType));
        Assert.Contains("magnesium 400 mg at night", pdf.Words, StringComparison.Ordinal);
        Assert.Equal("", PdfWords.Of("%PDF-1.7 and then nothing"u8.ToArray()));
        var letter = FileReading.Of("Liebes Tagebuch: schlecht geschlafen"u8.ToArray(), "../../tagebuch.txt", PdfWords.Of).File!;
        Assert.Equal(("text/plain", "tagebuch.txt", "Liebes Tagebuch: schlecht geschlafen"), (letter.MediaType, letter.Name, letter.Words));
    }

    [Fact]
    public void Anything_ElseOrTooLarge_IsRefusedByName()
    {
        Assert.Equal("files.unknown", FileReading.Of([0x4D, 0x5A, 0, 0, 1, 2, 3], "invoice.pdf", _ => "").RefusalKey);
        Assert.Equal("files.unknown", FileReading.Of([], "empty.txt", _ => "").RefusalKey);
        Assert.Equal("files.unknown", FileReading.Of([0xFF, 0xFE, 65, 0], "utf16.txt", _ => "").RefusalKey);
        Assert.Equal("files.too-large", FileReading.Of([.. ExampleFiles.Png, .. new byte[HandedInFile.LargestBytes]], "big.png", _ => "").RefusalKey);
    }

    private static (byte[] Plain, byte[] WithPlace) Of(string type) => type switch
    {
        "image/jpeg" => (ExampleFiles.Jpeg, ExampleFiles.JpegWithPlace),
        "image/png" => (ExampleFiles.Png, ExampleFiles.PngWithPlace),
        _ => (ExampleFiles.WebP, ExampleFiles.WebPWithPlace),
    };
}
