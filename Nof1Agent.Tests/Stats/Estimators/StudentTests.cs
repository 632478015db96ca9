using MathNet.Numerics.Distributions;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

public sealed class StudentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(24)]
    [InlineData(53)]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(9996)]
    public void CumulativeAndDensity_WholeDegrees_EqualMathNet(int degrees)
    {
        var student = new StudentDistribution(degrees);
        var reference = new StudentT(0, 1, degrees);
        foreach (var t in new[] { -40, -8, -2.5, -1, -0.01, 0, 0.3, 1.7, 3, 12 })
        {
            Assert.Equal(reference.CumulativeDistribution(t), student.Cumulative(t), 1e-12);
            Assert.Equal(reference.Density(t), student.Density(t), 1e-10);
        }
        Assert.Equal(0, student.Cumulative(double.NegativeInfinity));
        Assert.Equal(1, student.Cumulative(double.PositiveInfinity));
    }

    [Fact]
    public void UpperQuantile_ThreeDegrees_EqualsR() => Assert.Equal(3.1824463052837078, new StudentDistribution(3).UpperQuantile(0.025), 1e-12);

    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(400)]
    public void Mixture_AllComponents_EqualsOneByOne(int degrees)
    {
        double[] weights = [0.2, 0.5, 0.3], locations = [-1, 0.5, 3], scales = [0.5, 2, 0.1];
        var student = new StudentDistribution(degrees);
        var mixture = new StudentMixture(weights, locations, scales, student);
        foreach (var x in new[] { -30, -1, 0, 0.7, 3, 5.5 })
        {
            var (above, density) = mixture.At(x);
            Assert.Equal(Enumerable.Range(0, 3).Sum(i => weights[i] * (1 - student.Cumulative((x - locations[i]) / scales[i]))), above, 1e-12);
            Assert.Equal(Enumerable.Range(0, 3).Sum(i => weights[i] * student.Density((x - locations[i]) / scales[i]) / scales[i]), density, 1e-12);
        }
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(0.025)]
    [InlineData(0.5)]
    [InlineData(0.975)]
    [InlineData(0.999999)]
    public void Quantile_TwoFarComponents_InvertsTheDistribution(double p)
    {
        var effect = new EffectPosterior([0.5, 0.5], [-100, 100], [1, 1], new StudentDistribution(3), 0, 7);
        Assert.Equal(p, 1 - effect.ProbabilityAbove(effect.Quantile(p)), 1e-9 * Math.Max(p, 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => effect.Quantile(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => effect.Quantile(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => effect.Quantile(double.NaN));
    }

    [Theory]
    [InlineData(2, 0.001)]
    [InlineData(2, 0.5)]
    [InlineData(25, 0.01)]
    [InlineData(25, 1e-12)]
    [InlineData(25, 1 - 1e-12)]
    [InlineData(25, 0.99)]
    [InlineData(400, 0.7)]
    public void ChiSquareQuantile_Grid_InvertsTheDistribution(int degrees, double p) =>
        Assert.Equal(p, ChiSquared.CDF(degrees, new StudentDistribution(degrees).ChiSquareQuantile(p)), 1e-6);

    [Fact]
    public void Constructor_NoDegrees_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new StudentDistribution(0));

    /// <summary>As many components as a vector has lanes, and more: no padding is left over.</summary>
    [Theory]
    [InlineData(24)]
    [InlineData(400)]
    public void Mixture_EightComponents_EqualsOneByOne(int degrees)
    {
        double[] weights = [.. Enumerable.Repeat(0.125, 8)], locations = [.. Enumerable.Range(0, 8).Select(i => 0.4 * i)], scales = [.. Enumerable.Repeat(1.0, 8)];
        var student = new StudentDistribution(degrees);
        var (above, density) = new StudentMixture(weights, locations, scales, student).At(1.1);
        Assert.Equal(locations.Average(location => 1 - student.Cumulative(1.1 - location)), above, 1e-12);
        Assert.Equal(locations.Average(location => student.Density(1.1 - location)), density, 1e-12);
    }
}
