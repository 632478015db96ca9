using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Imports;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Channels;

/// <summary>What a file turned out to be by its own bytes: something to look at, or days.</summary>
/// <param name="Looked">A photo or document, or why it is none; null for days.</param>
/// <param name="Days">Days of another tracker, or why they cannot be read; null for something to look at.</param>
internal sealed record ReadFile(FileReading? Looked, ImportResult? Days)
{
    private const int LongestHead = 12;

    public static ReadFile From(FileDelivery delivery, int dayEndsAtHour, SpokenLanguage language)
    {
        var head = Upto(delivery.Content, LongestHead, []);
        if (FileSigns.MediaTypeOf(head) is not null)
        {
            return new ReadFile(FileReading.Of(Upto(delivery.Content, HandedInFile.LargestBytes + 1, head), delivery.Name, PdfWords.Of), null);
        }

        // A text that is no table is a document: a diary written by hand.
        if (Path.GetExtension(delivery.Name).ToLowerInvariant() is not (".txt" or ".md"))
        {
            using var rest = new Continued(head, delivery.Content);
            return new ReadFile(null, ImportFile.Read(rest, delivery.Name, dayEndsAtHour, language));
        }

        var whole = Upto(delivery.Content, HandedInFile.LargestBytes + 1, head);
        using var content = new MemoryStream(whole);
        var days = ImportFile.Read(content, delivery.Name, dayEndsAtHour, language);
        return days.Table is null ? new ReadFile(FileReading.Of(whole, delivery.Name, PdfWords.Of), null) : new ReadFile(null, days);
    }

    // One byte more than is allowed is enough to know.
    private static byte[] Upto(Stream content, int most, byte[] begin)
    {
        using var read = new MemoryStream();
        read.Write(begin);
        var buffer = new byte[Math.Min(most, 81_920)];
        while (read.Length < most && content.Read(buffer, 0, (int)Math.Min(buffer.Length, most - read.Length)) is var count and > 0)
        {
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
