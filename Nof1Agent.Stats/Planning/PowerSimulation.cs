using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Planning;

/// <summary>What a design can be expected to show.</summary>
/// <param name="Power">Share of trials whose flat 95 % interval excludes 0 on the side of the effect; with no effect, the error rate.</param>
/// <param name="Coverage">Share of the intervals that hold the true effect; null where every trial was refused.</param>
/// <param name="MeanWidthInSd">Mean width of the intervals in SD; null where every trial was refused.</param>
/// <param name="DetectableEffectInSd">Effect found with 80 % power, in SD; null where none is.</param>
/// <param name="WrongDirection">Share of trials whose interval excludes 0 on the wrong side.</param>
/// <param name="Trials">Number of simulated trials.</param>
/// <param name="Refused">Trials with too few answered days for an interval.</param>
public sealed record PowerResult(
    double Power, double? Coverage, double? MeanWidthInSd, double? DetectableEffectInSd, double WrongDirection, int Trials, int Refused)
{
    /// <summary>Standard error of <see cref="Power"/> from the finite number of simulated trials.</summary>
    public double PowerStandardError => Math.Sqrt(Power * (1 - Power) / Trials);
}

/// <summary>Plays a design many times with an invented person and analyses every play with the engine that will analyse the real trial.</summary>
/// <remarks>
/// Each play draws the order as the real trial does, adds stationary AR(1) noise of standard deviation 1, an optional trend and period shocks, and drops
/// days at random. Trial i uses the generator <see cref="DeterministicRandom.ForIndex"/>(seed, i), and results are collected by index, so that the answer
/// does not depend on the number of cores.
/// </remarks>
public static class PowerSimulation
{
    /// <summary>The largest number of trials in one run.</summary>
    public const int MaxTrials = 1_000_000;

    private static readonly string[] Names = [.. Enumerable.Range(0, TrialDesign.MaxArms).Select(arm => $"arm {arm}")];

    /// <summary>Simulates a design at one effect.</summary>
    /// <param name="design">The design.</param>
    /// <param name="assumptions">The person.</param>
    /// <param name="trials">Number of trials, 1 to <see cref="MaxTrials"/>; 1,000 give power within about 0.03.</param>
    /// <param name="seed">Seed; the same seed gives the same answer.</param>
    /// <param name="cores">Most cores to use; null for all.</param>
    /// <param name="cancellation">Stops the run between trials.</param>
    /// <exception cref="ArgumentException">Design or assumptions are impossible, or the number of trials is out of range.</exception>
    public static PowerResult Run(
        TrialDesign design, PowerAssumptions assumptions, int trials, ulong seed, int? cores = null, CancellationToken cancellation = default)
    {
        var simulated = Simulate(design, assumptions, trials, seed, cores, cancellation);
        return new PowerResult(
            simulated.PowerAt(assumptions.EffectInSd),
            simulated.Coverage,
            simulated.MeanWidthInSd,
            simulated.DetectableEffectInSd(),
            simulated.WrongDirectionAt(assumptions.EffectInSd),
            simulated.Trials,
            simulated.Refused);
    }

    /// <summary>Simulates a design once for all effects; <see cref="PowerAssumptions.EffectInSd"/> is not used.</summary>
    /// <inheritdoc cref="Run" path="/param|/exception"/>
    public static SimulatedTrials Simulate(
        TrialDesign design, PowerAssumptions assumptions, int trials, ulong seed, int? cores = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(assumptions);
        if (design.Problems().Concat(assumptions.Problems()).FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(design));
        }

        if (trials is < 1 or > MaxTrials)
        {
            throw new ArgumentOutOfRangeException(nameof(trials), trials, $"A run has 1 to {MaxTrials} trials.");
        }

        var intervals = new (double Low, double High)?[trials];
        var options = new ParallelOptions { MaxDegreeOfParallelism = cores ?? -1, CancellationToken = cancellation };
        Parallel.For(0, trials, options, i => intervals[i] = Interval(Diary(design, assumptions with { EffectInSd = 0 }, DeterministicRandom.ForIndex(seed, (ulong)i))));
        return new SimulatedTrials(trials, [.. intervals.OfType<(double Low, double High)>()]);
    }

    /// <summary>One invented trial: its order, noise and missing days.</summary>
    internal static TrialDiary Diary(TrialDesign design, PowerAssumptions assumptions, DeterministicRandom random)
    {
        var plan = design.DayPlan(BlockRandomization.Draw(design, random));
        var days = new DiaryDay[plan.Count];
        var innovation = Math.Sqrt(1 - (assumptions.Phi * assumptions.Phi));
        var noise = random.NextGaussian();
        var shock = 0.0;
        for (var i = 0; i < days.Length; i++)
        {
            var day = plan[i];
            if (i > 0)
            {
                noise = (assumptions.Phi * noise) + (innovation * random.NextGaussian());
            }

            if (assumptions.PeriodShockInSd > 0 && (i == 0 || day.Period != plan[i - 1].Period))
            {
                shock = assumptions.PeriodShockInSd * random.NextGaussian();
            }

            var trend = days.Length == 1 ? 0 : assumptions.TrendInSd * i / (days.Length - 1);
            double? value = noise + shock + trend + (day.Arm == 1 ? assumptions.EffectInSd : 0);
            var missing = random.NextDouble() < assumptions.MissingShare;
            days[i] = new DiaryDay(day.Day, day.Arm, day.Period, day.Block, missing ? null : value, day.Counted);
        }

        return new TrialDiary(Names[..design.ArmCount], days);
    }

    private static (double Low, double High)? Interval(TrialDiary diary) => RegressionEngine.Fit(diary).Effect(1)?.Interval();
}
