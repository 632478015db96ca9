using System.Diagnostics;
using System.Globalization;

namespace Mutation;

/// <summary>
/// Arguments: folder, minutes, file of explanations, "again"; or folder, "carry", older folder. Starts itself as a worker until every mutant
/// has its result or the time is over, so that a mutant that takes the process with it costs one start.
/// </summary>
internal static class Entry
{
    private const string Longest = "MUTATION_LONGEST_SECONDS";

    public static async Task<int> Main(string[] arguments)
    {
        var files = new Files(Path.GetFullPath(arguments[0]));
        if (arguments is [_, "worker", var until, .. var rest])
        {
            await Worker.Run(
                files, rest is [var only] ? int.Parse(only, CultureInfo.InvariantCulture) : null, DateTimeOffset.Parse(until, CultureInfo.InvariantCulture),
                double.Parse(Environment.GetEnvironmentVariable(Longest)!, CultureInfo.InvariantCulture));
            return 0;
        }
        if (arguments is [_, "carry", var older])
        {
            CarryOver.Run(new Files(Path.GetFullPath(older)), files);
            return 0;
        }
        var explanations = new Explanations(arguments[2]);
        var deadline = DateTimeOffset.UtcNow.AddMinutes(double.Parse(arguments[1], CultureInfo.InvariantCulture));
        var all = Mutant.Read(files.Mutants);
        // First every test of up to a fifth of a second, then, for those that survive these and have no explanation, nearly all.
        var again = arguments is [_, _, _, "again"];
        var longest = again ? 3.5 : 0.2;
        if (again)
        {
            HashSet<int> open = [.. explanations.Open(all, files.Results()).Select(mutant => mutant.Id)];
            files.Keep(id => !open.Contains(id));
            Baseline.Forget(files.Baseline, longest);
        }
        Environment.SetEnvironmentVariable(Longest, longest.ToString(CultureInfo.InvariantCulture));
        while (!Start(files, deadline, null))
            continue;
        if (File.Exists(files.Baseline))
            foreach (var id in Baseline.ReadOrMeasure(files.Baseline, null!, 0, []).Static.Where(id => !files.Results().ContainsKey(id)))
                if (DateTimeOffset.UtcNow < deadline)
                    Start(files, deadline, id);
        Table.Print(all, files.Results(), explanations);
        return 0;
    }

    /// <summary>Whether the worker came to its end.</summary>
    private static bool Start(Files files, DateTimeOffset deadline, int? only)
    {
        File.Delete(files.Current);
        if (only is { } id)
            File.WriteAllText(files.Current, $"{id}");
        var start = new ProcessStartInfo(Environment.ProcessPath!) { Environment = { ["DOTNET_GCHeapHardLimit"] = "60000000" } };
        foreach (var argument in new[] { typeof(Entry).Assembly.Location, files.Folder, "worker", deadline.ToString("O", CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        if (only is { } one)
            start.ArgumentList.Add($"{one}");
        using var worker = Process.Start(start)!;
        worker.WaitForExit();
        if (worker.ExitCode == 0)
            return true;
        if (!File.Exists(files.Current))
            throw new InvalidOperationException("The tests could not be run with nothing changed.");
        var current = int.Parse(File.ReadAllText(files.Current), CultureInfo.InvariantCulture);
        if (!files.Results().ContainsKey(current))
            files.Append(current, Outcome.Ended, "");
        return false;
    }
}
