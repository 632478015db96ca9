namespace Nof1Agent.Skills;

/// <summary>What a picture shows, in numbers and finished words; a host only draws it. Each says the same in <see cref="Alt"/>.</summary>
[System.Text.Json.Serialization.JsonDerivedType(typeof(EffectPicture), "effect")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(DiaryPicture), "diary")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(ChancesPicture), "chances")]
public abstract record Picture
{
    /// <summary>What it is about, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What its numbers are, under the title.</summary>
    public required string Subtitle { get; init; }

    /// <summary>The same information in words.</summary>
    public required string Alt { get; init; }

    /// <summary>Between whole and fraction on an axis.</summary>
    public string DecimalSign { get; init; } = ".";
}

/// <summary>An effect with its interval against "no difference" and "a difference that matters".</summary>
public sealed record EffectPicture : Picture
{
    /// <summary>Arm minus comparator.</summary>
    public required double Estimate { get; init; }

    /// <summary>Lower end of the 95 % interval.</summary>
    public required double Low { get; init; }

    public required double High { get; init; }

    /// <summary>Smallest change that matters, above 0, if one was named.</summary>
    public double? Mcid { get; init; }

    /// <summary>Which side is the good one.</summary>
    public required bool LowerIsBetter { get; init; }

    /// <summary>What the dot is.</summary>
    public required string EstimateText { get; init; }

    /// <summary>What the bar is.</summary>
    public required string IntervalText { get; init; }

    /// <summary>What the line at zero is.</summary>
    public required string NoDifferenceText { get; init; }

    /// <summary>What the good area is; used with an <see cref="Mcid"/>.</summary>
    public string? MattersText { get; init; }

    /// <summary>What the bad area is; used with an <see cref="Mcid"/>.</summary>
    public string? HarmText { get; init; }

    /// <summary>A word for the good side.</summary>
    public required string BetterWord { get; init; }

    /// <summary>A word for the bad side.</summary>
    public required string WorseWord { get; init; }
}

/// <summary>A diary over time: periods shaded by arm, days that do not count hatched. Only for a trial that is over.</summary>
public sealed record DiaryPicture : Picture
{
    /// <summary>Names, in the order of the arms.</summary>
    public required IReadOnlyList<string> Arms { get; init; }

    /// <summary>Every day, in order.</summary>
    public required IReadOnlyList<PicturedDay> Days { get; init; }

    /// <summary>What a filled dot is.</summary>
    public required string CountedText { get; init; }

    /// <summary>What an open dot and hatching are; null when every day counts.</summary>
    public string? NotCountedText { get; init; }

    /// <summary>Where the answers are times of day: the minute of the day that they are counted from; else null.</summary>
    public int? ClockFrom { get; init; }

    /// <summary>What the short line is.</summary>
    public required string MeanText { get; init; }
}

/// <summary>One day of a <see cref="DiaryPicture"/>.</summary>
/// <param name="At">Days after the first day; a pause leaves a gap.</param>
/// <param name="Label">The date, for the axis.</param>
/// <param name="Arm">0-based.</param>
/// <param name="Period">0-based.</param>
/// <param name="Counted">False where the change still had to take hold.</param>
/// <param name="Value">The answer; null when there is none.</param>
public sealed record PicturedDay(int At, string Label, int Arm, int Period, bool Counted, double? Value);

/// <summary>Chances as 100 dots.</summary>
public sealed record ChancesPicture : Picture
{
    /// <summary>Shares that add up to 100, best first; none is 0.</summary>
    public required IReadOnlyList<ChanceShare> Shares { get; init; }
}

/// <summary>One share of the 100 dots.</summary>
/// <param name="Kind">What happens to those.</param>
/// <param name="Dots">1 to 100.</param>
/// <param name="Text">The line beside its symbol.</param>
public sealed record ChanceShare(ChanceKind Kind, int Dots, string Text);

/// <summary>What the true effect may be.</summary>
public enum ChanceKind
{
    /// <summary>Better by at least what matters; better at all where no smallest change was named.</summary>
    BetterThatMatters,

    /// <summary>Better, but by less.</summary>
    BetterALittle,

    /// <summary>Worse, but by less than what matters; worse at all where no smallest change was named.</summary>
    WorseALittle,

    /// <summary>Worse by at least what matters.</summary>
    WorseThatMatters,
}
