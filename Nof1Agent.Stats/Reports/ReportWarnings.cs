using System.Globalization;
using Nof1Agent.Stats.Diagnostics;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Reports;

/// <summary>What a reader should know before trusting the numbers, in plain words.</summary>
internal static class ReportWarnings
{
    private const double FarOut = 4;
    private const double RarelyByChance = 0.01;
    private const double LargeShock = 0.6;
    private const double LastingNoise = 0.8;
    private const int CustomaryBlocks = 4;

    internal static IEnumerable<Caution> Of(TrialDiary diary, IReadOnlyList<ContrastReport> contrasts, EngineFit fit, ResidualCheck? residuals)
    {
        foreach (var contrast in contrasts)
            foreach (var warning in OfContrast(diary.ArmNames, contrast))
                yield return warning;
        if (fit.Refusal is not null)
            yield break;
        var trend = fit.TrendPerDay;
        if (trend is not null && (trend.Quantile(0.025) > 0 || trend.Quantile(0.975) < 0))
            yield return new(CautionKind.Drift, string.Create(CultureInfo.InvariantCulture, $"The outcome drifted by {trend.Mean:G3} a day over the whole trial; the comparison allows for it."));
        if (fit.MeanPeriodShock > LargeShock)
            yield return new(CautionKind.PeriodsDiffer, "Whole periods differ from each other more than days do: only more cycles can settle this.");
        if (fit.MeanPhi > LastingNoise)
            yield return new(CautionKind.LastingNoise, "Good and bad days last long: many days say little more than a few.");
        if (residuals is null)
            yield break;
        if (residuals.IsCorrelated || residuals.RunsPValue < RarelyByChance)
            yield return new(CautionKind.PatternLeft, "What the model leaves unexplained still follows a pattern from day to day: the interval may be too narrow.");
        if (Math.Abs(residuals.Largest) > FarOut)
            yield return new(CautionKind.FarDay, $"Day {residuals.LargestDay} lies far from all others: check the answer.");
    }

    private static IEnumerable<Caution> OfContrast(IReadOnlyList<string> arms, ContrastReport contrast)
    {
        var (name, reference) = (arms[contrast.Arm], arms[0]);
        if (contrast.Missing is { PValue: < MissingByArm.Warning } missing)
            yield return new(CautionKind.MissingUnequally, $"Days were left unanswered unequally: {missing.ArmMissing} of {missing.ArmDays} on {name}, "
                + $"{missing.ReferenceMissing} of {missing.ReferenceDays} on {reference}. If bad days were skipped, the comparison is off.", contrast.Arm);
        if (contrast.Refusal is not null)
            yield break;
        if (contrast.PairedBlocks is null or { BlockCount: < CustomaryBlocks })
            yield return new(CautionKind.FewCycles, $"Fewer than {CustomaryBlocks} cycles compare {name} with {reference}: chance alone can look convincing.", contrast.Arm);
        if (contrast.Influence is { SignHangsOnOneBlock: true })
            yield return new(CautionKind.HangsOnOneCycle, $"Leaving out a single cycle turns the difference between {name} and {reference} round.", contrast.Arm);
        if (contrast.CarryOver is { WashoutTooShort: true })
            yield return new(CautionKind.WashoutTooShort, "What one treatment leaves behind seems to last longer than the days that were set aside after each change.", contrast.Arm);
        if (contrast.Days is { SignsDisagree: true })
            yield return new(CautionKind.DaysAndMeanDisagree, $"Most days on {name} and their mean point in opposite directions: look at the single answers.", contrast.Arm);
    }
}
