using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Planning;

namespace Nof1Agent.Tests.Stats.Planning;

public class PowerSimulationTests
{
    private const ulong Seed = 20260331;

    private static readonly TrialDesign FourWeeks = new() { BlockCount = 4, PeriodDays = 7 };

    [Fact]
    public void Run_AnyNumberOfCores_GivesTheSameResult()
    {
        var assumptions = new PowerAssumptions { EffectInSd = 0.8, TrendInSd = 0.5, PeriodShockInSd = 0.2 };
        var one = PowerSimulation.Run(FourWeeks, assumptions, 60, Seed, cores: 1);
        Assert.Equal(one, PowerSimulation.Run(FourWeeks, assumptions, 60, Seed, cores: 2));
        Assert.Equal(one, PowerSimulation.Run(FourWeeks, assumptions, 60, Seed, cores: 7));
        Assert.NotEqual(one, PowerSimulation.Run(FourWeeks, assumptions, 60, Seed + 1, cores: 7));
    }

    /// <summary>Power from moved intervals is the power found when the effect is really in the data: the engine's flat interval moves with the data.</summary>
    [Theory]
    [InlineData(1.1)]
    [InlineData(-0.7)]
    public void PowerAt_MovedIntervals_EqualsAnalysingDataWithTheEffect(double effect)
    {
        var assumptions = new PowerAssumptions { EffectInSd = effect, Phi = 0.5 };
        var simulated = PowerSimulation.Simulate(FourWeeks, assumptions, 100, Seed);
        var found = 0;
        for (var i = 0; i < 100; i++)
        {
            var diary = PowerSimulation.Diary(FourWeeks, assumptions, DeterministicRandom.ForIndex(Seed, (ulong)i));
            var (low, high) = RegressionEngine.Fit(diary).Effect(1)!.Interval();
            found += (effect > 0 ? low > 0 : high < 0) ? 1 : 0;
        }

        Assert.InRange(found, 10, 95);
        Assert.Equal(found / 100.0, simulated.PowerAt(effect));
    }

    /// <summary>
    /// An independent prototype in R, 8,000 trials: power .704 for 1 SD at 4 x 7 days, phi .3, 10 to 20 % missing; coverage of the 95 % interval .965.
    /// With 1,000 trials the standard error of the power is .014.
    /// </summary>
    [Fact]
    public void Run_FourCyclesOfSevenDays_AgreesWithThePrototype()
    {
        var result = PowerSimulation.Run(FourWeeks, new PowerAssumptions { EffectInSd = 1 }, 1000, Seed);
        Assert.Equal(0.704, result.Power, 0.045);
        Assert.Equal(0.965, result.Coverage!.Value, 0.02);
        Assert.Equal(0, result.Refused);
        Assert.InRange(result.PowerStandardError, 0.013, 0.016);
    }

    [Fact]
    public void DetectableEffect_FoundEffect_HasThePowerAskedFor()
    {
        var simulated = PowerSimulation.Simulate(FourWeeks, new PowerAssumptions(), 200, Seed);
        var detectable = simulated.DetectableEffectInSd(0.8)!.Value;
        Assert.Equal(0.8, simulated.PowerAt(detectable * 1.000001), 1e-12);
        Assert.True(simulated.PowerAt(detectable * 0.999999) < 0.8);
        Assert.True(simulated.DetectableEffectInSd(0.9) > detectable);
        Assert.InRange(detectable, 0.9, 1.4);
        Assert.Throws<ArgumentOutOfRangeException>(() => simulated.DetectableEffectInSd(1));
    }

    [Fact]
    public void PowerAt_LargerEffect_IsNeverSmaller()
    {
        var simulated = PowerSimulation.Simulate(FourWeeks, new PowerAssumptions { Phi = 0.6 }, 100, Seed);
        var powers = Enumerable.Range(1, 30).Select(i => simulated.PowerAt(i * 0.1)).ToArray();
        Assert.Equal(powers.Order(), powers);
        Assert.Equal(1, powers[^1], 0.02);
        Assert.True(simulated.WrongDirectionAt(0.1) <= simulated.PowerAt(0));
        Assert.Equal(1 - simulated.Coverage!.Value, simulated.PowerAt(0), 1e-12);
    }

    [Fact]
    public void Run_HardlyAnyAnswers_RefusesInsteadOfGuessing()
    {
        var result = PowerSimulation.Run(new TrialDesign { BlockCount = 1, PeriodDays = 3 }, new PowerAssumptions { EffectInSd = 1, MissingShare = 0.9 }, 50, Seed);
        Assert.Equal(50, result.Refused);
        Assert.Equal(0, result.Power);
        Assert.Null(result.Coverage);
        Assert.Null(result.MeanWidthInSd);
        Assert.Null(result.DetectableEffectInSd);
    }

