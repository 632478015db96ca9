using System.Globalization;
using MathNet.Numerics.Distributions;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Forecasts;
using Nof1Agent.Stats.Planning;

namespace Nof1Agent.Benchmarks;

/// <summary>The 95 % interval over the grid of 24 designs: coverage, width, power for 1 SD, and its interval score beside the paired t and gls.</summary>
internal static class Coverage
{
    private const int GlsTrials = 400;

    private sealed record Play(double Low, double High, double Score, double? Paired, double? Gls);

    public static int Run(string[] arguments)
    {
        var trials = arguments is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 8000;
        Console.WriteLine("| cycles x days | phi | trend | coverage | mean width | power 1 SD |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        var all = new List<Play>();
        var coverages = new List<double>();
        var cell = 0UL;
        foreach (var (cycles, days) in ((int, int)[])[(3, 5), (3, 7), (4, 5), (4, 7)])
        {
            foreach (var phi in (double[])[0, 0.3, 0.6])
            {
                foreach (var trend in (double[])[0, 1])
                {
                    var plays = Plays(new TrialDesign { BlockCount = cycles, PeriodDays = days }, phi, trend, trials, 77_000 + ++cell);
                    all.AddRange(plays);
                    coverages.Add(plays.Average(play => play is { Low: <= 0, High: >= 0 } ? 1.0 : 0));
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {cycles} x {days} | {phi} | {trend} | {coverages[^1]:F3} | {plays.Average(play => play.High - play.Low):F2} | {plays.Average(play => play.Low > -1 ? 1.0 : 0):F3} |"));
                }
            }
        }

        var big = PowerSimulation.Simulate(new TrialDesign { BlockCount = 4, PeriodDays = 7 }, new PowerAssumptions(), trials, seed: 8_000);
        var paired = all.Where(play => play.Paired is not null).ToArray();
        var gls = all.Where(play => play.Gls is not null).ToArray();
        Line($"coverage, smallest and largest of 24 cells of {trials}", $"{coverages.Min():F3} to {coverages.Max():F3}", ".945 to .98");
        Line($"power for 1 SD, 4 x 7 days, phi .3, 15 % missing, {big.Trials} trials", $"{big.PowerAt(1):F3}", ">= .68");
        Line("mean interval score / paired t", $"{paired.Average(play => play.Score) / paired.Average(play => play.Paired!.Value):F3}", "<= .70");
        Line($"mean interval score / gls AR(1) t(n - 2), first {GlsTrials} of each cell", $"{gls.Average(play => play.Score) / gls.Average(play => play.Gls!.Value):F3}", "<= 1.05");
        return 0;
    }

    private static void Line(string what, string result, string goal) => Console.WriteLine($"- {what}: {result} (goal {goal})");

    private static Play[] Plays(TrialDesign design, double phi, double trend, int trials, ulong seed)
    {
        var plays = new Play[trials];
        Parallel.For(0, trials, i =>
        {
            var random = DeterministicRandom.ForIndex(seed, (ulong)i);
            var missing = 0.1 + (0.1 * random.NextDouble());
            var diary = PowerSimulation.Diary(design, new PowerAssumptions { Phi = phi, TrendInSd = trend, MissingShare = missing }, random);
            var (low, high) = RegressionEngine.Fit(diary).Effect(1)!.Interval();
            var paired = PairedBlockTest.Run(BlockDifferences.Of(diary, 1));
            plays[i] = new Play(low, high, Score(low, high), paired is null ? null : Score(paired.Low, paired.High), i < GlsTrials ? Gls(diary) : null);
        });
        return plays;
    }

    private static double Score(double low, double high) => EffectScores.Interval(low, high, 0.95, 0);

    private static double? Gls(TrialDiary diary)
    {
        var used = diary.Days.Where(day => day.IsUsed).ToArray();
        double[][] columns = [[.. used.Select(_ => 1.0)], [.. used.Select(day => (double)day.Arm)], [.. used.Select(day => day.Value!.Value)]];
        if (GeneralizedLeastSquares.Fit([([.. used.Select(day => day.Day)], columns)]) is not { } fit)
        {
            return null;
        }

        var half = StudentT.InvCDF(0, 1, used.Length - 2, 0.975) * fit.StandardErrors[1];
        return Score(fit.Coefficients[1] - half, fit.Coefficients[1] + half);
    }
}
