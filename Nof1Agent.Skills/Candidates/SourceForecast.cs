using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Skills.Candidates;

/// <summary>What one source says about the benefit for this person, and how much it counted.</summary>
public sealed record SourceForecast
{
    /// <summary>The catalogue's published number.</summary>
    public const string Published = "published";

    /// <summary>Finished trials of other people.</summary>
    public const string Others = "others";

    /// <summary>"Nothing is known": no effect on average. It stands in where there is no published number, and every other source is compared with it.</summary>
    public const string NothingKnown = "nothing known";

    /// <summary>All sources together, as it was shown.</summary>
    public const string Combined = "combined";

    private const string ModelPrefix = "model ";

    /// <summary>Which source.</summary>
    public required string Source { get; init; }

    /// <summary>Median of the benefit, in the outcome's unit, positive in the better direction.</summary>
    public required double Median { get; init; }

    /// <summary>Standard deviation, with the spread between people in it.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>P(benefit of at least the MCID); of any benefit where none was named.</summary>
    public required double ProbabilityHelps { get; init; }

    /// <summary>Its share of the combined forecast, 0 to 1.</summary>
    public double Weight { get; init; }

    /// <summary>The source name of a language model: its record belongs to it, not to the next one.</summary>
    public static string Model(string name) => ModelPrefix + name;

    /// <summary>Whether a source is a language model.</summary>
    public static bool IsModel(string source) => source.StartsWith(ModelPrefix, StringComparison.Ordinal);

    /// <summary>A source that states a normal forecast.</summary>
    public static SourceForecast Of(string source, NormalForecast forecast, double? mcid, double weight = 0) => new()
    {
        Source = source,
        Median = forecast.Mean,
        StandardDeviation = forecast.StandardDeviation,
        ProbabilityHelps = forecast.ProbabilityAtLeast(mcid ?? 0),
        Weight = weight,
    };
}
