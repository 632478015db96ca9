namespace Mutation;

/// <summary>What became of a mutant.</summary>
internal enum Outcome
{
    /// <summary>A test failed.</summary>
    Killed,

    /// <summary>A test went on for more than twenty times its usual processor time.</summary>
    Endless,

    /// <summary>The process ended: out of memory or stack.</summary>
    Ended,

    /// <summary>Every test that runs through it passed.</summary>
    Survived,

    /// <summary>No test runs through it.</summary>
    NoTest,
}

/// <summary>The files in the folder that prepare made.</summary>
internal sealed record Files(string Folder)
{
    public string Mutants => Path.Combine(Folder, "mutants.json");
    public string Baseline => Path.Combine(Folder, "baseline.tsv");
    public string Current => Path.Combine(Folder, "current.txt");
    private string ResultFile => Path.Combine(Folder, "results.tsv");

    public void Append(int mutant, Outcome outcome, string by)
    {
        lock (this)
            File.AppendAllText(ResultFile, $"{mutant}\t{outcome}\t{by}\n");
    }

    public Dictionary<int, (Outcome Outcome, string By)> Results()
    {
        var results = new Dictionary<int, (Outcome Outcome, string By)>();
        if (File.Exists(ResultFile))
            foreach (var cells in File.ReadAllLines(ResultFile).Select(line => line.Split('\t')).Where(cells => cells.Length == 3))
                results[int.Parse(cells[0])] = (Enum.Parse<Outcome>(cells[1]), cells[2]);
        return results;
    }

    /// <summary>Keeps only the results of these mutants.</summary>
    public void Keep(Func<int, bool> kept) =>
        File.WriteAllLines(ResultFile, [.. Results().Where(result => kept(result.Key)).Select(result => $"{result.Key}\t{result.Value.Outcome}\t{result.Value.By}")]);
}
