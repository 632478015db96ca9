using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Planning;

namespace Nof1Agent.Tests.Stats.Planning;

public class BaselineTests
{
    private static (int Day, double Value)[] Series(int days, double phi, double standardDeviation, DeterministicRandom random)
    {
        var noise = random.NextGaussian();
        var values = new (int, double)[days];
        for (var day = 0; day < days; day++)
        {
            values[day] = (day, 50 + (standardDeviation * noise));
            noise = (phi * noise) + (Math.Sqrt(1 - (phi * phi)) * random.NextGaussian());
        }

        return values;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void From_LongDiary_FindsSpreadAndCorrelation(double phi)
    {
        var (baseline, _) = Baseline.From(Series(3000, phi, 12, new DeterministicRandom(9)));
        Assert.Equal(12, baseline!.StandardDeviation, 0.6);
        Assert.Equal(phi, baseline.Phi, 0.05);
    }

    /// <summary>Two weeks: the spread comes out right on average although neighbouring days are alike, and the correlation stays near the default.</summary>
    [Fact]
    public void From_ManyShortDiaries_HaveHardlyAnyBias()
    {
        var random = new DeterministicRandom(14);
        var baselines = Enumerable.Range(0, 2000).Select(_ => Baseline.From(Series(14, 0.3, 1, random)).Result!).ToArray();
        Assert.Equal(1, baselines.Average(b => b.StandardDeviation * b.StandardDeviation), 0.05);
        Assert.Equal(0.3, baselines.Average(b => b.Phi), 0.05);
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    [InlineData(-7)]
    public void From_OtherUnit_TurnsTheSpreadAlong(double unit)
    {
        var series = Series(20, 0.3, 0.5, new DeterministicRandom(2)).Select(entry => (entry.Day, Value: entry.Value - 50)).ToArray();
        var plain = Baseline.From(series).Result!;
        var turned = Baseline.From([.. series.Select(entry => (entry.Day, entry.Value * unit))]).Result!;
        Assert.Equal(1, turned.StandardDeviation / plain.StandardDeviation / Math.Abs(unit), 1e-9);
        Assert.Equal(plain.Phi, turned.Phi, 1e-9);
    }

    [Fact]
    public void From_NoNeighbouringDays_KeepsTheDefault() =>
        Assert.Equal(0.3, Baseline.From([.. Series(30, 0.9, 1, new DeterministicRandom(3)).Where(entry => entry.Day % 2 == 0)]).Result!.Phi, 1e-12);

    [Fact]
    public void From_Unusable_GivesAReason()
    {
        void Expect(string named, IEnumerable<(int, double)> values)
        {
            var (baseline, reason) = Baseline.From([.. values]);
            Assert.Null(baseline);
            Assert.Contains(named, reason, StringComparison.Ordinal);
        }

        var days = Enumerable.Range(0, 10).Select(day => (day, (double)(day % 3))).ToArray();
        Expect("At least 7", days.Take(6));
        Expect("occurs twice", days.Append((3, 1.0)));
        Expect("finite", days.Append((11, double.NaN)));
        Expect("finite", days.Append((11, double.NegativeInfinity)));
        Expect("the same", days.Select(entry => (entry.day, 4.0)));
        Expect("the same", days.Select(entry => (entry.day, 0.0)));
    }
}
