using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>Second lines where data are few, equal, huge or missing.</summary>
public sealed class SecondLineEdgeTests
{
    [Fact]
    public void PairedBlocks_TwoDifferences_AreEnough()
    {
        Assert.Null(PairedBlockTest.Run([1]));
        Assert.Null(PairedBlockTest.Run([0, 0, 0]));
        var test = PairedBlockTest.Run([1, 3])!;
        // t with one degree of freedom at 2: P = 1/2 + atan(2) / pi.
        Assert.Equal((2, 2.0, 1.0), (test.BlockCount, test.Estimate, test.StandardError));
        Assert.Equal(0.5 + Math.Atan(2) / Math.PI, test.ProbabilityAboveZero, 1e-12);
        Assert.Equal(1 - 2 * Math.Atan(2) / Math.PI, test.PValue, 1e-12);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(-2, 0)]
    public void PairedBlocks_EqualDifferences_AreCertain(double difference, double above)
    {
        var test = PairedBlockTest.Run([difference, difference, difference])!;
        Assert.Equal((difference, 0.0, difference, difference), (test.Estimate, test.StandardError, test.Low, test.High));
        Assert.Equal((above, 0.0), (test.ProbabilityAboveZero, test.PValue));
    }

    [Fact]
    public void PairedBlocks_LargeCommonDifference_KeepsItsSpread()
    {
        var test = PairedBlockTest.Run([1e7 + 1, 1e7 + 2, 1e7 + 3])!;
        Assert.Equal(1e7 + 2, test.Estimate, 1e-6);
        Assert.Equal(1 / Math.Sqrt(3), test.StandardError, 1e-6);
    }

