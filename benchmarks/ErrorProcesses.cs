using System.Globalization;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Benchmarks;

/// <summary>How often the 95 % interval excludes 0 although nothing has an effect, when days vary in ways that the model does not have.</summary>
internal static class ErrorProcesses
{
    private static readonly TrialDesign[] Designs =
        [new() { BlockCount = 3, PeriodDays = 5 }, new() { BlockCount = 4, PeriodDays = 7 }, new() { BlockCount = 6, PeriodDays = 5 }];

    public static int Run(string[] arguments)
    {
        var trials = arguments is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 2000;
        Console.WriteLine("| days vary as | 3 x 5 | 4 x 7 | 6 x 5 | paired t, 4 x 7 |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var process in ErrorProcess.Known)
        {
            Row(process, trials);
        }

        Console.WriteLine("| *not used when the engine was chosen:* | | | | |");
        foreach (var process in ErrorProcess.Fresh)
        {
            Row(process, trials);
        }

        return 0;
    }

    private static void Row(ErrorProcess process, int trials)
    {
        var engine = Designs.Select(design => Rate(design, trials, diary => RegressionEngine.Fit(diary).Effect(1)?.Interval())).ToArray();
        var paired = Rate(Designs[1], trials, diary => PairedBlockTest.Run(BlockDifferences.Of(diary, 1)) is { } test ? (test.Low, test.High) : null);
        Console.WriteLine($"| {process.Name} | {engine[0]:F3} | {engine[1]:F3} | {engine[2]:F3} | {paired:F3} |");

        double Rate(TrialDesign design, int count, Func<TrialDiary, (double Low, double High)?> interval)
        {
            var excluded = new bool[count];
            Parallel.For(0, count, i =>
            {
                var diary = process.Diary(design, 0.15, DeterministicRandom.ForIndex((ulong)design.TotalDays + 930_000, (ulong)i));
                excluded[i] = interval(diary) is { } found && (found.Low > 0 || found.High < 0);
            });
            return excluded.Count(e => e) / (double)count;
        }
    }
}
