using System.Globalization;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Benchmarks;

/// <summary>Whether "95 of 100 sure" is right 95 times of 100, over mixed designs and people of whom a quarter have no effect.</summary>
internal static class Calibration
{
    private sealed record Statement(double ProbabilityAbove, double Effect);

    public static int Run(string[] arguments)
    {
        var trials = arguments is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 20_000;
        Console.WriteLine("| statement | sure (>= .95) | right, no effect counts half | right, no effect counts as wrong | claimed | Brier | calibration error |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Report("engine, tau .5", Statements(trials, diary => RegressionEngine.Fit(diary, new EngineOptions { Tau = VerdictRule.Tau }).Effect(1)?.ProbabilityAbove(0)));
        Report("engine, flat", Statements(trials, diary => RegressionEngine.Fit(diary).Effect(1)?.ProbabilityAbove(0)));
        Report("paired cycles t", Statements(trials, diary => PairedBlockTest.Run(BlockDifferences.Of(diary, 1))?.ProbabilityAboveZero));
        return 0;
    }

    private static void Report(string name, Statement[] statements)
    {
        var sure = statements.Where(s => Math.Max(s.ProbabilityAbove, 1 - s.ProbabilityAbove) >= 0.95).ToArray();
        var claimed = sure.Average(s => Math.Max(s.ProbabilityAbove, 1 - s.ProbabilityAbove));
        var strict = sure.Average(s => s.Effect * (s.ProbabilityAbove - 0.5) > 0 ? 1.0 : 0);
        var half = sure.Average(s => s.ProbabilityAbove > 0.5 ? Truth(s) : 1 - Truth(s));
        var brier = statements.Average(s => Math.Pow(s.ProbabilityAbove - Truth(s), 2));
        var bins = statements.GroupBy(s => Math.Min((int)(s.ProbabilityAbove * 10), 9));
        var error = bins.Sum(bin => bin.Count() * Math.Abs(bin.Average(s => s.ProbabilityAbove) - bin.Average(Truth))) / statements.Length;
        Console.WriteLine($"| {name} | {sure.Length} | {half:P1} | {strict:P1} | {claimed:P1} | {brier:F3} | {error:F3} |");
    }

    // "The arm raises the outcome" is neither true nor false of somebody without effect: there it counts half, as when the engine was chosen.
    private static double Truth(Statement statement) => statement.Effect > 0 ? 1 : statement.Effect < 0 ? 0 : 0.5;

    private static Statement[] Statements(int trials, Func<TrialDiary, double?> probabilityAbove)
    {
        var statements = new Statement?[trials];
        Parallel.For(0, trials, i =>
        {
            var random = DeterministicRandom.ForIndex(606_060, (ulong)i);
            var design = new TrialDesign { BlockCount = 3 + random.NextInt(4), PeriodDays = 4 + random.NextInt(4) };
            var assumptions = new PowerAssumptions
            {
                Phi = 0.7 * random.NextDouble(),
                TrendInSd = (2 * random.NextDouble()) - 1,
                EffectInSd = random.NextDouble() < 0.25 ? 0 : 0.6 * random.NextGaussian(),
                PeriodShockInSd = random.NextDouble() < 0.3 ? 0.3 : 0,
            };
            statements[i] = probabilityAbove(PowerSimulation.Diary(design, assumptions, random)) is { } p ? new Statement(p, assumptions.EffectInSd) : null;
        });
        return [.. statements.OfType<Statement>()];
    }
}
