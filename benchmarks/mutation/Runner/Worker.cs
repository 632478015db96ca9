using System.Diagnostics;
using System.Reflection;

namespace Mutation;

/// <summary>
/// Switches one mutant after another in this process and runs the tests that can notice it until one fails. A test that uses far more processor time than it
/// should ends the process: an endless loop cannot be left in any other way. Waiting for the processor does not count, so that a busy machine makes no difference.
/// </summary>
internal static class Worker
{
    private const double AllowedSeconds = 4, AllowedTimes = 20;

    /// <summary>Runs.</summary>
    /// <param name="files">Where the mutants are and the results go.</param>
    /// <param name="only">One mutant of the first values of static fields, which needs a process of its own; else null.</param>
    /// <param name="until">No mutant is begun later.</param>
    /// <param name="longestSeconds">Tests that take longer are left out.</param>
    internal static async Task Run(Files files, int? only, DateTimeOffset until, double longestSeconds)
    {
        var assembly = Assembly.Load("Nof1Agent.Stats");
        var mutants = new Switch(assembly);
        if (only is { } first)
            mutants.Set(first);
        var all = Mutant.Read(files.Mutants);
        IReadOnlyList<TestRow> tests;
        try
        {
            tests = await TestRow.All(typeof(Worker).Assembly);
        }
        catch (Exception thrown) when (only is { } id)
        {
            files.Append(id, Outcome.Killed, $"the tests' data: {thrown.Message.Split('\n')[0]}");
            return;
        }
        var baseline = Baseline.ReadOrMeasure(files.Baseline, mutants, all.Max(mutant => mutant.Id), tests);
        var results = files.Results();
        var killer = "";
        foreach (var mutant in all.Where(mutant => !results.ContainsKey(mutant.Id) && (only is { } one ? mutant.Id == one : !baseline.Static.Contains(mutant.Id))))
        {
            if (DateTimeOffset.UtcNow >= until)
                return;
            // What killed the change before is likely to kill its neighbour.
            killer = Try(mutant, baseline, [.. baseline.Noticing(mutant.Id, tests, longestSeconds).OrderBy(test => test.Name == killer ? 0 : 1)], mutants, files);
        }
    }

    private static string Try(Mutant mutant, Baseline baseline, IReadOnlyList<TestRow> noticing, Switch mutants, Files files)
    {
        File.WriteAllText(files.Current, $"{mutant.Id}");
        var outcome = noticing.Count == 0 ? Outcome.NoTest : Outcome.Survived;
        var by = "";
        mutants.Set(mutant.Id);
        foreach (var test in noticing)
        {
            var limit = TimeSpan.FromSeconds(AllowedSeconds + AllowedTimes * baseline.Tests[test.Name].Seconds);
            var start = Environment.CpuUsage.TotalTime;
            using var watch = new Timer(_ =>
            {
                if (Environment.CpuUsage.TotalTime - start < limit)
                    return;
                files.Append(mutant.Id, Outcome.Endless, test.Name);
                Process.GetCurrentProcess().Kill();
            }, null, 500, 500);
            try
            {
                test.Run();
            }
            catch (Exception)
            {
                (outcome, by) = (Outcome.Killed, test.Name);
            }
            if (outcome == Outcome.Killed)
                break;
        }
        mutants.Set(Switch.None);
        files.Append(mutant.Id, outcome, by);
        return by;
    }
}
