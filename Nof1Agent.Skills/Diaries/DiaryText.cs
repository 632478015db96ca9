using System.Text;
using System.Text.Unicode;

namespace Nof1Agent.Skills.Diaries;

/// <summary>The bytes of a diary file as text: UTF-8, with or without a byte order mark, and nothing else.</summary>
internal static class DiaryText
{
    /// <summary>A larger file is refused unread: years of one person's days with notes fill a small part of it.</summary>
    public const int LargestBytes = 5 * 1024 * 1024;

    private const int MostFindings = 1000;

    public static string? Decode(ReadOnlySpan<byte> content, List<DiaryFinding> findings)
    {
        var before = findings.Count;
        if (content.IsEmpty)
            findings.Add(DiaryFinding.Refuse(null, "the file is empty"));
        else if (content.Length > LargestBytes)
            findings.Add(DiaryFinding.Refuse(null, $"the file is larger than {LargestBytes / 1024 / 1024} MB: that is not one person's diary"));
        else if (content.StartsWith("PK\u0003\u0004"u8))
            findings.Add(DiaryFinding.Refuse(null, "this is a spreadsheet or zip file, not text: save the sheet as CSV (UTF-8)"));
        else if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            findings.Add(DiaryFinding.Refuse(null, "the file is saved as UTF-16 (\"Unicode\"): save it as UTF-8"));
        else if (content.Contains((byte)0))
            findings.Add(DiaryFinding.Refuse(null, "the file is not text: it holds zero bytes"));
        else
            CheckLines(content, findings);
        if (findings.Count > before)
            return null;
        return Encoding.UTF8.GetString(content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content);
    }

    private static void CheckLines(ReadOnlySpan<byte> content, List<DiaryFinding> findings)
    {
        var line = 0;
        foreach (var range in content.Split((byte)'\n'))
        {
            line++;
            var bytes = content[range];
            if (!Utf8.IsValid(bytes))
                findings.Add(DiaryFinding.Refuse(line, "holds bytes that are not UTF-8: save the file as UTF-8"));
            else if (bytes.ContainsAnyInRange((byte)1, (byte)8) || bytes.ContainsAnyInRange((byte)14, (byte)31))
                findings.Add(DiaryFinding.Refuse(line, "holds control characters"));
            if (findings.Count == MostFindings)
                return;
        }
    }
}
