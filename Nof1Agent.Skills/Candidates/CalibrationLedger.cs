using Dapper;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Skills.Candidates;

/// <summary>
/// Forecasts as they were before a trial, and what the trial found. A source's record is read over all trials of this installation,
/// as losses only: no person, day or note can be told from it.
/// </summary>
public sealed class CalibrationLedger(TurnWork work)
{
    /// <summary>Keeps what every source foresaw for an arm; when a trial starts. A forecast that is kept already stays as it is.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="arm">Place of the arm in the plan, from 1.</param>
    /// <param name="outcome">Id of the daily outcome.</param>
    /// <param name="mcid">Smallest change that matters, above 0, if one was named.</param>
    /// <param name="forecasts">The candidate's sources (<see cref="EffectForecast.Sources"/>).</param>
    public void Keep(TrialId trial, int arm, string outcome, double? mcid, IReadOnlyList<SourceForecast> forecasts)
    {
        foreach (var forecast in forecasts)
        {
            work.Add(
                """
                insert into calibration_ledger (trial_id, arm, source, participant_id, outcome, mcid, forecast_at, median, sd, probability_helps)
                values (@trial, @arm, @source, @participant, @outcome, @mcid, @now, @median, @sd, @helps)
                on conflict (trial_id, arm, source) do nothing
                """,
                new
                {
                    trial, arm, source = forecast.Source, participant = work.Participant, outcome = work.Seal(outcome), mcid, now = work.Now,
                    median = forecast.Median, sd = forecast.StandardDeviation, helps = forecast.ProbabilityHelps,
                });
        }
    }

    /// <summary>Scores an arm's forecasts with what the trial found; at its end. A later revision of the answer replaces the earlier one.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="arm">Place of the arm in the plan, from 1.</param>
    /// <param name="benefit">Estimate from the person's data alone, in the outcome's unit, positive in the better direction.</param>
    /// <param name="standardError">Its standard error, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the standard error is not above 0.</exception>
    public void Score(TrialId trial, int arm, double benefit, double standardError)
    {
        var found = new NormalForecast(benefit, standardError);
        work.Add(
            "update calibration_ledger set scored_at = @now, benefit = @benefit, standard_error = @error where trial_id = @trial and arm = @arm and participant_id = @participant",
            new { trial, arm, participant = work.Participant, now = work.Now, benefit = found.Mean, error = found.StandardDeviation });
    }

    /// <summary>How a source has done so far, against "nothing is known" on the same arms: CRPS of its forecast of the estimate.</summary>
    public SourceRecord RecordOf(string source) => work.Get(
        connection => new SourceRecord([.. connection.Query<Pair>(
            """
            select o.median as own_median, o.sd as own_sd, r.median as reference_median, r.sd as reference_sd, o.benefit, o.standard_error
            from calibration_ledger o
            join calibration_ledger r on r.trial_id = o.trial_id and r.arm = o.arm and r.source = @reference
            where o.source = @source and o.scored_at is not null
            order by o.scored_at, o.trial_id, o.arm
            """,
            new { source, reference = SourceForecast.NothingKnown }).Select(pair => pair.Losses)]),
        key: source);

    /// <summary>How each scored forecast of a source did, oldest first: Brier score, interval coverage and CRPS.</summary>
    public IReadOnlyList<ForecastScore> ScoresOf(string source) =>
    [
        .. work.Reader.Query<Scored>(
            "select median, sd, mcid, benefit, standard_error from calibration_ledger where source = @source and scored_at is not null order by scored_at, trial_id, arm", new { source })
            .Select(row => ForecastScore.Of(new NormalForecast(row.Median, row.Sd), row.Benefit, row.StandardError, row.Mcid)),
    ];

    private sealed record Scored
    {
        public double Median { get; init; }

        public double Sd { get; init; }

        public double? Mcid { get; init; }

        public double Benefit { get; init; }

        public double StandardError { get; init; }
    }

    private sealed record Pair
    {
        public double OwnMedian { get; init; }

        public double OwnSd { get; init; }

        public double ReferenceMedian { get; init; }

        public double ReferenceSd { get; init; }

        public double Benefit { get; init; }

        public double StandardError { get; init; }

        // In units of the reference's sd, so that minutes and points can stand in one record.
        public (double Own, double Reference) Losses => (Loss(OwnMedian, OwnSd) / ReferenceSd, Loss(ReferenceMedian, ReferenceSd) / ReferenceSd);

        private double Loss(double median, double sd) => Math.Max(0, EffectScores.Crps(new NormalForecast(median, sd).OfEstimate(StandardError), Benefit));
    }
}
