using System.Diagnostics;
using System.Globalization;
using Nof1Agent.Host.Cli.Demo;

namespace Nof1Agent.Benchmarks;

/// <summary>A year of many people on a virtual clock (<see cref="SimulatedYear"/>). Nothing is flushed.</summary>
internal static class Year
{
    private const int Days = 365;

    public static int Run(string[] arguments) => RunAsync(arguments is [var people] ? int.Parse(people, CultureInfo.InvariantCulture) : 1_000).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int people)
    {
        await using var place = new DemoPlace(1);
        var year = new SimulatedYear(place);
        await year.Begin(people);
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var lived = await year.Live(Days);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        Console.WriteLine("| people | due rows answered | nights told | trials ended | seconds | processor seconds | turns/s |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {people} | {lived.Due} | {lived.Told} | {lived.Finished} | {seconds:F0} | {processor.TotalSeconds:F0} | {(lived.Due + lived.Told) / seconds:F0} |"));
        return 0;
    }
}
