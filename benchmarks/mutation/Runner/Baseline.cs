using System.Globalization;

namespace Mutation;

/// <summary>What the tests do while nothing is changed: how long each takes and which mutants it runs through.</summary>
internal sealed record Baseline(IReadOnlyDictionary<string, (double Seconds, HashSet<int> Covered)> Tests, HashSet<int> Static)
{
    public static Baseline ReadOrMeasure(string file, Switch mutants, int largest, IReadOnlyList<TestRow> tests)
    {
        if (File.Exists(file))
        {
            var lines = File.ReadAllLines(file).Select(line => line.Split('\t')).ToArray();
            return new Baseline(
                lines.Skip(1).ToDictionary(cells => cells[0], cells => (double.Parse(cells[1], CultureInfo.InvariantCulture), Numbers(cells[2]))),
                Numbers(lines[0][2]));
        }
        HashSet<int> once = [.. mutants.Covered(largest, mutants.InitializeTypes)];
        var measured = new Dictionary<string, (double Seconds, HashSet<int> Covered)>();
        foreach (var test in tests)
        {
            try
            {
                var seconds = 0.0;
                HashSet<int> covered = [.. mutants.Covered(largest, () => seconds = Seconds(test))];
                // The first time includes the compiler's.
                if (seconds < 0.5)
                    seconds = Seconds(test);
                measured[test.Name] = (seconds, covered);
            }
            catch (Exception thrown)
            {
                // A test that is skipped here, or that fails with nothing changed, says nothing about a mutant.
                Console.WriteLine($"left out: {test.Name}: {thrown.Message.Split('\n')[0]}");
            }
        }
        File.WriteAllLines(file + ".part",
            [.. new[] { $"static\t0\t{string.Join(' ', once)}" }.Concat(
                measured.Select(test => string.Create(CultureInfo.InvariantCulture, $"{test.Key}\t{test.Value.Seconds:R}\t{string.Join(' ', test.Value.Covered)}")))]);
        File.Move(file + ".part", file);
        return new Baseline(measured, once);
    }

    /// <summary>The tests that can notice a change, fastest first. A survivor costs all of them: those that take longer are left out, which can only spare it.</summary>
    public IReadOnlyList<TestRow> Noticing(int mutant, IReadOnlyList<TestRow> tests, double longestSeconds) =>
        [.. tests.Where(test => Tests.TryGetValue(test.Name, out var known) && known.Seconds <= longestSeconds && (Static.Contains(mutant) || known.Covered.Contains(mutant)))
            .OrderBy(test => Tests[test.Name].Seconds)];

    private static double Seconds(TestRow test)
    {
        var start = Environment.CpuUsage.TotalTime;
        test.Run();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static HashSet<int> Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
