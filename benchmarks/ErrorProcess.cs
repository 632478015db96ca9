using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Benchmarks;

/// <summary>How the days of a simulated person vary, beyond the AR(1) noise that the engine assumes. The scale is a standard deviation of about 1.</summary>
internal sealed record ErrorProcess(string Name, Func<IReadOnlyList<PlannedDay>, DeterministicRandom, double[]> Noise)
{
    /// <summary>Ten processes other than moderate AR(1), as used when the engine was chosen.</summary>
    public static readonly IReadOnlyList<ErrorProcess> Known =
    [
        new("AR(1), phi .8", (plan, random) => Autoregressive(plan.Count, 0.8, random)),
        new("AR(1) phi .4, trend 1 SD", (plan, random) => Add(Autoregressive(plan.Count, 0.4, random), t => (double)t / plan.Count)),
        new("AR(1) phi .4, period shocks .25", (plan, random) => Shocked(plan, 0.25, random)),
        new("AR(1) phi .4, period shocks .5", (plan, random) => Shocked(plan, 0.5, random)),
        new("AR(1) phi .85 plus white noise", (plan, random) => Mixed(plan.Count, random)),
        new("AR(2) .3, .3", (plan, random) => SecondOrder(plan.Count, 0.3, 0.3, random)),
        new("curved drift of 1 SD", (plan, random) => Add(Autoregressive(plan.Count, 0.4, random), t => Math.Sin(Math.PI * t / plan.Count))),
        new("weekends 1 SD higher", (plan, random) => Add(Autoregressive(plan.Count, 0.4, random), t => t % 7 >= 5 ? 1 : 0)),
        new("t(3) innovations, phi .4", (plan, random) => HeavyTailed(plan.Count, 0.4, random)),
        new("arm SD 1.4 and .7", (plan, random) => [.. Autoregressive(plan.Count, 0.4, random).Select((e, t) => e * (plan[t].Arm == 1 ? 1.4 : 0.7))]),
    ];

    /// <summary>Processes that played no part when the engine was chosen.</summary>
    public static readonly IReadOnlyList<ErrorProcess> Fresh =
    [
        new("lasting step of 1 SD on a random day", (plan, random) =>
        {
            var step = random.NextInt(plan.Count);
            return Add(Autoregressive(plan.Count, 0.4, random), t => t >= step ? 1 : 0);
        }),
        new("skewed: exp of AR(1) phi .4", (plan, random) => [.. Autoregressive(plan.Count, 0.4, random).Select(e => (Math.Exp(0.6 * e) - Math.Exp(0.18)) / 0.79)]),
        new("28-day cycle of 1.4 SD peak to peak, random start", (plan, random) =>
        {
            var start = 2 * Math.PI * random.NextDouble();
            return Add(Autoregressive(plan.Count, 0.4, random), t => 0.7 * Math.Sin(start + (2 * Math.PI * t / 28)));
        }),
        new("calm and stormy fortnights (SD .6, 1.3)", (plan, random) =>
        {
            var first = random.NextInt(2);
            return [.. Autoregressive(plan.Count, 0.4, random).Select((e, t) => e * (((t / 14) + first) % 2 == 0 ? 0.6 : 1.3))];
        }),
    ];

    /// <summary>One trial without effect under the process.</summary>
    public TrialDiary Diary(TrialDesign design, double missingShare, DeterministicRandom random)
    {
        var plan = design.DayPlan(BlockRandomization.Draw(design, random));
        var noise = Noise(plan, random);
        return new TrialDiary(
            ["A", "B"],
            [.. plan.Select(day => new DiaryDay(day.Day, day.Arm, day.Period, day.Block, random.NextDouble() < missingShare ? null : noise[day.Day], day.Counted))]);
    }

    private static double[] Autoregressive(int count, double phi, DeterministicRandom random)
    {
        var noise = new double[count];
        noise[0] = random.NextGaussian();
        for (var t = 1; t < count; t++)
        {
            noise[t] = (phi * noise[t - 1]) + (Math.Sqrt(1 - (phi * phi)) * random.NextGaussian());
        }

        return noise;
    }

    private static double[] Add(double[] noise, Func<int, double> shift) => [.. noise.Select((e, t) => e + shift(t))];

    private static double[] Shocked(IReadOnlyList<PlannedDay> plan, double size, DeterministicRandom random)
    {
        var shocks = Enumerable.Range(0, plan[^1].Period + 1).Select(_ => size * random.NextGaussian()).ToArray();
        return Add(Autoregressive(plan.Count, 0.4, random), t => shocks[plan[t].Period]);
    }

    private static double[] Mixed(int count, DeterministicRandom random)
    {
        var slow = Autoregressive(count, 0.85, random);
        return [.. slow.Select(e => Math.Sqrt(0.5) * (e + random.NextGaussian()))];
    }

    // 200 days before the start let the process forget where it began; its stationary variance is divided out.
    private static double[] SecondOrder(int count, double first, double second, DeterministicRandom random)
    {
        var variance = (1 - second) / ((1 + second) * (((1 - second) * (1 - second)) - (first * first)));
        double before = 0, last = 0;
        var noise = new double[count];
        for (var t = -200; t < count; t++)
        {
            (before, last) = (last, (first * last) + (second * before) + random.NextGaussian());
            if (t >= 0)
            {
                noise[t] = last / Math.Sqrt(variance);
            }
        }

        return noise;
    }

    private static double[] HeavyTailed(int count, double phi, DeterministicRandom random)
    {
        double Student()
        {
            var squares = Enumerable.Range(0, 3).Sum(_ => Math.Pow(random.NextGaussian(), 2));
            return random.NextGaussian() / Math.Sqrt(squares / 3) / Math.Sqrt(3);
        }

        var noise = new double[count];
        noise[0] = Student();
        for (var t = 1; t < count; t++)
        {
            noise[t] = (phi * noise[t - 1]) + (Math.Sqrt(1 - (phi * phi)) * Student());
        }

        return noise;
    }
}
