using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Outcomes;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Reports;

/// <summary>Weekends, answers per arm, several arms and outcomes, the lines for statisticians.</summary>
public sealed class ReportDetailsTests
{
    private static readonly AnalysisPlan Plan = new() { HigherIsBetter = true, Mcid = 0.4 };

    [Fact]
    public void Analyze_WeekendInThePlan_EntersEveryLine()
    {
        var diary = Simulated.Diary(5, 6, 0.3, 1, 0, 0.1, 31);
        var weekly = diary with { Days = [.. diary.Days.Select(day => day.Day % 7 is 5 or 6 ? day with { Value = day.Value + 6 } : day)] };
        ContrastReport calm = TrialReport.Analyze(diary, Plan with { SaturdayRemainder = 5 }).Contrasts[0];
        ContrastReport with = TrialReport.Analyze(weekly, Plan with { SaturdayRemainder = 5 }).Contrasts[0];
        // The column takes up whatever weekends add: nothing else may change.
        Assert.Equal(calm.Estimate, with.Estimate, 1e-8);
        Assert.Equal(calm.High, with.High, 1e-8);
        Assert.Equal(calm.CarryOver!.Estimate, with.CarryOver!.Estimate, 1e-7);
        Assert.Equal(calm.WithoutFirstDays!.Estimate, with.WithoutFirstDays!.Estimate, 1e-8);
        Assert.Equal(calm.Influence!.EstimateWithoutBlock!.Value, with.Influence!.EstimateWithoutBlock!.Value, 1e-8);
        Assert.True(TrialReport.Analyze(weekly, Plan).Contrasts[0].High - with.High > 0.5);
        Assert.Throws<ArgumentOutOfRangeException>(() => TrialReport.Analyze(diary, Plan with { SaturdayRemainder = 7 }));
    }

    [Fact]
    public void Analyze_Ratings_CountsEveryAnswer()
    {
        double?[] values = [1, 2, 2, 4, null, 3, 5, 5, 5, 9];
        var diary = new TrialDiary(["A", "B"], [.. values.Select((value, day) => new DiaryDay(day, day / 5, day / 5, 0, value, true))]);
        var arms = TrialReport.Analyze(diary, Plan with { Scale = OutcomeScale.Rating }).Arms;
        // R: quantile(c(1, 2, 2, 4)) and quantile(c(3, 5, 5, 5, 9)).
        Quantiles([1, 1.75, 2, 2.5, 4], arms[0].Distribution!);
        Quantiles([3, 5, 5, 5, 9], arms[1].Distribution!);
        Assert.Equal([(1, 1), (2, 2), (3, 0), (4, 1), (5, 0), (9, 0)], arms[0].Distribution!.Levels!.Select(level => ((int)level.Value, level.Days)));
        Assert.Equal(5, arms[1].Distribution!.Levels!.Sum(level => level.Days));
        Assert.Equal(5, arms[0].CountedDays);
        Assert.Null(TrialReport.Analyze(Simulated.Diary(4, 7, 0, 0, 0, 0, 1), Plan).Arms[0].Distribution!.Levels);
    }

    private static void Quantiles(double[] expected, AnswerDistribution actual) =>
        Assert.Equal(expected.AsEnumerable(), new[] { actual.Lowest, actual.LowerQuartile, actual.Median, actual.UpperQuartile, actual.Highest }.AsEnumerable());

    [Fact]
    public void Analyze_FourArms_AdjustsAllButThePlannedOne()
    {
        var report = TrialReport.Analyze(EngineDenseTests.ManyArms(4, 5), Plan);
        Assert.Null(report.Contrasts[0].HolmPValue);
        var adjusted = HolmAdjustment.Adjust([report.Contrasts[1].PValue!.Value, report.Contrasts[2].PValue!.Value]);
        Assert.Equal(adjusted, report.Contrasts.Skip(1).Select(contrast => contrast.HolmPValue!.Value));
        Assert.All(report.Contrasts, contrast => Assert.Equal(contrast.PValue < 0.05, contrast.Low > 0 || contrast.High < 0));
    }

    [Fact]
    public void SecondaryOutcomes_OneUnusable_AdjustsTheOthers()
    {
        TrialDiary clear = Simulated.Diary(5, 7, 0.2, 2, 0, 0, 1), none = Simulated.Diary(5, 7, 0.2, 0, 0, 0, 2);
        var constant = clear with { Days = [.. clear.Days.Select(day => day with { Value = 3 })] };
        var results = SecondaryOutcomes.Analyze([new("energy", clear, Plan), new("steps", constant, Plan), new("sleep", none, Plan)]);
        Assert.Equal(["energy", "steps", "sleep"], results.Select(result => result.Name));
        Assert.NotNull(results[1].Contrast.Refusal);
        Assert.Null(results[1].HolmPValue);
        Assert.Equal(HolmAdjustment.Adjust([results[0].Contrast.PValue!.Value, results[2].Contrast.PValue!.Value]), [results[0].HolmPValue!.Value, results[2].HolmPValue!.Value]);
        Assert.Equal(2 * results[0].Contrast.PValue!.Value, results[0].HolmPValue!.Value, 1e-12);
    }

    [Fact]
    public void ReferenceLines_AnyUnit_AreTheRegressionsOfTheDiary()
    {
        var diary = Simulated.Diary(4, 7, 0.4, 1, 0.5, 0.15, 77);
        var lines = Assert.Single(ReferenceLines.Of(diary, Plan));
        DiaryDay[] used = [.. diary.Days.Where(day => day.IsUsed)];
        double[][] columns = [[.. used.Select(_ => 1.0)], [.. used.Select(day => (double)day.Day)], [.. used.Select(day => (double)day.Arm)], [.. used.Select(day => day.Value!.Value)]];
        int[] days = [.. used.Select(day => day.Day)];
        Same(NeweyWest.Fit(columns, 2)!, lines.NeweyWest!, 1);
        Same(KenwardRoger.Fit(days, columns, 2)!, lines.KenwardRoger!, 1);
        var fit = GeneralizedLeastSquares.Fit([(days, columns)])!;
        Same(StandardLine.From(fit.Coefficients[2], fit.StandardErrors[2], used.Length - 3)!, lines.GeneralizedLeastSquares!, 1);
        foreach (var unit in new[] { 1e-290, 1e290 })
        {
            var scaled = Assert.Single(ReferenceLines.Of(diary with { Days = [.. diary.Days.Select(day => day with { Value = unit * day.Value })] }, Plan));
            Same(lines.NeweyWest!, scaled.NeweyWest!, unit);
            Same(lines.KenwardRoger!, scaled.KenwardRoger!, unit);
        }
        Assert.Equal(3, ReferenceLines.Of(EngineDenseTests.ManyArms(4, 5), Plan).Count);
        Assert.Empty(ReferenceLines.Of(diary with { Days = [.. diary.Days.Select(day => day with { Value = 3 })] }, Plan));
        Assert.Empty(ReferenceLines.Of(diary, Plan with { Scale = OutcomeScale.YesNo }));
    }

    private static void Same(StandardLine expected, StandardLine actual, double unit)
    {
        Assert.Equal(expected.Estimate, actual.Estimate / unit, 1e-6);
        Assert.Equal(1, actual.StandardError / unit / expected.StandardError, 1e-6);
        Assert.Equal(1, actual.DegreesOfFreedom / expected.DegreesOfFreedom, 1e-5);
        Assert.Equal(expected.High, actual.High / unit, 1e-5);
    }
}
