using MathNet.Numerics.Distributions;

namespace Nof1Agent.Stats.Forecasts;

/// <summary>An effect as somebody states it: a median, an interval, and the probability that it is at least a given size.</summary>
/// <param name="Median">In the outcome's unit, positive in the better direction.</param>
/// <param name="Low">Lower end of the central interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="ProbabilityHelps">Stated probability of an effect of at least the threshold, 0 to 1.</param>
/// <param name="Level">Probability that the interval was asked for; by default 0.80.</param>
public sealed record StatedInterval(double Median, double Low, double High, double ProbabilityHelps, double Level = 0.80)
{
    /// <summary>By how much the stated probability may differ from the one that median and interval imply.</summary>
    public const double LargestIncoherence = 0.25;

    /// <summary>
    /// Smallest standard deviation as a share of the median: an effect differs between people by at least half its size, whatever somebody claims to know
    /// about one of them (the low end of the range in <see cref="PublishedEffect.DefaultBetweenPersonShare"/>).
    /// </summary>
    public const double SmallestSpreadShare = 0.5;

    /// <summary>Why the statement cannot be used, in plain words; empty when it can.</summary>
    /// <param name="largest">The largest effect that the outcome's scale allows, above 0.</param>
    /// <param name="threshold">The size that <see cref="ProbabilityHelps"/> speaks of.</param>
    public IReadOnlyList<string> Problems(double largest, double threshold)
    {
        if (!double.IsFinite(Median) || !double.IsFinite(Low) || !double.IsFinite(High) || !double.IsFinite(ProbabilityHelps))
        {
            return ["a number is not finite"];
        }

        var problems = new List<string>();
        if (!(Low <= Median && Median <= High) || Low >= High)
        {
            problems.Add("the interval does not hold the median, or has no width");
        }

        if (Math.Abs(Low) > largest || Math.Abs(High) > largest)
        {
            problems.Add("an end lies outside what the scale allows");
        }

        if (!(ProbabilityHelps is >= 0 and <= 1))
        {
            problems.Add("the probability is not between 0 and 1");
        }

        if (problems.Count == 0 && Math.Abs(Raw().ProbabilityAtLeast(threshold) - ProbabilityHelps) > LargestIncoherence)
        {
            problems.Add("the probability contradicts the interval");
        }

        return problems;
    }

    /// <summary>The statement as a normal forecast: the wider side of the interval counts, and the spread is never below <see cref="SmallestSpreadShare"/> of the median.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The interval has no width or a number is not finite.</exception>
    public NormalForecast ToNormal() => new(Median, Math.Max(Raw().StandardDeviation, SmallestSpreadShare * Math.Abs(Median)));

    private NormalForecast Raw() => new(Median, Math.Max(High - Median, Median - Low) / Normal.InvCDF(0, 1, (1 + Level) / 2));
}
