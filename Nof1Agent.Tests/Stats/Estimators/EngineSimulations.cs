using System.Globalization;
using Nof1Agent.Stats.Diagnostics;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>
/// Long simulations behind docs/statistics.md; each prints its table. Run with
/// <c>dotnet test Nof1Agent.Tests -c Release --filter "FullyQualifiedName~EngineSimulations" --logger "console;verbosity=detailed" -- xUnit.Explicit=only</c>.
/// </summary>
public sealed class EngineSimulations(ITestOutputHelper output)
{
    private static readonly EngineOptions Full = new() { PeriodShocks = true };

    private static T[] Run<T>(int trials, ulong seed, Func<SimulationNoise, T> trial) => Run(trials, seed, (noise, _) => trial(noise));

    private static T[] Run<T>(int trials, ulong seed, Func<SimulationNoise, int, T> trial)
    {
        var results = new T[trials];
        // One generator per trial: the table does not depend on the number of cores.
        Parallel.For(0, trials, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => results[i] = trial(new SimulationNoise(seed * 1_000_003 + (ulong)i), i));
        return results;
    }

    private void Line(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Interval score (Gneiting and Raftery 2007) for a true value of 0.</summary>
    private static double Score(double low, double high) => high - low + 40 * (Math.Max(0, low) + Math.Max(0, -high));

    private sealed record Trial(double Low, double High, double PairedLow, double PairedHigh, double GlsLow, double GlsHigh);

    [Fact(Explicit = true)]
    public void Coverage_TwentyFourDesigns_EveryCellWithinGoal()
    {
        const int trials = 2000, withGls = 250;
        Line($"| cycles x days | phi | trend | coverage | paired t | width | power 1 SD | paired power | score / paired | score / gls |");
        Line($"|---|---|---|---|---|---|---|---|---|---|");
        var cells = new List<double>();
        double engineScore = 0, pairedScore = 0, engineOfGls = 0, glsScore = 0;
        ulong seed = 100;
        foreach (var blocks in new[] { 3, 4 })
            foreach (var length in new[] { 5, 7 })
                foreach (var phi in new[] { 0, 0.3, 0.6 })
                    foreach (var trend in new[] { 0, 1 })
                    {
                        var results = Run(trials, ++seed, (noise, index) =>
                        {
                            var diary = Simulated.Diary(blocks, length, ErrorProcess.Autoregressive(phi), 0, trend, 0.1 + 0.1 * noise.Uniform(), noise);
                            var (low, high) = RegressionEngine.Fit(diary, Full).Effect(1)!.Interval();
                            var paired = PairedBlockTest.Run(BlockDifferences.Of(diary, 1))!;
                            var gls = index < withGls ? Gls(diary) : (double.NaN, double.NaN);
                            return new Trial(low, high, paired.Low, paired.High, gls.Item1, gls.Item2);
                        });
                        double Share(Func<Trial, bool> holds) => results.Count(holds) / (double)trials;
                        var coverage = Share(r => r.Low <= 0 && r.High >= 0);
                        cells.Add(coverage);
                        double score = results.Average(r => Score(r.Low, r.High)), paired = results.Average(r => Score(r.PairedLow, r.PairedHigh));
                        var both = results.Where(r => !double.IsNaN(r.GlsLow)).ToArray();
                        double own = both.Average(r => Score(r.Low, r.High)), gls = both.Average(r => Score(r.GlsLow, r.GlsHigh));
                        engineScore += score;
                        pairedScore += paired;
                        engineOfGls += own;
                        glsScore += gls;
                        // The interval shifts with the effect, so power for 1 SD is how often the lower end lies above -1.
                        Line($"| {blocks} x {length} | {phi} | {trend} | {coverage:F3} | {Share(r => r.PairedLow <= 0 && r.PairedHigh >= 0):F3} | {results.Average(r => r.High - r.Low):F2} | {Share(r => r.Low > -1):F3} | {Share(r => r.PairedLow > -1):F3} | {score / paired:F2} | {own / gls:F2} |");
                    }
        Line($"coverage {cells.Min():F3} to {cells.Max():F3}, mean {cells.Average():F3}; interval score {engineScore / pairedScore:F3} of paired t, {engineOfGls / glsScore:F3} of gls");
        Assert.All(cells, cell => Assert.InRange(cell, 0.945, 0.98));
        Assert.True(engineScore / pairedScore <= 0.70);
        Assert.True(engineOfGls / glsScore <= 1.05);
    }

    private static (double, double) Gls(TrialDiary diary)
    {
        var used = diary.Days.Where(day => day.IsUsed).ToArray();
        var fit = GeneralizedLeastSquares.Fit([([.. used.Select(day => day.Day)],
            [[.. used.Select(_ => 1.0)], [.. used.Select(day => (double)day.Arm)], [.. used.Select(day => day.Value!.Value)]])])!;
        var reach = new StudentDistribution(used.Length - 2).UpperQuantile(0.025) * fit.StandardErrors[1];
        return (fit.Coefficients[1] - reach, fit.Coefficients[1] + reach);
    }

    [Fact(Explicit = true)]
    public void Power_FourTimesSeven_OneStandardDeviation()
    {
        const int trials = 8000;
        var results = Run(trials, 77, noise =>
        {
            var diary = Simulated.Diary(4, 7, ErrorProcess.Autoregressive(0.3), 1, 0, 0.15, noise);
            return (RegressionEngine.Fit(diary, Full).Effect(1)!.Quantile(0.025), PairedBlockTest.Run(BlockDifferences.Of(diary, 1))!.Low);
        });
        double power = results.Count(r => r.Item1 > 0) / (double)trials, paired = results.Count(r => r.Low > 0) / (double)trials;
        Line($"power {power:F3}, paired t {paired:F3}");
        Assert.True(power >= 0.68);
    }

    [Fact(Explicit = true)]
    public void TypeOne_OtherErrorProcesses_WithinGoal()
    {
        const int trials = 2000;
        Line($"| process | 3 x 5 | 4 x 7 | 6 x 5 | power 1 SD, 4 x 7 |");
        Line($"|---|---|---|---|---|");
        ulong seed = 300;
        foreach (var process in ErrorProcess.Known.Concat(ErrorProcess.Fresh))
        {
            var cells = new List<(double TypeOne, double Power)>();
            foreach (var (blocks, length) in new[] { (3, 5), (4, 7), (6, 5) })
            {
                var results = Run(trials, ++seed, noise =>
                    RegressionEngine.Fit(Simulated.Diary(blocks, length, process, 0, 0, 0.1 + 0.1 * noise.Uniform(), noise), Full).Effect(1)!.Interval());
                cells.Add((results.Count(r => r.Low > 0 || r.High < 0) / (double)trials, results.Count(r => r.Low > -1) / (double)trials));
            }
            Line($"| {process.Name} | {cells[0].TypeOne:F3} | {cells[1].TypeOne:F3} | {cells[2].TypeOne:F3} | {cells[1].Power:F2} |");
            Assert.All(cells, cell => Assert.True(cell.TypeOne <= (process.Name.Contains("shock .5", StringComparison.Ordinal) ? 0.13 : 0.065)));
        }
    }

    [Fact(Explicit = true)]
    public void Calibration_SureStatements_AreRight()
    {
        const int trials = 24_000;
        var results = Run(trials, 500, noise =>
        {
            int blocks = 3 + (int)(4 * noise.Uniform()), length = 4 + (int)(4 * noise.Uniform());
            double phi = 0.7 * noise.Uniform(), trend = 2 * noise.Uniform() - 1, effect = noise.Uniform() < 0.25 ? 0 : 0.6 * noise.Normal();
            var shock = noise.Uniform() < 0.3 ? 0.3 : 0;
            var process = new ErrorProcess("", (count, days, _, source) =>
            {
                var errors = source.Autoregressive(count, phi);
                var shocks = Enumerable.Range(0, count / days + 1).Select(_ => shock * source.Normal()).ToArray();
                return [.. errors.Select((error, i) => error + shocks[i / days])];
            });
            var diary = Simulated.Diary(blocks, length, process, effect, trend, 0.1 + 0.1 * noise.Uniform(), noise);
            var probability = RegressionEngine.FitShrunken(diary, VerdictRule.EffectPrior, Full).Effect(1)!.ProbabilityAbove(0);
            return (Effect: effect, Tau: probability, Flat: RegressionEngine.Fit(diary, Full).Effect(1)!.ProbabilityAbove(0), Naive: NaiveProbability(diary));
        });
        Line($"| line | reading | sure statements | right | claimed | ECE | Brier |");
        Line($"|---|---|---|---|---|---|---|");
        foreach (var (name, of) in new (string, Func<(double Effect, double Tau, double Flat, double Naive), double>)[]
            { ("mixed widths (shown)", r => r.Tau), ("flat", r => r.Flat), ("t-test on days", r => r.Naive) })
        {
            Report(name, "no effect counts one half", [.. results.Select(r => (of(r), r.Effect > 0 ? 1 : r.Effect < 0 ? 0 : 0.5))]);
            Report(name, "trials with an effect", [.. results.Where(r => r.Effect != 0).Select(r => (of(r), r.Effect > 0 ? 1.0 : 0))]);
            var nulls = results.Where(r => r.Effect == 0).ToArray();
            Line($"| {name} | no effect: share of sure statements, either way | {nulls.Count(r => of(r) is >= 0.95 or <= 0.05)} of {nulls.Length} = {nulls.Count(r => of(r) is >= 0.95 or <= 0.05) / (double)nulls.Length:P1} | | | | |");
        }
    }

    private static double NaiveProbability(TrialDiary diary)
    {
        double[] Values(int arm) => [.. diary.Days.Where(day => day.IsUsed && day.Arm == arm).Select(day => day.Value!.Value)];
        double[] a = Values(0), b = Values(1);
        double Squares(double[] values) => values.Sum(value => Math.Pow(value - values.Average(), 2));
        var error = Math.Sqrt((Squares(a) + Squares(b)) / (a.Length + b.Length - 2) * (1.0 / a.Length + 1.0 / b.Length));
        return new StudentDistribution(a.Length + b.Length - 2).Cumulative((b.Average() - a.Average()) / error);
    }

    /// <summary>P(better) against what is true: 1, 0, or one half where there is no effect.</summary>
    private void Report(string line, string reading, IReadOnlyList<(double P, double Truth)> statements)
    {
        double right = 0, claimed = 0;
        var count = 0;
        foreach (var (p, truth) in statements.Where(s => s.P is >= 0.95 or <= 0.05))
        {
            count++;
            right += p > 0.5 ? truth : 1 - truth;
            claimed += Math.Max(p, 1 - p);
        }
        var calibration = statements.GroupBy(s => Math.Min(9, (int)(10 * s.P)))
            .Sum(bin => bin.Count() / (double)statements.Count * Math.Abs(bin.Average(s => s.P) - bin.Average(s => s.Truth)));
        Line($"| {line} | {reading} | {count} | {right / count:P1} | {claimed / count:P1} | {calibration:F3} | {statements.Average(s => Math.Pow(s.P - s.Truth, 2)):F4} |");
    }

    [Fact(Explicit = true)]
    public void Looks_NoEffect_RarelyStop()
    {
        const int trials = 2000;
        Line($"| phi | false stop, effect 0 | stopped for effect, 1 SD | mean cycles, 1 SD | stop for no difference, effect = MCID .5 | pair e-process >= 20, effect 0 |");
        Line($"|---|---|---|---|---|---|");
        ulong seed = 700;
        foreach (var phi in new[] { 0, 0.3, 0.6 })
        {
            var results = Run(trials, ++seed, noise => (Look(phi, 0, noise), Look(phi, 1, noise), Look(phi, 0.5, noise)));
            double Share(Func<((LookOutcome, int, double), (LookOutcome, int, double), (LookOutcome, int, double)), bool> holds) => results.Count(holds) / (double)trials;
            var falseStops = Share(r => r.Item1.Item1 == LookOutcome.StopForEffect);
            Line($"| {phi} | {falseStops:F3} | {Share(r => r.Item2.Item1 == LookOutcome.StopForEffect):F3} | {results.Average(r => r.Item2.Item2):F2} | {Share(r => r.Item3.Item1 == LookOutcome.StopForNoDifference):F3} | {Share(r => r.Item1.Item3 >= 20):F3} |");
            Assert.True(falseStops <= 0.03);
        }
    }

    private static (LookOutcome Outcome, int Blocks, double Pairs) Look(double phi, double effect, SimulationNoise noise)
    {
        var diary = Simulated.Diary(6, 5, ErrorProcess.Autoregressive(phi), effect, 0, 0.15, noise);
        var pairs = PairEvidence.Run(BlockDifferences.Of(diary, 1)).Max();
        for (var blocks = 3; blocks <= 6; blocks++)
        {
            var design = EngineDesign.From(diary with { Days = [.. diary.Days.Where(day => day.Block < blocks)] }, Full);
            var factor = RegressionEngine.Solve(design, VerdictRule.BayesFactorTau).LogBayesFactor;
            var same = RegressionEngine.Solve(design, null).Effect(1)!.ProbabilityBetween(-0.5, 0.5);
            if (LookRule.Decide(blocks, factor, same) is not LookOutcome.Continue and var outcome)
                return (outcome, blocks, pairs);
        }
        return (LookOutcome.Continue, 6, pairs);
    }

    [Fact(Explicit = true)]
    public void Verdicts_ErrorGoals_AreMet()
    {
        const int trials = 3000;
        Line($"| cycles x days | phi | no effect: worked or worse | effect = MCID .5: no difference | no effect: no difference | 1 SD: worked | 1 SD: worked or probably |");
        Line($"|---|---|---|---|---|---|---|");
        ulong seed = 900;
        foreach (var (blocks, length) in new[] { (3, 7), (4, 7), (6, 5), (8, 7) })
            foreach (var phi in new[] { 0, 0.3, 0.6 })
            {
                var results = Run(trials, ++seed, noise => (Decide(blocks, length, phi, 0, noise), Decide(blocks, length, phi, 0.5, noise), Decide(blocks, length, phi, 1, noise)));
                double Share(Func<(VerdictKind, VerdictKind, VerdictKind), bool> holds) => results.Count(holds) / (double)trials;
                var wrong = Share(r => r.Item1 is VerdictKind.ItWorked or VerdictKind.ItMadeThingsWorse);
                var missed = Share(r => r.Item2 is VerdictKind.NoDifferenceThatMatters);
                Assert.True(wrong <= 0.03 && missed <= 0.05);
                Line($"| {blocks} x {length} | {phi} | {wrong:F3} | {missed:F3} | {Share(r => r.Item1 is VerdictKind.NoDifferenceThatMatters):F3} | {Share(r => r.Item3 is VerdictKind.ItWorked):F3} | {Share(r => r.Item3 is VerdictKind.ItWorked or VerdictKind.ItProbablyHelps):F3} |");
            }
    }

    /// <summary>The list with the paired-cycle part of the disagreement rule, MCID .5.</summary>
    private static VerdictKind Decide(int blocks, int length, double phi, double effect, SimulationNoise noise)
    {
        var diary = Simulated.Diary(blocks, length, ErrorProcess.Autoregressive(phi), effect, 0, 0.15, noise);
        var design = EngineDesign.From(diary, Full);
        EffectPosterior flat = RegressionEngine.Solve(design, null).Effect(1)!, tau = ShrunkenFit.Solve(design, VerdictRule.EffectPrior).Effect(1)!;
        var paired = PairedBlockTest.Run(BlockDifferences.Of(diary, 1));
        var verdict = VerdictRule.Decide(new VerdictEvidence
        {
            CompleteBlocks = blocks,
            AnsweredShare = 1,
            ProbabilityBetter = tau.ProbabilityAbove(0),
            ProbabilityBetterByMcid = tau.ProbabilityAbove(0.5),
            ProbabilityWorseByMcid = 1 - tau.ProbabilityAbove(-0.5),
            ProbabilityNoDifferenceThatMatters = flat.ProbabilityBetween(-0.5, 0.5),
            LargerTailBeyondMcid = Math.Max(flat.ProbabilityAbove(0.5), 1 - flat.ProbabilityAbove(-0.5)),
        });
        return DisagreementRule.Apply(verdict, VerdictRule.Lower(verdict) == verdict ? [] : DisagreementRule.Named(new SecondOpinions
        {
            Estimate = flat.Mean,
            ProbabilityBetter = tau.ProbabilityAbove(0),
            PairedEstimate = paired?.Estimate,
            PairedProbabilityBetter = paired?.ProbabilityAboveZero,
        }));
    }

    [Fact(Explicit = true)]
    public void Kinds_LatentAutocorrelation_TypeOne()
    {
        const int trials = 2000;
        Line($"| outcome | phi 0 | .3 | .6 |");
        Line($"|---|---|---|---|");
        ulong seed = 1100;
        foreach (var (name, map) in new (string, Func<double, double>)[]
        {
            ("0-10, symmetric", z => Math.Clamp(Math.Round(5 + 1.5 * z), 0, 10)),
            ("0-10, piled up at 0", z => Math.Clamp(Math.Round(0.5 + 2 * z), 0, 10)),
            ("yes in 38 %", z => z > 0.305 ? 1 : 0),
            ("yes in 11 %", z => z > 1.227 ? 1 : 0),
            ("count, mean about 3", z => Math.Floor(Math.Exp(1 + 0.5 * z))),
            ("steps, log-normal", z => 8000 * Math.Exp(0.5 * z)),
        })
        {
            var cells = new[] { 0, 0.3, 0.6 }.Select(phi =>
            {
                var results = Run(trials, ++seed, noise =>
                {
                    var diary = Simulated.Diary(4, 7, ErrorProcess.Autoregressive(phi), 0, 0, 0.15, noise);
                    return RegressionEngine.Fit(diary with { Days = [.. diary.Days.Select(day => day.Value is { } z ? day with { Value = map(z) } : day)] }, Full)
                        .Effect(1)?.Interval() ?? (-1, 1);
                });
                return results.Count(r => r.Item1 > 0 || r.Item2 < 0) / (double)trials;
            }).ToArray();
            Line($"| {name} | {cells[0]:F3} | {cells[1]:F3} | {cells[2]:F3} |");
        }
    }

    [Fact(Explicit = true)]
    public void CarryOver_SteadyStateMixture_Coverage()
    {
        const int trials = 1000;
        Line($"| half-life | line | bias, effect 1 SD | coverage | width |");
        Line($"|---|---|---|---|---|");
        ulong seed = 1300;
        foreach (var halfLife in new[] { 0, 1, 2 })
        {
            var results = Run(trials, ++seed, noise =>
            {
                var diary = Simulated.Diary(4, 7, ErrorProcess.Autoregressive(0.4), 0, 0, 0.15, noise);
                double retained = halfLife == 0 ? 0 : Math.Pow(2, -1.0 / halfLife), level = diary.Days[0].Arm;
                var days = diary.Days.Select(day =>
                {
                    level = day.Arm + retained * (level - day.Arm);
                    return day with { Value = day.Value + level };
                }).ToArray();
                diary = diary with { Days = days };
                var line = CarryOverLine.Fit(diary, Full)![0];
                var dropped = FirstDaysDropped.Fit(diary, Full)![0];
                var engine = RegressionEngine.Fit(diary, Full).Effect(1)!;
                var (low, high) = engine.Interval();
                return ((engine.Mean, low, high), (line.Estimate, line.Low, line.High), (dropped.Estimate, dropped.Low, dropped.High));
            });
            foreach (var (name, line) in new (string, Func<((double, double, double), (double, double, double), (double, double, double)), (double Estimate, double Low, double High)>)[]
                { ("engine", r => r.Item1), ("steady state", r => r.Item2), ("first 2 days dropped", r => r.Item3) })
                Line($"| {halfLife} d | {name} | {results.Average(r => line(r).Estimate) - 1:F2} | {results.Count(r => line(r).Low <= 1 && line(r).High >= 1) / (double)trials:F3} | {results.Average(r => line(r).High - line(r).Low):F2} |");
        }
    }

    [Fact(Explicit = true)]
    public void Robustness_HundredThousandTrials_NumberOrReason()
    {
        const int trials = 100_000;
        var results = Run(trials, 1500, noise =>
        {
            int blocks = 1 + (int)(5 * noise.Uniform()), length = 1 + (int)(7 * noise.Uniform());
            var diary = Simulated.Diary(blocks, length, ErrorProcess.Autoregressive(1.8 * noise.Uniform() - 0.9), noise.Normal(), noise.Normal(), noise.Uniform(), noise);
            var scale = Math.Pow(10, 600 * noise.Uniform() - 300);
            var levels = noise.Uniform() < 0.3 ? 1 : 0;
            diary = diary with { Days = [.. diary.Days.Select(day => day with { Value = Math.Clamp(scale * (levels == 1 ? Math.Round(day.Value ?? 0) : day.Value ?? 0), -1e300, 1e300) is var value && day.Value is null ? null : value })] };
            var fit = RegressionEngine.Fit(diary, new EngineOptions { Tau = noise.Uniform() < 0.5 ? 0.5 : null });
            if (fit.Refusal is { Length: > 0 })
                return 1;
            var (low, high) = fit.Effect(1)!.Interval();
            return double.IsFinite(low) && double.IsFinite(high) && low < high && fit.Effect(1)!.ProbabilityAbove(0) is >= 0 and <= 1 ? 0 : 2;
        });
        Line($"{trials} trials: {results.Count(r => r == 0)} estimates, {results.Count(r => r == 1)} named refusals, {results.Count(r => r == 2)} failures");
        Assert.DoesNotContain(2, results);
    }
}
