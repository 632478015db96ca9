using System.Text;

namespace Nof1Agent.Tests.Support;

/// <summary>Looks for texts in the plain bytes of files.</summary>
internal static class FileBytes
{
    /// <summary>Whether a text stands in any of the files, in UTF-8 or UTF-16. Files that are not there hold nothing.</summary>
    public static bool Hold(string text, params IEnumerable<string> paths) => paths.Where(File.Exists).Any(path =>
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.GetBuffer().AsSpan(0, (int)copy.Length);
        return bytes.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
    });
}
