namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>What a number counts.</summary>
internal enum Measure
{
    None,
    Seconds,
    Minutes,
    Hours,
    Days,
    Weeks,
    Fortnights,
    Months,
    Years,
    Points,
    Percent,
    Pressure,

    /// <summary>Milligrams, grams and other amounts that are no outcome of a diary.</summary>
    Dose,

    /// <summary>A time of day.</summary>
    Clock,

    /// <summary>Two numbers with a stroke between them ("132/84").</summary>
    Pair,

    /// <summary>A number of things ("2 beers").</summary>
    Things,
}

/// <summary>A number, or a range of two, found in a passage.</summary>
/// <remarks>Durations under a day are in minutes, fortnights in weeks. <see cref="First"/> and <see cref="Second"/> keep the order in which they were said.</remarks>
internal sealed record Quantity(double First, double Second, Measure Measure, Span Where)
{
    /// <summary>The number said after "out of" or a stroke ("6/10"): 10, or null.</summary>
    public double? OutOf { get; init; }

    /// <summary>Said not to be so ("not 52").</summary>
    public bool Negated { get; init; }

    /// <summary>A bound and no value ("over an hour", "less than 10").</summary>
    public bool Bound { get; init; }

    /// <summary>Follows "at" or "since", and so may be a time of day.</summary>
    public bool AfterClockLead { get; init; }

    /// <summary>Minutes or weeks per unit as it was said, so that "1-2 hours" scales both ends.</summary>
    public double Factor { get; init; } = 1;

    public bool IsRange => Measure is not Measure.Pair && First != Second;

    public double Low => Math.Min(First, Second);

    public double High => Math.Max(First, Second);

    public double Middle => (First + Second) / 2;

    /// <summary>Whether the middle of the range stands for it: the ends differ by no more than half of the upper one.</summary>
    public bool IsNarrow => High - Low <= High / 2;
}
