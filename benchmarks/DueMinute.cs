using System.Diagnostics;
using System.Globalization;
using Dapper;
using Nof1Agent.Host.Delivery;

namespace Nof1Agent.Benchmarks;

/// <summary>Very many people due within the same minute: how long until every row is claimed and every message in the outbox, and in how much memory.</summary>
internal static class DueMinute
{
    private const int People = 100_000;

    public static int Run(string[] arguments) => RunAsync(arguments is [var people] ? int.Parse(people, CultureInfo.InvariantCulture) : People).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int people)
    {
        var folder = Directory.CreateTempSubdirectory("nof1-due-").FullName;
        try
        {
            // Nobody takes the messages away: what is measured ends in the outbox.
            await using var place = new DuePeople(folder, new LimitedChannel(limit: 0));
            await place.Start();
            await place.Fill(people, LimitedChannel.ChannelName);
            using var connection = place.Database.Open();
            GC.Collect();
            var idle = Rss();
            place.Clock.Move(TimeSpan.FromDays(1));
            var before = connection.ExecuteScalar<long>("select count(*) from outbound");
            var due = connection.ExecuteScalar<long>("select count(*) from due_work where due_at <= @now", new { now = place.Now });
            var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            using var most = new MostMemory();
            var rows = await place.Rounds.SayAll(CancellationToken.None);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            processor = Environment.CpuUsage.TotalTime - processor;
            var said = connection.ExecuteScalar<long>("select count(*) from outbound") - before;
            var doubled = connection.ExecuteScalar<long>("select count(*) from (select participant_id from outbound where created_at = @now group by participant_id having count(*) > 1)", new { now = place.Now });
            if (said < people || connection.ExecuteScalar<long>("select count(*) from due_work where due_at <= @now", new { now = place.Now }) > 0)
            {
                throw new InvalidOperationException($"{said} messages for {people} people; something is still due.");
            }

            Console.WriteLine("| people | due rows | messages | seconds | rows/s | processor ms per row | memory before, MB | most, MB | people with two messages |");
            Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {people} | {due} | {said} | {seconds:F1} | {rows / seconds:F0} | {processor.TotalMilliseconds / rows:F2} | {idle:F0} | {most.Megabytes:F0} | {doubled} |"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Rss() => Environment.WorkingSet / 1048576.0;
}
