using Nof1Agent.Skills.Languages;
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

    /// <summary>A time of day; its value is in minutes after <see cref="DailyOutcome.ReferenceHour"/>, so that times around midnight stay together.</summary>
    TimeOfDay,
}

/// <summary>An outcome that a person answers once a day.</summary>
public sealed record DailyOutcome
{
    private const int MinutesPerDay = 1440;

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

    /// <summary>Where the outcome is a time of day: the hour, 0 to 23, after which its minutes are counted. Noon is far from every bedtime.</summary>
    public int ReferenceHour { get; init; }

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
        OutcomeKind.TimeOfDay => OutcomeScale.TimeOfDay,
    };

    /// <summary>A value of the outcome in words: "25 minutes", "7 of 10", "yes".</summary>
    /// <param name="value">In the outcome's unit.</param>
    /// <param name="language">English where none is given.</param>
    public string Say(double value, SpokenLanguage? language = null)
    {
        var speaks = language ?? KnownLanguages.English;
        return Kind switch
        {
            OutcomeKind.Number or OutcomeKind.Count => Amount(value, speaks),
            OutcomeKind.Rating => speaks.Say("amount.of-10", ("n", value)),
            OutcomeKind.YesNo => speaks.Say(value >= 0.5 ? "amount.yes" : "amount.no"),
            OutcomeKind.TimeOfDay => Clock(value),
        };
    }

    /// <summary>A difference in the outcome in words, without its sign: "12 minutes", "1.5 points", "20 percentage points".</summary>
    /// <param name="difference">In the outcome's unit.</param>
    /// <param name="language">English where none is given.</param>
    public string SayDifference(double difference, SpokenLanguage? language = null)
    {
        var size = Math.Abs(difference);
        var speaks = language ?? KnownLanguages.English;
        return Kind switch
        {
            OutcomeKind.Number or OutcomeKind.Count or OutcomeKind.TimeOfDay => Amount(size, speaks),
            OutcomeKind.Rating => speaks.Say("amount.points", ("n", size)),
            OutcomeKind.YesNo => speaks.Say("amount.percentage-points", ("n", 100 * size)),
        };
    }

    /// <summary>Its name in a language, as in "your minutes to fall asleep".</summary>
    public string NameIn(SpokenLanguage language) => language.Translated(Name);

    /// <summary>The daily question in a language.</summary>
    public string QuestionIn(SpokenLanguage language) => language.Translated(Question);

    /// <summary>A number as a person would write it: no digits that mean nothing.</summary>
    public static string Number(double value) => KnownLanguages.English.Number(value);

    private string Clock(double value)
    {
        var minutes = (((int)Math.Round(value, MidpointRounding.AwayFromZero) + (60 * ReferenceHour)) % MinutesPerDay + MinutesPerDay) % MinutesPerDay;
        return $"{minutes / 60:00}:{minutes % 60:00}";
    }

    private string Amount(double value, SpokenLanguage language) =>
        KnownLanguages.English.Has($"amount.{Unit}") ? language.Say($"amount.{Unit}", ("n", value)) : $"{language.Number(value)} {Unit}";
}