    [Fact]
    public void PowerAt_SomeTrialsRefused_CountsThemAsNotFound()
    {
        var simulated = PowerSimulation.Simulate(new TrialDesign { BlockCount = 2, PeriodDays = 3 }, new PowerAssumptions { MissingShare = 0.5 }, 100, Seed);
        Assert.InRange(simulated.Refused, 5, 95);
        Assert.Equal(1 - (simulated.Refused / 100.0), simulated.PowerAt(1e6), 1e-12);
        Assert.Null(simulated.DetectableEffectInSd(0.99));
        Assert.InRange(simulated.Coverage!.Value, 0.8, 1);
    }

    [Fact]
    public void Diary_Simulated_HasTheAssumedVariationAndGaps()
    {
        var design = new TrialDesign { BlockCount = 20, PeriodDays = 7 };
        var assumptions = new PowerAssumptions { EffectInSd = 2, Phi = 0.6, MissingShare = 0.2, TrendInSd = 3 };
        var noise = new List<double>();
        var neighbours = new List<double>();
        var (missing, days) = (0, 0);
        for (var i = 0; i < 100; i++)
        {
            var diary = PowerSimulation.Diary(design, assumptions, DeterministicRandom.ForIndex(3, (ulong)i));
            var residuals = diary.Days.Select((day, t) => day.Value - (2 * day.Arm) - (3.0 * t / (diary.Days.Count - 1))).ToArray();
            noise.AddRange(residuals.OfType<double>());
            neighbours.AddRange(residuals.Zip(residuals.Skip(1), (a, b) => a * b).OfType<double>());
            missing += residuals.Count(r => r is null);
            days += residuals.Length;
        }

        Assert.Equal(0, noise.Average(), 0.05);
        Assert.Equal(1, noise.Average(r => r * r), 0.04);
        Assert.Equal(0.6, neighbours.Average(), 0.04);
        Assert.Equal(0.2, missing / (double)days, 0.01);
    }

    public static TheoryData<PowerAssumptions, string> Impossible => new()
    {
        { new PowerAssumptions { Phi = 1 }, "correlation" },
        { new PowerAssumptions { Phi = double.NaN }, "correlation" },
        { new PowerAssumptions { MissingShare = 0.95 }, "missing" },
        { new PowerAssumptions { EffectInSd = double.PositiveInfinity }, "finite" },
        { new PowerAssumptions { PeriodShockInSd = -1 }, "shock" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Run_ImpossibleAssumptions_AreNamed(PowerAssumptions assumptions, string named) =>
        Assert.Contains(named, Assert.Throws<ArgumentException>(() => PowerSimulation.Run(FourWeeks, assumptions, 10, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Run_ImpossibleDesignOrCount_IsNamed()
    {
        Assert.Throws<ArgumentException>(() => PowerSimulation.Run(FourWeeks with { BlockCount = 0 }, new(), 10, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PowerSimulation.Run(FourWeeks, new(), 0, 1));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => PowerSimulation.Run(FourWeeks, new(), 1000, 1, cancellation: cancelled.Token));
    }

    [Fact]
    public void ByCycles_LongerTrial_FindsMore()
    {
        var options = LengthChooser.ByCycles(FourWeeks, new PowerAssumptions { EffectInSd = 1 }, 3, 8, 150, Seed);
        Assert.Equal([42, 56, 70, 84, 98, 112], options.Select(option => option.TotalDays));
        Assert.True(options[^1].Power > options[0].Power + 0.2);
        Assert.True(options[^1].MeanWidthInSd < options[0].MeanWidthInSd);
        Assert.True(options[^1].DetectableEffectInSd < options[0].DetectableEffectInSd);
        Assert.Contains(options[0].Warnings, warning => warning.Contains("cannot tell", StringComparison.Ordinal));
        Assert.Contains(options[0].Warnings, warning => warning.Contains("Fewer than 4 cycles", StringComparison.Ordinal));
        Assert.Empty(options[^1].Warnings);
        var shortest = LengthChooser.Shortest(options)!;
        Assert.True(shortest.Power >= 0.8);
        Assert.All(options.Where(option => option.TotalDays < shortest.TotalDays), option => Assert.True(option.Power < 0.8));
        Assert.Null(LengthChooser.Shortest(options, 1.1));
    }

    /// <summary>At equal length many short periods beat few long ones when the effect is fast.</summary>
    [Fact]
    public void Compare_EqualLength_ShortPeriodsWin()
    {
        TrialDesign[] designs = [new() { BlockCount = 28, PeriodDays = 1 }, new() { BlockCount = 4, PeriodDays = 7 }, new() { BlockCount = 2, PeriodDays = 14 }];
        var options = LengthChooser.Compare(designs, new PowerAssumptions { EffectInSd = 0.8 }, 150, Seed);
        Assert.True(options[0].MeanWidthInSd < options[1].MeanWidthInSd && options[1].MeanWidthInSd < options[2].MeanWidthInSd);
        Assert.Equal(0.99, options[0].MeanWidthInSd!.Value, 0.04);
    }

    [Fact]
    public void ByCycles_WrongOrder_IsRefused() => Assert.Throws<ArgumentException>(() => LengthChooser.ByCycles(FourWeeks, new(), 5, 4, 10, 1));
}
