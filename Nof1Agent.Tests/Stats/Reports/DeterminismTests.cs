using System.Collections;
using System.Globalization;
using System.Reflection;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Tests.Stats.Estimators;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Stats.Reports;

/// <summary>
/// The same numbers to nine digits on every machine: whole reports and a power run against the figures of one x64 machine with 256-bit vectors. Other vector
/// widths are tried by DOTNET_EnableAVX2=0 and DOTNET_EnableHWIntrinsic=0. After a wanted change: run with NOF1AGENT_ACCEPT=1 and read the difference.
/// </summary>
public sealed class DeterminismTests
{
    [Fact]
    public void Reports_OnAnyMachine_AreThoseOfTheReviewedFile()
    {
        var computed = Computed().ToArray();
        var file = RepositoryRoot.Combine("Nof1Agent.Tests", "TestData", "Stats", "reports.txt");
        if (Environment.GetEnvironmentVariable("NOF1AGENT_ACCEPT") == "1")
            File.WriteAllLines(file, computed.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Path} {line.Value:R}")));
        var reviewed = File.ReadAllLines(file).Select(line => line.Split(' ')).Select(pair => (Path: pair[0], Value: double.Parse(pair[1], CultureInfo.InvariantCulture))).ToArray();
        Assert.True(reviewed.Length > 500);
        Assert.Equal(reviewed.Select(line => line.Path), computed.Select(line => line.Path));
        Assert.All(computed.Zip(reviewed), pair =>
            Assert.True(Math.Abs(pair.First.Value - pair.Second.Value) <= 1e-9 * Math.Max(1, Math.Abs(pair.Second.Value)), $"{pair.First.Path}: {pair.First.Value:R} instead of {pair.Second.Value:R}"));
    }

    private static IEnumerable<(string Path, double Value)> Computed()
    {
        var plan = new AnalysisPlan { HigherIsBetter = true, Mcid = 0.5 };
        foreach (var id in new[] { 0, 7, 13, 29 })
        {
            var golden = GoldenCase.All[id];
            // In units of the trial's own spread, so that one tolerance fits all.
            var diary = golden.Diary with { Days = [.. golden.Diary.Days.Select(day => day with { Value = day.Value / golden.SdY })] };
            foreach (var line in Numbers(TrialReport.Analyze(diary, plan), $"golden{id}"))
                yield return line;
        }
        foreach (var line in Numbers(TrialReport.Analyze(EngineDenseTests.ManyArms(4, 42), plan with { Mcid = 2 }), "arms"))
            yield return line;
        var assumptions = new PowerAssumptions { EffectInSd = 0.8 };
        foreach (var line in Numbers(PowerSimulation.Run(new TrialDesign { BlockCount = 4, PeriodDays = 5 }, assumptions, 200, 1), "power"))
            yield return line;
    }

    private static IEnumerable<(string Path, double Value)> Numbers(object? value, string path) => value switch
    {
        null or string or Enum or bool => [],
        IConvertible number => [(path, number.ToDouble(CultureInfo.InvariantCulture))],
        IEnumerable items => items.Cast<object?>().SelectMany((item, i) => Numbers(item, $"{path}[{i}]")),
        _ => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.Name, StringComparer.Ordinal)
            .SelectMany(property => Numbers(property.GetValue(value), $"{path}.{property.Name}")),
    };
}
