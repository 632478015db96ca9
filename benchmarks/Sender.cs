using System.Diagnostics;
using System.Globalization;

namespace Nof1Agent.Benchmarks;

/// <summary>The sender on a channel that enforces its limit strictly: how much of the limit it holds over three minutes, and how often it was refused.</summary>
internal static class Sender
{
    private const int Limit = 28;
    private const int Minutes = 3;

    public static int Run(string[] arguments) => RunAsync(arguments is [var minutes] ? double.Parse(minutes, CultureInfo.InvariantCulture) : Minutes).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(double minutes)
    {
        var folder = Directory.CreateTempSubdirectory("nof1-sender-").FullName;
        try
        {
            var channel = new LimitedChannel(Limit);
            await using var place = new DuePeople(folder, channel);
            await place.Start();
            await place.Fill((int)(Limit * 60 * minutes * 1.2) + 100, LimitedChannel.ChannelName);
            place.Clock.Move(TimeSpan.FromDays(1));
            await place.Rounds.SayAll(CancellationToken.None);

            // The first seconds, in which everything is still being written, are not counted.
            await Task.Delay(TimeSpan.FromSeconds(5));
            var (before, start) = (channel.Taken.Count, Stopwatch.GetTimestamp());
            await Task.Delay(TimeSpan.FromMinutes(minutes));
            var (taken, seconds) = (channel.Taken.Count - before, Stopwatch.GetElapsedTime(start).TotalSeconds);
            Console.WriteLine("| limit, messages/s | seconds | taken | messages/s | share of the limit | refused (429) | most arrivals in any second |");
            Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Limit} | {seconds:F0} | {taken} | {taken / seconds:F2} | {100 * taken / seconds / Limit:F1} % | {channel.Refused} | {channel.MostInASecond()} |"));
            return channel.Refused == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
