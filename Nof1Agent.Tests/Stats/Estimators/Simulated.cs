using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>Simulated trials with known truth for tests of the engine.</summary>
internal static class Simulated
{
    /// <summary>Pairs in random order, AR(1) noise of standard deviation 1.</summary>
    internal static TrialDiary Diary(int blocks, int periodDays, double phi, double effect, double trend, double missing, ulong seed)
    {
        var noise = new SimulationNoise(seed);
        int total = 2 * blocks * periodDays;
        var error = noise.Autoregressive(total, phi);
        var days = new List<DiaryDay>();
        for (var block = 0; block < blocks; block++)
        {
            var first = noise.Uniform() < 0.5 ? 0 : 1;
            for (var half = 0; half < 2; half++)
                for (var d = 0; d < periodDays; d++)
                {
                    var day = days.Count;
                    var arm = half == 0 ? first : 1 - first;
                    var value = error[day] + effect * arm + trend * day / (total - 1);
                    days.Add(new DiaryDay(day, arm, 2 * block + half, block, noise.Uniform() < missing ? null : value, true));
                }
        }
        return new TrialDiary(["reference", "treatment"], days);
    }

    /// <summary>Pairs in random order under any error process; the effect is added to arm 1.</summary>
    internal static TrialDiary Diary(int blocks, int periodDays, ErrorProcess process, double effect, double trend, double missing, SimulationNoise noise)
    {
        int total = 2 * blocks * periodDays;
        var firsts = Enumerable.Range(0, blocks).Select(_ => noise.Uniform() < 0.5 ? 0 : 1).ToArray();
        int[] arms = [.. Enumerable.Range(0, total).Select(day => day / periodDays % 2 == 0 ? firsts[day / periodDays / 2] : 1 - firsts[day / periodDays / 2])];
        var errors = process.Draw(total, periodDays, arms, noise);
        return new TrialDiary(["reference", "treatment"], [.. Enumerable.Range(0, total).Select(day => new DiaryDay(
            day, arms[day], day / periodDays, day / periodDays / 2,
            noise.Uniform() < missing ? null : errors[day] + effect * arms[day] + trend * day / (total - 1), true))]);
    }
}

/// <summary>Seeded noise for simulations: SplitMix64 and the polar method.</summary>
internal sealed class SimulationNoise(ulong seed)
{
    // Mixed, not multiplied: neighbouring seeds must not start one step apart on the same stream.
    private ulong state = Mix(Mix(seed + 0x1234567) ^ 0xD1B54A32D192ED03UL);
    private double? spare;

    internal double Uniform() => (Mix(state += 0x9E3779B97F4A7C15UL) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    internal double Normal()
    {
        if (spare is { } kept)
        {
            spare = null;
            return kept;
        }
        while (true)
        {
            double u = 2 * Uniform() - 1, v = 2 * Uniform() - 1, s = u * u + v * v;
            if (s is > 0 and < 1)
            {
                var factor = Math.Sqrt(-2 * Math.Log(s) / s);
                spare = v * factor;
                return u * factor;
            }
        }
    }

    internal double[] Autoregressive(int count, double phi)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = i == 0 ? Normal() : phi * values[i - 1] + Math.Sqrt(1 - phi * phi) * Normal();
        return values;
    }
}
