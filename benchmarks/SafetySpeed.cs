using System.Globalization;
using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Benchmarks;

/// <summary>How long the safety screen reads: 500 ordinary characters, and a megabyte made to trouble it, with the ratio to a quarter of that.</summary>
internal static class SafetySpeed
{
    private const string Ordinary = "I slept badly again, my back hurts after gardening and I could not breathe through my nose, so I took 25 minutes to fall asleep. ";

    public static int Run(string[] arguments)
    {
        var screen = SafetyScreen.Embedded();
        var message = string.Concat(Enumerable.Repeat(Ordinary, 4))[..500];
        for (var warm = 0; warm < 300; warm++)
        {
            screen.Findings(message);
        }

        var each = Milliseconds(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                screen.Findings(message);
            }
        }) / 1000;
        Console.WriteLine("| text | milliseconds of processor time | ratio to a quarter of it | goal |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| 500 characters, ordinary | {each:F3} | - | < 1 |"));
        foreach (var unit in (string[])["my chest my chest pain in pain in kill killing my self ", "i ", "k i l l m y s e l ", "aaaaaaaaaaaaaaaaaaaaaaab ", "the study says ", "he my i is not no suddenly headache back pain tired chest "])
        {
            var quarter = Milliseconds(() => screen.Findings(string.Concat(Enumerable.Repeat(unit, 250_000 / unit.Length))));
            var whole = Milliseconds(() => screen.Findings(string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length))));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| 1,000,000 characters of \"{unit.Trim()}\" | {whole:F0} | {whole / quarter:F1} | about 4 |"));
        }

        return 0;
    }

    private static double Milliseconds(Action work)
    {
        // Processor time, so that a busy machine does not count.
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
