using System.Numerics;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Tests.Stats.Designs;

public class AdmissibleSchedulesTests
{
    private static TrialDesign Design(RandomizationScheme scheme, int arms, int blocks, int? maxRun = null) =>
        new() { Scheme = scheme, ArmCount = arms, BlockCount = blocks, MaxRunPeriods = maxRun };

    public static TheoryData<RandomizationScheme, int, int, int?> SmallDesigns => new()
    {
        { RandomizationScheme.PermutedBlocks, 2, 4, null },
        { RandomizationScheme.PermutedBlocks, 2, 5, 1 },
        { RandomizationScheme.PermutedBlocks, 3, 2, null },
        { RandomizationScheme.PermutedBlocks, 3, 3, 1 },
        { RandomizationScheme.Balanced, 2, 4, null },
        { RandomizationScheme.Balanced, 2, 4, 2 },
        { RandomizationScheme.Balanced, 2, 5, 1 },
        { RandomizationScheme.Balanced, 3, 2, 1 },
        { RandomizationScheme.Balanced, 3, 3, 2 },
        { RandomizationScheme.WilliamsSquare, 2, 4, null },
        { RandomizationScheme.WilliamsSquare, 3, 2, null },
        { RandomizationScheme.WilliamsSquare, 3, 6, null },
        { RandomizationScheme.WilliamsSquare, 4, 4, null },
        { RandomizationScheme.WilliamsSquare, 2, 3, null },
    };

