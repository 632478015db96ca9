namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>Day-to-day noise of simulated trials: standard deviation about 1, mean 0.</summary>
/// <param name="Name">Shown in the tables.</param>
/// <param name="Draw">Noise of all days, given the day count, the days per period, the arm of each day and the generator.</param>
internal sealed record ErrorProcess(string Name, Func<int, int, int[], SimulationNoise, double[]> Draw)
{
    internal static ErrorProcess Autoregressive(double phi) => new($"AR(1) {phi}", (count, _, _, noise) => noise.Autoregressive(count, phi));

    /// <summary>The ten processes the engine was tried on when it was chosen.</summary>
    internal static IReadOnlyList<ErrorProcess> Known { get; } =
    [
        Autoregressive(0.8),
        new("AR(1) .3 + trend 1 SD", (count, _, _, noise) => Add(noise.Autoregressive(count, 0.3), i => (double)i / count)),
        new("AR(1) .3 + period shock .25 SD", (count, length, _, noise) => Shocks(noise.Autoregressive(count, 0.3), length, 0.25, noise)),
        new("AR(1) .3 + period shock .5 SD", (count, length, _, noise) => Shocks(noise.Autoregressive(count, 0.3), length, 0.5, noise)),
        new("AR(1) .85 + white noise", (count, _, _, noise) =>
        {
            var slow = noise.Autoregressive(count, 0.85);
            return [.. slow.Select(value => Math.Sqrt(0.5) * (value + noise.Normal()))];
        }),
        new("AR(2) .3 .3", (count, _, _, noise) => Second(count, noise)),
        new("AR(1) .3 + curved drift", (count, _, _, noise) => Add(noise.Autoregressive(count, 0.3), i => Math.Sin(Math.PI * 1.5 * i / count))),
        new("AR(1) .3 + weekend 1 SD", (count, _, _, noise) => Add(noise.Autoregressive(count, 0.3), i => i % 7 >= 5 ? 1 : 0)),
        new("AR(1) .3, t with 3 df", (count, _, _, noise) => HeavyTailed(count, noise)),
        new("AR(1) .3, SD 1.4 / 0.7 by arm", (count, _, arms, noise) => Scaled(noise.Autoregressive(count, 0.3), i => arms[i] == 1 ? 1.4 : 0.7)),
    ];

    /// <summary>Processes that played no part in the choice.</summary>
    internal static IReadOnlyList<ErrorProcess> Fresh { get; } =
    [
        new("bad spells: two states, -1.5 SD, 4 days on average", (count, _, _, noise) =>
        {
            var errors = noise.Autoregressive(count, 0.2);
            var bad = noise.Uniform() < 0.25;
            for (var i = 0; i < count; i++)
            {
                bad = bad ? noise.Uniform() < 0.75 : noise.Uniform() < 0.083;
                errors[i] = 0.75 * errors[i] - (bad ? 1.5 : 0);
            }
            return errors;
        }),
        new("one lasting jump of 1 SD on a random day", (count, _, _, noise) =>
        {
            var day = (int)(count * noise.Uniform());
            return Add(noise.Autoregressive(count, 0.3), i => i >= day ? 1 : 0);
        }),
        new("moving average, theta -.5", (count, _, _, noise) =>
        {
            var white = Enumerable.Range(0, count + 1).Select(_ => noise.Normal()).ToArray();
            return [.. Enumerable.Range(0, count).Select(i => (white[i + 1] - 0.5 * white[i]) / Math.Sqrt(1.25))];
        }),
        new("volatile weeks: SD log-normal by week, skewed days", (count, _, _, noise) =>
        {
            var errors = noise.Autoregressive(count, 0.3);
            double scale = 1;
            for (var i = 0; i < count; i++)
            {
                if (i % 7 == 0)
                    scale = Math.Exp(0.5 * noise.Normal());
                errors[i] = scale * (Math.Exp(0.6 * errors[i]) - Math.Exp(0.18)) / 0.79;
            }
            return errors;
        }),
    ];

    private static double[] Add(double[] errors, Func<int, double> drift) => [.. errors.Select((error, i) => error + drift(i))];

    private static double[] Scaled(double[] errors, Func<int, double> scale) => [.. errors.Select((error, i) => error * scale(i))];

    private static double[] Shocks(double[] errors, int length, double size, SimulationNoise noise)
    {
        var shocks = Enumerable.Range(0, errors.Length / length + 1).Select(_ => size * noise.Normal()).ToArray();
        return Add(errors, i => shocks[i / length]);
    }

    private static double[] Second(int count, SimulationNoise noise)
    {
        // Marginal variance of AR(2) with both coefficients .3: (1 - .3) / ((1 + .3)((1 - .3)^2 - .09)).
        double sd = Math.Sqrt(0.7 / (1.3 * (0.49 - 0.09))), before = 0, last = 0;
        var values = new double[count];
        for (var i = -50; i < count; i++)
        {
            (before, last) = (last, 0.3 * last + 0.3 * before + noise.Normal());
            if (i >= 0)
                values[i] = last / sd;
        }
        return values;
    }

    private static double[] HeavyTailed(int count, SimulationNoise noise)
    {
        var values = new double[count];
        double last = 0;
        for (var i = -50; i < count; i++)
        {
            double a = noise.Normal(), b = noise.Normal(), c = noise.Normal();
            var t = noise.Normal() / Math.Sqrt((a * a + b * b + c * c) / 3) / Math.Sqrt(3);
            last = 0.3 * last + Math.Sqrt(1 - 0.09) * t;
            if (i >= 0)
                values[i] = last;
        }
        return values;
    }
}
