using System.Reflection;
using System.Text.Json;

namespace Nof1Agent.Skills.Evidence;

/// <summary>The published evidence that ships with the program, checked when it is read.</summary>
public sealed class EvidenceCatalogue
{
    private EvidenceCatalogue(IReadOnlyList<EvidenceEntry> entries, IReadOnlyList<EvidenceGoal> goals, IReadOnlyList<DailyOutcome> outcomes)
    {
        Entries = entries;
        Goals = goals;
        Outcomes = outcomes;
    }

    /// <summary>Every intervention on every outcome.</summary>
    public IReadOnlyList<EvidenceEntry> Entries { get; }

    /// <summary>The goals, each with what can be asked about it once a day.</summary>
    public IReadOnlyList<EvidenceGoal> Goals { get; }

    /// <summary>What can be asked once a day.</summary>
    public IReadOnlyList<DailyOutcome> Outcomes { get; }

    /// <summary>The catalogue that is embedded in this program.</summary>
    /// <exception cref="EvidenceProblemException">An entry is not sound; the message names it.</exception>
    public static EvidenceCatalogue Embedded() => Parse(Resource("catalogue.json"), Resource("daily_outcomes.json"));

    /// <summary>Reads and checks a catalogue.</summary>
    /// <exception cref="EvidenceProblemException">An entry is not sound; the message names it.</exception>
    public static EvidenceCatalogue Parse(string entriesJson, string outcomesJson)
    {
        try
        {
            var entries = ResolveRepeats(SkillsJson.Read<IReadOnlyList<EvidenceEntry>>(entriesJson));
            var daily = SkillsJson.Read<DailyOutcomesFile>(outcomesJson);
            var catalogue = new EvidenceCatalogue(entries, daily.Goals, daily.Outcomes);
            catalogue.Check();
            return catalogue;
        }
        catch (JsonException problem)
        {
            throw new EvidenceProblemException($"The evidence catalogue cannot be read ({problem.Message}). Put the file of the release back.", problem);
        }
    }

    /// <summary>The goal of that name.</summary>
    public EvidenceGoal? Goal(string name) => Goals.FirstOrDefault(goal => string.Equals(goal.Goal, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The outcome of that id or name.</summary>
    public DailyOutcome? Outcome(string idOrName) => Outcomes.FirstOrDefault(outcome =>
        string.Equals(outcome.Id, idOrName, StringComparison.OrdinalIgnoreCase) || string.Equals(outcome.Name, idOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The entries of a goal and of the goals close to it (the goals of one family share their interventions).</summary>
    public IEnumerable<EvidenceEntry> EntriesFor(EvidenceGoal goal)
    {
        var family = Goals.Where(other => other.Family == goal.Family).Select(other => other.Goal).ToHashSet(StringComparer.Ordinal);
        return Entries.Where(entry => family.Contains(entry.Goal));
    }

    // "As above." stands for what the entry before it says.
    private static List<EvidenceEntry> ResolveRepeats(IReadOnlyList<EvidenceEntry> entries)
    {
        static bool Repeats(string text) => text.Trim('.', ' ').Equals("as above", StringComparison.OrdinalIgnoreCase);
        var resolved = new List<EvidenceEntry>();
        foreach (var entry in entries)
        {
            var above = resolved.Count > 0 ? resolved[^1] : entry;
            resolved.Add(entry with
            {
                Intervention = entry.Intervention with
                {
                    ArmInstruction = Repeats(entry.Intervention.ArmInstruction) ? above.Intervention.ArmInstruction : entry.Intervention.ArmInstruction,
                    ComparatorInstruction = Repeats(entry.Intervention.ComparatorInstruction) ? above.Intervention.ComparatorInstruction : entry.Intervention.ComparatorInstruction,
                },
                Contraindications = entry.Contraindications.Any(Repeats) ? above.Contraindications : entry.Contraindications,
            });
        }

        return resolved;
    }

    private static string Resource(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream($"Nof1Agent.Skills.Evidence.{name}") ?? throw new EvidenceProblemException($"{name} is missing from the program. Install it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void Check()
    {
        if (Entries.Count == 0 || Goals.Count == 0 || Outcomes.Count == 0)
        {
            throw new EvidenceProblemException("The evidence catalogue is empty. Put the file of the release back.");
        }

        foreach (var entry in Entries)
        {
            if (Problem(entry) is { } problem)
            {
                throw new EvidenceProblemException($"Entry {entry.Id} of the evidence catalogue is not sound: {problem}.");
            }
        }

        if (Goals.SelectMany(goal => goal.Outcomes).FirstOrDefault(id => Outcome(id) is null) is { } unknown)
        {
            throw new EvidenceProblemException($"The evidence catalogue names an outcome \"{unknown}\" that it does not describe.");
        }
    }

    private string? Problem(EvidenceEntry entry)
    {
        var effect = entry.Effect;
        if (Goal(entry.Goal) is null)
        {
            return $"its goal \"{entry.Goal}\" has no daily outcome";
        }

        if (effect is { Value: { } value, CiLow: { } low, CiHigh: { } high } && !(low <= value && value <= high))
        {
            return $"its value {value} lies outside its interval {low} to {high}";
        }

        if (effect.UsableAsPrior && (effect.Value is null || effect.CiLow is null || effect.CiHigh is null || effect.StandardError is null or <= 0))
        {
            return "it is marked as usable without a value, an interval and a standard error";
        }

        return entry is { OnsetDays: < 0 } or { WashoutDays: < 0 } or { PeriodDays: < 1 } ? "its days are not positive" : null;
    }

    private sealed record DailyOutcomesFile
    {
        public required IReadOnlyList<EvidenceGoal> Goals { get; init; }

        public required IReadOnlyList<DailyOutcome> Outcomes { get; init; }
    }
}