    /// <summary>The count against a plain search: every word over the arms is tried and kept if it satisfies the definition of the scheme.</summary>
    [Theory]
    [MemberData(nameof(SmallDesigns))]
    public void Of_SmallDesign_HoldsExactlyTheOrdersOfTheDefinition(RandomizationScheme scheme, int arms, int blocks, int? maxRun)
    {
        var set = AdmissibleSchedules.Of(Design(scheme, arms, blocks, maxRun));
        var listed = Enumerable.Range(0, (int)set.Count).Select(rank => string.Concat(set.At(rank))).ToArray();
        Assert.Equal(listed.Length, listed.Distinct().Count());

        var search = scheme == RandomizationScheme.WilliamsSquare ? WilliamsOrders(arms, blocks) : Words(arms, blocks, scheme, maxRun);
        Assert.Equal(search.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SmallDesigns))]
    public void Draw_ManyTimes_IsUniformOverTheSet(RandomizationScheme scheme, int arms, int blocks, int? maxRun)
    {
        var design = Design(scheme, arms, blocks, maxRun);
        var count = (int)AdmissibleSchedules.Of(design).Count;
        var random = new DeterministicRandom(271828);
        var draws = Math.Clamp(count * 20, 5_000, 40_000);
        var drawn = Enumerable.Range(0, draws).GroupBy(_ => string.Concat(BlockRandomization.Draw(design, random))).Select(order => order.Count()).ToArray();
        Assert.Equal(count, drawn.Length);
        ChiSquare.AssertUniform(drawn);
    }

    [Fact]
    public void Count_LongTrials_IsExact()
    {
        Assert.Equal(BigInteger.Pow(2, 100), AdmissibleSchedules.Of(Design(RandomizationScheme.PermutedBlocks, 2, 100)).Count);

        // C(200, 100), and Fibonacci-like counts: with at most two in a row of either arm there is no closed form, so small cases stand in the search above.
        var balanced = AdmissibleSchedules.Of(Design(RandomizationScheme.Balanced, 2, 100)).Count;
        Assert.Equal(BigInteger.Parse("90548514656103281165404177077484163874504589675413336841320", System.Globalization.CultureInfo.InvariantCulture), balanced);
        var limited = AdmissibleSchedules.Of(Design(RandomizationScheme.Balanced, 2, 100, 3)).Count;
        Assert.InRange(limited, BigInteger.One, balanced);
        Assert.Equal(AdmissibleSchedules.Of(Design(RandomizationScheme.Balanced, 2, 12)).Count, AdmissibleSchedules.Of(Design(RandomizationScheme.Balanced, 2, 12, 12)).Count);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Draw_LongBalancedOrder_RespectsTheRunLimit(int limit)
    {
        var order = BlockRandomization.Draw(Design(RandomizationScheme.Balanced, 2, 100, limit), new DeterministicRandom(6));
        Assert.Equal(100, order.Count(arm => arm == 0));
        Assert.Equal(limit, LongestRun(order));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void WilliamsRows_EveryOrderedPair_ComesEquallyOften(int arms)
    {
        var rows = WilliamsSquare.Rows(arms);
        Assert.Equal(arms % 2 == 0 ? arms : 2 * arms, rows.Count);
        Assert.All(rows, row => Assert.Equal(Enumerable.Range(0, arms), row.Order()));
        var pairs = rows.SelectMany(row => row.Zip(row.Skip(1))).GroupBy(pair => pair).ToArray();
        Assert.Equal(arms * (arms - 1), pairs.Length);
        Assert.All(pairs, pair => Assert.Equal(arms % 2 == 0 ? 1 : 2, pair.Count()));
    }

    [Fact]
    public void Draw_WilliamsOverAWholeSet_BalancesWhatFollowsWhat()
    {
        var order = BlockRandomization.Draw(Design(RandomizationScheme.WilliamsSquare, 4, 8), new DeterministicRandom(77));
        var pairs = order.Chunk(4).SelectMany(cycle => cycle.Zip(cycle.Skip(1))).GroupBy(pair => pair).ToArray();
        Assert.Equal(12, pairs.Length);
        Assert.All(pairs, pair => Assert.Equal(2, pair.Count()));
    }

    [Fact]
    public void At_RankOutsideTheSet_IsRefused()
    {
        var set = AdmissibleSchedules.Of(Design(RandomizationScheme.PermutedBlocks, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.At(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.At(8));
    }

    [Fact]
    public void NextBigInteger_BeyondOneWord_IsUniformAndBelowTheBound()
    {
        var bound = (BigInteger.One << 70) * 5 / 3;
        var random = new DeterministicRandom(70);
        var counts = new int[10];
        for (var i = 0; i < 20_000; i++)
        {
            var drawn = random.NextBigInteger(bound);
            Assert.True(drawn >= 0 && drawn < bound);
            counts[(int)(drawn * 10 / bound)]++;
        }

        ChiSquare.AssertUniform(counts);
    }

    [Theory]
    [InlineData(RandomizationScheme.WilliamsSquare, 4, 4, 2, "Williams")]
    [InlineData(RandomizationScheme.Balanced, 2, 300, null, "cycle by cycle")]
    [InlineData(RandomizationScheme.Balanced, 8, 40, 2, "too many to count")]
    [InlineData(RandomizationScheme.PermutedBlocks, 2, 4, 0, "in a row")]
    public void Problems_OfTheScheme_AreNamed(RandomizationScheme scheme, int arms, int blocks, int? maxRun, string named)
    {
        var design = Design(scheme, arms, blocks, maxRun) with { PeriodDays = 1 };
        Assert.Contains(design.Problems(), problem => problem.Contains(named, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => AdmissibleSchedules.Of(design));
    }

    [Theory]
    [InlineData(2, 7, 0, "no effect will be stated")]
    [InlineData(3, 7, 0, "Fewer than 4 cycles")]
    [InlineData(4, 5, 2, "6 days or more instead of 5")]
    [InlineData(4, 1, 0, "within a day")]
    public void Warnings_WeakDesign_AreNamed(int blocks, int periodDays, int discardDays, string named)
    {
        var design = new TrialDesign { BlockCount = blocks, PeriodDays = periodDays, DiscardDays = discardDays };
        Assert.Empty(design.Problems());
        Assert.Contains(design.Warnings(), warning => warning.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void Warnings_SchemesWithAPrice_SayIt()
    {
        Assert.Contains(Design(RandomizationScheme.PermutedBlocks, 2, 5, 1).Warnings(), w => w.Contains("alternate", StringComparison.Ordinal));
        Assert.Contains(Design(RandomizationScheme.WilliamsSquare, 3, 4).Warnings(), w => w.Contains("multiples of 6", StringComparison.Ordinal));
        Assert.Contains(Design(RandomizationScheme.Balanced, 2, 5).Warnings(), w => w.Contains("need not hold every arm", StringComparison.Ordinal));
    }

    [Fact]
    public void Warnings_SoundDesign_AreNone() => Assert.Empty(new TrialDesign { BlockCount = 4, PeriodDays = 7, DiscardDays = 3 }.Warnings());

    [Fact]
    public void FromJson_SchemeAndLimit_ComeBack()
    {
        var design = Design(RandomizationScheme.Balanced, 2, 6, 3);
        Assert.Equal(design, TrialDesign.FromJson(design.ToJson()));
        var json = design.ToJson();
        json["scheme"] = "coinToss";
        Assert.Null(TrialDesign.FromJson(json));
        json = design.ToJson();
        json["maxRunPeriods"] = "two";
        Assert.Null(TrialDesign.FromJson(json));
    }

    [Fact]
    public void Receipt_OtherScheme_IsVerified()
    {
        var protocol = new System.Text.Json.Nodes.JsonObject { ["design"] = Design(RandomizationScheme.Balanced, 2, 6, 3).ToJson() };
        var receipt = RandomizationReceipt.Draw(protocol, new byte[32], "n");
        Assert.True(ReceiptVerification.Verify(receipt).IsValid);
        Assert.Equal(12, receipt.Sequence!.Count);
    }

    private static int LongestRun(IReadOnlyList<int> order)
    {
        var (longest, run) = (1, 1);
        for (var i = 1; i < order.Count; i++)
        {
            run = order[i] == order[i - 1] ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static IEnumerable<string> Words(int arms, int blocks, RandomizationScheme scheme, int? maxRun) =>
        Enumerable.Range(0, (int)Math.Pow(arms, arms * blocks))
            .Select(code => Enumerable.Range(0, arms * blocks).Select(i => code / (int)Math.Pow(arms, i) % arms).ToArray())
            .Where(word => Enumerable.Range(0, arms).All(arm => word.Count(a => a == arm) == blocks))
            .Where(word => scheme != RandomizationScheme.PermutedBlocks || word.Chunk(arms).All(cycle => cycle.Distinct().Count() == arms))
            .Where(word => maxRun is null || LongestRun(word) <= maxRun)
            .Select(word => string.Concat(word));

    private static IEnumerable<string> WilliamsOrders(int arms, int blocks)
    {
        var rows = WilliamsSquare.Rows(arms);
        var labels = Words(arms, 1, RandomizationScheme.PermutedBlocks, null).ToArray();
        var choices = Enumerable.Range(0, (int)Math.Pow(rows.Count, blocks))
            .Select(code => Enumerable.Range(0, blocks).Select(i => code / (int)Math.Pow(rows.Count, i) % rows.Count).ToArray())
            .Where(choice => choice.Chunk(rows.Count).All(set => set.Distinct().Count() == set.Length));
        return choices.SelectMany(choice => labels.Select(label => string.Concat(choice.SelectMany(row => rows[row].Select(arm => label[arm]))))).Distinct();
    }
}
