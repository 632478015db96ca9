using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Tests.Stats.Designs;

public class ContinuationTests
{
    [Fact]
    public void KeepAndRetest_EveryFourthCycle_HoldsAllArmsInRandomOrder()
    {
        var random = new DeterministicRandom(4);
        var retests = new HashSet<string>();
        for (var i = 0; i < 60; i++)
        {
            var cycles = Continuation.KeepAndRetest(3, 2, 9, random).Chunk(3).ToArray();
            Assert.Equal(9, cycles.Length);
            foreach (var kept in (int[])[0, 1, 2, 4, 5, 6, 8])
            {
                Assert.Equal([2, 2, 2], cycles[kept]);
            }

            Assert.Equal([0, 1, 2], cycles[3].Order());
            retests.Add(string.Concat(cycles[7]));
        }

        Assert.Equal(6, retests.Count);
    }

    [Theory]
    [InlineData(new[] { 1.0, 0.0 }, new[] { 0.8, 0.2 })]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 0.5, 0.5 })]
    [InlineData(new[] { 0.5, 0.25, 0.25 }, new[] { 0.4, 0.3, 0.3 })]
    [InlineData(new[] { 1.0, 0, 0, 0, 0, 0, 0, 0 }, new[] { 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125 })]
    public void Probabilities_KeepAFloor(double[] best, double[] expected)
    {
        var probabilities = Continuation.Probabilities(best);
        Assert.Equal(1, probabilities.Sum(), 1e-12);
        for (var arm = 0; arm < best.Length; arm++)
        {
            Assert.Equal(expected[arm], probabilities[arm], 1e-12);
        }
    }

    [Fact]
    public void DrawArm_ManyTimes_FollowsTheProbabilities()
    {
        var random = new DeterministicRandom(31);
        var counts = new int[3];
        for (var i = 0; i < 30_000; i++)
        {
            counts[Continuation.DrawArm([0.2, 0.5, 0.3], random)]++;
        }

        Assert.Equal(0.2, counts[0] / 30_000.0, 0.01);
        Assert.Equal(0.5, counts[1] / 30_000.0, 0.01);
    }

    [Fact]
    public void Continuation_OutOfRange_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Continuation.Probabilities([1]));
        Assert.Throws<ArgumentException>(() => Continuation.Probabilities([0.9, 0.9]));
        Assert.Throws<ArgumentException>(() => Continuation.Probabilities([1.5, -0.5]));
        Assert.Throws<ArgumentException>(() => Continuation.Probabilities([double.NaN, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Continuation.KeepAndRetest(2, 2, 4, new DeterministicRandom(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Continuation.KeepAndRetest(2, 0, 0, new DeterministicRandom(1)));
    }
}
