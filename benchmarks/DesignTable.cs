using System.Globalization;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Planning;

namespace Nof1Agent.Benchmarks;

/// <summary>What common designs can show, by simulation with the engine.</summary>
internal static class DesignTable
{
    private static readonly (int Cycles, int PeriodDays)[] Designs = [(28, 1), (14, 2), (7, 4), (4, 7), (2, 14), (3, 7), (6, 5), (8, 5), (6, 7), (8, 7)];

    public static int Run(string[] arguments)
    {
        var trials = arguments is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 4000;
        Console.WriteLine("| cycles x days per period | days | phi | coverage | mean width | power .5 / .8 / 1 SD | detectable at 80 % |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var phi in (double[])[0.3, 0.6])
        {
            foreach (var (cycles, periodDays) in Designs)
            {
                var design = new TrialDesign { BlockCount = cycles, PeriodDays = periodDays };
                var simulated = PowerSimulation.Simulate(design, new PowerAssumptions { Phi = phi }, trials, seed: 5601);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {cycles} x {periodDays} | {design.TotalDays} | {phi} | {simulated.Coverage:F3} | {simulated.MeanWidthInSd:F2} | {simulated.PowerAt(0.5):F2} / {simulated.PowerAt(0.8):F2} / {simulated.PowerAt(1):F2} | {simulated.DetectableEffectInSd():F2} |"));
            }
        }

        return 0;
    }
}
