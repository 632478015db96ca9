using System.Globalization;

namespace Mutation;

/// <summary>What the tests do while nothing is changed: how long each takes and which mutants it runs through.</summary>
internal sealed record Baseline(IReadOnlyDictionary<string, (double Seconds, HashSet<int> Covered)> Tests, HashSet<int> Static)
{
    public static Baseline ReadOrMeasure(string file, Switch mutants, int largest, IReadOnlyList<TestRow> tests)
    {
        var lines = File.Exists(file) ? File.ReadAllLines(file).Select(line => line.Split('\t')).ToArray() : [];
        var known = lines.Skip(1).ToDictionary(cells => cells[0], cells => (Seconds: double.Parse(cells[1], CultureInfo.InvariantCulture), Covered: Numbers(cells[2])));
        HashSet<int> once = lines is [var first, ..] ? Numbers(first[2]) : [.. mutants.Covered(largest, mutants.InitializeTypes)];
        if (lines.Length > 0 && tests.All(test => known.ContainsKey(test.Name)))
            return new Baseline(known, once);
        foreach (var test in tests.Where(test => !known.ContainsKey(test.Name)))
        {
            try
            {
                var seconds = 0.0;
                HashSet<int> covered = [.. mutants.Covered(largest, () => seconds = Measure(test))];
                // The first time includes the compiler's.
                if (seconds < 0.5)
                    seconds = Measure(test);
                known[test.Name] = (seconds, covered);
            }
            catch (Exception thrown)
            {
                // A test that is skipped here, or that fails with nothing changed, says nothing about a mutant.
                Console.WriteLine($"left out: {test.Name}: {thrown.Message.Split('\n')[0]}");
                known[test.Name] = (double.PositiveInfinity, []);
            }
        }
        File.WriteAllLines(file + ".part",
            [.. new[] { $"static\t0\t{string.Join(' ', once)}" }.Concat(
                known.Select(test => string.Create(CultureInfo.InvariantCulture, $"{test.Key}\t{test.Value.Seconds:R}\t{string.Join(' ', test.Value.Covered)}")))]);
        File.Move(file + ".part", file, true);
        return new Baseline(known, once);
    }

    /// <summary>Forgets the tests of up to <paramref name="longestSeconds"/>, which may have been changed; the others are not run against mutants.</summary>
    public static void Forget(string file, double longestSeconds)
    {
        if (File.Exists(file))
            File.WriteAllLines(file, [.. File.ReadAllLines(file).Where((line, i) => i == 0 || double.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture) > longestSeconds)]);
    }

    /// <summary>The tests that can notice a change, fastest first. A survivor costs all of them: those that take longer are left out, which can only spare it.</summary>
    public IReadOnlyList<TestRow> Noticing(int mutant, IReadOnlyList<TestRow> tests, double longestSeconds) =>
        [.. tests.Where(test => Tests.TryGetValue(test.Name, out var known) && known.Seconds <= longestSeconds && (Static.Contains(mutant) || known.Covered.Contains(mutant)))
            .OrderBy(test => Tests[test.Name].Seconds)];

    private static double Measure(TestRow test)
    {
        var start = Environment.CpuUsage.TotalTime;
        test.Run();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static HashSet<int> Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
