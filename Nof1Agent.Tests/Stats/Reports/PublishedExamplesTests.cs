using System.Globalization;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Outcomes;
using Nof1Agent.Tests.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Reports;

/// <summary>Three published N-of-1 data sets against what R 4.2.2 makes of them (TestData/Stats/ref_numbers.out, 12 to 14), by every line that both compute.</summary>
public sealed class PublishedExamplesTests
{
    private sealed record Example(int[] Days, double[] Arms, double[] Values, int PeriodDays)
    {
        public static Example Read(string file, string arm, string value, int periodDays)
        {
            var table = TestTable.Read(file);
            var told = table.Text(value);
            int[] used = [.. Enumerable.Range(0, told.Length).Where(i => told[i].Length > 0)];
            return new Example(used, [.. used.Select(i => table.Numbers(arm)[i])], [.. used.Select(i => double.Parse(told[i], CultureInfo.InvariantCulture))], periodDays);
        }

        public double[][] Columns => [[.. Days.Select(_ => 1.0)], Arms, Values];

        public double[][] WithTrend => [[.. Days.Select(_ => 1.0)], Arms, [.. Days.Select(day => (double)day)], Values];

        public TrialDiary Diary => new(["usual", "treatment"], [.. Days.Select((day, i) => new DiaryDay(
            day, (int)Arms[i], day / PeriodDays, day / PeriodDays / 2, Values[i], true))]);
    }

    private static Example Laughter => Example.Read("laughter.csv", "arm", "value", 3);

    private static Example Worked => Example.Read("nof1ins-example.csv", "arm", "value", 7);

    private static Example Melatonin => Example.Read("miura.csv", "melatonin", "mood", 1);

    private static void Interval(double estimate, double low, double high, StandardLine actual, double tolerance)
    {
        Assert.Equal(estimate, actual.Estimate, tolerance);
        Assert.Equal(low, actual.Low, tolerance);
        Assert.Equal(high, actual.High, tolerance);
    }

    private static StandardLine OnDays(Example example)
    {
        var least = GeneralizedLeastSquares.LeastSquares(example.Columns)!;
        return StandardLine.From(least.Coefficients[1], least.StandardErrors[1], example.Days.Length - 2)!;
    }

    private static StandardLine Gls(int[] days, double[][] columns)
    {
        var fit = GeneralizedLeastSquares.Fit([(days, columns)])!;
        return StandardLine.From(fit.Coefficients[1], fit.StandardErrors[1], days.Length - (columns.Length - 1))!;
    }

    [Fact]
    public void Laughter_EveryLine_EqualsR()
    {
        Interval(-0.555555555555555, -3.82361026245590, 2.71249915134479, OnDays(Laughter), 1e-9);
        Interval(-0.419999596108181, -3.47706738341925, 2.63706819120289, Gls(Laughter.Days, Laughter.Columns), 2e-5);
        Interval(-0.419999599927463, -3.82123620103944, 2.98123700118451, KenwardRoger.Fit(Laughter.Days, Laughter.Columns, 1)!, 2e-4);
        var differences = BlockDifferences.Of(Laughter.Diary, 1);
        var paired = PairedBlockTest.Run(differences)!;
        Assert.Equal(-0.555555555555556, paired.Estimate, 1e-12);
        Assert.Equal(-5.11607678776849, paired.Low, 1e-9);
        Assert.Equal(4.00496567665738, paired.High, 1e-9);
        Assert.Equal(1, SignFlipTest.Run(differences)!.PValue, 1e-12);
        // Proportional odds on the answers as they are: logit P(Y <= j) = cut - slope x.
        var levels = Laughter.Values.Distinct().Order().ToArray();
        var odds = ProportionalOdds.Fit([.. Laughter.Values.Select(value => Array.IndexOf(levels, value))], levels.Length, [Laughter.Arms])!;
        Assert.Equal(-0.307209736089015, odds.Slopes[0], 1e-4);
        Assert.Equal(0.832932153596223, odds.StandardErrors[0], 1e-3);
    }

    [Fact]
    public void WorkedExample_EveryLine_EqualsR()
    {
        Interval(-2, -3.09936295586110, -0.900637044138903, OnDays(Worked), 1e-9);
        Interval(-1.10962998528915, -2.35229747754261, 0.133037506964308, Gls(Worked.Days, Worked.Columns), 2e-5);
        Interval(-1.02666262084957, -2.33587790861066, 0.282552666911526, Gls(Worked.Days, Worked.WithTrend), 2e-5);
        var adjusted = KenwardRoger.Fit(Worked.Days, Worked.Columns, 1)!;
        Interval(-1.10962998947807, -2.68080777487601, 0.461547795919882, adjusted, 2e-4);
        Assert.Equal(1, adjusted.StandardError / 0.760593621360466, 1e-5);
        Assert.Equal(1, adjusted.DegreesOfFreedom / 23.605435649871215, 1e-4);
        var paired = PairedBlockTest.Run(BlockDifferences.Of(Worked.Diary, 1))!;
        Assert.Equal(-1.88571428571429, paired.Estimate, 1e-12);
        Assert.Equal(-19.67440091635885, paired.Low, 1e-8);
        Assert.Equal(15.902972344930276, paired.High, 1e-8);
    }

    /// <summary>
    /// The independent computation integrates phi over (-1, 1) on a finer grid; ours runs from -.9 to .98 in steps of .04. nof1ins itself, by simulation:
    /// -1.1673 (-2.4261 to 0.0992).
    /// </summary>
    [Fact]
    public void WorkedExample_Engine_AgreesWithAFinerGridOfPhi()
    {
        var effect = RegressionEngine.Fit(Worked.Diary, new EngineOptions { Trend = false, PeriodShocks = false }).Effect(1)!;
        Assert.Equal(-1.16929913516676, effect.Mean, 0.01);
        Assert.Equal(-2.43324038613661, effect.Interval().Low, 0.03);
        Assert.Equal(0.100372347159390, effect.Interval().High, 0.03);
        Assert.Equal(0.741718604473144, effect.MeanPhi, 0.01);
        Assert.Equal(0.965244052634193, 1 - effect.ProbabilityAbove(0), 0.003);
        Assert.Equal(0.607419090653627, 1 - effect.ProbabilityAbove(-1), 0.006);
    }

    [Fact]
    public void Melatonin_EveryLine_EqualsR()
    {
        Interval(0.919047619047618, -1.714075075344655, 3.55217031343989, OnDays(Melatonin), 1e-9);
        Interval(0.919047619047620, -1.488983956639098, 3.32707919473434, NeweyWest.Fit(Melatonin.Columns, 1)!, 1e-9);
        Interval(1.033918366195425, -0.819343569494497, 2.88718030188535, Gls(Melatonin.Days, Melatonin.Columns), 2e-5);
        Interval(1.000266212208557, -0.923638493942482, 2.92417091835960, Gls(Melatonin.Days, Melatonin.WithTrend), 2e-5);
        Interval(1.033918363902324, -0.866420724771079, 2.93425745257573, KenwardRoger.Fit(Melatonin.Days, Melatonin.Columns, 1)!, 2e-4);
        Interval(1.000266225273779, -0.965294275547732, 2.96582672609529, KenwardRoger.Fit(Melatonin.Days, Melatonin.WithTrend, 1)!, 2e-4);
    }
}
