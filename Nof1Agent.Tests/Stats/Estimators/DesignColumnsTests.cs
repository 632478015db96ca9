using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>The columns as the documentation describes them, and where they can no longer be told apart.</summary>
public sealed class DesignColumnsTests
{
    private static readonly TrialDiary Diary = Simulated.Diary(4, 5, 0.3, 1, 2, 0.15, 8);

    [Fact]
    public void Columns_TrendAndWeekend_AreCentredAndScaled()
    {
        var answered = Diary.Days.Where(day => day.Value.HasValue).ToArray();
        var design = EngineDesign.From(Diary, new EngineOptions { SaturdayRemainder = 2 });
        var (days, columns, runs) = design.Rows;
        Assert.Equal([.. answered.Select(day => day.Day)], days);
        Assert.Equal(5, columns.Length);
        Assert.All(columns[0], one => Assert.Equal(1, one));
        Assert.Equal(days.Select(day => day % 7 is 2 or 3 ? 1.0 : 0.0), columns[1]);
        Assert.Equal(0, columns[2].Sum(), 1e-12);
        Assert.Equal(1, columns[2].Max(Math.Abs), 1e-12);
        Assert.Equal(answered.Select(day => (double)day.Arm), columns[3]);
        Assert.Equal(0, columns[4].Sum(), 1e-12);
        Assert.Equal(1, columns[4].Sum(value => value * value) / (days.Length - 1), 1e-12);
        var mean = answered.Average(day => day.Value!.Value);
        var deviation = Math.Sqrt(answered.Sum(day => (day.Value!.Value - mean) * (day.Value!.Value - mean)) / (answered.Length - 1));
        Assert.Equal(deviation, design.Shape.Unit, 1e-12);
        Assert.Equal([.. answered.Select(day => day.Period)], runs!);
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(40_000, true)]
    [InlineData(200_000, false)]
    [InlineData(10_000_000, false)]
    public void Fit_ArmsThatRiseWithTheDays_AreRefusedFromABillionthOn(int between, bool fits)
    {
        // Five days on one arm, a long gap, five on the other: the trend explains all of the arm but about 8 / between^2.
        double[] answers = [3, 7, 4, 9, 5, 1, 8, 2, 6, 4.5];
        var diary = new TrialDiary(["A", "B"],
            [.. answers.Select((answer, i) => new DiaryDay(i < 5 ? i : between + i, i / 5, i / 5, 0, answer, true))]);
        Assert.Equal(fits, RegressionEngine.Fit(diary).Refusal is null);
    }

    [Fact]
    public void Trend_KnownSlope_IsPerDay()
    {
        var steady = Diary with { Days = [.. Diary.Days.Select(day => day with { Value = 1e-4 * day.Value + 0.25 * day.Day - 3 * day.Arm })] };
        var fit = RegressionEngine.Fit(steady);
        Assert.Equal(0.25, fit.TrendPerDay!.Mean, 1e-4);
        Assert.Equal(-3, fit.Effect(1)!.Mean, 1e-3);
        Assert.InRange(fit.MeanPeriodShock!.Value, 0, 1.1);
    }

    [Fact]
    public void Difference_WithoutTrend_DoesNotDependOnTheReference()
    {
        var diary = EngineDenseTests.ManyArms(3, 7);
        var turned = diary with { Days = [.. diary.Days.Select(day => day with { Arm = (day.Arm + 2) % 3 })] };
        var options = new EngineOptions { Trend = false };
        EffectPosterior first = RegressionEngine.Fit(diary, options).Difference(2, 1)!, second = RegressionEngine.Fit(turned, options).Effect(1)!;
        Assert.Equal(second.Mean, first.Mean, 1e-9);
        Assert.Equal(second.StandardDeviation, first.StandardDeviation, 1e-9);
    }

    [Fact]
    public void FitShrunken_Options_Count()
    {
        EffectWidth[] prior = [new(0.5, 1)];
        var without = RegressionEngine.FitShrunken(Diary, prior, new EngineOptions { Trend = false }).Effect(1)!;
        Assert.Equal(RegressionEngine.Fit(Diary, new EngineOptions { Trend = false, Tau = 0.5 }).Effect(1)!.Mean, without.Mean, 1e-12);
        Assert.NotEqual(RegressionEngine.FitShrunken(Diary, prior).Effect(1)!.Mean, without.Mean, 1e-6);
    }
}
