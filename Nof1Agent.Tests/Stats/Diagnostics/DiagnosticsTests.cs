using Nof1Agent.Stats.Diagnostics;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Tests.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Diagnostics;

public sealed class DiagnosticsTests
{
    [Theory]
    // R 4.2.2: fisher.test(matrix(c(a, n - a, b, m - b), 2))$p.value
    [InlineData(3, 14, 9, 14, 0.05423789653161031)]
    [InlineData(0, 28, 5, 28, 0.05145797598627789)]
    [InlineData(2, 20, 2, 20, 1)]
    [InlineData(0, 10, 0, 10, 1)]
    [InlineData(1, 8, 6, 7, 0.01010101010101011)]
    public void MissingByArm_Table_EqualsFisherInR(int a, int n, int b, int m, double expected) =>
        Assert.Equal(expected, MissingByArm.Compare(a, n, b, m).PValue, 1e-12);

    [Fact]
    public void RunsTest_KnownSequence_HandComputed()
    {
        // Ten pluses and ten minuses in strict alternation: 20 runs, expected 11, variance 2*100*(200-20)/(400*19).
        var (runs, p) = ResidualCheck.RunsTest([.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? 1.0 : -1.0)]);
        Assert.Equal(20, runs);
        var z = 9 / Math.Sqrt(200.0 * 180 / (400 * 19));
        Assert.Equal(2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, -z), p, 1e-12);
        Assert.Equal((1, 1.0), ResidualCheck.RunsTest([1, 2, 3]));
    }

    [Fact]
    public void Residuals_AutoregressiveNoise_AreWhiteAfterTheFit()
    {
        double raw = 0, white = 0, squares = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            var diary = Simulated.Diary(6, 7, 0.6, 1, 0, 0.1, seed);
            var check = Check(diary);
            white += check.LagOne / 40;
            squares += Math.Pow(check.Largest, 2) / 40;
            var values = diary.Days.Where(day => day.IsUsed).Select(day => day.Value!.Value).ToArray();
            raw += Correlation(values) / 40;
        }
        Assert.True(raw > 0.3);
        Assert.InRange(white, -0.12, 0.05);
        Assert.InRange(squares, 3, 12);
    }

    [Fact]
    public void Residuals_OneWildDay_IsNamed()
    {
        var diary = Simulated.Diary(4, 7, 0.2, 0, 0, 0, 11);
        var check = Check(diary with { Days = [.. diary.Days.Select(day => day.Day == 30 ? day with { Value = 15 } : day)] });
        Assert.Equal(30, check.LargestDay);
        Assert.True(check.Largest > 4);
    }

    private static ResidualCheck Check(TrialDiary diary)
    {
        var design = EngineDesign.From(diary, new EngineOptions());
        return ResidualCheck.Of(design, RegressionEngine.Solve(design, null))!;
    }

    private static double Correlation(double[] values)
    {
        var mean = values.Average();
        return Enumerable.Range(1, values.Length - 1).Sum(i => (values[i] - mean) * (values[i - 1] - mean)) / values.Sum(value => (value - mean) * (value - mean));
    }

    [Fact]
    public void CarryOver_HalfLifeTwoDays_SeenAndCorrected()
    {
        double ignored = 0, corrected = 0, halfLife = 0, without = 0;
        int seen = 0, falselySeen = 0;
        for (ulong seed = 0; seed < 30; seed++)
        {
            var noise = Simulated.Diary(6, 7, 0.3, 0, 0, 0.1, seed);
            double level = 0, retained = Math.Pow(2, -0.5);
            var days = new List<DiaryDay>();
            foreach (var day in noise.Days)
            {
                level = day.Day == 0 ? day.Arm : level + (1 - retained) * (day.Arm - level);
                days.Add(day with { Value = 0.7 * day.Value + 3 * level });
            }
            var diary = noise with { Days = days };
            var line = Assert.Single(CarryOverLine.Fit(diary, new EngineOptions())!);
            ignored += RegressionEngine.Fit(diary).Effect(1)!.Mean / 30;
            corrected += line.Estimate / 30;
            halfLife += line.MeanHalfLifeDays / 30;
            var nothing = Assert.Single(CarryOverLine.Fit(noise, new EngineOptions())!);
            without += nothing.MeanHalfLifeDays / 30;
            seen += line.WashoutTooShort ? 1 : 0;
            falselySeen += nothing.WashoutTooShort ? 1 : 0;
        }
        Assert.True(ignored < 2.2, $"{ignored}");
        Assert.InRange(corrected, 2.7, 3.4);
        Assert.InRange(halfLife, 1.5, 2.4);
        Assert.InRange(without, 1.0, 2.0);
        Assert.InRange(seen, 25, 30);
        Assert.InRange(falselySeen, 0, 2);
    }

    [Fact]
    public void FirstDaysDropped_SevenDayPeriods_LeavesTwoOut()
    {
        var diary = Simulated.Diary(4, 7, 0.3, 1, 0, 0, 5);
        var line = Assert.Single(FirstDaysDropped.Fit(diary, new EngineOptions())!);
        Assert.Equal(2, line.DroppedDays);
        // The same by hand.
        var days = new List<DiaryDay>();
        var start = 0;
        foreach (var day in diary.Days)
        {
            if (day.Day == 0 || diary.Days[day.Day - 1].Arm != day.Arm)
                start = day.Day;
            days.Add(day.Day - start < 2 ? day with { Counted = false } : day);
        }
        Assert.Equal(RegressionEngine.Fit(diary with { Days = days }).Effect(1)!.Mean, line.Estimate, 1e-9);
        Assert.Null(FirstDaysDropped.Fit(Simulated.Diary(14, 2, 0, 0, 0, 0, 1), new EngineOptions()));
    }

    [Fact]
    public void Influence_OneWildDayAndCycle_AreFound()
    {
        var diary = Simulated.Diary(4, 7, 0, 0, 0, 0, 21);
        var wild = diary with { Days = [.. diary.Days.Select(day => day.Day == 40 ? day with { Value = 12 } : day)] };
        var fit = RegressionEngine.Fit(wild);
        var influence = Assert.Single(Influence.Of(wild, new EngineOptions(), fit));
        Assert.Equal(40, influence.Day);
        Assert.Equal(2, influence.Block);
        var without = RegressionEngine.Fit(wild with { Days = [.. wild.Days.Select(day => day.Day == 40 ? day with { Value = null } : day)] }).Effect(1)!.Mean;
        Assert.Equal(without, influence.EstimateWithoutDay!.Value, 1e-9);
        Assert.Equal((without - fit.Effect(1)!.Mean) / fit.Effect(1)!.StandardDeviation, influence.DayShift!.Value, 1e-9);
        Assert.True(influence.LowestWithoutBlock <= influence.EstimateWithoutBlock && influence.EstimateWithoutBlock <= influence.HighestWithoutBlock);
    }

    [Fact]
    public void Analyze_AnsweredLessOnOneArm_Warns()
    {
        var diary = Simulated.Diary(4, 7, 0.2, 0, 0, 0, 2);
        var report = TrialReport.Analyze(diary with { Days = [.. diary.Days.Select(day => day.Arm == 1 && day.Day % 3 == 0 ? day with { Value = null } : day)] },
            new AnalysisPlan { HigherIsBetter = true });
        Assert.Contains(report.Warnings, warning => warning.Contains("unanswered unequally", StringComparison.Ordinal));
        Assert.DoesNotContain(TrialReport.Analyze(diary, new AnalysisPlan { HigherIsBetter = true }).Warnings,
            warning => warning.Contains("unanswered", StringComparison.Ordinal));
    }
}
