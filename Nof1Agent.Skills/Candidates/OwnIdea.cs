using Nof1Agent.Skills.Evidence;

namespace Nof1Agent.Skills.Candidates;

/// <summary>Something to try that the catalogue does not have: no published number is known for it.</summary>
public sealed record OwnIdea
{
    public required string Name { get; init; }

    /// <summary>What is done on its days.</summary>
    public required string Instruction { get; init; }

    /// <summary>The goal it is for.</summary>
    public required string Goal { get; init; }

    /// <summary>behavioural, light, mindfulness, sleep hygiene: may start without a clinician. Anything else may not.</summary>
    public required string Category { get; init; }

    /// <summary>Kinds of ideas that a person may start alone.</summary>
    public static IReadOnlyList<string> HarmlessKinds { get; } = ["behavioural", "light", "mindfulness", "sleep hygiene"];

    /// <summary>The source that is named where a published one would stand.</summary>
    public const string NoPublishedNumber = "No published number known";

    /// <summary>As an entry beside those of the catalogue, without any number; a day to take hold and a day to wear off, until more is known.</summary>
    public EvidenceEntry ToEntry(DailyOutcome outcome) => new()
    {
        Id = $"own:{Name}",
        Goal = Goal,
        Outcome = new EvidenceOutcome { Name = outcome.Name, Unit = outcome.Unit, DirectionBetter = outcome.LowerIsBetter ? "lower" : "higher" },
        Intervention = new EvidenceIntervention { Name = Name, ArmInstruction = Instruction, ComparatorInstruction = "Your usual routine, without it.", Category = Category },
        Effect = new PopulationEffect { Kind = "none", UsableAsPrior = false, Direction = "unknown", Source = new EvidenceSource { Citation = NoPublishedNumber } },
        OnsetDays = 1,
        WashoutDays = 1,
        PeriodDays = 7,
        CrossoverFit = "good",
        Contraindications = [],
        NeedsClinician = !HarmlessKinds.Contains(Category),
        Confidence = "none",
    };

    /// <summary>Whether an entry is such an idea.</summary>
    public static bool Is(EvidenceEntry entry) => entry.Effect.Kind == "none";
}
