using System.Text.RegularExpressions;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>A flush that has come to its end, or a write to the file of acknowledgements that has begun.</summary>
internal sealed record FlushEvent(string File);

/// <summary>Reads the lines of strace -f -y.</summary>
internal static partial class FlushTrace
{
    /// <summary>Flushes of any file and writes to the file "acknowledged", in the order of the system.</summary>
    public static IReadOnlyList<FlushEvent> Read(IEnumerable<string> lines)
    {
        var events = new List<FlushEvent>();
        var begun = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (Call().Match(line) is { Success: true } call)
            {
                var (thread, name, file) = (call.Groups["thread"].Value, call.Groups["name"].Value, Path.GetFileName(call.Groups["file"].Value));
                if (name is "write" or "pwrite64")
                {
                    if (file == "acknowledged")
                    {
                        events.Add(new FlushEvent(file));
                    }
                }
                else if (line.Contains("<unfinished ...>", StringComparison.Ordinal))
                {
                    begun[thread] = file;
                }
                else if (line.EndsWith("= 0", StringComparison.Ordinal))
                {
                    events.Add(new FlushEvent(file));
                }
            }
            else if (Resumed().Match(line) is { Success: true } resumed && begun.Remove(resumed.Groups["thread"].Value, out var file))
            {
                events.Add(new FlushEvent(file));
            }
        }

        return events;
    }

    [GeneratedRegex(@"^(?<thread>\d+)\s+(?<name>fsync|fdatasync|write|pwrite64)\(\d+<(?<file>[^>]*)>")]
    private static partial Regex Call();

    [GeneratedRegex(@"^(?<thread>\d+)\s+<\.\.\. (fsync|fdatasync) resumed>.*= 0$")]
    private static partial Regex Resumed();
}
