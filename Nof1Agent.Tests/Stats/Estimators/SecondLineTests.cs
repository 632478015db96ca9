using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

public sealed class SecondLineTests
{
    private static readonly double[] Sleep = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
    private static readonly double[] Maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    [Fact]
    public void SignFlip_PublishedData_EqualsR()
    {
        Assert.Equal(0.00390625, SignFlipTest.Run(Sleep)!.PValue, 1e-15);
        Assert.Equal(1726 / 32768.0, SignFlipTest.Run(Maize)!.PValue, 1e-15);
        Assert.Equal(2 / 32768.0, SignFlipTest.Run(Maize)!.SmallestPossiblePValue, 1e-18);
    }

    [Fact]
    public void PairedBlocks_PublishedData_EqualsR()
    {
        var sleep = PairedBlockTest.Run(Sleep)!;
        Assert.Equal(1.58, sleep.Estimate, 1e-12);
        Assert.Equal(4.06212768338203656, sleep.Estimate / sleep.StandardError, 1e-10);
        Assert.Equal(0.00283289019738427, sleep.PValue, 1e-12);
        Assert.Equal(0.70011423672301754, sleep.Low, 1e-10);
        Assert.Equal(2.45988576327698238, sleep.High, 1e-10);
        var maize = PairedBlockTest.Run(Maize)!;
        Assert.Equal(0.0497029440218009, maize.PValue, 1e-12);
        Assert.Equal(41.8354733482736876, maize.High, 1e-9);
    }

