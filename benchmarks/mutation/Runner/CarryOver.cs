namespace Mutation;

/// <summary>
/// Takes the results of an older folder for files that have not changed since: what a test killed there is killed here too. Survivors are tried
/// again.
/// </summary>
internal static class CarryOver
{
    public static void Run(Files from, Files to)
    {
        var (known, done) = (from.Results(), to.Results());
        var older = Mutant.Read(from.Mutants).ToLookup(mutant => mutant.File);
        foreach (var file in Mutant.Read(to.Mutants).GroupBy(mutant => mutant.File))
        {
            Mutant[] before = [.. older[file.Key]], now = [.. file];
            if (Source(from, file.Key) != Source(to, file.Key) || before.Length != now.Length)
            {
                Console.WriteLine($"changed: {file.Key}");
                continue;
            }
            foreach (var (was, mutant) in before.Zip(now))
                if (!done.ContainsKey(mutant.Id) && known.TryGetValue(was.Id, out var result) && result.Outcome is not (Outcome.Survived or Outcome.NoTest))
                    to.Append(mutant.Id, result.Outcome, result.By);
        }
        Console.WriteLine($"{to.Results().Count} results taken over");
    }

    private static string? Source(Files files, string name)
    {
        var path = Path.Combine(files.Folder, "Nof1Agent.Stats", name);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
