using Nof1Agent.Skills.Evidence;
using Nof1Agent.Stats.Forecasts;
using Nof1Agent.Stats.Pooling;

namespace Nof1Agent.Skills.Candidates;

/// <summary>
/// One forecast for a candidate from what is published, what trials of others found, and what a language model believes. Without
/// any of them there is none; a model alone is held against "nothing is known".
/// </summary>
internal static class CombinedForecast
{
    /// <summary>Trials of others count from this many on: below, one of them could be told apart.</summary>
    public const int FewestTrialsOfOthers = 5;

    /// <summary>A model without so many scored forecasts counts at most one half.</summary>
    public const int FewestScoredForMoreThanHalf = 5;

    private const double IntervalCoverage = 0.80;

    /// <summary>"Nothing is known": no effect on average, and for one in three people more than the outcome's suggested smallest change either way.</summary>
    public static NormalForecast NothingKnown(DailyOutcome outcome) => new(0, outcome.SuggestedMcid);

    /// <summary>The combined forecast and its mixture, or null where no source has a number.</summary>
    public static (EffectForecast Shown, MixtureForecast Mixture)? Of(EvidenceEntry entry, DailyOutcome outcome, double? mcid, CandidateGrounds grounds)
    {
        var sources = new List<(string Name, PooledSource Source)>();
        if (PersonalForecast.Of(entry, outcome) is { } published)
        {
            sources.Add((SourceForecast.Published, new PooledSource(One(published))));
        }

        var others = grounds.OthersOn(entry.Intervention.Name, outcome.Id);
        if (others.Count >= FewestTrialsOfOthers && RandomEffects.Pool(others).Result?.NextPerson is { } next)
        {
            sources.Add((SourceForecast.Others, new PooledSource(One(next))));
        }

        if (grounds.Belief is { } belief && belief.Outcome == outcome.Id && belief.About(entry.Intervention.Name, outcome) is { } stated)
        {
            sources.Add((SourceForecast.Model(belief.Model), new PooledSource(stated, grounds.MostForModel)));
            if (sources.Count == 1)
            {
                sources.Add((SourceForecast.NothingKnown, new PooledSource(One(NothingKnown(outcome)))));
            }
        }

        if (sources.Count == 0)
        {
            return null;
        }

        var mixture = PrecisionPool.Combine([.. sources.Select(source => source.Source)], out var shares);
        var parts = sources.Select((source, i) => Part(source.Name, source.Source.Forecast, mcid, shares[i])).ToList();
        if (!parts.Exists(part => part.Source == SourceForecast.NothingKnown))
        {
            parts.Add(SourceForecast.Of(SourceForecast.NothingKnown, NothingKnown(outcome), mcid));
        }

        return (Describe(mixture, mcid) with { Sources = parts, Asked = grounds.Belief?.Asked ?? 0 }, mixture);
    }

    /// <summary>The largest share of a model: one half until enough of its forecasts have been scored; after that, what its record earns.</summary>
    public static double MostForModel(SourceRecord model, SourceRecord published)
    {
        var earned = SourceRecord.WeightsOf([(0.5, model), (0.5, published)])[0];
        return model.Losses.Count < FewestScoredForMoreThanHalf ? Math.Min(0.5, earned) : earned;
    }

    /// <summary>The forecast with its interval and probability.</summary>
    public static EffectForecast Describe(MixtureForecast forecast, double? mcid)
    {
        var (low, high) = forecast.Interval(IntervalCoverage);
        return new EffectForecast
        {
            Mean = forecast.Mean,
            StandardDeviation = forecast.StandardDeviation,
            Low = low,
            High = high,
            ProbabilityHelps = forecast.ProbabilityAtLeast(mcid ?? 0),
        };
    }

    private static SourceForecast Part(string name, MixtureForecast forecast, double? mcid, double share) => new()
    {
        Source = name,
        Median = forecast.Quantile(0.5),
        StandardDeviation = forecast.StandardDeviation,
        ProbabilityHelps = forecast.ProbabilityAtLeast(mcid ?? 0),
        Weight = share,
    };

    private static MixtureForecast One(NormalForecast forecast) => new([(forecast, 1)]);
}
