using MathNet.Numerics.LinearAlgebra;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>The engine against the same model written down with full covariance matrices.</summary>
public sealed class EngineDenseTests
{
    [Theory]
    [InlineData(2, null)]
    [InlineData(2, 0.5)]
    [InlineData(3, null)]
    [InlineData(3, 0.5)]
    [InlineData(4, 0.7)]
    public void Fit_SeveralArms_EqualsDenseAlgebra(int arms, double? tau)
    {
        var diary = ManyArms(arms, 42);
        var fit = RegressionEngine.Fit(diary, new EngineOptions { Tau = tau });
        var days = diary.Days.Where(day => day.IsUsed).ToArray();
        var n = days.Length;
        var values = Vector<double>.Build.Dense([.. days.Select(day => day.Value!.Value)]);
        values = (values - values.Average()) / Math.Sqrt((values - values.Average()).DotProduct(values - values.Average()) / (n - 1));
        var deviation = Deviation([.. days.Select(day => day.Value!.Value)]);
        var x = Matrix<double>.Build.Dense(n, arms + 1, (i, j) => j == 0 ? 1 : j == 1 ? days[i].Day : days[i].Arm == j - 1 ? 1 : 0);
        double[] sizes = [0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.1];
        var logWeights = new List<double>();
        var means = new List<double[]>();
        for (var p = 0; p < 48; p++)
            foreach (var g in sizes)
            {
                var phi = -0.9 + 0.04 * p;
                var v = Matrix<double>.Build.Dense(n, n, (i, j) => Math.Pow(phi, Math.Abs(days[i].Day - days[j].Day)) + (days[i].Period == days[j].Period ? g * g : 0));
                var precision = Matrix<double>.Build.Dense(arms + 1, arms + 1);
                if (tau is { } spread)
                {
                    // Covariance of the differences from arm 0 when arms are N(0, tau^2 / 2) around a common mean.
                    var prior = Matrix<double>.Build.Dense(arms - 1, arms - 1, (i, j) => spread * spread / 2 * (i == j ? 2 : 1)).Inverse();
                    precision.SetSubMatrix(2, 2, prior);
                }
                var inverse = v.Inverse();
                var a = x.Transpose() * inverse * x + precision;
                var b = a.Solve(x.Transpose() * inverse * values);
                var rss = values * inverse * values - b * a * b;
                var df = n - 2 - (tau is null ? arms - 1 : 0);
                logWeights.Add(-g * g / (2 * 0.3 * 0.3) - 0.5 * (df * Math.Log(rss) + Math.Log(v.Determinant()) + Math.Log(a.Determinant())));
                means.Add([.. b.Skip(2)]);
            }
        var largest = logWeights.Max();
        var weights = logWeights.Select(weight => Math.Exp(weight - largest)).ToArray();
        var total = weights.Sum();
        for (var arm = 1; arm < arms; arm++)
        {
            var expected = weights.Zip(means, (weight, mean) => weight * mean[arm - 1]).Sum() / total * deviation;
            Assert.Equal(expected / deviation, fit.Effect(arm)!.Mean / deviation, 1e-7);
        }
    }

    [Fact]
    public void Difference_AnyTwoArms_DoesNotDependOnTheReference()
    {
        var diary = ManyArms(3, 7);
        var turned = diary with { Days = [.. diary.Days.Select(day => day with { Arm = (day.Arm + 1) % 3 })] };
        foreach (var options in new[] { new EngineOptions(), new EngineOptions { Tau = 0.5 } })
        {
            EffectPosterior first = RegressionEngine.Fit(diary, options).Difference(2, 1)!, second = RegressionEngine.Fit(turned, options).Difference(0, 2)!;
            Assert.Equal(first.Mean, second.Mean, 1e-9);
            Assert.Equal(first.StandardDeviation, second.StandardDeviation, 1e-9);
            Assert.Equal(first.ProbabilityAbove(0.1), second.ProbabilityAbove(0.1), 1e-9);
        }
        Assert.Equal(RegressionEngine.Fit(diary, new EngineOptions { Tau = 0.7 }).LogBayesFactor!.Value,
            RegressionEngine.Fit(turned, new EngineOptions { Tau = 0.7 }).LogBayesFactor!.Value, 1e-9);
    }

    [Fact]
    public void BestArm_ThreeArms_AgreesWithPairwiseAndTwoArms()
    {
        var fit = RegressionEngine.Fit(ManyArms(3, 9), new EngineOptions { Tau = 0.5 });
        var best = BestArm.Probabilities(fit, 3, higherIsBetter: true)!;
        Assert.Equal(1, best.Sum(), 1e-12);
        // P(arm is best) is at least 1 minus the sum of the chances that another one beats it, and at most the smallest chance to beat one other.
        for (var arm = 0; arm < 3; arm++)
        {
            var others = Enumerable.Range(0, 3).Where(other => other != arm).Select(other => fit.Difference(arm, other)!.ProbabilityAbove(0)).ToArray();
            Assert.InRange(best[arm], 1 - others.Sum(p => 1 - p) - 2e-3, others.Min() + 2e-3);
        }
        var worst = BestArm.Probabilities(fit, 3, higherIsBetter: false)!;
        Assert.True(best[2] > worst[2]);
        // Three arms of which one is hopeless are two arms.
        var diary = ManyArms(3, 9);
        var hopeless = diary with { Days = [.. diary.Days.Select(day => day.Arm == 1 ? day with { Value = day.Value - 60 } : day)] };
        var clear = RegressionEngine.Fit(hopeless);
        var probabilities = BestArm.Probabilities(clear, 3, higherIsBetter: true)!;
        Assert.Equal(clear.Difference(2, 0)!.ProbabilityAbove(0), probabilities[2], 3e-3);
        Assert.Equal(0, probabilities[1], 1e-3);
    }

    internal static TrialDiary ManyArms(int arms, ulong seed)
    {
        var noise = new SimulationNoise(seed);
        var days = new List<DiaryDay>();
        var error = noise.Autoregressive(5 * arms * 4, 0.4);
        for (var block = 0; block < 5; block++)
            for (var place = 0; place < arms; place++)
                for (var d = 0; d < 4; d++)
                {
                    int arm = (place + block) % arms, day = days.Count;
                    days.Add(new DiaryDay(day, arm, block * arms + place, block, noise.Uniform() < 0.1 ? null : 50 + 6 * error[day] + 3 * arm, true));
                }
        return new TrialDiary([.. Enumerable.Range(0, arms).Select(arm => $"arm {arm}")], days);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
