using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Forecasts;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Skills.Results;

/// <summary>
/// How a forecast that was made before a trial did against what the trial found. A trial finds the effect with an error of its own, so the forecast of the
/// estimate is scored, not that of the effect behind it: otherwise every forecast would look too sure of itself.
/// </summary>
public sealed record ForecastScore
{
    /// <summary>The probability that an interval was said to hold.</summary>
    public const double IntervalLevel = 0.80;

    /// <summary>The intervention.</summary>
    public required string Intervention { get; init; }

    /// <summary>Id of the daily outcome.</summary>
    public required string Outcome { get; init; }

    /// <summary>P(the trial finds a benefit of at least the smallest change that matters; of any benefit where none was named), as it was forecast.</summary>
    public required double ProbabilityHelps { get; init; }

    /// <summary>Whether it did.</summary>
    public required bool Helped { get; init; }

    /// <summary>Brier score of <see cref="ProbabilityHelps"/>: 0 to 1, lower is better, 0.25 for always saying one half.</summary>
    public required double Brier { get; init; }

    /// <summary>Whether the forecast's 80 % interval held what was found.</summary>
    public required bool Covered { get; init; }

    /// <summary>Continuous ranked probability score in the outcome's unit, lower is better.</summary>
    public required double Crps { get; init; }

    /// <summary>The same of a forecaster who expects no effect, give or take the smallest change that matters: how hard the trial was to foresee.</summary>
    public required double ReferenceCrps { get; init; }

    /// <summary>Scores one forecast.</summary>
    /// <param name="forecast">The benefit, positive is better, in the outcome's unit.</param>
    /// <param name="benefit">What the trial found, in the same direction and unit.</param>
    /// <param name="standardError">The trial's own error, above 0.</param>
    /// <param name="mcid">Smallest change that matters, above 0; null where none was named.</param>
    /// <param name="scale">A typical size of effects, above 0: the reference's spread where no smallest change was named.</param>
    public static ForecastScore Of(string intervention, string outcome, NormalForecast forecast, double benefit, double standardError, double? mcid, double scale)
    {
        var found = forecast.OfEstimate(standardError);
        var probability = found.ProbabilityAtLeast(mcid ?? 0);
        var helped = benefit >= (mcid ?? 0);
        var (low, high) = found.Interval(IntervalLevel);
        return new ForecastScore
        {
            Intervention = intervention,
            Outcome = outcome,
            ProbabilityHelps = probability,
            Helped = helped,
            Brier = ProbabilityScores.Brier(probability, helped),
            Covered = low <= benefit && benefit <= high,
            Crps = EffectScores.Crps(found, benefit),
            ReferenceCrps = EffectScores.Crps(new NormalForecast(0, mcid ?? scale).OfEstimate(standardError), benefit),
        };
    }

    /// <summary>Scores what a list forecast for the arms of a trial that is over. Arms without a forecast or without an estimate have no score.</summary>
    public static IReadOnlyList<ForecastScore> Of(CandidateList list, Trial trial, TrialReport report, DailyOutcome outcome) =>
    [
        .. from contrast in report.Contrasts
           where contrast is { Refusal: null, StandardDeviation: > 0, Verdict: not VerdictKind.TooLittleData }
           let name = trial.Plan.Arms[contrast.Arm].Name
           let candidate = list.Outcome == outcome.Id ? list.Candidates.FirstOrDefault(candidate => candidate.Name == name) : null
           where candidate?.Forecast is not null
           let forecast = new NormalForecast(candidate.Forecast.Mean, candidate.Forecast.StandardDeviation)
           select Of(name, outcome.Id, forecast, (outcome.LowerIsBetter ? -1 : 1) * contrast.Estimate, contrast.StandardDeviation!.Value, trial.Plan.Mcid, outcome.SuggestedMcid),
    ];
}
