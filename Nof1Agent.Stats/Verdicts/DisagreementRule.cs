namespace Nof1Agent.Stats.Verdicts;

/// <summary>What the second opinions say, for <see cref="DisagreementRule"/>. Estimates are arm minus reference in outcome units.</summary>
public sealed record SecondOpinions
{
    /// <summary>The engine's estimate under the flat prior.</summary>
    public required double Estimate { get; init; }

    /// <summary>The engine's P(better) under the tau prior, 0 to 1.</summary>
    public required double ProbabilityBetter { get; init; }

    /// <summary>Estimate of the paired cycles; null when there is none.</summary>
    public double? PairedEstimate { get; init; }

    /// <summary>P(better) of the paired cycles, 0 to 1; null when there is none.</summary>
    public double? PairedProbabilityBetter { get; init; }

    /// <summary>Estimate without the first days after each change; null when there is none.</summary>
    public double? FirstDaysDroppedEstimate { get; init; }

    /// <summary>Steady-state estimate of the carry-over line; null when there is none.</summary>
    public double? CarryOverEstimate { get; init; }
}

/// <summary>How a second opinion contradicts the engine.</summary>
public enum Disagreement
{
    /// <summary>The comparison of whole cycles has the other sign.</summary>
    CyclesPointTheOtherWay,

    /// <summary>The comparison of whole cycles is much less sure.</summary>
    CyclesAreLessSure,

    /// <summary>Without the first days after each change the sign is the other one.</summary>
    FirstDays,

    /// <summary>Allowing for effects that linger the sign is the other one.</summary>
    Lingering,
}

/// <summary>Which second opinions contradict the engine.</summary>
public static class DisagreementRule
{
    /// <summary>Lists the contradictions; empty when there are none.</summary>
    public static IReadOnlyList<Disagreement> Find(SecondOpinions opinions)
    {
        var disagreements = new List<Disagreement>();
        if (OtherSign(opinions.PairedEstimate))
            disagreements.Add(Disagreement.CyclesPointTheOtherWay);
        else if (opinions.ProbabilityBetter >= VerdictRule.Sure && opinions.PairedProbabilityBetter < VerdictRule.PairedSupport)
            disagreements.Add(Disagreement.CyclesAreLessSure);
        else if (1 - opinions.ProbabilityBetter >= VerdictRule.Sure && 1 - opinions.PairedProbabilityBetter < VerdictRule.PairedSupport)
            disagreements.Add(Disagreement.CyclesAreLessSure);
        if (OtherSign(opinions.FirstDaysDroppedEstimate))
            disagreements.Add(Disagreement.FirstDays);
        if (OtherSign(opinions.CarryOverEstimate))
            disagreements.Add(Disagreement.Lingering);
        return disagreements;

        bool OtherSign(double? estimate) => estimate is { } other && Math.Sign(other) * Math.Sign(opinions.Estimate) < 0;
    }

    /// <summary>The same in plain words.</summary>
    public static IReadOnlyList<string> Named(SecondOpinions opinions) => [.. Find(opinions).Select(Word)];

    /// <summary>A contradiction in plain words.</summary>
    public static string Word(Disagreement disagreement) => disagreement switch
    {
        Disagreement.CyclesPointTheOtherWay => "Comparing whole cycles points the other way.",
        Disagreement.CyclesAreLessSure => "Comparing whole cycles is much less sure.",
        Disagreement.FirstDays => "Without the first days after each change the difference points the other way.",
        Disagreement.Lingering => "Allowing for effects that linger, the difference points the other way.",
    };

    /// <summary>The verdict after the rule: one step lower when anything disagrees, however many do.</summary>
    public static VerdictKind Apply(VerdictKind verdict, IReadOnlyList<string> disagreements) =>
        disagreements.Count > 0 ? VerdictRule.Lower(verdict) : verdict;
}
