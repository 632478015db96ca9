using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>Against nlme 3.1-162 (R 4.2.2) and NIST's certified values.</summary>
public sealed class GeneralizedLeastSquaresTests
{
    /// <summary>The best correlation of a series that turns round every day lies at the lower end of the range.</summary>
    [Fact]
    public void Fit_DaysThatAlternate_FindsTheLowerEnd()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? 1 : -1) + (1e-4 * Math.Sin(i)))];
        var fit = GeneralizedLeastSquares.Fit([([.. Enumerable.Range(0, 40)], [[.. Enumerable.Repeat(1.0, 40)], values])])!;
        Assert.InRange(fit.Phi, -1, -0.985);
        Assert.Equal(0, fit.Coefficients[0], 1e-3);
    }

    /// <summary>Some short series have a likelihood with two hills, these among them: no correlation on a fine grid may be likelier than the one that was found.</summary>
    [Fact]
    public void Fit_ShortSeries_NoOtherCorrelationIsLikelier()
    {
        foreach (var seed in new ulong[] { 0, 7, 81, 86, 112, 131, 146, 148, 211, 267, 307, 312, 422, 443, 527, 592, 652, 677, 732, 957, 998, 1037 })
        {
            var noise = new SimulationNoise(seed);
            var count = 5 + (int)(seed % 5);
            int[] days = [.. Enumerable.Range(0, count).Select(i => i + i / 3)];
            double[][] columns = [[.. days.Select(_ => 1.0)], [.. days.Select((_, i) => i % 2 == 0 ? 1.0 : 0)], [.. days.Select(_ => noise.Normal())]];
            var fit = GeneralizedLeastSquares.Fit([(days, columns)])!;
            for (var phi = -0.98; phi < 0.99; phi += 0.02)
            {
                var white = columns.Select(column => AutoregressiveWhitening.Apply(phi, days, column)).ToArray();
                var other = GeneralizedLeastSquares.LeastSquares(white, phi, AutoregressiveWhitening.LogDeterminant(phi, days));
                Assert.True(fit.LogLikelihood >= (other?.LogLikelihood ?? double.NegativeInfinity) - 1e-9, $"seed {seed}: {phi:F2} is likelier than {fit.Phi:F3}");
            }
        }
    }

    [Theory, MemberData(nameof(EngineGoldenTests.Cases), MemberType = typeof(EngineGoldenTests))]
    public void Fit_GoldenCase_EqualsNlme(int index)
    {
        var golden = GoldenCase.All[index];
        var used = Enumerable.Range(0, golden.Y.Length).Where(i => golden.Y[i].HasValue).ToArray();
        int[] days = [.. used.Select(i => golden.Day[i])];
        double[] ones = [.. used.Select(_ => 1.0)], arm = [.. used.Select(i => (double)golden.Trt[i])], day = [.. used.Select(i => (double)golden.Day[i])];
        double[] outcome = [.. used.Select(i => golden.Y[i]!.Value)];
        Equal(golden.Gls, GeneralizedLeastSquares.Fit([(days, [ones, arm, outcome])])!, golden.SdY);
        Equal(golden.GlsTrend, GeneralizedLeastSquares.Fit([(days, [ones, arm, day, outcome])])!, golden.SdY);
    }

    private static void Equal(GoldenGls expected, GeneralizedLeastSquares actual, double unit)
    {
        if (expected.Phi > 0.9999)
        {
            // Two trials have no maximum inside the range: nlme stops short of a random walk, this fit at its stated bound.
            Assert.Equal(0.999, actual.Phi, 1e-6);
            Assert.Equal(expected.B[1] / unit, actual.Coefficients[1] / unit, 2e-3);
            return;
        }
        // nlme maximises numerically: 1e-5 relative to the day-to-day standard deviation is what its own phi allows.
        Assert.Equal(expected.Phi, actual.Phi, 3e-5);
        Assert.Equal(1, actual.Sigma / expected.Sigma, 3e-5);
        Assert.Equal(expected.LogLikelihood, actual.LogLikelihood, 1e-6);
        Assert.Equal(expected.B[1] / unit, actual.Coefficients[1] / unit, 1e-5);
        Assert.Equal(1, actual.StandardErrors[1] / expected.Se[1], 1e-5);
    }

    [Fact]
    public void Fit_LakeHuron_EqualsNlme()
    {
        var table = TestTable.Read("lake-huron.csv");
        var fit = Huron(Enumerable.Range(0, table.Count), table);
        Assert.Equal(0.8247674129516058, fit.Phi, 2e-6);
        Assert.Equal(-0.0194345899707252, fit.Coefficients[1], 2e-7);
        Assert.Equal(0.0126641385238887, fit.StandardErrors[1], 2e-7);
        Assert.Equal(1.2605539988062782, fit.Sigma, 1e-5);
        Assert.Equal(-108.9152061779091838, fit.LogLikelihood, 1e-7);
    }

    [Fact]
    public void Fit_LakeHuronWithGaps_EqualsNlme()
    {
        var table = TestTable.Read("lake-huron.csv");
        int[] dropped = [5, 6, 7, 20, 33, 34, 50, 61, 77, 78, 79, 80, 90];
        var fit = Huron(Enumerable.Range(0, table.Count).Where(i => !dropped.Contains(i + 1)), table);
        Assert.Equal(0.8147706133, fit.Phi, 2e-6);
        Assert.Equal(-0.0213704258088607, fit.Coefficients[1], 2e-7);
        Assert.Equal(0.0119741301452269, fit.StandardErrors[1], 2e-7);
        Assert.Equal(1.2136861269020784, fit.Sigma, 1e-5);
        Assert.Equal(-96.1705413253327492, fit.LogLikelihood, 1e-7);
    }

    private static GeneralizedLeastSquares Huron(IEnumerable<int> rows, TestTable table)
    {
        int[] kept = [.. rows];
        double[] years = table.Numbers("year"), levels = table.Numbers("level");
        return GeneralizedLeastSquares.Fit([([.. kept.Select(i => (int)years[i])],
            [[.. kept.Select(_ => 1.0)], [.. kept.Select(i => years[i] - 1920)], [.. kept.Select(i => levels[i])]])])!;
    }

    [Fact]
    public void Fit_OvaryElevenSeries_EqualsNlme()
    {
        var table = TestTable.Read("ovary.csv");
        double[] mares = table.Numbers("Mare"), times = table.Numbers("Time"), follicles = table.Numbers("follicles");
        var series = Enumerable.Range(0, table.Count).GroupBy(i => mares[i]).Select(rows =>
        {
            int[] kept = [.. rows];
            return (Enumerable.Range(0, kept.Length).ToArray(), new double[][]
            {
                [.. kept.Select(_ => 1.0)],
                [.. kept.Select(i => Math.Sin(2 * Math.PI * times[i]))],
                [.. kept.Select(i => Math.Cos(2 * Math.PI * times[i]))],
                [.. kept.Select(i => follicles[i])],
            });
        }).ToArray();
        var fit = GeneralizedLeastSquares.Fit(series)!;
        Assert.Equal(12.216398181, fit.Coefficients[0], 1e-5);
        Assert.Equal(-2.774712198, fit.Coefficients[1], 1e-5);
        Assert.Equal(-0.899604717, fit.Coefficients[2], 1e-5);
        Assert.Equal(0.664643651164696, fit.StandardErrors[0], 1e-5);
        Assert.Equal(0.753207889, fit.Phi, 1e-5);
        Assert.Equal(4.616171573, fit.Sigma, 1e-4);
        Assert.Equal(-780.72725529511, fit.LogLikelihood, 1e-6);
    }

    [Fact]
    public void LeastSquares_Longley_KeepsTenCertifiedDigits()
    {
        var table = TestTable.Read("longley.csv");
        double[] Scaled(string column, double factor) => [.. table.Numbers(column).Select(value => Math.Round(value * factor, 6))];
        var fit = GeneralizedLeastSquares.LeastSquares(
        [
            [.. Enumerable.Repeat(1.0, table.Count)], Scaled("GNP.deflator", 1), Scaled("GNP", 1000), Scaled("Unemployed", 10),
            Scaled("Armed.Forces", 10), Scaled("Population", 1000), Scaled("Year", 1), Scaled("Employed", 1000),
        ])!;
        double[] certified = [-3482258.63459582, 15.0618722713733, -0.358191792925910e-01, -2.02022980381683, -1.03322686717359,
            -0.511041056535807e-01, 1829.15146461355];
        double[] errors = [890420.383607373, 84.9149257747669, 0.334910077722432e-01, 0.488399681651699, 0.214274163161675, 0.226073200069370,
            455.478499142212];
        for (var j = 0; j < certified.Length; j++)
        {
            Assert.Equal(1, fit.Coefficients[j] / certified[j], 1e-10);
            Assert.Equal(1, fit.StandardErrors[j] / errors[j], 1e-10);
        }
        Assert.Equal(1, fit.Sigma / 304.854073561965, 1e-11);
    }
}
