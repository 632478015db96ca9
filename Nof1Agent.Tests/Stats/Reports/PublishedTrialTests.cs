using System.Globalization;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Reports;

/// <summary>A published trial: melatonin in random order by day, 70 days, mood 0 to 100. The engine's numbers were computed independently in R.</summary>
public sealed class PublishedTrialTests
{
    private static TrialDiary Melatonin()
    {
        var table = TestTable.Read("miura.csv");
        double[] melatonin = table.Numbers("melatonin");
        var mood = table.Text("mood");
        // One study day of the trial covers two dates; the independent computation counts study days.
        return new TrialDiary(["control", "melatonin"], [.. Enumerable.Range(0, table.Count).Select(i => new DiaryDay(
            i, (int)melatonin[i], i, i / 2, mood[i].Length == 0 ? null : double.Parse(mood[i], CultureInfo.InvariantCulture), true))]);
    }

    [Fact]
    public void Fit_Melatonin_EqualsIndependentComputation()
    {
        var fit = RegressionEngine.Fit(Melatonin());
        var effect = fit.Effect(1)!;
        var (low, high) = effect.Interval();
        Assert.Equal(0.987, effect.Mean, 0.001);
        Assert.Equal(-0.961, low, 0.002);
        Assert.Equal(2.922, high, 0.002);
        Assert.Equal(0, fit.MeanPeriodShock);
        Assert.Equal(-0.780, RegressionEngine.Fit(Melatonin(), new EngineOptions { Tau = 0.7 }).LogBayesFactor!.Value, 0.001);
    }

    [Fact]
    public void Analyze_Melatonin_DoesNotClaimAnEffect()
    {
        var report = TrialReport.Analyze(Melatonin(), new AnalysisPlan { HigherIsBetter = true, Mcid = 3 });
        Assert.Equal(76.669523809523810, report.Arms[0].Mean!.Value, 1e-9);
        Assert.Equal(77.588571428571427, report.Arms[1].Mean!.Value, 1e-9);
        Assert.True(report.Contrasts[0].Verdict is VerdictKind.CannotTell or VerdictKind.NoDifferenceThatMatters);
    }
}
