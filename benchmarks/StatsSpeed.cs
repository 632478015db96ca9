using System.Diagnostics;
using System.Globalization;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Benchmarks;

/// <summary>How long the statistics take on one core, and how that compares with nlme::gls in R on the same trials in the same run.</summary>
internal static class StatsSpeed
{
    private const int Trials = 200;

    private static readonly TrialDesign FourWeeks = new() { BlockCount = 4, PeriodDays = 7 };

    public static int Run(string[] arguments)
    {
        var complete = Diaries(new PowerAssumptions { EffectInSd = 0.5, MissingShare = 0 });
        var gaps = Diaries(new PowerAssumptions { EffectInSd = 0.5 });
        var plan = new AnalysisPlan { HigherIsBetter = true, Mcid = 0.5 };

        Console.WriteLine("| what | result | goal |");
        Console.WriteLine("| --- | ---: | ---: |");
        var fit = MedianMilliseconds(complete, diary => RegressionEngine.Fit(diary).Effect(1)!.Mean);
        Row("one engine fit, 56 days, 336 grid points", fit, 0.5);
        var answer = MedianMilliseconds(complete, diary => RegressionEngine.Fit(diary).Effect(1)!.Interval().Low);
        Row("the same with its 95 % interval", answer, null);
        Row("the same with 15 % of the days missing", MedianMilliseconds(gaps, diary => RegressionEngine.Fit(diary).Effect(1)!.Interval().Low), null);
        Row("whole report with all second lines", MedianMilliseconds(gaps, diary => TrialReport.Analyze(diary, plan).AnsweredDays), 20);

        var assumptions = new PowerAssumptions { EffectInSd = 1 };
        PowerSimulation.Run(FourWeeks, assumptions, 20, 1, cores: 1);
        Row("power run of 1,000 trials, one core", Milliseconds(() => PowerSimulation.Run(FourWeeks, assumptions, 1000, 1, cores: 1)), 5000);
        Row($"power run of 1,000 trials, all {Environment.ProcessorCount} cores", Milliseconds(() => PowerSimulation.Run(FourWeeks, assumptions, 1000, 1)), null);

        var engine = MedianMilliseconds(gaps, diary => RegressionEngine.Fit(diary).Effect(1)!.Interval().Low);
        var gapsFit = MedianMilliseconds(gaps, diary => RegressionEngine.Fit(diary).Effect(1)!.Mean);
        if (GlsInR.MedianMilliseconds(gaps) is not { } gls)
        {
            Console.WriteLine("\nRscript with the package nlme was not found: the comparison with R is skipped.");
            return 0;
        }

        Row("nlme::gls, corAR1, REML, same trials", gls.Milliseconds, null);
        Ratio("ratio gls fit / engine fit", gls.Milliseconds / gapsFit, ">= 10");
        Ratio("ratio gls fit / engine fit with its interval", gls.Milliseconds / engine, "-");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| trials on which gls failed | {gls.Failures} of {Trials} | - |"));
        return 0;
    }

    private static TrialDiary[] Diaries(PowerAssumptions assumptions) =>
        [.. Enumerable.Range(0, Trials).Select(i => PowerSimulation.Diary(FourWeeks, assumptions, DeterministicRandom.ForIndex(2026, (ulong)i)))];

    private static double MedianMilliseconds(TrialDiary[] diaries, Func<TrialDiary, double> work)
    {
        var sink = 0.0;
        for (var warm = 0; warm < 6; warm++)
        {
            foreach (var diary in diaries)
            {
                sink += work(diary);
            }
        }

        var times = diaries.Select(diary => Milliseconds(() => sink += work(diary))).Order().ToArray();
        return double.IsFinite(sink) ? times[times.Length / 2] : throw new InvalidOperationException("A result is no number.");
    }

    private static double Milliseconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Ratio(string what, double ratio, string goal) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {ratio:F1} | {goal} |"));

    private static void Row(string what, double milliseconds, double? goal) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {milliseconds:0.###} ms | {(goal is { } limit ? $"<= {limit:0.###} ms" : "-")} |"));
}
