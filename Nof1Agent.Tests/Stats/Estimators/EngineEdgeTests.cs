using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>Where the engine begins to refuse, and the small parts it is made of.</summary>
public sealed class EngineEdgeTests
{
    /// <summary>Days 0, 1, 2... on the arms given, answers that follow no pattern.</summary>
    private static TrialDiary Diary(string arms, int names = 2)
    {
        double[] answers = [3, 7, 4, 9, 5, 1, 8, 2, 6, 4.5, 7.5, 3.5];
        return new TrialDiary([.. Enumerable.Range(0, names).Select(arm => $"arm {arm}")],
            [.. arms.Select((arm, day) => new DiaryDay(day, arm - '0', day, day / 2, answers[day], true))]);
    }

    [Theory]
    // One more day than flat columns and arms, and two days per arm.
    [InlineData("01101", true, false, true)]
    [InlineData("0110", true, false, false)]
    [InlineData("0110", false, false, true)]
    [InlineData("011011", true, true, true)]
    [InlineData("01101", true, true, false)]
    [InlineData("01101", false, true, true)]
    [InlineData("01111", false, false, false)]
    [InlineData("10000", false, false, false)]
    [InlineData("00111", false, false, true)]
    public void Fit_FewestDays_IsTheNumberOfColumnsPlusTwo(string arms, bool trend, bool weekend, bool fits)
    {
        var fit = RegressionEngine.Fit(Diary(arms), new EngineOptions { Trend = trend, SaturdayRemainder = weekend ? 3 : null });
        Assert.Equal(fits, fit.Refusal is null);
        if (!fits)
            Assert.StartsWith("Too few days", fit.Refusal, StringComparison.Ordinal);
        Assert.Equal(fits ? arms.Length : 0, fit.ObservationCount);
    }

