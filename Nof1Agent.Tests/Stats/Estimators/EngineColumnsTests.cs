using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>Trend, weekend, period shocks and uncounted days.</summary>
public sealed class EngineColumnsTests
{
    private static readonly TrialDiary Diary = Simulated.Diary(5, 6, 0.3, 1, 0, 0.1, 31);

    private static TrialDiary Add(Func<DiaryDay, double> amount) =>
        Diary with { Days = [.. Diary.Days.Select(day => day with { Value = day.Value + amount(day) })] };

    [Fact]
    public void Trend_SlopeAdded_IsFoundAndLeavesTheEffect()
    {
        EngineFit before = RegressionEngine.Fit(Diary), after = RegressionEngine.Fit(Add(day => 0.25 * day.Day));
        Assert.Equal(before.TrendPerDay!.Mean + 0.25, after.TrendPerDay!.Mean, 1e-8);
        Assert.Equal(before.TrendPerDay.StandardDeviation, after.TrendPerDay.StandardDeviation, 1e-8);
        Assert.Equal(before.Effect(1)!.Mean, after.Effect(1)!.Mean, 1e-8);
        Assert.Equal(before.Effect(1)!.Quantile(0.9), after.Effect(1)!.Quantile(0.9), 1e-8);
        Assert.Null(RegressionEngine.Fit(Diary, new EngineOptions { Trend = false }).TrendPerDay);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public void Weekend_ItsColumn_TakesAllOfWhatWeekendsAdd(int saturday)
    {
        var options = new EngineOptions { SaturdayRemainder = saturday };
        EngineFit before = RegressionEngine.Fit(Diary, options);
        EngineFit after = RegressionEngine.Fit(Add(day => day.Day % 7 == saturday || day.Day % 7 == (saturday + 1) % 7 ? 4 : 0), options);
        Assert.Equal(before.Effect(1)!.Mean, after.Effect(1)!.Mean, 1e-8);
        Assert.Equal(before.Effect(1)!.Interval().High, after.Effect(1)!.Interval().High, 1e-8);
        Assert.NotEqual(RegressionEngine.Fit(Diary).Effect(1)!.Mean, before.Effect(1)!.Mean, 1e-4);
        var other = RegressionEngine.Fit(Add(day => day.Day % 7 == (saturday + 3) % 7 ? 4 : 0), options);
        Assert.NotEqual(before.Effect(1)!.StandardDeviation, other.Effect(1)!.StandardDeviation, 1e-2);
    }

    [Fact]
    public void PeriodShocks_Default_WhenAPeriodHasThreeCountedDays()
    {
        Assert.True(RegressionEngine.Fit(Simulated.Diary(5, 3, 0.3, 0, 0, 0, 1)).MeanPeriodShock > 0);
        Assert.Equal(0, RegressionEngine.Fit(Simulated.Diary(8, 2, 0.3, 0, 0, 0, 1)).MeanPeriodShock);
        Assert.True(RegressionEngine.Fit(Simulated.Diary(8, 2, 0.3, 0, 0, 0, 1), new EngineOptions { PeriodShocks = true }).MeanPeriodShock > 0);
        Assert.Equal(0, RegressionEngine.Fit(Diary, new EngineOptions { PeriodShocks = false }).MeanPeriodShock);
    }

    [Fact]
    public void PeriodShocks_WholePeriodsMoved_AreFoundAndWidenTheInterval()
    {
        double[] moves = [2, -2, 1, 1, -2, 0, -1, 2, -2, 1];
        EngineFit calm = RegressionEngine.Fit(Diary), moved = RegressionEngine.Fit(Add(day => moves[day.Period]));
        Assert.True(moved.MeanPeriodShock > calm.MeanPeriodShock + 0.3);
        Assert.True(moved.Effect(1)!.StandardDeviation > calm.Effect(1)!.StandardDeviation);
    }

    [Fact]
    public void IncludeUncounted_DiscardedDays_EnterOnlyThen()
    {
        var discarded = Diary with { Days = [.. Diary.Days.Select(day => day with { Counted = day.Day % 6 >= 2 })] };
        var same = Diary with { Days = [.. Diary.Days.Where(day => day.Day % 6 >= 2)] };
        Assert.Equal(RegressionEngine.Fit(same).Effect(1)!.Mean, RegressionEngine.Fit(discarded).Effect(1)!.Mean, 1e-10);
        Assert.Equal(RegressionEngine.Fit(Diary).Effect(1)!.Mean, RegressionEngine.Fit(discarded, new EngineOptions { IncludeUncounted = true }).Effect(1)!.Mean, 1e-10);
        Assert.Equal(same.Days.Count(day => day.IsUsed), RegressionEngine.Fit(discarded).ObservationCount);
    }

    [Fact]
    public void CarryOver_ExposureWithKnownHalfLife_RecoversTheSteadyState()
    {
        // Almost noise-free: the effect must come out as the steady-state difference.
        double level = Diary.Days[0].Arm, retained = Math.Pow(2, -1 / 1.5);
        var days = new List<DiaryDay>();
        foreach (var day in Diary.Days)
        {
            level = day.Arm + retained * (level - day.Arm);
            days.Add(day with { Value = 0.001 * day.Value + 5 * level });
        }
        var fit = RegressionEngine.Fit(Diary with { Days = days }, new EngineOptions { CarryOverHalfLifeDays = 1.5 });
        Assert.Equal(5.001, fit.Effect(1)!.Mean, 2e-3);
        Assert.NotEqual(5.001, RegressionEngine.Fit(Diary with { Days = days }).Effect(1)!.Mean, 0.3);
        Assert.Throws<ArgumentOutOfRangeException>(() => RegressionEngine.Fit(Diary, new EngineOptions { CarryOverHalfLifeDays = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegressionEngine.Fit(Diary, new EngineOptions { CarryOverHalfLifeDays = double.NaN }));
    }

    [Fact]
    public void CarryOver_FirstDayOnTheArm_StartsInItsSteadyState()
    {
        // The arms exchanged: the first period is now the other one, and one of the two starts on arm 1.
        var exchanged = Diary with { Days = [.. Diary.Days.Select(day => day with { Arm = 1 - day.Arm })] };
        foreach (var diary in new[] { Diary, exchanged })
        {
            double level = diary.Days[0].Arm, retained = Math.Pow(2, -1 / 4.0);
            var days = new List<DiaryDay>();
            foreach (var day in diary.Days)
            {
                level = day.Arm + retained * (level - day.Arm);
                days.Add(day with { Value = 0.0001 * day.Value + 5 * level });
            }
            Assert.Equal(5, RegressionEngine.Fit(diary with { Days = days }, new EngineOptions { CarryOverHalfLifeDays = 4 }).Effect(1)!.Mean, 2e-3);
        }
    }

    [Fact]
    public void CarryOver_UnansweredDaysLeftOut_StillPass()
    {
        var options = new EngineOptions { CarryOverHalfLifeDays = 2 };
        // The first two days of every period, so that the level would be far off if they did not pass.
        var silent = Diary with { Days = [.. Diary.Days.Select(day => day.Day % 6 < 2 && day.Day > 0 ? day with { Value = null } : day)] };
        var left = silent with { Days = [.. silent.Days.Where(day => day.Value is not null || day.Day == 0)] };
        Assert.True(left.Days.Count < silent.Days.Count - 8);
        EffectPosterior whole = RegressionEngine.Fit(silent, options).Effect(1)!, without = RegressionEngine.Fit(left, options).Effect(1)!;
        Assert.Equal(whole.Mean, without.Mean, 1e-10);
        Assert.Equal(whole.StandardDeviation, without.StandardDeviation, 1e-10);
    }

    [Fact]
    public void Effect_UnknownArm_Throws()
    {
        var fit = RegressionEngine.Fit(Diary);
        Assert.Throws<ArgumentOutOfRangeException>(() => fit.Effect(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => fit.Effect(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => fit.Difference(-1, 0));
        Assert.Equal(-fit.Effect(1)!.Mean, fit.Difference(0, 1)!.Mean, 1e-12);
    }
}
