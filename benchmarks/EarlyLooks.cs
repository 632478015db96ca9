using System.Globalization;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Benchmarks;

/// <summary>How often declared looks at the ends of cycles stop a trial for an effect, without one and with one. Arguments: trials, cycles of 5 days per arm (6).</summary>
internal static class EarlyLooks
{
    public static int Run(string[] arguments)
    {
        int Argument(int index, int otherwise) => arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;
        var trials = Argument(0, 2000);
        var design = new TrialDesign { BlockCount = Argument(1, 6), PeriodDays = 5 };
        Console.WriteLine("| phi | false stops, no effect | stops, effect 1 SD | mean day of those |");
        Console.WriteLine("| ---: | ---: | ---: | ---: |");
        foreach (var phi in (double[])[0, 0.3, 0.6])
        {
            var none = Stops(design, phi, 0, trials);
            var real = Stops(design, phi, 1, trials);
            Console.WriteLine($"| {phi} | {none.Count(day => day > 0) / (double)trials:P1} | {real.Count(day => day > 0) / (double)trials:P1} | {real.Where(day => day > 0).Average():F0} of {design.TotalDays} |");
        }

        return 0;
    }

    // The day of the stop, 0 for a trial that went on to its end.
    private static int[] Stops(TrialDesign design, double phi, double effect, int trials)
    {
        var stops = new int[trials];
        Parallel.For(0, trials, i =>
        {
            var diary = PowerSimulation.Diary(design, new PowerAssumptions { Phi = phi, EffectInSd = effect }, DeterministicRandom.ForIndex(606, (ulong)i));
            for (var cycle = LookRule.FirstBlock; cycle <= design.BlockCount && stops[i] == 0; cycle++)
            {
                var soFar = diary with { Days = [.. diary.Days.Where(day => day.Block < cycle)] };
                var fit = RegressionEngine.Fit(soFar, new EngineOptions { Tau = VerdictRule.BayesFactorTau });
                if (LookRule.Decide(cycle, fit.LogBayesFactor, null) == LookOutcome.StopForEffect)
                {
                    stops[i] = soFar.Days.Count;
                }
            }
        });
        return stops;
    }
}
