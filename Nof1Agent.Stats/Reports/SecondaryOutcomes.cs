using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Stats.Reports;

/// <summary>An outcome that was recorded beside the primary one.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Diary">Its answers on the days of the trial.</param>
/// <param name="Plan">How they are to be read.</param>
public sealed record SecondaryOutcome(string Name, TrialDiary Diary, AnalysisPlan Plan);

/// <summary>What a secondary outcome shows about one arm: exploratory, whatever the size.</summary>
/// <param name="Name">The outcome.</param>
/// <param name="Contrast">The whole analysis of one arm against the reference. Its verdict was not planned: it is a hint for a next trial.</param>
/// <param name="HolmPValue">
/// <see cref="ContrastReport.PValue"/> adjusted over all arms of all secondary outcomes that could be analysed; null where there is none.
/// </param>
public sealed record ExploratoryResult(string Name, ContrastReport Contrast, double? HolmPValue);

/// <summary>Analyses outcomes beside the primary one. The more of them, the likelier one looks convincing by chance: they are adjusted together.</summary>
public static class SecondaryOutcomes
{
    /// <summary>One entry per outcome and arm other than the reference, in that order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A smallest difference that matters is not a positive finite number.</exception>
    public static IReadOnlyList<ExploratoryResult> Analyze(IReadOnlyList<SecondaryOutcome> outcomes)
    {
        var all = outcomes.SelectMany(outcome => TrialReport.Analyze(outcome.Diary, outcome.Plan).Contrasts.Select(contrast => (outcome.Name, contrast))).ToArray();
        return [.. all.Zip(Adjusted([.. all.Select(entry => entry.contrast.PValue)]), (entry, holm) => new ExploratoryResult(entry.Name, entry.contrast, holm))];
    }

    /// <summary>Adjusts the p values that exist and leaves the others out.</summary>
    internal static IReadOnlyList<double?> Adjusted(IReadOnlyList<double?> pValues)
    {
        var adjusted = new Queue<double>(HolmAdjustment.Adjust([.. pValues.OfType<double>()]));
        return [.. pValues.Select(p => p is null ? (double?)null : adjusted.Dequeue())];
    }
}
