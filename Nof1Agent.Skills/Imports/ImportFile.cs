using System.Security.Cryptography;
using Nof1Agent.Skills.Diaries;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Imports;

/// <summary>Reads a file whatever its kind. Nothing a file holds can make it throw, reach the network or fill the memory.</summary>
public static class ImportFile
{
    /// <summary>The largest export.xml that is read: years of a watch's records.</summary>
    public const long LargestXmlBytes = 512L * 1024 * 1024;

    /// <summary>The largest file of separated values.</summary>
    public const int LargestTextBytes = DiaryText.LargestBytes;

    private const int LongestName = 120;

    /// <summary>Reads to the end of a stream, once, front to back.</summary>
    /// <param name="content">The bytes; need not be seekable.</param>
    /// <param name="fileName">What the person calls it.</param>
    /// <param name="dayEndsAtHour">The person's: measurements before it belong to the evening before.</param>
    /// <param name="language">In which refusals are said; English where none is given.</param>
    public static ImportResult Read(Stream content, string fileName, int dayEndsAtHour, SpokenLanguage? language = null)
    {
        var speaks = language ?? KnownLanguages.English;
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(fileName);
        var name = new string([.. Path.GetFileName(fileName.Replace('\\', '/')).Where(character => !char.IsControl(character))]) is { Length: > 0 } plain ? plain[..Math.Min(plain.Length, LongestName)] : "file";
        using var measured = new MeasuredStream(content, LargestXmlBytes);
        try
        {
            return measured.Peek() switch
            {
                [] => ImportResult.Refuse(speaks.Say("imports.refuse.empty")),
                [(byte)'P', (byte)'K', 3, 4, ..] => ImportResult.Refuse(speaks.Say("imports.refuse.zip")),
                var head when LooksLikeXml(head) => AppleHealth.Read(measured, name, dayEndsAtHour, speaks),
                _ => Text(measured, name, dayEndsAtHour, speaks),
            };
        }
        catch (MeasuredStream.TooLargeException)
        {
            return ImportResult.Refuse(speaks.Say("imports.refuse.too-large", ("most", (int)(LargestXmlBytes / 1024 / 1024))));
        }
    }

    private static ImportResult Text(MeasuredStream content, string name, int dayEndsAtHour, SpokenLanguage language)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        while (bytes.Length <= LargestTextBytes && content.Read(buffer) is var read and > 0)
        {
            bytes.Write(buffer, 0, read);
        }

        var findings = new List<DiaryFinding>();
        return DiaryText.Decode(bytes.ToArray(), findings) is { } text
            ? TrackerTable.Read(text, name, Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())), dayEndsAtHour, language)
            : ImportResult.Refuse(findings switch
            {
                [{ Line: { } line }, ..] => language.Say("imports.refuse.bytes", ("line", line)),
                _ when bytes.Length > LargestTextBytes => language.Say("imports.refuse.too-large", ("most", LargestTextBytes / 1024 / 1024)),
                _ => language.Say("imports.refuse.no-text"),
            });
    }

    private static bool LooksLikeXml(byte[] head)
    {
        var text = System.Text.Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return text.StartsWith("<?xml", StringComparison.Ordinal) || text.StartsWith("<!DOCTYPE", StringComparison.Ordinal) || text.StartsWith("<HealthData", StringComparison.Ordinal);
    }
}
