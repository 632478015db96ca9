using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Diagnostics;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Outcomes;

namespace Nof1Agent.Stats.Reports;

/// <summary>Runs every line of the analysis once and puts the results together.</summary>
internal static class ReportBuilder
{
    internal static TrialReport Build(TrialDiary diary, AnalysisPlan plan)
    {
        var reading = OutcomeReading.Of(diary, plan.Scale);
        var read = reading.Diary;
        var used = diary.Days.Where(day => day.IsUsed).ToArray();
        var counted = plan.PlannedCountedDays > 0 ? plan.PlannedCountedDays : diary.Days.Count(day => day.Counted);
        var share = counted == 0 ? 0 : Math.Min(1, (double)used.Length / counted);
        var complete = CompleteBlocks(used, [.. Enumerable.Range(0, diary.ArmNames.Count)], plan.Design);
        // An arm without answers must not silence the others: it is set aside and refused by name.
        var present = Enumerable.Range(0, diary.ArmNames.Count).Where(arm => arm == 0 || used.Count(day => day.Arm == arm) >= 2).ToArray();
        var reduced = present.Length == diary.ArmNames.Count || present.Length < 2 || reading.Refusal is not null ? read : Reduce(read, present);
        var lines = ContrastLines.Fit(reduced, reading, plan);
        var contrasts = new List<ContrastReport>();
        for (var arm = 1; arm < diary.ArmNames.Count; arm++)
        {
            var place = ReferenceEquals(reduced, read) ? arm : Array.IndexOf(present, arm);
            var contrast = new ContrastInput(arm, place, read, plan, CompleteBlocks(used, [0, arm], plan.Design), share, reading.Refusal);
            contrasts.Add(place > 0 ? ContrastBuilder.Build(contrast, lines) : ContrastBuilder.Refused(contrast, TooFew(diary, arm, used)));
        }
        contrasts = WithHolm(contrasts);
        var trend = lines.Flat.TrendPerDay;
        var residuals = lines.Design is { } design ? ResidualCheck.Of(design, lines.Flat) : null;
        return new TrialReport
        {
            Contrasts = contrasts,
            // Without a contrast there is no other place for the reason.
            Cautions = [.. (contrasts.Count == 0 && reading.Refusal is { } reason ? [reason] : reading.Warnings).Select(text => new Caution(CautionKind.Values, text)),
                .. ReportWarnings.Of(diary, contrasts, lines.Flat, residuals)],
            Arms = Summaries(read),
            CompleteBlocks = complete,
            CountedDays = counted,
            AnsweredDays = used.Length,
            ProbabilityBest = ReferenceEquals(reduced, read) ? lines.Tau.ProbabilityBest(diary.ArmNames.Count, plan.HigherIsBetter) : null,
            Trend = trend is null ? null : new TrendLine(trend.Mean, trend.Quantile(0.025), trend.Quantile(0.975)),
            PeriodShockInSd = lines.Flat.MeanPeriodShock,
            Residuals = residuals,
        };
    }

    private static string TooFew(TrialDiary diary, int arm, DiaryDay[] used) =>
        $"Too few days on {diary.ArmNames[arm]}: {used.Count(day => day.Arm == arm)} answered, at least 2 are needed.";

    /// <summary>Cycles that hold every one of these arms; where cycles need not do so, as many as the one with the fewest answered periods has. An arm that was stopped does not take the others' cycles.</summary>
    private static int CompleteBlocks(DiaryDay[] used, int[] arms, TrialDesign? design) =>
        design is { Scheme: RandomizationScheme.Balanced }
            ? arms.Select(arm => used.Where(day => day.Arm == arm).Select(day => day.Period).Distinct().Count()).DefaultIfEmpty(0).Min()
            : used.GroupBy(day => day.Block).Count(block => arms.All(arm => block.Any(day => day.Arm == arm)));

    private static TrialDiary Reduce(TrialDiary diary, int[] present) => new(
        [.. present.Select(arm => diary.ArmNames[arm])],
        [.. diary.Days.Where(day => present.Contains(day.Arm)).Select(day => day with { Arm = Array.IndexOf(present, day.Arm) })]);

    /// <summary>Arm 1 against the reference is what the trial was planned for; the other arms are exploratory.</summary>
    private static List<ContrastReport> WithHolm(List<ContrastReport> contrasts)
    {
        var exploratory = SecondaryOutcomes.Adjusted([.. contrasts.Skip(1).Select(contrast => contrast.PValue)]);
        return [.. contrasts.Take(1), .. contrasts.Skip(1).Zip(exploratory, (contrast, holm) => contrast with { HolmPValue = holm })];
    }

    private static ArmDays[] Summaries(TrialDiary diary)
    {
        var usable = diary.Days.Where(day => day is { Counted: true, Value: { } value } && double.IsFinite(value) && Math.Abs(value) <= TrialDiary.LargestValue).ToArray();
        double[] levels = [.. usable.Select(day => day.Value.GetValueOrDefault()).Distinct().Order()];
        return [.. diary.ArmNames.Select((name, arm) => Summary(
            name, diary.Days.Count(day => day.Arm == arm && day.Counted), [.. usable.Where(day => day.Arm == arm).Select(day => day.Value.GetValueOrDefault())], levels))];
    }

    private static ArmDays Summary(string name, int counted, double[] values, double[] levels)
    {
        if (values.Length == 0)
            return new ArmDays(name, counted, 0, null, null);
        var largest = values.Max(Math.Abs);
        var scaled = values.Select(value => largest == 0 ? 0 : value / largest).ToArray();
        var mean = scaled.Average();
        return new ArmDays(name, counted, values.Length, mean * largest,
            values.Length < 2 ? null : Math.Sqrt(scaled.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)) * largest)
        {
            Distribution = AnswerDistribution.Of(values, levels),
        };
    }
}

/// <summary>What one contrast is built from.</summary>
/// <param name="Arm">Index of the arm in the trial.</param>
/// <param name="Place">Index of the arm among those that were fitted.</param>
/// <param name="Diary">The whole diary.</param>
/// <param name="Plan">How to read it.</param>
/// <param name="CompleteBlocks">Cycles with every arm.</param>
/// <param name="AnsweredShare">Answered share of the counted days.</param>
/// <param name="ValueRefusal">Why the values do not fit the kind of outcome.</param>
internal sealed record ContrastInput(
    int Arm, int Place, TrialDiary Diary, AnalysisPlan Plan, int CompleteBlocks, double AnsweredShare, string? ValueRefusal);
