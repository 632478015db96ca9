using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Tests.Stats.Designs;

public class DeterministicRandomTests
{
    /// <summary>First outputs of splitmix64.c (S. Vigna) for the seed 1234567, as listed on Rosetta Code, "Pseudo-random numbers/Splitmix64".</summary>
    [Fact]
    public void SplitMix64_Seed1234567_GivesPublishedOutputs()
    {
        ulong state = 1234567;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(expected, Enumerable.Range(0, 5).Select(_ => DeterministicRandom.SplitMix64(ref state)));
    }

    /// <summary>First outputs of xoshiro256starstar.c (D. Blackman, S. Vigna) from the state 1, 2, 3, 4, as listed in the tests of the Rust crate rand_xoshiro.</summary>
    [Fact]
    public void NextULong_State1234_GivesPublishedOutputs()
    {
        var seed = new byte[32];
        (seed[0], seed[8], seed[16], seed[24]) = (1, 2, 3, 4);
        var random = new DeterministicRandom(seed);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625, 8476171486693032832,
            10595114339597558777, 2904607092377533576,
        ];
        Assert.Equal(expected, Enumerable.Range(0, 10).Select(_ => random.NextULong()));
    }

    [Fact]
    public void Constructor_SixtyFourBitSeed_SpreadsItBySplitMix64()
    {
        ulong state = 42;
        var bytes = Enumerable.Range(0, 4).SelectMany(_ => BitConverter.GetBytes(DeterministicRandom.SplitMix64(ref state))).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            Assert.Skip("BitConverter writes big-endian here.");
        }

        Assert.Equal(new DeterministicRandom(bytes).NextULong(), new DeterministicRandom(42).NextULong());
    }

    [Fact]
    public void Constructor_AllZeroSeed_StillMoves()
    {
        var random = new DeterministicRandom(new byte[32]);
        Assert.NotEqual(0UL, random.NextULong() | random.NextULong());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Constructor_SeedOfAnotherLength_SaysSo(int length) =>
        Assert.Contains("32 bytes", Assert.Throws<ArgumentException>(() => new DeterministicRandom(new byte[length])).Message, StringComparison.Ordinal);

    [Fact]
    public void NextInt_Below1_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new DeterministicRandom(1).NextInt(0));

    [Fact]
    public void NextInt_ThirdOfRange_ThrowsSurplusAway()
    {
        // 2^64 = 3 * 6148914691236517205 + 1: exactly one draw, 2^64 - 1, is surplus, and the remainder of any other draw is kept.
        var raw = new DeterministicRandom(7);
        var drawn = new DeterministicRandom(7);
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal((int)(raw.NextULong() % 3), drawn.NextInt(3));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(10)]
    public void NextInt_ManyDraws_AreUniform(int max)
    {
        const int draws = 100_000;
        var random = new DeterministicRandom(20260101);
        var counts = new int[max];
        for (var i = 0; i < draws; i++)
        {
            counts[random.NextInt(max)]++;
        }

        ChiSquare.AssertUniform(counts);
    }

    [Fact]
    public void NextGaussian_ManyDraws_HaveNormalMomentsAndTails()
    {
        const int draws = 200_000;
        var random = new DeterministicRandom(99);
        var values = Enumerable.Range(0, draws).Select(_ => random.NextGaussian()).ToArray();
        Assert.Equal(0, values.Average(), 0.01);
        Assert.Equal(1, values.Average(v => v * v), 0.015);
        Assert.Equal(3, values.Average(v => v * v * v * v), 0.08);
        Assert.Equal(0.05, values.Average(v => Math.Abs(v) > 1.959964 ? 1.0 : 0), 0.002);
    }

    [Fact]
    public void NextDouble_ManyDraws_StayInTheUnitInterval()
    {
        var random = new DeterministicRandom(5);
        var values = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToArray();
        Assert.All(values, v => Assert.InRange(v, 0, 1 - 1e-16));
        Assert.Equal(0.5, values.Average(), 0.005);
    }

    [Fact]
    public void ForIndex_NeighbouringMembers_AreUncorrelated()
    {
        var first = Enumerable.Range(0, 20_000).Select(i => DeterministicRandom.ForIndex(3, (ulong)i).NextDouble() - 0.5).ToArray();
        var lag = first.Zip(first.Skip(1), (a, b) => a * b).Average() * 12;
        Assert.Equal(0, lag, 0.03);
    }
}
