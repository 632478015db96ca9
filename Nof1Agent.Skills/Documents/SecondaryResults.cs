using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Results;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Skills.Documents;

/// <summary>What an outcome that was followed beside the primary one shows about an arm: exploratory, whatever its size.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Contrast">Its analysis; the verdict in it was not planned.</param>
/// <param name="HolmPValue">Adjusted over all arms of all these outcomes; null where there is none.</param>
internal sealed record SecondaryResult(DailyOutcome Outcome, ContrastReport Contrast, double? HolmPValue);

/// <summary>Analyses the outcomes beside the primary one, for documents only: the answer never rests on them.</summary>
internal static class SecondaryResults
{
    /// <summary>One entry per outcome and arm; none before the trial is over and analysed.</summary>
    public static IReadOnlyList<SecondaryResult> Of(TrialRecord record)
    {
        if (record.Answer is null || record.AlsoFollowed.Count == 0 || record.Days.Count == 0)
        {
            return [];
        }

        var told = record.Days.Where(day => day.Told is not null).ToDictionary(day => day.Date, day => day.Told!);
        var outcomes = record.AlsoFollowed.Select(outcome => new SecondaryOutcome(
            outcome.Id, DiaryForAnalysis.Build(record.Trial, told, record.Days[^1].Date, outcome.Id), new AnalysisPlan { HigherIsBetter = !outcome.LowerIsBetter, Scale = outcome.Scale })).ToList();
        return [.. SecondaryOutcomes.Analyze(outcomes).Select(result => new SecondaryResult(record.AlsoFollowed.First(outcome => outcome.Id == result.Name), result.Contrast, result.HolmPValue))];
    }
}
