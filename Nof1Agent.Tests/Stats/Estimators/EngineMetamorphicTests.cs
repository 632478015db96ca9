using CsCheck;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>What must hold between the answers to related trials.</summary>
public sealed class EngineMetamorphicTests
{
    private static readonly Gen<TrialDiary> Trials =
        from blocks in Gen.Int[3, 6]
        from days in Gen.Int[1, 7]
        from phi in Gen.Double[-0.5, 0.8]
        from effect in Gen.Double[-2, 2]
        from trend in Gen.Double[-2, 2]
        from missing in Gen.Double[0, 0.25]
        from seed in Gen.ULong
        select Simulated.Diary(blocks, days, phi, effect, trend, missing, seed);

    private static readonly EngineOptions[] Variants = [new(), new() { Tau = 0.5 }, new() { PeriodShocks = false, Trend = false }, new() { CarryOverHalfLifeDays = 1.5, Tau = 3 }];

    private static void Each(Action<TrialDiary, EngineOptions, EffectPosterior> check) => Trials.Sample(diary =>
    {
        foreach (var options in Variants)
            if (RegressionEngine.Fit(diary, options).Effect(1) is { } effect)
                check(diary, options, effect);
    }, iter: 60, threads: 1);

    private static void Same(EffectPosterior expected, EffectPosterior actual, double factor = 1, double tolerance = 1e-9)
    {
        var unit = expected.StandardDeviation;
        Assert.Equal(expected.Mean / unit, actual.Mean / factor / unit, tolerance);
        Assert.Equal(1, actual.StandardDeviation / Math.Abs(factor) / unit, tolerance);
        var (low, high) = expected.Interval();
        var (actualLow, actualHigh) = actual.Interval();
        if (factor < 0)
            (actualLow, actualHigh) = (actualHigh, actualLow);
        Assert.Equal(low / unit, actualLow / factor / unit, 10 * tolerance);
        Assert.Equal(high / unit, actualHigh / factor / unit, 10 * tolerance);
        Assert.Equal(expected.ProbabilityAbove(0), factor > 0 ? actual.ProbabilityAbove(0) : 1 - actual.ProbabilityAbove(0), tolerance);
    }

    private static TrialDiary Map(TrialDiary diary, Func<DiaryDay, DiaryDay> map) => diary with { Days = [.. diary.Days.Select(map)] };

    [Fact]
    public void Fit_ShiftedOutcome_SameEffect() => Each((diary, options, effect) =>
        Same(effect, RegressionEngine.Fit(Map(diary, day => day with { Value = day.Value + 1234.5 }), options).Effect(1)!, tolerance: 1e-8));

    [Theory]
    [InlineData(1e-12)]
    [InlineData(7.25)]
    [InlineData(-3)]
    [InlineData(1e12)]
    public void Fit_ScaledOutcome_ScaledEffect(double factor) => Each((diary, options, effect) =>
        Same(effect, RegressionEngine.Fit(Map(diary, day => day with { Value = day.Value * factor }), options).Effect(1)!, factor));

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e299)]
    public void Fit_ExtremeUnits_ScaledEffect(double factor) => Each((diary, options, effect) =>
        Same(effect, RegressionEngine.Fit(Map(diary, day => day with { Value = day.Value * factor }), options).Effect(1)!, factor));

    [Fact]
    public void Fit_ArmsExchanged_MirroredEffect() => Each((diary, options, effect) =>
        Same(effect, RegressionEngine.Fit(Map(diary, day => day with { Arm = 1 - day.Arm }), options).Effect(1)!, -1));

    [Fact]
    public void Fit_TimeReversed_SameEffect() => Each((diary, options, effect) =>
    {
        // What is carried over has a direction in time.
        if (options.CarryOverHalfLifeDays == 0)
            Same(effect, RegressionEngine.Fit(Map(diary, day => day with { Day = -day.Day }), options).Effect(1)!);
    });

    [Fact]
    public void Fit_LaterStartAndOtherNames_SameEffect() => Each((diary, options, effect) =>
        Same(effect, RegressionEngine.Fit(
            Map(diary, day => day with { Day = day.Day + 20_000, Period = 7 * day.Period + 3, Block = 90 - day.Block }) with { ArmNames = ["z", "a"] },
            options).Effect(1)!));

    [Fact]
    public void Fit_RowsInAnotherOrder_SameEffect() => Each((diary, options, effect) =>
        Same(effect, RegressionEngine.Fit(diary with { Days = [.. diary.Days.OrderBy(day => day.Day * 7919 % 104729)] }, options).Effect(1)!));

    [Fact]
    public void Fit_UnansweredDayAdded_SameEffect() => Each((diary, options, effect) =>
    {
        var last = diary.Days[^1];
        Same(effect, RegressionEngine.Fit(diary with { Days = [.. diary.Days, last with { Day = last.Day + 1, Value = null }] }, options with { PeriodShocks = Shocks(diary, options) }).Effect(1)!);
    });

    [Fact]
    public void Fit_UnansweredDaysLeftOut_SameEffect() => Each((diary, options, effect) =>
    {
        // What is carried over depends on the arm of every day, so those rows are needed there.
        if (options.CarryOverHalfLifeDays == 0)
            Same(effect, RegressionEngine.Fit(diary with { Days = [.. diary.Days.Where(day => day.Value.HasValue)] },
                options with { PeriodShocks = Shocks(diary, options) }).Effect(1)!);
    });

    private static bool Shocks(TrialDiary diary, EngineOptions options) =>
        options.PeriodShocks ?? diary.Days.GroupBy(day => day.Period).Any(period => period.Count() >= 3);

    [Fact]
    public void Grid_GapsDoubledAndPhiSquared_SameProducts() => Trials.Sample(diary =>
    {
        var days = diary.Days.Where(day => day.IsUsed).ToArray();
        double[] values = [.. days.Select(day => day.Value!.Value)];
        int[] single = [.. days.Select(day => day.Day)], doubled = [.. days.Select(day => 2 * day.Day)];
        foreach (var phi in new[] { 0.2, 0.5, 0.9 })
        {
            Assert.Equal(AutoregressiveWhitening.Apply(phi * phi, single, values), AutoregressiveWhitening.Apply(phi, doubled, values), (x, y) => Math.Abs(x - y) < 1e-10);
            Assert.Equal(AutoregressiveWhitening.LogDeterminant(phi * phi, single), AutoregressiveWhitening.LogDeterminant(phi, doubled), 1e-10);
        }
    }, iter: 50, threads: 1);

    [Fact]
    public void Fit_WiderAndNarrowerTau_HaveTheirLimits() => Each((diary, options, _) =>
    {
        // The limit is flat in b but not the flat line: "tau times sigma" keeps one power of sigma.
        EffectPosterior wide = RegressionEngine.Fit(diary, options with { Tau = 3e4 }).Effect(1)!, wider = RegressionEngine.Fit(diary, options with { Tau = 3e6 }).Effect(1)!;
        Same(wide, wider, tolerance: 1e-5);
        var narrow = RegressionEngine.Fit(diary, options with { Tau = 1e-3 }).Effect(1)!;
        Assert.True(Math.Abs(narrow.Mean) < 0.01 * (Math.Abs(wide.Mean) + wide.StandardDeviation));
    });
}
