using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Stats.Reports;

/// <summary>Runs every line of the analysis once and puts the results together.</summary>
internal static class ReportBuilder
{
    internal static TrialReport Build(TrialDiary diary, AnalysisPlan plan)
    {
        var used = diary.Days.Where(day => day.IsUsed).ToArray();
        var counted = plan.PlannedCountedDays > 0 ? plan.PlannedCountedDays : diary.Days.Count(day => day.Counted);
        var complete = used.GroupBy(day => day.Block).Count(block => block.Select(day => day.Arm).Distinct().Count() == diary.ArmNames.Count);
        var design = EngineDesign.From(diary, new EngineOptions());
        var lines = design.Refusal is { } refusal
            ? new EngineLines(new EngineFit(refusal), new EngineFit(refusal), new EngineFit(refusal))
            : new EngineLines(
                RegressionEngine.Solve(design, null),
                RegressionEngine.Solve(design, VerdictRule.Tau),
                RegressionEngine.Solve(design, VerdictRule.BayesFactorTau));
        var share = counted == 0 ? 0 : Math.Min(1, (double)used.Length / counted);
        return new TrialReport
        {
            Contrasts = [.. Enumerable.Range(1, Math.Max(0, diary.ArmNames.Count - 1)).Select(arm => Contrast(arm, diary, plan, lines, complete, share))],
            Warnings = [],
            Arms = [.. diary.ArmNames.Select((name, arm) => Summary(name, [.. diary.Days.Where(day => day.Arm == arm && day.Counted)]))],
            CompleteBlocks = complete,
            CountedDays = counted,
            AnsweredDays = used.Length,
        };
    }

    private static ArmDays Summary(string name, DiaryDay[] days)
    {
        var values = days.Where(day => day.Value is { } value && double.IsFinite(value)).Select(day => day.Value.GetValueOrDefault()).ToArray();
        double? mean = values.Length > 0 ? values.Average() : null;
        double? deviation = values.Length > 1 ? Math.Sqrt(values.Sum(value => (value - mean!.Value) * (value - mean.Value)) / (values.Length - 1)) : null;
        return new ArmDays(name, days.Length, values.Length, mean, deviation);
    }

    private static ContrastReport Contrast(int arm, TrialDiary diary, AnalysisPlan plan, EngineLines lines, int complete, double share)
    {
        if (lines.Flat.Effect(arm) is not { } flat || lines.Tau.Effect(arm) is not { } tau)
        {
            return new ContrastReport
            {
                Arm = arm,
                Verdict = VerdictKind.TooLittleData,
                VerdictBeforeDisagreement = VerdictKind.TooLittleData,
                Disagreements = [],
                Refusal = lines.Flat.Refusal ?? lines.Tau.Refusal,
            };
        }
        double AtLeast(double x) => plan.HigherIsBetter ? tau.ProbabilityAbove(x) : 1 - tau.ProbabilityAbove(-x);
        var evidence = new VerdictEvidence
        {
            CompleteBlocks = complete,
            AnsweredShare = share,
            ProbabilityBetter = AtLeast(0),
            ProbabilityBetterByMcid = plan.Mcid is { } mcid ? AtLeast(mcid) : null,
            ProbabilityWorseByMcid = plan.Mcid is { } harm ? 1 - AtLeast(-harm) : null,
            ProbabilityNoDifferenceThatMatters = plan.Mcid is { } limit ? flat.ProbabilityBetween(-limit, limit) : null,
        };
        var verdict = VerdictRule.Decide(evidence);
        var differences = BlockDifferences.Of(diary, arm);
        var (low, high) = flat.Interval();
        return new ContrastReport
        {
            Arm = arm,
            Verdict = verdict,
            VerdictBeforeDisagreement = verdict,
            Disagreements = [],
            Estimate = flat.Mean,
            Low = low,
            High = high,
            ProbabilityBetter = evidence.ProbabilityBetter,
            ProbabilityBetterByMcid = evidence.ProbabilityBetterByMcid,
            ProbabilityWorseByMcid = evidence.ProbabilityWorseByMcid,
            ProbabilityNoDifferenceThatMatters = evidence.ProbabilityNoDifferenceThatMatters,
            PairedBlocks = PairedBlockTest.Run(differences),
            SignFlip = SignFlipTest.Run(differences),
            LogBayesFactor = lines.Factor.LogBayesFactor,
            MeanPhi = lines.Flat.MeanPhi,
        };
    }

    private sealed record EngineLines(EngineFit Flat, EngineFit Tau, EngineFit Factor);
}
