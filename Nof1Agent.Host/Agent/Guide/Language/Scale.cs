namespace Nof1Agent.Host.Agent.Guide.Language;

internal enum ScaleKind
{
    Unknown,
    Minutes,
    Rating,
    Pressure,
    Glucose,
    Percent,
    Count,
    Other,
}

/// <summary>What the outcome's numbers can be: which units fit, and which values are possible at all.</summary>
/// <remarks>The limits only keep out slips of the thumb and misreadings; they are wide on purpose and say nothing about health.</remarks>
internal sealed record Scale(ScaleKind Kind, double Min, double Max, bool InHours, bool HigherIsBetter)
{
    private const double LongestSleepMinutes = 18 * 60;
    private const double LongestLatencyMinutes = 12 * 60;

    public static Scale Of(ReadingContext context, OutcomeWords words)
    {
        var name = context.OutcomeName ?? "";
        var unit = context.Unit?.ToLowerInvariant() ?? "";
        var higher = words.Names.TryGetValue(name, out var outcome)
            ? outcome.Better == "higher"
            : words.HigherIsBetter.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));
        var total = name.Contains("total sleep", StringComparison.OrdinalIgnoreCase);
        if (name.Contains("rating", StringComparison.OrdinalIgnoreCase) || unit.Contains("point", StringComparison.Ordinal) || unit.Contains("0-10", StringComparison.Ordinal))
        {
            return new Scale(ScaleKind.Rating, 0, 10, false, higher);
        }

        return unit switch
        {
            "" => new Scale(ScaleKind.Unknown, 0, LongestSleepMinutes, false, higher),
            "min" or "minutes" or "minute" => new Scale(ScaleKind.Minutes, 0, total ? LongestSleepMinutes : LongestLatencyMinutes, total, higher),
            "mmhg" => new Scale(ScaleKind.Pressure, 50, 280, false, higher),
            "%" => new Scale(ScaleKind.Percent, 0, 100, false, higher),
            "mm" => new Scale(ScaleKind.Other, 0, 100, false, higher),
            _ when unit.Contains("mg/dl", StringComparison.Ordinal) => new Scale(ScaleKind.Glucose, 0, 600, false, higher),
            _ when unit.Contains("per ", StringComparison.Ordinal) || unit.Contains("days", StringComparison.Ordinal) => new Scale(ScaleKind.Count, 0, 200, false, higher),
            _ => new Scale(ScaleKind.Other, -1000, 10000, false, higher),
        };
    }

    /// <summary>Whether a quantity can be a value on this scale, by its unit alone.</summary>
    public bool Fits(Quantity quantity) => !quantity.Negated && quantity.Measure switch
    {
        Measure.None => quantity.OutOf is null || Kind is ScaleKind.Rating or ScaleKind.Unknown,
        Measure.Minutes => Kind is ScaleKind.Minutes or ScaleKind.Unknown,
        Measure.Points => Kind is ScaleKind.Rating or ScaleKind.Unknown or ScaleKind.Other,
        Measure.Percent => Kind is ScaleKind.Percent,
        Measure.Pressure or Measure.Pair => Kind is ScaleKind.Pressure,
        Measure.Things => Kind is ScaleKind.Count,
        Measure.Days => Kind is ScaleKind.Count,
        Measure.Dose => false,
        _ => false,
    };

    /// <summary>Whether a quantity names the unit of this scale and so needs no guess.</summary>
    public bool Names(Quantity quantity) => Fits(quantity) && (quantity.Measure is not Measure.None || quantity.OutOf is not null);

    public bool Holds(double value) => double.IsFinite(value) && value >= Min && value <= Max;

    /// <summary>The value that a quantity stands for; null where its range is too wide or the value impossible.</summary>
    public double? Value(Quantity quantity)
    {
        if (quantity.Measure is Measure.Pair)
        {
            // The upper number is the systolic one.
            return quantity.First > quantity.Second && Holds(quantity.First) ? quantity.First : null;
        }

        if (quantity.IsRange && !(Kind is ScaleKind.Rating ? quantity.High - quantity.Low <= 2 : quantity.IsNarrow))
        {
            return null;
        }

        var value = Math.Round(quantity.Middle, 2);

        // Nobody sleeps 7 minutes in total: a bare "7" there is in hours.
        if (InHours && quantity.Measure is Measure.None && value is > 1.5 and <= 16)
        {
            value *= 60;
        }

        return Holds(value) ? value : null;
    }
}
