using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Nof1Agent.Host.Channels;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Channels;

/// <summary>PDF files made to bring down who reads them: they bring down a process of their own.</summary>
public sealed class PdfBombTests
{
    [Fact]
    public void Words_OfAGoodFile_AreReadByThatProcess() => Assert.Contains("magnesium 400 mg", PdfWords.Of(ExampleFiles.Pdf("magnesium 400 mg")), StringComparison.Ordinal);

    [Fact]
    public void Words_OfAStreamOfTwoGigabytes_AreNone_AndCostTheServiceNothing()
    {
        var bomb = WithContent(Deflated(2_000));
        Assert.True(bomb.Length < 5_000_000);
        var before = Process.GetCurrentProcess().PrivateMemorySize64;
        Assert.Equal("", PdfWords.Of(bomb).Trim());
        Assert.True(Process.GetCurrentProcess().PrivateMemorySize64 - before < 150_000_000);
    }

    [Fact]
    public void Words_OfAMillionNestedArrays_AreNone()
    {
        var nested = new string('[', 1_000_000);
        Assert.Equal("", PdfWords.Of(Encoding.ASCII.GetBytes($"%PDF-1.7\n1 0 obj\n{nested}\nendobj\ntrailer <</Root 1 0 R /Size 2>>\nstartxref\n9\n%%EOF")).Trim());
    }

    [Fact]
    public async Task Words_ThatTakeTooLong_AreNone_AndTheProcessIsEnded()
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal("", await PdfWords.Of(WithContent(Deflated(100)), TimeSpan.FromMilliseconds(20)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));
    }

    // So many megabytes of one word, which shrink a thousandfold.
    private static byte[] Deflated(int megabytes)
    {
        using var small = new MemoryStream();
        using (var deflate = new ZLibStream(small, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("(a) Tj ", 149_797)));
            for (var i = 0; i < megabytes; i++)
            {
                deflate.Write(block);
            }
        }

        return small.ToArray();
    }

    private static byte[] WithContent(byte[] stream)
    {
        using var file = new MemoryStream();
        var places = new List<long>();
        void Object(string text, byte[]? content = null)
        {
            places.Add(file.Position);
            file.Write(Encoding.ASCII.GetBytes($"{places.Count} 0 obj\n{text}\n"));
            if (content is not null)
            {
                file.Write("stream\n"u8);
                file.Write(content);
                file.Write("\nendstream\n"u8);
            }

            file.Write("endobj\n"u8);
        }

        file.Write("%PDF-1.7\n"u8);
        Object("<</Type/Catalog/Pages 2 0 R>>");
        Object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        Object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<>>>>");
        Object($"<</Length {stream.Length}/Filter/FlateDecode>>", stream);
        var start = file.Position;
        file.Write(Encoding.ASCII.GetBytes($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n{string.Concat(places.Select(place => $"{place:D10} 00000 n \n"))}trailer <</Root 1 0 R/Size {places.Count + 1}>>\nstartxref\n{start}\n%%EOF"));
        return file.ToArray();
    }
}