    [Fact]
    public void Fit_ThirdArmWithOneDay_IsRefusedByName() => Assert.Contains("arm 2: 1 answered", RegressionEngine.Fit(Diary("0110112", 3)).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Fit_RefusedTwice_HasNothing()
    {
        var fit = RegressionEngine.Fit(Diary("011"));
        Assert.Null(fit.Effect(1));
        Assert.Null(fit.Difference(1, 0));
        Assert.Null(fit.MeanPhi);
        Assert.Null(fit.MeanPeriodShock);
        Assert.Null(fit.LogBayesFactor);
        Assert.Equal(double.NegativeInfinity, fit.LogEvidence);
        Assert.Null(BestArm.Probabilities(fit, 2, true));
    }

    [Fact]
    public void Fit_AnAnswerOfZero_IsAnAnswer()
    {
        var diary = Diary("0110100110");
        var shifted = diary with { Days = [.. diary.Days.Select(day => day with { Value = day.Value - 4 })] };
        Assert.Contains(shifted.Days, day => day.Value == 0);
        Assert.Equal(RegressionEngine.Fit(diary).Effect(1)!.Mean, RegressionEngine.Fit(shifted).Effect(1)!.Mean, 1e-9);
    }

    [Fact]
    public void PeriodShocks_OneLongPeriod_IsEnough()
    {
        int[] periods = [0, 0, 0, 1, 2, 3, 4, 5, 6, 7];
        var diary = Diary("0001010101") is var days ? days with { Days = [.. days.Days.Select((day, i) => day with { Period = periods[i], Block = 0 })] } : null!;
        Assert.True(RegressionEngine.Fit(diary).MeanPeriodShock > 0);
        var uncounted = diary with { Days = [.. diary.Days.Select(day => day.Day == 0 ? day with { Counted = false } : day)] };
        Assert.Equal(0, RegressionEngine.Fit(uncounted).MeanPeriodShock);
    }

    [Theory]
    [InlineData("0000011111", "arms cannot be told apart from each other or from the trend", true)]
    [InlineData("0101010101", "trend or weekend", false)]
    public void Fit_ColumnsThatCannotBeToldApart_NamesThem(string arms, string reason, bool byTrend)
    {
        // Arms that rise with the days, or days that all lie on weekends.
        var diary = Diary(arms);
        diary = byTrend
            ? diary with { Days = [.. diary.Days.Select(day => day with { Day = day.Arm == 0 ? 0 + day.Day : 1_000_000_000 + day.Day, Period = day.Arm, Block = 0 })] }
            : diary with { Days = [.. diary.Days.Select(day => day with { Day = day.Day / 2 * 7 + day.Day % 2 })] };
        Assert.Contains(reason, RegressionEngine.Fit(diary, new EngineOptions { SaturdayRemainder = byTrend ? null : 0 }).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void BestArm_TwoArmsEitherDirection_IsTheShareOnThatSide()
    {
        var fit = RegressionEngine.Fit(Diary("0110100110"), new EngineOptions { Tau = 0.5 });
        var above = fit.Effect(1)!.ProbabilityAbove(0);
        Assert.NotEqual(0.5, above, 0.01);
        Assert.Equal([1 - above, above], BestArm.Probabilities(fit, 2, higherIsBetter: true)!);
        Assert.Equal([above, 1 - above], BestArm.Probabilities(fit, 2, higherIsBetter: false)!);
    }

    [Fact]
    public void BestArm_ThreeArmsLowerIsBetter_MirrorsTheOutcome()
    {
        var diary = EngineDenseTests.ManyArms(3, 11);
        var mirrored = diary with { Days = [.. diary.Days.Select(day => day with { Value = -day.Value })] };
        EngineFit fit = RegressionEngine.Fit(diary, new EngineOptions { Tau = 0.5 }), turned = RegressionEngine.Fit(mirrored, new EngineOptions { Tau = 0.5 });
        var lowest = BestArm.Probabilities(fit, 3, higherIsBetter: false)!;
        Assert.Equal(BestArm.Probabilities(turned, 3, higherIsBetter: true)!, lowest, (x, y) => Math.Abs(x - y) < 4e-3);
        Assert.Equal(1, lowest.Sum(), 1e-12);
        Assert.True(lowest[0] > lowest[2]);
    }

    [Fact]
    public void Draw_FixedNumbers_IsTheJointPosterior()
    {
        // Over many quasi-random points the draws must have the means and the spread of the mixtures.
        var fit = RegressionEngine.Fit(EngineDenseTests.ManyArms(3, 11), new EngineOptions { Tau = 0.5 });
        double[] sums = new double[2], squares = new double[2], effects = new double[2];
        var products = 0.0;
        var noise = new SimulationNoise(5);
        const int count = 20_000;
        for (var i = 0; i < count; i++)
        {
            fit.Solution!.Draw(noise.Uniform(), noise.Uniform(), [noise.Normal(), noise.Normal()], effects);
            for (var j = 0; j < 2; j++)
                (sums[j], squares[j]) = (sums[j] + effects[j] / count, squares[j] + effects[j] * effects[j] / count);
            products += effects[0] * effects[1] / count;
        }
        // The draws are in units of the scaled outcome.
        var unit = sums[0] / fit.Effect(1)!.Mean;
        var spreads = sums.Zip(squares, (mean, square) => Math.Sqrt(square - mean * mean)).ToArray();
        Assert.Equal(fit.Effect(2)!.Mean * unit, sums[1], 0.05 * Math.Abs(sums[1]));
        for (var j = 0; j < 2; j++)
            Assert.Equal(1, spreads[j] / (fit.Effect(j + 1)!.StandardDeviation * unit), 0.03);
        var difference = Math.Sqrt(spreads[0] * spreads[0] + spreads[1] * spreads[1] - 2 * (products - sums[0] * sums[1]));
        Assert.Equal(1, difference / (fit.Difference(2, 1)!.StandardDeviation * unit), 0.03);
    }

    /// <summary>The weights add up to one but for rounding: the last component takes what is left.</summary>
    [Fact]
    public void Draw_UpperEnd_IsFromTheLastComponent()
    {
        var effects = new double[1];
        foreach (var golden in GoldenCase.All)
        {
            RegressionEngine.Fit(golden.Diary).Solution!.Draw(1, 0.5, [0], effects);
            Assert.True(double.IsFinite(effects[0]));
        }
    }

    [Fact]
    public void BlockDifferences_IncompleteCycles_AreLeftOutAndTheRestIsInOrder()
    {
        // Cycle, arm, value; the third cycle has only the arm, the fourth only the reference.
        (int Block, int Arm, double Value)[] days = [(5, 1, 9), (5, 0, 4), (1, 0, 1), (1, 1, 2), (1, 1, 6), (2, 1, 50), (3, 0, 60), (1, 2, 99), (9, 0, 1), (9, 1, 0)];
        var diary = new TrialDiary(["A", "B", "C"], [.. days.Select((day, i) => new DiaryDay(i, day.Arm, i, day.Block, day.Value, true))]);
        Assert.Equal([3, 5, -1], BlockDifferences.Of(diary, 1));
        Assert.Equal([95], BlockDifferences.Of(diary, 2, 1));
        Assert.Empty(BlockDifferences.Of(diary with { Days = [.. diary.Days.Select(day => day with { Counted = false })] }, 1));
    }

    [Theory]
    [InlineData(new double[] { 4, 2, 10 }, true, new double[] { 2, 1, 3 })]
    [InlineData(new double[] { 4, 2, 1 }, false, new double[] { 2, 1, 0 })]
    [InlineData(new double[] { 4, 2, 0.5 }, false, new double[] { 2, 1, 0 })]
    [InlineData(new double[] { 0, 2, 10 }, false, new double[] { 0, 2, 10 })]
    [InlineData(new double[] { 4, 2, double.PositiveInfinity }, false, new double[] { 2, 1, 0 })]
    [InlineData(new double[] { double.NaN, 2, 10 }, false, new double[] { 0, 2, 10 })]
    public void Cholesky_AnyMatrix_FactorsOrStopsWithAZeroPivot(double[] triangle, bool positive, double[] expected)
    {
        double[] work = [.. triangle];
        Assert.Equal(positive, Cholesky.Factor(work, 2));
        Assert.Equal(expected, work);
    }

    [Fact]
    public void CorrelationBand_Uncorrelated_IsFinite()
    {
        var band = new CorrelationBand(0, [0, 1, 3]);
        // R' has ones only beside the diagonal where days are neighbours, and R is the identity.
        Assert.Equal([-20, -10, 0], band.FirstDerivative([10, 20, 30]));
        Assert.Equal([20, -20, -40], band.SecondDerivative([10, 20, 30]));
        Assert.Equal([10, 20, 30], band.Correlate([10, 20, 30]));
        Assert.Equal((0, 2), (band.TraceFirst, band.TraceSecond));
    }
}
