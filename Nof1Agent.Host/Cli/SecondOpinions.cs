using System.Globalization;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Outcomes;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Host.Cli;

/// <summary>The lines beside the engine, each with a name and its words.</summary>
internal static class SecondOpinions
{
    public static IEnumerable<(string Name, string Words)> Of(ContrastReport contrast, Analysis analysis, Amounts amounts)
    {
        var report = analysis.Report;
        yield return ("Paired cycles", contrast.PairedBlocks is { } paired
            ? $"{amounts.Difference(paired.Estimate, paired.Low, paired.High)}, {paired.BlockCount} cycles, p {P(paired.PValue)}"
            : "needs two cycles with both arms");
        if (contrast.SignFlip is { } flip)
            yield return ("Sign flips", $"p {P(flip.PValue)}; the smallest that {flip.BlockCount} cycles can show is {P(flip.SmallestPossiblePValue)}");
        if (contrast.WithoutFirstDays is { } later)
            yield return ("Without first days", $"{amounts.Difference(later.Estimate, later.Low, later.High)}, {later.DroppedDays} day{(later.DroppedDays == 1 ? "" : "s")} left out after each change");
        if (contrast.CarryOver is { } lingering)
            yield return ("If effects linger", $"{amounts.Difference(lingering.Estimate, lingering.Low, lingering.High)}, half-life {Number(lingering.MeanHalfLifeDays, "0.0")} days");
        if (contrast.Influence is { LowestWithoutBlock: { } lowest, HighestWithoutBlock: { } highest })
            yield return ("Without one cycle", $"{amounts.Signed(lowest)} to {amounts.Signed(highest)}");
        if (contrast.Days is { } days)
            yield return ("Single days", $"a day on {report.Arms[contrast.Arm].Name} is better than a day on {report.Arms[0].Name} in {VerdictWords.OfHundred(days.ProbabilityBetter)} pairs");
        if (contrast.OtherScale is { } other)
            yield return (Name(other.Scale), $"{Number(other.Ratio, "0.00")} ({Number(Math.Exp(other.Low), "0.00")} to {Number(Math.Exp(other.High), "0.00")}){(other.IgnoresAutocorrelation ? ", taking days as independent" : "")}");
        foreach (var (name, line) in Regressions(analysis, contrast.Arm))
            yield return (name, $"{amounts.Difference(line.Estimate, line.Low, line.High)}, {Number(line.DegreesOfFreedom, "0.#")} degrees of freedom");
        if (contrast.HolmPValue is { } holm)
            yield return ("Not the planned arm", $"p {P(contrast.PValue.GetValueOrDefault())}, {P(holm)} when the arms beyond the first are taken together (Holm)");
        if (contrast.LogBayesFactor is { } factor)
            yield return ("Effect against none", factor >= 0 ? $"{Odds(factor)} to 1 for an effect" : $"{Odds(-factor)} to 1 for none");
        if (contrast.MeanPhi is { } phi)
            yield return ("Day to day", $"the noise of neighbouring days correlates {Number(phi, "0.00")}");
    }

    private static IEnumerable<(string Name, StandardLine Line)> Regressions(Analysis analysis, int arm)
    {
        if (analysis.Regressions.FirstOrDefault(lines => lines.Arm == arm) is not { } found)
            yield break;
        if (found.NeweyWest is { } robust)
            yield return ("Newey-West", robust);
        if (found.GeneralizedLeastSquares is { } gls)
            yield return ("REML with AR(1)", gls);
        if (found.KenwardRoger is { } adjusted)
            yield return ("... Kenward-Roger", adjusted);
    }

    private static string Name(OtherScale scale) => scale switch
    {
        OtherScale.ProportionalOdds or OtherScale.LogOdds => "Odds ratio",
        OtherScale.LogCount => "Ratio of counts",
        OtherScale.Log => "Ratio",
    };

    private static string P(double value) => value < 0.001 ? "below 0.001" : Number(value, "0.000");

    private static string Odds(double logarithm) => logarithm > Math.Log(1000) ? "over 1000" : Number(Math.Exp(logarithm), "0.0");

    private static string Number(double value, string format) => Math.Abs(value) >= 1e6 ? value.ToString("0.0e+0", CultureInfo.InvariantCulture) : value.ToString(format, CultureInfo.InvariantCulture);
}
