using System.Globalization;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Skills.Evidence;

/// <summary>A goal of the catalogue.</summary>
public sealed record EvidenceGoal
{
    public required string Goal { get; init; }

    /// <summary>Goals of one family share their interventions.</summary>
    public required string Family { get; init; }

    /// <summary>What can be asked once a day; the first is suggested.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }
}

/// <summary>How an outcome is answered.</summary>
public enum OutcomeKind
{
    Number,
    Rating,
    YesNo,
    Count,
}

/// <summary>An outcome that a person answers once a day.</summary>
public sealed record DailyOutcome
{
    public required string Id { get; init; }

    /// <summary>As in "your minutes to fall asleep".</summary>
    public required string Name { get; init; }

    /// <summary>The daily question.</summary>
    public required string Question { get; init; }

    public required OutcomeKind Kind { get; init; }

    public required string Unit { get; init; }

    public required bool LowerIsBetter { get; init; }

    /// <summary>The lowest answer that can be meant.</summary>
    public required double Lowest { get; init; }

    public required double Highest { get; init; }

    /// <summary>A suggestion for the smallest change that matters; the person's own answer counts.</summary>
    public required double SuggestedMcid { get; init; }

    public required IReadOnlyList<double> McidChoices { get; init; }

    /// <summary>A judgement of the day-to-day standard deviation, used only to compare lengths until the person's own days are known.</summary>
    public required double SdWhenUnknown { get; init; }

    /// <summary>The answer given in the morning is about the study day before (sleep).</summary>
    public required bool AskedNextMorning { get; init; }

    /// <summary>The catalogue's outcome whose numbers are in this unit. Null: it has no usable number in this unit.</summary>
    public string? CatalogueOutcome { get; init; }

    public string? CatalogueUnit { get; init; }

    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>The scale that the analysis is told.</summary>
    public OutcomeScale Scale => Kind switch
    {
        OutcomeKind.Number => OutcomeScale.Continuous,
        OutcomeKind.Rating => OutcomeScale.Rating,
        OutcomeKind.YesNo => OutcomeScale.YesNo,
        OutcomeKind.Count => OutcomeScale.Count,
    };

    /// <summary>A value of the outcome in words: "25 minutes", "7 of 10", "yes".</summary>
    public string Say(double value) => Kind switch
    {
        OutcomeKind.Number or OutcomeKind.Count => Amount(value),
        OutcomeKind.Rating => $"{Number(value)} of 10",
        OutcomeKind.YesNo => value >= 0.5 ? "yes" : "no",
    };

    /// <summary>A difference in the outcome in words: "12 minutes", "1.5 points", "20 percentage points".</summary>
    public string SayDifference(double difference)
    {
        var size = Math.Abs(difference);
        return Kind switch
        {
            OutcomeKind.Number or OutcomeKind.Count => Amount(size),
            OutcomeKind.Rating => $"{Number(size)} {(Number(size) == "1" ? "point" : "points")}",
            OutcomeKind.YesNo => $"{Number(100 * size)} percentage {(Number(100 * size) == "1" ? "point" : "points")}",
        };
    }

    /// <summary>A number as a person would write it: no digits that mean nothing.</summary>
    public static string Number(double value)
    {
        var size = Math.Abs(value);
        var digits = size switch { >= 10 => 0, >= 1 => 1, _ => 2 };
        var rounded = Math.Round(value, digits, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    private string Amount(double value) => Unit == "min"
        ? $"{Number(value)} {(Number(value) == "1" ? "minute" : "minutes")}"
        : $"{Number(value)} {Unit}";
}