    [Fact]
    public void PairEvidence_ZeroOrHugeDifferences_CountInTheirShare()
    {
        var plain = PairEvidence.Run([2, 0, 1]);
        Assert.True(plain[2] > 1.2);
        Assert.Equal(plain[0], plain[1], 1e-12);
        Assert.Equal(plain, PairEvidence.Run([2e300, 0, 1e300]), (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal(plain, PairEvidence.Run([-2e-300, 0, -1e-300]), (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Empty(PairEvidence.Run([]));
        // After one cycle |D| / m = 1 and the two signs average to 1, whatever the stake.
        Assert.Equal(1, plain[0], 1e-12);
    }

    private static TrialDiary Periods(IReadOnlyList<int> order, Func<int, double?> mean) => new([.. Enumerable.Range(0, order.Max() + 1).Select(arm => $"arm {arm}")],
        [.. order.Select((arm, period) => new DiaryDay(period, arm, period, period / 2, mean(period), true))]);

    [Fact]
    public void Randomization_ThreeArms_SmallestIsOneOrderAndItsExchange()
    {
        var design = new TrialDesign { ArmCount = 3, BlockCount = 2, PeriodDays = 1, Scheme = RandomizationScheme.Balanced };
        int[] order = [0, 1, 2, 1, 2, 0];
        var diary = Periods(order, period => order[period] == 1 ? 9 + 0.1 * period : order[period] == 0 ? -9 - 0.01 * period : 0.001 * period);
        var test = RandomizationTest.Run(diary, design, 1)!;
        Assert.Equal(2 / 90.0, test.SmallestPossiblePValue, 1e-12);
        Assert.Equal(2 / 90.0, test.PValue, 1e-12);
        Assert.True(test.IsExact);
        Assert.Equal(6, test.BlockCount);
        Assert.NotNull(RandomizationTest.Run(diary, design, 2));
        Assert.Null(RandomizationTest.Run(diary, design, 3));
    }

    [Fact]
    public void Randomization_UnansweredPeriodOrArm_KeepsItsPlaceOrIsNull()
    {
        var design = new TrialDesign { BlockCount = 2, PeriodDays = 1, Scheme = RandomizationScheme.Balanced };
        // Orders of 0011 with the last period unanswered; observed |mean(3, 5) - 0| = 4. Three answers 0, 3, 5 on the six orders: 4, 1.5, 3.5 and their exchanges.
        var test = RandomizationTest.Run(Periods([0, 1, 1, 0], period => period == 3 ? null : new double[] { 0, 3, 5 }[period]), design, 1)!;
        Assert.Equal(2 / 6.0, test.PValue, 1e-12);
        Assert.Null(RandomizationTest.Run(Periods([0, 1, 1, 0], period => period is 1 or 2 ? null : 1), design, 1));
        Assert.Null(RandomizationTest.Run(Periods([0, 1, 1, 0], _ => 0), design, 1));
        var huge = RandomizationTest.Run(Periods([0, 1, 1, 0], period => period == 3 ? null : new double[] { 0, 3e299, 5e299 }[period]), design, 1)!;
        Assert.Equal(2 / 6.0, huge.PValue, 1e-12);
        var tiny = RandomizationTest.Run(Periods([0, 1, 1, 0], period => period == 3 ? null : new double[] { 0, 3e-9, 5e-9 }[period]), design, 1)!;
        Assert.Equal(2 / 6.0, tiny.PValue, 1e-12);
    }

    /// <summary>No arm twice in a row: with four arms the places of two of them have different numbers of orders.</summary>
    [Theory]
    [InlineData(new[] { 0, 1, 2, 3, 0, 1, 3, 2 }, 864, true)]
    [InlineData(new[] { 0, 1, 2, 0, 1, 2, 1, 0, 2 }, 174, false)]
    public void Randomization_NeverTwiceInARow_EqualsPlainEnumeration(int[] given, int orders, bool uneven)
    {
        int arms = given.Max() + 1, blocks = given.Length / arms;
        var design = new TrialDesign { ArmCount = arms, BlockCount = blocks, PeriodDays = 1, Scheme = RandomizationScheme.Balanced, MaxRunPeriods = 1 };
        double[] means = [2.1, 7.3, 1.4, 6.2, 3.3, 4.9, 0.7, 5.1, 2.8];
        IEnumerable<int[]> Words(int[] begun) => begun.Length == given.Length
            ? [begun]
            : Enumerable.Range(0, arms).Where(arm => begun.Count(before => before == arm) < blocks && (begun.Length == 0 || begun[^1] != arm)).SelectMany(arm => Words([.. begun, arm]));
        int[] Places(int[] order, int arm) => [.. Enumerable.Range(0, order.Length).Where(i => order[i] == arm)];
        double Difference(int[] order) => Math.Abs(Places(order, 1).Average(i => means[i]) - Places(order, 0).Average(i => means[i]));
        var words = Words([]).ToArray();
        Assert.Equal(orders, words.Length);
        var alike = words.GroupBy(word => string.Join(' ', new[] { 0, 1 }.Select(arm => string.Join(',', Places(word, arm))).Order(StringComparer.Ordinal))).Select(group => group.Count()).ToArray();
        Assert.Equal(uneven, alike.Min() < alike.Max());
        var test = RandomizationTest.Run(Periods(given, period => means[period]), design, 1)!;
        Assert.Equal(words.Count(word => Difference(word) >= Difference(given) - 1e-9) / (double)orders, test.PValue, 1e-12);
        Assert.Equal(alike.Min() / (double)orders, test.SmallestPossiblePValue, 1e-12);
    }

    /// <summary>Rows 01 and 10: the first two cycles hold both, the third either, so that the set read backwards is another one.</summary>
    [Fact]
    public void Randomization_WilliamsRowsThatComeAgain_AreReadForwards()
    {
        var design = new TrialDesign { BlockCount = 3, PeriodDays = 1, Scheme = RandomizationScheme.WilliamsSquare };
        double[] means = [0, 5, 5, 0, 5, 0.5];
        // 011010 and its exchange have the largest difference of the four orders 011001, 011010, 100101, 100110.
        var diary = Periods([0, 1, 1, 0, 1, 0], period => means[period]);
        Assert.Equal(0.5, RandomizationTest.Run(diary, design, 1)!.PValue, 1e-12);
        Assert.Equal(0.5, RandomizationTest.Run(diary with { Days = [.. diary.Days.Reverse()] }, design, 1)!.PValue, 1e-12);
    }

    [Fact]
    public void Randomization_LargeSet_IsSampled()
    {
        // 48,620 orders.
        var design = new TrialDesign { BlockCount = 9, PeriodDays = 1, Scheme = RandomizationScheme.Balanced };
        int[] order = [.. Enumerable.Range(0, 18).Select(period => period % 2)];
        // One answer differs: every order has the same statistic.
        var none = RandomizationTest.Run(Periods(order, period => period == 4 ? 1 : 0), design, 1)!;
        Assert.Equal((1.0, 1e-4, false, 18), (none.PValue, none.SmallestPossiblePValue, none.IsExact, none.BlockCount));
        var clear = RandomizationTest.Run(Periods(order, period => period % 2 + 0.001 * period), design, 1)!;
        Assert.InRange(clear.PValue, 1e-4, 1e-3);
        // Two of nine against seven of nine ones: hypergeometric, P(at least as uneven) = .0567.
        var some = RandomizationTest.Run(Periods(order, period => period % 2 == 1 ? (period < 14 ? 1 : 0) : (period < 4 ? 1 : 0)), design, 1)!;
        Assert.Equal(0.0567, some.PValue, 0.01);
    }

    [Fact]
    public void LeastSquares_UnusableColumns_IsNull()
    {
        Assert.Null(GeneralizedLeastSquares.LeastSquares([[1, 1, 1, 1], [0, 0, 0, 0], [1, 2, 3, 5]]));
        Assert.Null(GeneralizedLeastSquares.LeastSquares([[1, 1, 1, 1], [0, 1, double.PositiveInfinity, 0], [1, 2, 3, 5]]));
        Assert.Null(GeneralizedLeastSquares.LeastSquares([[1, 1, 1, 1], [2, 2, 2, 2], [1, 2, 3, 5]]));
        Assert.Null(GeneralizedLeastSquares.Fit([([0, 1], [[1, 1], [0, 1], [3, 4]])]));
        Assert.NotNull(GeneralizedLeastSquares.Fit([([0, 1, 2], [[1, 1, 1], [0, 1, 0], [3, 4, 4]])]));
        // Two short series are enough together.
        Assert.NotNull(GeneralizedLeastSquares.Fit([([0, 1], [[1, 1], [0, 1], [3, 4]]), ([0, 1], [[1, 1], [1, 0], [6, 4]])]));
    }

    [Fact]
    public void NeweyWest_MoreLagsThanAnswers_StopsAtTheLast()
    {
        double[][] columns = [[1, 1, 1, 1, 1], [0, 1, 0, 1, 1], [3, 5, 2, 6, 9]];
        Assert.Equal(NeweyWest.Fit(columns, 1, 4), NeweyWest.Fit(columns, 1, 1000));
        Assert.NotEqual(NeweyWest.Fit(columns, 1, 4), NeweyWest.Fit(columns, 1, 3));
        Assert.Equal((3, 4, 4, 6), (NeweyWest.Lags(43), NeweyWest.Lags(100), NeweyWest.Lags(270), NeweyWest.Lags(1000)));
    }

    [Fact]
    public void LogBayesFactor_FlatPrior_IsNull() => Assert.Null(RegressionEngine.Fit(GoldenCase.All[3].Diary).LogBayesFactor);
}
