using Nof1Agent.Stats.Diagnostics;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Outcomes;

namespace Nof1Agent.Stats.Reports;

/// <summary>Every fit that the contrasts of one trial share, made once.</summary>
internal sealed record ContrastLines
{
    internal required EngineFit Flat { get; init; }

    internal required ShrunkenFit Tau { get; init; }

    internal required EngineFit Factor { get; init; }

    internal EngineDesign? Design { get; init; }

    internal IReadOnlyList<CarryOverLine>? CarryOver { get; init; }

    internal IReadOnlyList<FirstDaysDropped>? FirstDaysDropped { get; init; }

    internal IReadOnlyList<OtherScaleLine>? OtherScale { get; init; }

    internal IReadOnlyList<Influence>? Influence { get; init; }

    /// <summary>Fits everything, or carries the refusal where nothing can be fitted.</summary>
    internal static ContrastLines Fit(TrialDiary diary, OutcomeReading reading, AnalysisPlan plan)
    {
        var options = plan.Options;
        var design = reading.Refusal is null ? EngineDesign.From(diary, options) : null;
        if ((reading.Refusal ?? design?.Refusal) is { } refusal || design is null)
            return Refused(reading.Refusal ?? design?.Refusal ?? "");
        var flat = RegressionEngine.Solve(design, null);
        if (flat.Refusal is not null)
            return Refused(flat.Refusal);
        return new ContrastLines
        {
            Flat = flat,
            Tau = ShrunkenFit.Solve(design, Verdicts.VerdictRule.EffectPrior),
            Factor = RegressionEngine.Solve(design, Verdicts.VerdictRule.BayesFactorTau),
            Design = design,
            CarryOver = CarryOverLine.Fit(diary, options),
            FirstDaysDropped = Diagnostics.FirstDaysDropped.Fit(diary, options),
            OtherScale = OtherScaleFit.Fit(diary, plan.Scale, options),
            Influence = Diagnostics.Influence.Of(diary, options, flat),
        };
    }

    private static ContrastLines Refused(string reason) => new() { Flat = new EngineFit(reason), Tau = ShrunkenFit.Refused(reason), Factor = new EngineFit(reason) };
}
