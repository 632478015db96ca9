namespace Mutation;

/// <summary>The survivors that survivors.md explains: a section for each file, a row for each survivor with the change between backticks.</summary>
internal sealed class Explanations
{
    private readonly IReadOnlyDictionary<string, string> sections;

    public Explanations(string file) => sections = File.Exists(file)
        ? File.ReadAllText(file).Split("\n## ").Skip(1).ToDictionary(section => section.Split('\n')[0].Trim(), section => section)
        : new Dictionary<string, string>();

    /// <summary>Those without a row. The same change at several places of a file needs as many rows; where some are missing, all of them are open.</summary>
    public IReadOnlyList<Mutant> Open(IReadOnlyList<Mutant> all, IReadOnlyDictionary<int, (Outcome Outcome, string By)> results) =>
        [.. all.Where(mutant => results.TryGetValue(mutant.Id, out var result) && result.Outcome is Outcome.Survived or Outcome.NoTest)
            .GroupBy(mutant => mutant.Key)
            .Where(same => same.Count() > Rows(same.First()))
            .SelectMany(same => same)
            .OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Line)];

    /// <summary>The change as survivors.md writes it.</summary>
    public static string Text(Mutant mutant) => $"`{mutant.Change}`";

    private int Rows(Mutant mutant) =>
        sections.TryGetValue(Path.GetFileNameWithoutExtension(mutant.File), out var section) ? section.Split($"| {Text(mutant)} |").Length - 1 : 0;
}
