using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Benchmarks;

/// <summary>Whole reports on very many trials, half of them spoilt on purpose: every one must end in finite numbers or a named reason.</summary>
internal static class Failures
{
    private static readonly (string Name, Func<DiaryDay, DeterministicRandom, DiaryDay> Spoil)[] Spoilers =
    [
        ("nothing", (day, _) => day),
        ("constant values", (day, _) => With(day, 7)),
        ("arm B never answered", (day, _) => day.Arm == 1 ? day with { Value = null } : day),
        ("four days", (day, _) => day.Day < 4 ? day : day with { Value = null }),
        ("values of 1e300", (day, _) => With(day, day.Value * 1e299)),
        ("values of 1e-300", (day, _) => With(day, day.Value * 1e-300)),
        ("far from zero", (day, _) => With(day, 1e9 + day.Value)),
        ("yes or no, rarely yes", (day, random) => With(day, random.NextDouble() < 0.05 ? 1 : 0)),
        ("ratings on three steps", (day, _) => With(day, Math.Clamp(Math.Round(day.Value ?? 0), -1, 1))),
        ("nine of ten days missing", (day, random) => random.NextDouble() < 0.9 ? day with { Value = null } : day),
        ("years between days", (day, _) => day with { Day = day.Day * 1000 }),
        ("one huge outlier", (day, _) => day.Day == 3 ? With(day, 1e12) : day),
        ("nothing but the effect", (day, _) => With(day, day.Arm)),
        ("not a number once", (day, _) => day.Day == 2 ? With(day, double.NaN) : day),
    ];

    public static int Run(string[] arguments)
    {
        var trials = arguments is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 100_000;
        var failures = new ConcurrentBag<string>();
        var refused = 0;
        Parallel.For(0, trials, i =>
        {
            var random = DeterministicRandom.ForIndex(100_000, (ulong)i);
            var design = new TrialDesign { ArmCount = 2 + random.NextInt(2), BlockCount = 1 + random.NextInt(5), PeriodDays = 1 + random.NextInt(7) };
            var assumptions = new PowerAssumptions { Phi = 0.9 * random.NextDouble(), EffectInSd = random.NextGaussian(), MissingShare = 0.3 * random.NextDouble() };
            var plain = PowerSimulation.Diary(design, assumptions, random);
            var (name, spoil) = i % 2 == 0 ? Spoilers[0] : Spoilers[1 + random.NextInt(Spoilers.Length - 1)];
            try
            {
                var diary = plain with { Days = [.. plain.Days.Select(day => spoil(day, random))] };
                var report = TrialReport.Analyze(diary, new AnalysisPlan { HigherIsBetter = i % 3 == 0, Mcid = i % 5 == 0 ? null : 0.5, Scale = (OutcomeScale)(i % 4) });

                // JSON has no number for NaN or infinity: writing the report throws if one is left anywhere.
                JsonSerializer.Serialize(report);
                foreach (var contrast in report.Contrasts)
                {
                    if (contrast.Refusal is not null)
                    {
                        Interlocked.Increment(ref refused);
                    }
                    else if (!Finite(contrast.Estimate, contrast.Low, contrast.High, contrast.ProbabilityBetter) || contrast.Low > contrast.High)
                    {
                        failures.Add($"trial {i} ({name}): {contrast.Estimate} [{contrast.Low}, {contrast.High}]");
                    }
                }
            }
#pragma warning disable CA1031 // The point of this run is to count whatever is thrown.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                failures.Add($"trial {i} ({name}): {thrown.GetType().Name} {thrown.Message}");
            }
        });

        Console.WriteLine($"- failures in {trials} trials: {failures.Count} (goal 0); contrasts refused with a named reason: {refused}");
        foreach (var failure in failures.Take(20))
        {
            Console.WriteLine($"  - {failure}");
        }

        return failures.IsEmpty ? 0 : 1;
    }

    private static DiaryDay With(DiaryDay day, double? value) => day.Value is null ? day : day with { Value = value };

    private static bool Finite(params double[] numbers) => numbers.All(double.IsFinite);
}
