using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>Newey-West, Kenward-Roger and the t-test on days against R 4.2.2 (sandwich 3.0-2, nlme 3.1-162 and code written from the paper).</summary>
public sealed class ReferenceLineTests
{
    private static (int[] Days, double[][] Columns) Columns(GoldenCase golden)
    {
        int[] used = [.. Enumerable.Range(0, golden.Y.Length).Where(i => golden.Y[i].HasValue)];
        return ([.. used.Select(i => golden.Day[i])],
            [[.. used.Select(_ => 1.0)], [.. used.Select(i => (double)golden.Trt[i])], [.. used.Select(i => golden.Y[i]!.Value)]]);
    }

    private static void Interval(double[] expected, StandardLine actual, double unit, double tolerance)
    {
        Assert.Equal(expected[0] / unit, actual.Estimate / unit, tolerance);
        Assert.Equal(expected[1] / unit, actual.Low / unit, tolerance);
        Assert.Equal(expected[2] / unit, actual.High / unit, tolerance);
    }

    [Theory, MemberData(nameof(EngineGoldenTests.Cases), MemberType = typeof(EngineGoldenTests))]
    public void Fit_GoldenCase_EqualsR(int index)
    {
        var golden = GoldenCase.All[index];
        var (days, columns) = Columns(golden);
        Interval(golden.NeweyWest, NeweyWest.Fit(columns, 1)!, golden.SdY, 1e-9);
        var least = GeneralizedLeastSquares.LeastSquares(columns)!;
        Interval(golden.NaiveT, StandardLine.From(least.Coefficients[1], least.StandardErrors[1], days.Length - 2)!, golden.SdY, 1e-9);
        // R maximises numerically, and phi carries its last digits into everything else.
        var adjusted = KenwardRoger.Fit(days, columns, 1)!;
        Assert.Equal(golden.RemlKr.Est / golden.SdY, adjusted.Estimate / golden.SdY, 1e-6);
        Assert.Equal(1, adjusted.StandardError / golden.RemlKr.SeKr, 1e-5);
        Assert.Equal(1, adjusted.DegreesOfFreedom / golden.RemlKr.Df, 1e-4);
        var fit = GeneralizedLeastSquares.Fit([(days, columns)])!;
        Assert.Equal(1, fit.StandardErrors[1] / golden.RemlKr.Se, 1e-5);
        Assert.Equal(1, fit.Sigma * fit.Sigma / golden.RemlKr.S2, 1e-4);
    }

    [Fact]
    public void NeweyWest_LakeHuronFourLags_EqualsSandwich()
    {
        var table = TestTable.Read("lake-huron.csv");
        double[][] columns = [[.. Enumerable.Repeat(1.0, table.Count)], [.. table.Numbers("year").Select(year => year - 1920)], table.Numbers("level")];
        var slope = NeweyWest.Fit(columns, 1, 4)!;
        Assert.Equal(579.0887855198311627, NeweyWest.Fit(columns, 0, 4)!.Estimate, 1e-9);
        Assert.Equal(0.19336780187253919, NeweyWest.Fit(columns, 0, 4)!.StandardError, 1e-12);
        Assert.Equal(-0.0242011106223183, slope.Estimate, 1e-13);
        Assert.Equal(0.00717827581008754, slope.StandardError, 1e-14);
        Assert.Equal(96, slope.DegreesOfFreedom);
        Assert.Null(NeweyWest.Fit([[1, 1], [0, 1], [3, 4]], 1));
    }

    [Fact]
    public void KenwardRoger_LakeHuronWithGaps_EqualsIndependentComputation()
    {
        var table = TestTable.Read("lake-huron.csv");
        int[] dropped = [5, 6, 7, 20, 33, 34, 50, 61, 77, 78, 79, 80, 90];
        int[] kept = [.. Enumerable.Range(0, table.Count).Where(i => !dropped.Contains(i + 1))];
        double[] years = table.Numbers("year"), levels = table.Numbers("level");
        var slope = KenwardRoger.Fit([.. kept.Select(i => (int)years[i])],
            [[.. kept.Select(_ => 1.0)], [.. kept.Select(i => years[i] - 1920)], [.. kept.Select(i => levels[i])]], 1)!;
        Assert.Equal(-0.0213704241442123, slope.Estimate, 1e-8);
        Assert.Equal(0.0108882003927017, slope.StandardError, 1e-7);
        Assert.Equal(4.3510137140208576, slope.DegreesOfFreedom, 1e-4);
    }

    [Theory]
    [InlineData(3, 0.025, 3.1824463052837078)]
    [InlineData(2.7, 0.025, 3.3921483831737502)]
    [InlineData(1, 0.025, 12.706204736432095)]
    [InlineData(1e7, 0.025, 1.9599642)]
    public void UpperQuantile_AnyDegrees_EqualsR(double degrees, double tail, double expected) =>
        Assert.Equal(1, StandardLine.UpperQuantile(degrees, tail) / expected, degrees > 1e6 ? 1e-7 : 1e-10);

    [Fact]
    public void From_NoUsableDegrees_IsNull()
    {
        Assert.Null(StandardLine.From(1, 1, 0));
        Assert.Null(StandardLine.From(1, 1, double.NaN));
        Assert.Null(StandardLine.From(1, double.PositiveInfinity, 5));
        Assert.NotNull(StandardLine.From(1, 1, 0.1));
        Assert.Null(StandardLine.From(1, 1, 0.099));
    }

    [Fact]
    public void From_EndsBeyondEveryNumber_IsNull()
    {
        Assert.Null(StandardLine.From(1.6e308, 1e307, 3));
        Assert.Null(StandardLine.From(-1.6e308, 1e307, 3));
        Assert.NotNull(StandardLine.From(1.2e308, 1e307, 3));
    }

    [Fact]
    public void Times_Unit_ScalesAllButTheDegrees() =>
        Assert.Equal(new StandardLine(20, 5, 7, 10, 30), new StandardLine(8, 2, 7, 4, 12).Times(2.5));

    /// <summary>With a correlation near 1 the correction has less than one degree of freedom: no interval then.</summary>
    [Fact]
    public void KenwardRoger_HardlyAnyDegreesOfFreedom_IsNull()
    {
        var table = TestTable.Read("lake-huron.csv");
        double[] years = table.Numbers("year"), ones = [.. years.Select(_ => 1.0)], since = [.. years.Select(year => year - 1920)];
        int[] days = [.. years.Select(year => (int)year)];
        var fit = GeneralizedLeastSquares.Fit([(days, [ones, since, table.Numbers("level")])])!;
        Assert.InRange(KenwardRoger.Correct(fit with { Phi = 0.9 }, days, [ones, since], 1)!.DegreesOfFreedom, 1, 3);
        Assert.Null(KenwardRoger.Correct(fit with { Phi = 0.95 }, days, [ones, since], 1));
    }
}
