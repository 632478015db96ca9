using System.Security.Cryptography;
using Nof1Agent.Skills.Diaries;

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
    public static ImportResult Read(Stream content, string fileName, int dayEndsAtHour)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(fileName);
        var name = new string([.. Path.GetFileName(fileName.Replace('\\', '/')).Where(character => !char.IsControl(character))]) is { Length: > 0 } plain ? plain[..Math.Min(plain.Length, LongestName)] : "file";
        using var measured = new MeasuredStream(content, LargestXmlBytes);
        try
        {
            return measured.Peek() switch
            {
                [] => ImportResult.Refuse("The file is empty."),
                [(byte)'P', (byte)'K', 3, 4, ..] => ImportResult.Refuse("This is a zip file. Unpack it first; of an Apple Health export I read the file export.xml in it."),
                var head when LooksLikeXml(head) => AppleHealth.Read(measured, name, dayEndsAtHour),
                _ => Text(measured, name, dayEndsAtHour),
            };
        }
        catch (MeasuredStream.TooLargeException)
        {
            return ImportResult.Refuse($"The file is larger than {LargestXmlBytes / 1024 / 1024} MB.");
        }
    }

    private static ImportResult Text(MeasuredStream content, string name, int dayEndsAtHour)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        while (bytes.Length <= LargestTextBytes && content.Read(buffer) is var read and > 0)
        {
            bytes.Write(buffer, 0, read);
        }

        var findings = new List<DiaryFinding>();
        return DiaryText.Decode(bytes.ToArray(), findings) is { } text
            ? TrackerTable.Read(text, name, Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())), dayEndsAtHour)
            : ImportResult.Refuse(string.Join(" ", findings.Take(3).Select(finding => finding.Line is { } line ? $"Line {line} {finding.Text}." : $"{char.ToUpperInvariant(finding.Text[0])}{finding.Text[1..]}.")));
    }

    private static bool LooksLikeXml(byte[] head)
    {
        var text = System.Text.Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return text.StartsWith("<?xml", StringComparison.Ordinal) || text.StartsWith("<!DOCTYPE", StringComparison.Ordinal) || text.StartsWith("<HealthData", StringComparison.Ordinal);
    }
}
