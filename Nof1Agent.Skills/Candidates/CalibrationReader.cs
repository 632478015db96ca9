using Dapper;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Stats.Forecasts;
using NodaTime;

namespace Nof1Agent.Skills.Candidates;

/// <summary>How right a source's forecasts have been so far, over all trials of this installation that ended.</summary>
public sealed record SourceCalibration
{
    /// <summary>published, others, "model NAME", "nothing known" or combined.</summary>
    public required string Source { get; init; }

    /// <summary>Stated probabilities against what happened; its mean Brier score, and that of always saying the base rate (its uncertainty).</summary>
    public required Reliability Reliability { get; init; }

    /// <summary>The share of its 80 % intervals that held what the trial found, 0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>For a language model: the largest share that it may have in the next forecast, 0 to 1, earned by its record against the published numbers. Null for other sources.</summary>
    public double? MostWeight { get; init; }
}

/// <summary>Reads the records of all sources, outside of turns. It tells of no person, day or note.</summary>
public sealed class CalibrationReader(Database database, RandomSource random)
{
    /// <summary>Every source with a scored forecast, by name.</summary>
    public IReadOnlyList<SourceCalibration> Read()
    {
        // The ledger is read over everybody: whose turn it is does not matter to what is asked here, and nothing is written.
        using var work = new TurnWork(database, new ParticipantId(""), Instant.MinValue, random);
        var ledger = new CalibrationLedger(work);
        var published = ledger.RecordOf(SourceForecast.Published);
        return [.. work.Reader.Query<string>("select distinct source from calibration_ledger where scored_at is not null order by source").ToList().Select(source => Of(source, ledger, published))];
    }

    private static SourceCalibration Of(string source, CalibrationLedger ledger, SourceRecord published)
    {
        var scores = ledger.ScoresOf(source);
        return new SourceCalibration
        {
            Source = source,
            Reliability = Reliability.Of([.. scores.Select(score => (score.ProbabilityHelps, score.Helped))])!,
            Coverage = scores.Average(score => score.Covered ? 1.0 : 0),
            MostWeight = SourceForecast.IsModel(source) ? CombinedForecast.MostForModel(ledger.RecordOf(source), published) : null,
        };
    }
}
