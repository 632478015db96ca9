namespace Nof1Agent.Stats.Reports;

/// <summary>What a reader should know before trusting the numbers.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The same in plain words.</param>
/// <param name="Arm">The arm it is about, 1 or more; null where it is about the whole trial.</param>
public sealed record Caution(CautionKind Kind, string Text, int? Arm = null);

/// <summary>Kinds of cautions.</summary>
public enum CautionKind
{
    /// <summary>What the values themselves say: half of them at one end of the scale, or too few events.</summary>
    Values,

    /// <summary>One arm was answered less often than the reference.</summary>
    MissingUnequally,

    /// <summary>Fewer cycles than is customary.</summary>
    FewCycles,

    /// <summary>Without one single cycle the difference turns round.</summary>
    HangsOnOneCycle,

    /// <summary>What an arm leaves behind lasts longer than the days set aside.</summary>
    WashoutTooShort,

    /// <summary>Most single days and the mean point in opposite directions.</summary>
    DaysAndMeanDisagree,

    /// <summary>The outcome drifted over the whole trial.</summary>
    Drift,

    /// <summary>Whole periods differ from each other more than days do.</summary>
    PeriodsDiffer,

    /// <summary>Good and bad days last long.</summary>
    LastingNoise,

    /// <summary>What is left unexplained still follows a pattern.</summary>
    PatternLeft,

    /// <summary>One day lies far from all others.</summary>
    FarDay,
}
