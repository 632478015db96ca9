namespace Nof1Agent.Stats.Verdicts;

/// <summary>What a trial says about one arm against the reference, in the person's better direction.</summary>
public enum VerdictKind
{
    /// <summary>Not enough answered days or complete cycles: no effect is stated.</summary>
    TooLittleData,

    /// <summary>The arm is better, and probably by an amount that matters.</summary>
    ItWorked,

    /// <summary>The arm is worse, and probably by an amount that matters.</summary>
    ItMadeThingsWorse,

    /// <summary>Whatever the difference is, it is too small to matter.</summary>
    NoDifferenceThatMatters,

    /// <summary>More likely better than not, but not settled.</summary>
    ItProbablyHelps,

    /// <summary>More likely worse than not, but not settled.</summary>
    ItProbablyMakesThingsWorse,

    /// <summary>The data do not decide.</summary>
    CannotTell,
}
