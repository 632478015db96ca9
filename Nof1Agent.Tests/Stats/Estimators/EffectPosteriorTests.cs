using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>A mixture made by hand, so that every number can be written down.</summary>
public sealed class EffectPosteriorTests
{
    private static EffectPosterior Mixture(double[] weights, double[] locations, double[] scales, int degrees) =>
        new(weights, locations, scales, new StudentDistribution(degrees), 0.25, 40);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(12, 1.2)]
    public void StandardDeviation_TwoComponents_IsThatOfTheMixture(int degrees, double inflation)
    {
        var effect = Mixture([0.3, 0.7], [-2, 4], [1.5, 0.5], degrees);
        var mean = 0.3 * -2 + 0.7 * 4;
        var variance = 0.3 * (1.5 * 1.5 * inflation + (-2 - mean) * (-2 - mean)) + 0.7 * (0.5 * 0.5 * inflation + (4 - mean) * (4 - mean));
        Assert.Equal(mean, effect.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(variance), effect.StandardDeviation, 1e-12);
        Assert.Equal((0.25, 40, degrees), (effect.MeanPhi, effect.ObservationCount, effect.DegreesOfFreedom));
    }

    [Fact]
    public void StandardDeviation_ScalesFarApart_IsThatOfTheLarger() =>
        Assert.Equal(1, Mixture([0.5, 0.5], [0, 0], [1e-200, 1e200], 12).StandardDeviation / (1e200 * Math.Sqrt(0.6)), 1e-12);

    [Fact]
    public void Probabilities_AnyBounds_AddUp()
    {
        var effect = Mixture([1], [2], [1], 1);
        // Cauchy: P(X > 3) = 1/4, P(X > 1) = 3/4.
        Assert.Equal(0.25, effect.ProbabilityAbove(3), 1e-12);
        Assert.Equal(0.5, effect.ProbabilityBetween(1, 3), 1e-12);
        Assert.Equal(0.75, effect.ProbabilityBetween(1, double.PositiveInfinity), 1e-12);
        Assert.Equal(0.25, effect.ProbabilityBetween(double.NegativeInfinity, 1), 1e-12);
        Assert.Equal(0, effect.ProbabilityBetween(3, 1));
        Assert.Equal(0, effect.ProbabilityBetween(3, 3));
        Assert.Equal(0, effect.ProbabilityAbove(double.PositiveInfinity));
        Assert.Equal(1, effect.ProbabilityAbove(double.NegativeInfinity));
        Assert.Equal(1 / Math.PI, effect.Density(2), 1e-12);
    }

    /// <summary>Between the components the density vanishes, so that Newton's step is infinite and only the bracket helps.</summary>
    [Theory]
    [InlineData(0.025, -100, 0.05)]
    [InlineData(0.45, -100, 0.9)]
    [InlineData(0.55, 100, 0.1)]
    [InlineData(0.975, 100, 0.95)]
    public void Quantile_NothingBetweenComponents_IsThatOfOneComponent(double p, double location, double inside)
    {
        var effect = Mixture([0.5, 0.5], [-100, 100], [0.001, 0.001], 200);
        var one = Mixture([1], [location], [0.001], 200);
        Assert.Equal(one.Quantile(inside), effect.Quantile(p), 1e-9);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void Interval_Level_LeavesHalfOfTheRestOnEachSide(double level)
    {
        var effect = Mixture([0.3, 0.7], [-2, 4], [1.5, 0.5], 7);
        var (low, high) = effect.Interval(level);
        Assert.Equal((1 - level) / 2, 1 - effect.ProbabilityAbove(low), 1e-10);
        Assert.Equal((1 - level) / 2, effect.ProbabilityAbove(high), 1e-10);
    }
}
