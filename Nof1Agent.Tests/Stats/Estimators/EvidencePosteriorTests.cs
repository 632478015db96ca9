using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

public sealed class EvidencePosteriorTests
{
    private static readonly EffectPosterior Flat = Lopsided();

    /// <summary>A lopsided posterior of few components, so that sums over many steps are quick.</summary>
    private static EffectPosterior Lopsided(double unit = 1, int degrees = 12) =>
        new([0.5, 0.3, 0.2], [0.4 * unit, 1.1 * unit, 2.5 * unit], [0.6 * unit, 0.8 * unit, 1.7 * unit], new StudentDistribution(degrees), 0.3, 40);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(4, 1)]
    [InlineData(-30, 2)]
    [InlineData(0.5, 0.05)]
    [InlineData(0.5, 0.005)]
    [InlineData(2, 400)]
    public void Combine_AnyPrior_EqualsBruteForceIntegration(double mean, double deviation)
    {
        var flat = Lopsided();
        var combined = EvidencePosterior.Combine(flat, new EvidencePrior(mean, deviation))!;
        // The plain sum over equal steps, written without anything of the code under test but the likelihood.
        double step = 0.002, total = 0, first = 0, second = 0, above = 0, narrowMass = 0, wide = Math.Sqrt(mean * mean + deviation * deviation);
        for (var b = -100 + step / 2; b < 100; b += step)
        {
            var narrow = 0.8 * Math.Exp(-0.5 * (b - mean) * (b - mean) / (deviation * deviation)) / (deviation * Math.Sqrt(2 * Math.PI));
            var t = b / wide;
            var heavy = 0.2 * 2 / (Math.PI * Math.Sqrt(3)) / ((1 + t * t / 3) * (1 + t * t / 3)) / wide;
            var likelihood = flat.Density(b);
            total += (narrow + heavy) * likelihood;
            first += (narrow + heavy) * likelihood * b;
            second += (narrow + heavy) * likelihood * b * b;
            narrowMass += narrow * likelihood;
            if (b > 1)
                above += (narrow + heavy) * likelihood;
        }
        Assert.Equal(first / total, combined.Mean, 1e-7);
        Assert.Equal(Math.Sqrt(second / total - first / total * (first / total)), combined.StandardDeviation, 1e-7);
        Assert.Equal(above / total, combined.ProbabilityAbove(1), 1e-6);
        Assert.Equal(narrowMass / total, combined.EvidenceWeight, 1e-7);
        Assert.Equal(0.9, 1 - combined.ProbabilityAbove(combined.Quantile(0.9)), 1e-9);
    }

    /// <summary>Units so small or large that their squares nearly leave the range of a double.</summary>
    [Theory]
    [InlineData(1e-150)]
    [InlineData(1e150)]
    public void Combine_ExtremeUnits_ScalesEveryNumber(double unit)
    {
        EvidencePosterior plain = EvidencePosterior.Combine(Lopsided(), new EvidencePrior(4, 1))!;
        var scaled = EvidencePosterior.Combine(Lopsided(unit), new EvidencePrior(4 * unit, unit))!;
        Assert.Equal(plain.Mean, scaled.Mean / unit, 1e-9);
        Assert.Equal(plain.StandardDeviation, scaled.StandardDeviation / unit, 1e-9);
        Assert.Equal(plain.EvidenceWeight, scaled.EvidenceWeight, 1e-9);
        Assert.Equal(plain.ProbabilityAbove(2), scaled.ProbabilityAbove(2 * unit), 1e-9);
        Assert.Equal(plain.Quantile(0.05), scaled.Quantile(0.05) / unit, 1e-9);
    }

    /// <summary>Few degrees of freedom have tails that count: they are followed far beyond the last fine panel.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(1000)]
    [InlineData(5_000)]
    public void ProbabilityAbove_FarTailsUnderAWidePrior_AreThoseOfTheLikelihood(double far)
    {
        foreach (var unit in new[] { 1, 1e4 })
        {
            var flat = Lopsided(unit, degrees: 3);
            var combined = EvidencePosterior.Combine(flat, new EvidencePrior(0, 1e9 * unit))!;
            var above = combined.ProbabilityBetween(far * unit, 1e7 * unit);
            Assert.Equal(1, above / flat.ProbabilityBetween(far * unit, 1e7 * unit), far > 1e3 ? 1e-3 : 1e-5);
            var below = combined.ProbabilityBetween(-1e7 * unit, -far * unit);
            Assert.Equal(1, below / flat.ProbabilityBetween(-1e7 * unit, -far * unit), far > 1e3 ? 1e-3 : 1e-5);
        }
    }

    [Fact]
    public void Combine_Conflict_DiscountsTheEvidence()
    {
        var agreeing = EvidencePosterior.Combine(Flat, new EvidencePrior(1, 2))!;
        var contradicting = EvidencePosterior.Combine(Flat, new EvidencePrior(60, 2))!;
        Assert.True(agreeing.EvidenceWeight > 0.8);
        Assert.True(contradicting.EvidenceWeight < 0.01);
        Assert.InRange(contradicting.Mean, Flat.Mean - 1, Flat.Mean + 1);
        Assert.True(agreeing.StandardDeviation < Flat.StandardDeviation);
    }

    [Fact]
    public void Combine_VeryWidePrior_IsTheFlatPosterior()
    {
        var flat = RegressionEngine.Fit(GoldenCase.All[0].Diary).Effect(1)!;
        var combined = EvidencePosterior.Combine(flat, new EvidencePrior(0, 1e9))!;
        Assert.Equal(flat.Mean, combined.Mean, 1e-6);
        Assert.Equal(flat.ProbabilityAbove(0), combined.ProbabilityAbove(0), 1e-6);
        Assert.Equal(flat.Quantile(0.025), combined.Quantile(0.025), 1e-5);
    }

    [Fact]
    public void ProbabilityAbove_AnyDistance_NeverRises()
    {
        var combined = EvidencePosterior.Combine(Flat, new EvidencePrior(1, 2))!;
        double[] far = [.. Enumerable.Range(0, 1300).Select(k => 1e-3 * Math.Pow(1.02, k))];
        double[] chances = [.. far.Reverse().Select(x => -x).Concat(far).Select(combined.ProbabilityAbove)];
        Assert.All(chances.Zip(chances.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-12));
        Assert.Equal((1, 0), (chances[0], chances[^1]));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(0, double.NaN)]
    [InlineData(0, double.PositiveInfinity)]
    public void Combine_ImpossiblePrior_Throws(double mean, double deviation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EvidencePosterior.Combine(Flat, new EvidencePrior(mean, deviation)));

    [Fact]
    public void Probabilities_AnyBounds_AddUp()
    {
        var combined = EvidencePosterior.Combine(Flat, new EvidencePrior(1, 2))!;
        double low = combined.Quantile(0.2), high = combined.Quantile(0.7);
        Assert.Equal(0.5, combined.ProbabilityBetween(low, high), 1e-9);
        Assert.Equal(0, combined.ProbabilityBetween(high, low));
        Assert.Equal(0, combined.ProbabilityBetween(low, low));
        Assert.Equal(1, combined.ProbabilityAbove(double.NegativeInfinity));
        Assert.Equal(0, combined.ProbabilityAbove(double.PositiveInfinity));
        Assert.Equal((combined.Quantile(0.25), combined.Quantile(0.75)), combined.Interval(0.5));
        foreach (var p in new[] { 0, 1, -0.1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => combined.Quantile(p));
        foreach (var p in new[] { 1e-6, 0.01, 0.5, 0.99, 1 - 1e-6 })
            Assert.Equal(p, 1 - combined.ProbabilityAbove(combined.Quantile(p)), 1e-9);
    }

    [Fact]
    public void Combine_ScalesThatCannotMeet_IsNull() => Assert.Null(EvidencePosterior.Combine(Flat, new EvidencePrior(0, 1e308)));
}
