using System.Globalization;

namespace Nof1Agent.Benchmarks;

/// <summary>Turns a second through the whole pipeline, beside what one durable insert costs on the same disk in the same run.</summary>
internal static class Turns
{
    private const int MostPeople = 256;

    private static readonly (int AtOnce, int Turns)[] Loads = [(1, 300), (16, 1200), (256, 3000)];

    public static int Run(string[] arguments) => RunAsync(arguments is [var factor] ? double.Parse(factor, CultureInfo.InvariantCulture) : 1).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(double factor)
    {
        var folder = Directory.CreateTempSubdirectory("nof1-turns-").FullName;
        try
        {
            await using var people = new CheckInPeople(folder);
            using var bare = new BareInsert(folder);
            await people.Start(MostPeople);
            await people.TellDays(16, (int)(500 * factor));
            bare.PerSecond();
            Console.WriteLine("| people at once | turns/s | median ms | p99 ms | processor ms per turn | flushes per turn | bare durable inserts/s | turns/s : inserts/s |");
            Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            foreach (var (atOnce, turns) in Loads)
            {
                var before = bare.PerSecond();
                var checkIns = people.CheckIns();
                var (times, seconds, commits, processor) = await people.TellDays(atOnce, (int)(turns * factor));
                if (people.CheckIns() - checkIns < times.Count)
                {
                    throw new InvalidOperationException($"{times.Count} turns stored {people.CheckIns() - checkIns} check-ins only.");
                }

                var inserts = (before + bare.PerSecond()) / 2;
                var sorted = times.Order().ToList();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {atOnce} | {times.Count / seconds:F0} | {sorted[sorted.Count / 2]:F1} | {sorted[(int)(sorted.Count * 0.99)]:F1} | {processor.TotalMilliseconds / times.Count:F2} | {(double)commits / times.Count:F2} | {inserts:F0} | {times.Count / seconds / inserts:F2} |"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
