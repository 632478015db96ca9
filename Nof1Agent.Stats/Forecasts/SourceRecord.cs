namespace Nof1Agent.Stats.Forecasts;

/// <summary>How a source of forecasts has done so far: its losses (for example CRPS) and, for the same trials, those of a common reference forecast.</summary>
/// <param name="Losses">One pair per finished trial that the source had forecast; both in the same unit, 0 or above.</param>
/// <remarks>Trials differ in how hard they are to foresee; the reference's loss on the same trial takes that out.</remarks>
public sealed record SourceRecord(IReadOnlyList<(double Own, double Reference)> Losses)
{
    /// <summary>How many trials' worth of "as good as the reference" every source starts with, so that one lucky hit moves little.</summary>
    public const double StartingTrials = 5;

    /// <summary>A source that has not been tested yet.</summary>
    public static SourceRecord Empty { get; } = new([]);

    /// <summary>Weights of several sources for pooling their next forecasts; they add up to 1.</summary>
    /// <param name="sources">The weight each source starts from (0 or above, not all 0) and its record.</param>
    /// <remarks>
    /// weight proportional to start / r with r = (n0 c + sum of own losses) / (n0 c + sum of reference losses), n0 = <see cref="StartingTrials"/> and c
    /// the mean reference loss over all records. A source without record keeps its start; one that is steadily twice as bad as the reference
    /// approaches half of it. Weights in inverse proportion to past loss are the usual robust choice for few past cases (J. M. Bates and C. W. J.
    /// Granger, The combination of forecasts, Operational Research Quarterly 20(4), 1969).
    /// </remarks>
    /// <exception cref="ArgumentException">A start or a loss is negative or not finite, or there is no source.</exception>
    public static IReadOnlyList<double> WeightsOf(IReadOnlyList<(double Start, SourceRecord Record)> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var all = sources.SelectMany(source => source.Record.Losses).ToArray();
        if (all.Any(loss => !(loss.Own >= 0 && double.IsFinite(loss.Own) && loss.Reference >= 0 && double.IsFinite(loss.Reference))))
        {
            throw new ArgumentException("A loss is a finite number, 0 or above.", nameof(sources));
        }

        var typical = all.Length == 0 ? 0 : all.Average(loss => loss.Reference);
        return Weights.Normalize([.. sources.Select(source => source.Start / source.Record.RelativeLoss(typical))]);
    }

    // A reference that has never lost anything gives no yardstick: then the records say nothing.
    private double RelativeLoss(double typical) => typical == 0
        ? 1
        : ((StartingTrials * typical) + Losses.Sum(loss => loss.Own)) / ((StartingTrials * typical) + Losses.Sum(loss => loss.Reference));
}
