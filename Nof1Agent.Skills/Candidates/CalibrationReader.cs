using Dapper;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Skills.Candidates;

/// <summary>How the forecasts of one source have turned out over all trials of this installation. No person, day or note can be told from it.</summary>
public sealed record SourceCalibration
{
    /// <summary>With results of fewer people nothing but the number of forecasts is said: the rest would be chance, and would tell single people's results.</summary>
    public const int FewestPeople = 5;

    /// <summary>A step of the curve with fewer forecasts is not shown.</summary>
    public const int FewestInAStep = 3;

    /// <summary>Which source, e.g. "published" or "model NAME".</summary>
    public required string Source { get; init; }

    /// <summary>Whether it is a language model.</summary>
    public bool IsModel => SourceForecast.IsModel(Source);

    /// <summary>Forecasts whose trials are over.</summary>
    public required int Scored { get; init; }

    /// <summary>Forecasts whose trials still run.</summary>
    public required int Waiting { get; init; }

    /// <summary>
    /// Reliability curve with its scores: stated probability of a benefit that matters against how often it came, in steps chosen by the data; its mean Brier score.
    /// Null below <see cref="FewestPeople"/>.
    /// </summary>
    public Reliability? Reliability { get; init; }

    /// <summary>How often a benefit that matters came, 0 to 1; null below <see cref="FewestPeople"/>.</summary>
    public double? BaseRate { get; init; }

    /// <summary>The steps of the curve that hold enough forecasts to tell nobody's result.</summary>
    public IReadOnlyList<ReliabilityStep> Steps => [.. Reliability?.Steps.Where(step => step.Count >= FewestInAStep) ?? []];

    /// <summary>
    /// Mean Brier score of saying each time how often a benefit came in the other forecasts (leave one out, so that nothing is judged by a rate that holds its own result): with k of n,
    /// k (n - k) / (n - 1)^2. Null below <see cref="FewestPeople"/>.
    /// </summary>
    public double? BaseRateBrier => BaseRate is { } rate ? Scored * rate * Scored * (1 - rate) / ((Scored - 1.0) * (Scored - 1.0)) : null;

    /// <summary>How much better than always saying the base rate: 1 - Brier / <see cref="BaseRateBrier"/>; below 0 it is worse. Null below <see cref="FewestPeople"/> or where there is nothing to tell apart.</summary>
    public double? SkillScore => Reliability is { } reliability && BaseRateBrier is > 0 and { } rate ? 1 - (reliability.MeanBrier / rate) : null;

    /// <summary>Share of the 80 % intervals that held what was found; null below <see cref="FewestPeople"/>.</summary>
    public double? Coverage { get; init; }

    /// <summary>Mean continuous ranked probability score, in units of the reference's standard deviation; null below <see cref="FewestPeople"/>.</summary>
    public double? MeanCrps { get; init; }

    /// <summary>For a language model: the largest share of a forecast that it gets now, 0 to 1, from its record against that of published numbers; null for other sources and below <see cref="FewestPeople"/>.</summary>
    public double? PresentWeight { get; init; }
}

/// <summary>Reads the calibration ledger for those who look after the installation: are the forecasts right?</summary>
public sealed class CalibrationReader(Database database)
{
    /// <summary>Every source that has ever forecast something, by name.</summary>
    public IReadOnlyList<SourceCalibration> Read()
    {
        using var connection = database.Open();
        var rows = connection.Query<Row>(
            """
            select o.source, o.participant_id as person, o.median, o.sd, o.mcid, o.benefit, o.standard_error, o.scored_at is not null as is_scored, r.median as reference_median, r.sd as reference_sd
            from calibration_ledger o
            left join calibration_ledger r on r.trial_id = o.trial_id and r.arm = o.arm and r.source = @reference
            order by o.source, o.scored_at, o.trial_id, o.arm
            """,
            new { reference = SourceForecast.NothingKnown }).ToLookup(row => row.Source);
        var published = RecordOf(rows[SourceForecast.Published]);
        return [.. rows.Select(source => Of(source.Key, [.. source], published))];
    }

    private static SourceCalibration Of(string source, IReadOnlyList<Row> rows, SourceRecord published)
    {
        var scored = rows.Where(row => row.IsScored).ToList();
        var scores = scored.Select(row => ForecastScore.Of(new NormalForecast(row.Median, row.Sd), row.Benefit, row.StandardError, row.Mcid)).ToList();
        var record = RecordOf(rows);
        var enough = scored.Select(row => row.Person).Distinct().Count() >= SourceCalibration.FewestPeople;
        return new SourceCalibration
        {
            Source = source,
            Scored = scored.Count,
            Waiting = rows.Count - scored.Count,
            Reliability = enough ? Reliability.Of([.. scores.Select(score => (score.ProbabilityHelps, score.Helped))]) : null,
            BaseRate = enough ? scores.Average(score => score.Helped ? 1.0 : 0) : null,
            Coverage = enough ? scores.Average(score => score.Covered ? 1.0 : 0) : null,
            MeanCrps = enough && record.Losses.Count > 0 ? record.Losses.Average(loss => loss.Own) : null,
            PresentWeight = enough && SourceForecast.IsModel(source) ? CombinedForecast.MostForModel(record, published) : null,
        };
    }

    private static SourceRecord RecordOf(IEnumerable<Row> rows) => new(
    [
        .. rows.Where(row => row is { IsScored: true, ReferenceSd: > 0 }).Select(row => (Loss(row.Median, row.Sd, row) / row.ReferenceSd!.Value, Loss(row.ReferenceMedian!.Value, row.ReferenceSd.Value, row) / row.ReferenceSd.Value)),
    ]);

    private static double Loss(double median, double sd, Row row) => Math.Max(0, EffectScores.Crps(new NormalForecast(median, sd).OfEstimate(row.StandardError), row.Benefit));

    private sealed record Row
    {
        public string Source { get; init; } = "";

        public string Person { get; init; } = "";

        public double Median { get; init; }

        public double Sd { get; init; }

        public double? Mcid { get; init; }

        public double Benefit { get; init; }

        public double StandardError { get; init; }

        public bool IsScored { get; init; }

        public double? ReferenceMedian { get; init; }

        public double? ReferenceSd { get; init; }
    }
}
