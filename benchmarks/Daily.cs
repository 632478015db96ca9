using System.Globalization;

namespace Nof1Agent.Benchmarks;

/// <summary>Every figure of daily life in one run, each with the load of the machine before and after it: what else ran decides how far a time can be trusted.</summary>
internal static class Daily
{
    private const string LoadFile = "/proc/loadavg";

    private static readonly (string Name, Func<string[], int> Run)[] Parts =
    [
        ("due", DueMinute.Run), ("due-parts", DueParts.Run), ("sender", Sender.Run), ("idle", Idle.Run), ("turns", Turns.Run), ("year", Year.Run),
    ];

    public static int Run(string[] arguments)
    {
        var failed = 0;
        foreach (var (name, run) in Parts)
        {
            Console.WriteLine($"\n## {name} (load before: {Load()})\n");
            failed += run([]) == 0 ? 0 : 1;
            Console.WriteLine($"\nLoad after: {Load()}");
        }

        return failed;
    }

    // Runnable processes, averaged over the last minute, and the processors there are.
    private static string Load() => File.Exists(LoadFile)
        ? string.Create(CultureInfo.InvariantCulture, $"{File.ReadAllText(LoadFile).Split(' ')[0]} on {Environment.ProcessorCount} processors")
        : "unknown";
}
