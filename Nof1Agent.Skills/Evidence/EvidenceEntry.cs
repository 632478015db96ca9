using System.Text.Json.Serialization;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Evidence;

/// <summary>One entry of the catalogue: an intervention, what it was measured on, and what was published. Read <c>docs/evidence.md</c> before use.</summary>
public sealed record EvidenceEntry
{
    public required string Id { get; init; }

    public required string Goal { get; init; }

    public required EvidenceOutcome Outcome { get; init; }

    public required EvidenceIntervention Intervention { get; init; }

    [JsonPropertyName("population_effect")]
    public required PopulationEffect Effect { get; init; }

    [JsonPropertyName("onset_days")]
    public required int OnsetDays { get; init; }

    [JsonPropertyName("washout_days")]
    public required int WashoutDays { get; init; }

    [JsonPropertyName("period_days")]
    public required int PeriodDays { get; init; }

    /// <summary>good, fair or poor: poor means slow onset or a skill that carries over, so that an on-and-off trial cannot answer.</summary>
    [JsonPropertyName("crossover_fit")]
    public required string CrossoverFit { get; init; }

    public required IReadOnlyList<string> Contraindications { get; init; }

    [JsonPropertyName("needs_clinician")]
    public required bool NeedsClinician { get; init; }

    /// <summary>very low, low, moderate or high: how far the source can be trusted.</summary>
    public required string Confidence { get; init; }

    /// <summary>The intervention's name in a language.</summary>
    public string NameIn(SpokenLanguage language) => language.Translated(Intervention.Name);
}

/// <summary>What the entry was measured on.</summary>
public sealed record EvidenceOutcome
{
    public required string Name { get; init; }

    public required string Unit { get; init; }

    [JsonPropertyName("direction_better")]
    public required string DirectionBetter { get; init; }

    public double? Mcid { get; init; }
}

/// <summary>What is done, and what it is compared with.</summary>
public sealed record EvidenceIntervention
{
    public required string Name { get; init; }

    [JsonPropertyName("arm_instruction")]
    public required string ArmInstruction { get; init; }

    [JsonPropertyName("comparator_instruction")]
    public required string ComparatorInstruction { get; init; }

    public required string Category { get; init; }

    /// <summary>Whether it is swallowed in a form that somebody can imitate without it (capsule, tablet, liquid), so that a trial of it can be blinded.</summary>
    [JsonPropertyName("look_alike")]
    public bool HasLookAlike { get; init; }
}

/// <summary>The published average effect, arm minus comparator.</summary>
public sealed record PopulationEffect
{
    /// <summary>native (in the unit of the outcome) or SMD.</summary>
    public required string Kind { get; init; }

    public double? Value { get; init; }

    [JsonPropertyName("ci_low")]
    public double? CiLow { get; init; }

    [JsonPropertyName("ci_high")]
    public double? CiHigh { get; init; }

    /// <summary>How well the average is known. Not how much people differ.</summary>
    [JsonPropertyName("se")]
    public double? StandardError { get; init; }

    /// <summary>Which way the source points: favours_intervention, favours_comparator, unclear.</summary>
    public string? Direction { get; init; }

    [JsonPropertyName("usable_as_prior")]
    public required bool UsableAsPrior { get; init; }

    public required EvidenceSource Source { get; init; }

    /// <summary>Factor from the published scale to the outcome's, where they differ.</summary>
    [JsonPropertyName("rescale_to_outcome")]
    public Rescaling? Rescale { get; init; }
}

/// <summary>From the published scale to the outcome's.</summary>
public sealed record Rescaling
{
    public double Factor { get; init; } = 1;
}

/// <summary>Where the number was read.</summary>
public sealed record EvidenceSource
{
    public required string Citation { get; init; }

    [JsonPropertyName("doi_or_pmid")]
    public string? DoiOrPmid { get; init; }
}
