using System.Globalization;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Benchmarks;

/// <summary>
/// Whether "95 of 100 sure" is right 95 times of 100, over mixed designs and people of whom a quarter have no effect; the same for "by what matters", here 0.5 SD times
/// the people's spread over 0.6; and how often a chance contradicts the interval that stands beside it. Arguments: trials, spread of the effects over people in SD (0.6).
/// </summary>
internal static class Calibration
{
    private sealed record Statement(double ProbabilityAbove, double ProbabilityAboveMcid, double Effect, bool IntervalBeyondMcid);

    public static int Run(string[] arguments)
    {
        double Argument(int index, double otherwise) => arguments.Length > index ? double.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;
        var (trials, spread) = ((int)Argument(0, 20_000), Argument(1, 0.6));
        var mcid = 0.5 * spread / 0.6;
        Console.WriteLine("| statement | sure (>= .95) | right, no effect counts half | right, no effect counts as wrong | claimed | Brier | calibration error | by the MCID: Brier | calibration error | interval beyond the MCID | of these chance below 50 |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        EffectPosterior? Under(TrialDiary diary, double? tau) => RegressionEngine.Fit(diary, new EngineOptions { Tau = tau }).Effect(1);
        Report("engine, mixed widths (shown)", Statements(trials, spread, mcid, diary => RegressionEngine.FitShrunken(diary, VerdictRule.EffectPrior).Effect(1)), mcid);
        Report("engine, tau .5", Statements(trials, spread, mcid, diary => Under(diary, VerdictRule.Tau)), mcid);
        Report("engine, flat", Statements(trials, spread, mcid, diary => Under(diary, null)), mcid);
        return 0;
    }

    private static void Report(string name, Statement[] statements, double mcid)
    {
        var sure = statements.Where(s => Math.Max(s.ProbabilityAbove, 1 - s.ProbabilityAbove) >= 0.95).ToArray();
        var claimed = sure.Average(s => Math.Max(s.ProbabilityAbove, 1 - s.ProbabilityAbove));
        var strict = sure.Average(s => s.Effect * (s.ProbabilityAbove - 0.5) > 0 ? 1.0 : 0);
        var half = sure.Average(s => s.ProbabilityAbove > 0.5 ? Truth(s) : 1 - Truth(s));
        var (brier, error) = Scores([.. statements.Select(s => (s.ProbabilityAbove, Truth(s)))]);
        var (brierMcid, errorMcid) = Scores([.. statements.Select(s => (s.ProbabilityAboveMcid, s.Effect > mcid ? 1.0 : 0))]);
        var beyond = statements.Where(s => s.IntervalBeyondMcid).ToArray();
        Console.WriteLine($"| {name} | {sure.Length} | {half:P1} | {strict:P1} | {claimed:P1} | {brier:F4} | {error:F3} | {brierMcid:F4} | {errorMcid:F3} | {beyond.Length} | {beyond.Count(s => s.ProbabilityAboveMcid < 0.5)} |");
    }

    private static (double Brier, double Error) Scores((double Probability, double Truth)[] statements)
    {
        var bins = statements.GroupBy(s => Math.Min((int)(s.Probability * 10), 9));
        return (statements.Average(s => Math.Pow(s.Probability - s.Truth, 2)),
            bins.Sum(bin => bin.Count() * Math.Abs(bin.Average(s => s.Probability) - bin.Average(s => s.Truth))) / statements.Length);
    }

    // "The arm raises the outcome" is neither true nor false of somebody without effect: there it counts half, as when the engine was chosen.
    private static double Truth(Statement statement) => statement.Effect > 0 ? 1 : statement.Effect < 0 ? 0 : 0.5;

    private static Statement[] Statements(int trials, double spread, double mcid, Func<TrialDiary, EffectPosterior?> posterior)
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
                EffectInSd = random.NextDouble() < 0.25 ? 0 : spread * random.NextGaussian(),
                PeriodShockInSd = random.NextDouble() < 0.3 ? 0.3 : 0,
            };
            var diary = PowerSimulation.Diary(design, assumptions, random);
            statements[i] = posterior(diary) is { } effect
                ? new Statement(effect.ProbabilityAbove(0), effect.ProbabilityAbove(mcid), assumptions.EffectInSd, RegressionEngine.Fit(diary).Effect(1)!.Interval().Low > mcid)
                : null;
        });
        return [.. statements.OfType<Statement>()];
    }
}
