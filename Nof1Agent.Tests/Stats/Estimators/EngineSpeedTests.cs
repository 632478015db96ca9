using System.Diagnostics;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>Times on one core; run with <c>dotnet test Nof1Agent.Tests -c Release --filter "FullyQualifiedName~EngineSpeed" -- xUnit.Explicit=only</c>.</summary>
public sealed class EngineSpeedTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Fit_FourTimesSevenDaysTwoArms_TakesLessThanHalfAMillisecond()
    {
        var diary = Simulated.Diary(4, 7, 0.3, 1, 0, 0, 7);
        Assert.Equal(56, diary.Days.Count(day => day.IsUsed));
        var fit = Median(() => RegressionEngine.Fit(diary).Effect(1)!.Interval());
        var grid = Median(() => RegressionEngine.Fit(diary).Effect(1)!.Mean);
        var report = Median(() => TrialReport.Analyze(diary, new AnalysisPlan { HigherIsBetter = true, Mcid = 0.5 }));
        output.WriteLine($"fit with interval {fit:F3} ms, fit {grid:F3} ms, whole report {report:F3} ms (medians)");
        Assert.True(fit <= 0.5, $"{fit} ms");
        Assert.True(report <= 20, $"{report} ms");
    }

    private static double Median<T>(Func<T> work)
    {
        // Long enough for the optimising compiler, which works in the background, to have taken over.
        for (var i = 0; i < 1000; i++)
            work();
        var times = new double[500];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[times.Length / 2];
    }
}
