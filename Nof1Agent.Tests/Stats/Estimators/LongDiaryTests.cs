using MathNet.Numerics.LinearAlgebra;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>Two years of days: likelihoods and determinants that no double holds unless they are kept as logarithms.</summary>
public sealed class LongDiaryTests
{
    private static readonly TrialDiary Persistent = Simulated.Diary(50, 7, 0.95, 1, 0, 0, 21);

    [Fact]
    public void Fit_StronglyCorrelatedDays_HasAFiniteBayesFactorAndFindsTheCorrelation()
    {
        var fit = RegressionEngine.Fit(Persistent, new EngineOptions { Tau = 0.7 });
        Assert.True(double.IsFinite(fit.LogBayesFactor!.Value) && double.IsFinite(fit.LogEvidence));
        Assert.InRange(fit.MeanPhi!.Value, 0.85, 0.98);
        Assert.InRange(fit.Effect(1)!.Mean, 0.5, 1.5);
    }

    /// <summary>Almost no noise: the widths of the prior differ by thousands in their log evidence.</summary>
    [Fact]
    public void FitShrunken_HugeEffect_IsThatOfTheWidestPrior()
    {
        var sharp = Persistent with { Days = [.. Persistent.Days.Select(day => day with { Value = 1e-3 * day.Value + 40 * day.Arm })] };
        EffectWidth[] prior = [new(0.5, 0.95), new(2, 0.03), new(8, 0.02)];
        double narrow = RegressionEngine.Fit(sharp, new EngineOptions { Tau = 0.5 }).LogEvidence, wide = RegressionEngine.Fit(sharp, new EngineOptions { Tau = 8 }).LogEvidence;
        Assert.True(wide - narrow > 800);
        Assert.Equal(RegressionEngine.Fit(sharp, new EngineOptions { Tau = 8 }).Effect(1)!.Mean, RegressionEngine.FitShrunken(sharp, prior).Effect(1)!.Mean, 1e-9);
    }

    /// <summary>Half-lives are averaged by their evidence, which differs by thousands when there is almost no noise.</summary>
    [Fact]
    public void Average_OneHalfLifeFits_IsThatOne()
    {
        double level = Persistent.Days[0].Arm, retained = Math.Pow(2, -1 / 1.5);
        var days = new List<DiaryDay>();
        foreach (var day in Persistent.Days)
        {
            level = day.Arm + retained * (level - day.Arm);
            days.Add(day with { Value = 1e-4 * day.Value + 5 * level });
        }
        var solutions = new[] { 0, 1.5, 3 }.Select(halfLife => Solution(Persistent with { Days = days }, halfLife)).ToArray();
        Assert.True(solutions[1].LogEvidence - solutions[0].LogEvidence > 800);
        var average = RidgeSolution.Average(solutions, 1);
        Assert.Equal(solutions[1].Difference(1, 0).Mean, average.Mean, 1e-9);
        Assert.Equal(solutions[1].Difference(1, 0).StandardDeviation, average.StandardDeviation, 1e-9);
        Assert.Equal(solutions[1].MeanPhi, average.MeanPhi, 1e-9);
    }

    [Fact]
    public void Average_SeveralFit_IsTheMixtureByEvidence()
    {
        var diary = Simulated.Diary(4, 6, 0.3, 1, 0, 0.1, 4);
        var solutions = new[] { 0, 1.0, 2.5 }.Select(halfLife => Solution(diary, halfLife)).ToArray();
        var shares = solutions.Select(one => Math.Exp(one.LogEvidence - solutions[0].LogEvidence)).ToArray();
        Assert.All(shares, share => Assert.InRange(share / shares.Sum(), 0.02, 0.95));
        var average = RidgeSolution.Average(solutions, 1);
        double Of(Func<RidgeSolution, double> value) => solutions.Zip(shares, (one, share) => share * value(one)).Sum() / shares.Sum();
        Assert.Equal(Of(one => one.Difference(1, 0).Mean), average.Mean, 1e-10);
        Assert.Equal(Of(one => one.Difference(1, 0).ProbabilityAbove(0.7)), average.ProbabilityAbove(0.7), 1e-10);
        Assert.Equal(Of(one => one.MeanPhi), average.MeanPhi, 1e-10);
        Assert.Equal(solutions[0].ObservationCount, average.ObservationCount);
    }

    private static RidgeSolution Solution(TrialDiary diary, double halfLife)
    {
        var design = EngineDesign.From(diary, new EngineOptions { CarryOverHalfLifeDays = halfLife, IncludeUncounted = true });
        return RidgeSolution.Solve(design.Grid, design.Shape, 3)!;
    }

    /// <summary>The factor of each cell is its prior probability over the square root of the determinant of the whole covariance matrix.</summary>
    [Theory]
    [InlineData(150, true)]
    [InlineData(20, true)]
    [InlineData(20, false)]
    public void LogFactors_ManyPeriods_EqualTheDenseDeterminant(int periods, bool shocks)
    {
        int count = 2 * periods;
        int[] days = [.. Enumerable.Range(0, count).Select(i => i + i / 6)];
        int[] runs = [.. Enumerable.Range(0, count).Select(i => i / 2)];
        var grid = new RidgeGrid(days, [[.. Enumerable.Repeat(1.0, count)], [.. days.Select(day => Math.Sin(day))]], shocks ? runs : null);
        double[] sizes = shocks ? [0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.1] : [0];
        var priors = sizes.Select(g => Math.Exp(-g * g / 0.18)).ToArray();
        foreach (var (p, g) in shocks ? [(0, 6), (1, 3), (30, 6), (47, 0)] : new[] { (0, 0), (40, 0) })
        {
            var phi = -0.9 + 0.04 * p;
            var covariance = Matrix<double>.Build.Dense(count, count,
                (i, j) => Math.Pow(phi, Math.Abs(days[i] - days[j])) + (runs[i] == runs[j] ? sizes[g] * sizes[g] : 0));
            var expected = Math.Log(priors[g] / priors.Sum() / 48) - 0.5 * covariance.Cholesky().DeterminantLn;
            Assert.Equal(expected, grid.LogFactors[p * sizes.Length + g], 1e-8 * count);
        }
    }

    [Fact]
    public void Solve_OutcomeWithoutAnyVariation_HasNoSolution()
    {
        var grid = new RidgeGrid([0, 1, 2, 3, 4, 5], [[1, 1, 1, 1, 1, 1], [0, 1, 0, 1, 1, 0], [0, 0, 0, 0, 0, 0]], null);
        Assert.Null(RidgeSolution.Solve(grid, new RidgeSolution.Shape(1, false, 1), null));
    }
}
