using System.Text.Json.Serialization;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using NodaTime;

namespace Nof1Agent.Skills.Candidates;

/// <summary>An intervention for the person's outcome, with its forecast and rank.</summary>
public sealed record Candidate
{
    /// <summary>Place in the list, from 1.</summary>
    public int Position { get; init; }

    /// <summary>The catalogue's entry.</summary>
    public required EvidenceEntry Entry { get; init; }

    /// <summary>Null: the catalogue has no usable number in the unit of the outcome.</summary>
    public EffectForecast? Forecast { get; init; }

    public required Trigger Trigger { get; init; }

    /// <summary>Why it cannot be started here; null when it can.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Whether a coach's yes is all that is missing.</summary>
    public bool NeedsCoach { get; init; }

    /// <summary>What the person's own trial said; null: a hypothesis.</summary>
    public TestedOnYou? Tested { get; init; }

    [JsonIgnore]
    public string Name => Entry.Intervention.Name;

    [JsonIgnore]
    public bool MayStart => WhyNot is null;

    /// <summary>hypothesis, or tested.</summary>
    [JsonIgnore]
    public string Label => LabelIn(KnownLanguages.English);

    /// <summary>The same in a language.</summary>
    public string LabelIn(SpokenLanguage language) => Tested is null ? language.Say("candidates.label.hypothesis") : language.Say("candidates.label.tested");

    /// <summary>Its name in a language.</summary>
    public string NameIn(SpokenLanguage language) => Entry.NameIn(language);
}

/// <summary>A forecast of the effect for one person, in the outcome's unit, positive in the better direction.</summary>
public sealed record EffectForecast
{
    public required double Mean { get; init; }

    /// <summary>Covers both how well the average is known and how much people differ.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>Lower end of the 80 % interval.</summary>
    public required double Low { get; init; }

    public required double High { get; init; }

    /// <summary>P(benefit of at least the MCID); of any benefit where no MCID is known.</summary>
    public required double ProbabilityHelps { get; init; }

    /// <summary>P(best of the list).</summary>
    public double ProbabilityBest { get; init; }

    /// <summary>What it was made from, with each source's share; "nothing known" stands there with share 0 as what all are compared with.</summary>
    public IReadOnlyList<SourceForecast> Sources { get; init; } = [];

    /// <summary>How often a language model was asked for its belief; 0 without one.</summary>
    public int Asked { get; init; }

    /// <summary>The share of a language model's own belief, 0 to 1.</summary>
    [JsonIgnore]
    public double ModelShare => Sources.Where(source => SourceForecast.IsModel(source.Source)).Sum(source => source.Weight);

    /// <summary>The forecast and its sources as the calibration ledger keeps them.</summary>
    public IReadOnlyList<SourceForecast> ForLedger() =>
    [
        .. Sources,
        new SourceForecast { Source = SourceForecast.Combined, Median = Mean, StandardDeviation = StandardDeviation, ProbabilityHelps = ProbabilityHelps, Weight = 1 },
    ];
}

/// <summary>The answer of the person's own trial.</summary>
public sealed record TestedOnYou
{
    public required string Intervention { get; init; }

    public required string Outcome { get; init; }

    /// <summary>In words, as the answer gave it.</summary>
    public required string Verdict { get; init; }

    /// <summary>Effect in the better direction, outcome's unit.</summary>
    public double? Benefit { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>How it harmed; null: it did not.</summary>
    public HarmKind? Harm { get; init; }

    public required Instant At { get; init; }
}

/// <summary>A list as it was shown, with everything the trigger rule decided on.</summary>
public sealed record CandidateList
{
    public required string Outcome { get; init; }

    public double? Mcid { get; init; }

    public required TriggerSettings Settings { get; init; }

    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>What was left out for this person, and why.</summary>
    public required IReadOnlyList<SetAside> SetAside { get; init; }

    /// <summary>Those of them that harmed in a trial of the person's own. They have no place in the list; asked for by name, they can be told about.</summary>
    public IReadOnlyList<Candidate> Harmed { get; init; } = [];
}

/// <summary>A candidate that was left out.</summary>
public sealed record SetAside(string Name, string Reason);
