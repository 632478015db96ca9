namespace Mutation;

/// <summary>The results in words.</summary>
internal static class Table
{
    public static void Print(IReadOnlyList<Mutant> all, IReadOnlyDictionary<int, (Outcome Outcome, string By)> results, Explanations explanations)
    {
        Console.WriteLine("| file | mutants | killed by a test | endless | process ended | survived |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var file in all.GroupBy(mutant => Path.GetFileNameWithoutExtension(mutant.File)))
            Console.WriteLine(Row(file.Key, [.. file], results));
        Console.WriteLine(Row("all", all, results));
        var done = all.Count(mutant => results.ContainsKey(mutant.Id));
        var killed = all.Count(mutant => results.TryGetValue(mutant.Id, out var result) && result.Outcome == Outcome.Killed);
        var noticed = killed + all.Count(mutant => results.TryGetValue(mutant.Id, out var result) && result.Outcome is Outcome.Endless or Outcome.Ended);
        Console.WriteLine($"\n{done} of {all.Count} done; killed by a failing test: {100.0 * killed / Math.Max(1, done):F1} %, with those that went on without end or ended the process: {100.0 * noticed / Math.Max(1, done):F1} %\n");
        var survivors = all.Count(mutant => results.TryGetValue(mutant.Id, out var result) && result.Outcome is Outcome.Survived or Outcome.NoTest);
        var open = explanations.Open(all, results);
        Console.WriteLine($"{survivors} survivors, {open.Count} without an explanation");
        foreach (var mutant in open)
            Console.WriteLine($"{mutant.File}:{mutant.Line} {Explanations.Text(mutant)}{(results[mutant.Id].Outcome == Outcome.NoTest ? " (no test runs through it)" : "")}");
    }

    private static string Row(string name, IReadOnlyList<Mutant> mutants, IReadOnlyDictionary<int, (Outcome Outcome, string By)> results)
    {
        int Of(params Outcome[] outcomes) => mutants.Count(mutant => results.TryGetValue(mutant.Id, out var result) && outcomes.Contains(result.Outcome));
        return $"| {name} | {mutants.Count} | {Of(Outcome.Killed)} | {Of(Outcome.Endless)} | {Of(Outcome.Ended)} | {Of(Outcome.Survived, Outcome.NoTest)} |";
    }
}
