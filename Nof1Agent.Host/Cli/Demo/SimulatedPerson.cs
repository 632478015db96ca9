using MathNet.Numerics.Distributions;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Host.Cli.Demo;

/// <summary>
/// A person whose true effect is known: minutes to fall asleep vary from day to day around a mean, with correlated days (AR(1)), and
/// the thing tested moves that mean. What they report is rounded and clipped to the scale, as people do.
/// </summary>
internal sealed class SimulatedPerson(double effect, DeterministicRandom random)
{
    /// <summary>Usual minutes to fall asleep.</summary>
    public const double Mean = 55;

    /// <summary>Standard deviation from day to day.</summary>
    public const double Sd = 18;

    /// <summary>Correlation from one day to the next.</summary>
    public const double Phi = 0.3;

    /// <summary>Share of days without an answer.</summary>
    public const double MissingShare = 0.12;

    private const double Lowest = 0;
    private const double Highest = 480;

    private double noise = random.NextGaussian();

    /// <summary>True change of the mean, in minutes; negative is faster.</summary>
    public double Effect => effect;

    /// <summary>The next day's report; null when they forget.</summary>
    public double? Report(bool intervention)
    {
        noise = (Phi * noise) + (Math.Sqrt(1 - (Phi * Phi)) * random.NextGaussian());
        var value = Clip(Mean + (intervention ? effect : 0) + (Sd * noise));
        return random.NextDouble() < MissingShare ? null : value;
    }

    /// <summary>A number below <paramref name="most"/>.</summary>
    public int Choose(int most) => random.NextInt(most);

    /// <summary>The effect as this person would report it in the long run, after rounding and clipping: what an analysis of reports estimates.</summary>
    public static double LongRunEffect(double effect) => LongRunMean(Mean + effect) - LongRunMean(Mean);

    private static double LongRunMean(double mean)
    {
        var total = 0.0;
        for (var minute = (int)Lowest; minute <= (int)Highest; minute++)
        {
            var above = minute == (int)Highest ? 1 : Normal.CDF(mean, Sd, minute + 0.5);
            var below = minute == (int)Lowest ? 0 : Normal.CDF(mean, Sd, minute - 0.5);
            total += minute * (above - below);
        }

        return total;
    }

    private static double Clip(double value) => Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), Lowest, Highest);
}