    [Theory, MemberData(nameof(EngineGoldenTests.Cases), MemberType = typeof(EngineGoldenTests))]
    public void SecondLines_GoldenCase_AgreeWithR(int index)
    {
        var golden = GoldenCase.All[index];
        var differences = BlockDifferences.Of(golden.Diary, 1);
        var paired = PairedBlockTest.Run(differences)!;
        Assert.Equal(golden.PairedT[0] / golden.SdY, paired.Estimate / golden.SdY, 1e-10);
        Assert.Equal(golden.PairedT[1] / golden.SdY, paired.Low / golden.SdY, 1e-9);
        Assert.Equal(golden.PairedT[2] / golden.SdY, paired.High / golden.SdY, 1e-9);
        Assert.Equal(golden.SignFlipP, SignFlipTest.Run(differences)!.PValue, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(13)]
    public void SignFlip_AnyDifferences_EqualsPlainEnumeration(int count)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new SimulationNoise(seed);
            // Whole numbers make ties.
            double[] differences = [.. Enumerable.Range(0, count).Select(_ => Math.Round(2 * noise.Normal() + 1))];
            var reached = Enumerable.Range(0, 1 << count).Count(signs =>
                Math.Abs(differences.Select((difference, k) => (signs >> k & 1) == 0 ? difference : -difference).Sum()) >= Math.Abs(differences.Sum()) - 1e-9);
            var test = SignFlipTest.Run(differences)!;
            Assert.Equal((double)reached / (1 << count), test.PValue, 1e-12);
            Assert.Equal(2.0 / (1 << count), test.SmallestPossiblePValue, 1e-15);
            Assert.True(test.IsExact);
        }
    }

    [Fact]
    public void SignFlip_ManyCycles_SampledCloseToExact()
    {
        var noise = new SimulationNoise(4);
        double[] differences = [.. Enumerable.Range(0, 33).Select(_ => noise.Normal() + 0.3)];
        var test = SignFlipTest.Run(differences)!;
        Assert.False(test.IsExact);
        Assert.Equal((33, 1 / 20_000.0), (test.BlockCount, test.SmallestPossiblePValue));
        Assert.Equal(1, SignFlipTest.Run([.. Enumerable.Repeat(0.0, 33)])!.PValue, 1e-12);
        Assert.Equal(1 / 20_000.0, SignFlipTest.Run([.. Enumerable.Repeat(1.0, 40)])!.PValue, 1e-12);
        Assert.Equal(PairedBlockTest.Run(differences)!.PValue, test.PValue, 0.01);
        // Two differences that count, 64 cycles apart: their signs agree in half of the draws.
        Assert.Equal(0.5, SignFlipTest.Run([.. Enumerable.Range(0, 65).Select(k => k % 64 == 0 ? 1.0 : 0)])!.PValue, 0.02);
        Assert.Null(SignFlipTest.Run([]));
    }

    [Fact]
    public void SignFlipInterval_SixCycles_EndsWhereTheShiftedTestBegins()
    {
        double[] differences = [1.3, 0.2, 2.9, -0.4, 1.7, 0.9];
        var test = SignFlipTest.Run(differences)!;
        Assert.Equal(1 - 2.0 / 64, test.IntervalLevel!.Value, 1e-12);
        // Just inside the interval the shifted data are no longer the most extreme; at and beyond the ends they are.
        double P(double shift) => SignFlipTest.Run([.. differences.Select(difference => difference - shift)])!.PValue;
        Assert.Equal(2.0 / 64, P(test.Low!.Value - 0.01), 1e-12);
        Assert.True(P(test.Low!.Value + 0.01) > 2.0 / 64);
        Assert.Equal(2.0 / 64, P(test.High!.Value + 0.01), 1e-12);
        Assert.True(P(test.High!.Value - 0.01) > 2.0 / 64);
        Assert.Null(SignFlipTest.Run(differences[..5])!.Low);
    }

    /// <summary>Eight cycles: six subset means are cut off at each end, and just there the shifted test crosses 5 %.</summary>
    [Fact]
    public void SignFlipInterval_EightCycles_EndsWhereTheShiftedTestCrosses()
    {
        double[] differences = [1.3, 0.2, 2.9, -0.4, 1.7, 0.9, -1.1, 2.2];
        var test = SignFlipTest.Run(differences)!;
        Assert.Equal(1 - 12.0 / 256, test.IntervalLevel!.Value, 1e-12);
        double P(double shift) => SignFlipTest.Run([.. differences.Select(difference => difference - shift)])!.PValue;
        Assert.InRange(P(test.Low!.Value - 1e-6), 2.0 / 256, 12.0 / 256);
        Assert.InRange(P(test.Low!.Value + 1e-6), 13.0 / 256, 1);
        Assert.InRange(P(test.High!.Value + 1e-6), 2.0 / 256, 12.0 / 256);
        Assert.InRange(P(test.High!.Value - 1e-6), 13.0 / 256, 1);
    }

    [Fact]
    public void SignFlip_LargestCounts_AreStillExactAndHaveAnInterval()
    {
        Assert.True(SignFlipTest.Run([.. Enumerable.Range(1, 32).Select(k => (double)k)])!.IsExact);
        Assert.NotNull(SignFlipTest.Run([.. Enumerable.Range(1, 16).Select(k => (double)k)])!.Low);
        Assert.Null(SignFlipTest.Run([.. Enumerable.Range(1, 17).Select(k => (double)k)])!.Low);
    }

    [Fact]
    public void Randomization_PermutedPairs_EqualsSignFlip()
    {
        var design = new TrialDesign { BlockCount = 5, PeriodDays = 4 };
        for (ulong seed = 0; seed < 5; seed++)
        {
            var diary = Simulated.Diary(5, 4, 0.3, 1, 0, 0.1, seed);
            var signFlip = SignFlipTest.Run(BlockDifferences.Of(diary, 1))!;
            var general = RandomizationTest.Run(diary, design, 1)!;
            Assert.Equal(signFlip.PValue, general.PValue, 1e-12);
            Assert.Equal(signFlip.SmallestPossiblePValue, general.SmallestPossiblePValue, 1e-12);
        }
    }

    [Fact]
    public void Randomization_BalancedOrders_CountsTheWholeSet()
    {
        // 2 x 3 periods in any order: 20 orders; the largest difference belongs to one order and its mirror image.
        int[] order = [0, 1, 1, 0, 0, 1];
        double[] means = [1, 7, 6, 2, 3, 8];
        var diary = new TrialDiary(["A", "B"], [.. order.Select((arm, period) => new DiaryDay(period, arm, period, period / 2, means[period], true))]);
        var test = RandomizationTest.Run(diary, new TrialDesign { BlockCount = 3, PeriodDays = 1, Scheme = RandomizationScheme.Balanced }, 1)!;
        Assert.Equal(2 / 20.0, test.PValue, 1e-12);
        Assert.Equal(2 / 20.0, test.SmallestPossiblePValue, 1e-12);
        Assert.Null(RandomizationTest.Run(diary, new TrialDesign { BlockCount = 4, PeriodDays = 1, Scheme = RandomizationScheme.Balanced }, 1));
    }

    [Fact]
    public void PairEvidence_FairSigns_AveragesOneAndNeverExceedsItsBound()
    {
        double[] sizes = [0.3, 2, 1, 0.7, 1.1, 5];
        double mean = 0, most = 0;
        for (var signs = 0; signs < 64; signs++)
        {
            var values = PairEvidence.Run([.. sizes.Select((size, k) => (signs >> k & 1) == 0 ? size : -size)]);
            Assert.Equal(6, values.Count);
            mean += values[^1] / 64;
            most = Math.Max(most, values[^1]);
        }
        Assert.Equal(1, mean, 1e-12);
        Assert.InRange(most, 10, 32);
        Assert.Equal([1, 1, 1], PairEvidence.Run([0, 0, 0]));
    }
}
