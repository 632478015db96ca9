using System.Globalization;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Host.Cli;

/// <summary>The lines beside the engine, each with a name and its words.</summary>
internal static class SecondOpinions
{
    public static IEnumerable<(string Name, string Words)> Of(ContrastReport contrast, Amounts amounts)
    {
        yield return ("Paired cycles", contrast.PairedBlocks is { } paired
            ? $"{amounts.Difference(paired.Estimate)} (95 % interval {amounts.Difference(paired.Low)} to {amounts.Difference(paired.High)}), {paired.BlockCount} cycles, p {P(paired.PValue)}"
            : "needs two cycles with both arms");
        if (contrast.SignFlip is { } flip)
            yield return ("Sign flips", $"p {P(flip.PValue)}; the smallest that {flip.BlockCount} cycles can show is {P(flip.SmallestPossiblePValue)}");
        if (contrast.LogBayesFactor is { } factor)
            yield return ("Effect against none", factor >= 0 ? $"{Odds(factor)} to 1 for an effect" : $"{Odds(-factor)} to 1 for none");
        if (contrast.MeanPhi is { } phi)
            yield return ("Day to day", $"the noise of neighbouring days correlates {phi.ToString("0.00", CultureInfo.InvariantCulture)}");
    }

    private static string P(double value) => value < 0.001 ? "below 0.001" : value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Odds(double logarithm) => logarithm > Math.Log(1000) ? "over 1000" : Math.Exp(logarithm).ToString("0.0", CultureInfo.InvariantCulture);
}
