using System.Diagnostics;
using System.Globalization;

namespace Nof1Agent.Benchmarks;

/// <summary>
/// A year of many people by the rule of the rhythm alone: what is due when, on a virtual clock, without a database, words or a language model. Every life is checked while it is lived; a broken rule ends the run.
/// </summary>
internal static class YearOfRules
{
    public static int Run(string[] arguments)
    {
        var people = arguments is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000;
        var lives = new RuleLife[people];
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        Parallel.For(0, people, number =>
        {
            lives[number] = new RuleLife(number);
            lives[number].Live();
        });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        Console.WriteLine("| people | zones | due rows | instructions | questions | reminders | asked whether to pause | days paused | journeys | hours looked at | seconds | processor seconds |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {people} | {RuleLife.Zones.Length} | {lives.Sum(life => life.Turns)} | {lives.Sum(life => life.Instructions)} | {lives.Sum(life => life.Questions)} | {lives.Sum(life => life.Reminders)} | {lives.Sum(life => life.PauseQuestions)} | {lives.Sum(life => life.DaysPaused)} | {lives.Sum(life => life.Journeys)} | {lives.Sum(life => life.HoursChecked)} | {seconds:F1} | {processor.TotalSeconds:F1} |"));
        return 0;
    }
}
