using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Nof1Agent.Host;

namespace Nof1Agent.Benchmarks;

/// <summary>One check-in over the wire: the person sends a number to the running service and its answer can be read back, both durable. One person after the other.</summary>
internal static class CheckInTime
{
    public static int Run(string[] arguments) => RunAsync(arguments is [var turns] ? int.Parse(turns, CultureInfo.InvariantCulture) : 400).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int turns)
    {
        var folder = Directory.CreateTempSubdirectory("nof1-checkin-").FullName;
        try
        {
            using var bare = new BareInsert(folder);
            await using var service = Service.Build(new ServeOptions("http://127.0.0.1:0", Path.Combine(folder, "checkin.db")), builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
            await service.StartAsync();
            using var person = await InATrial(service);
            var (acknowledged, answered) = (new List<double>(), new List<double>());
            for (var turn = 0; turn < 20; turn++)
            {
                await Tell(person, $"warm {turn}", turn);
            }

            var before = bare.PerSecond();
            for (var turn = 0; turn < turns; turn++)
            {
                var (first, all) = await Tell(person, $"{turn}", turn);
                acknowledged.Add(first);
                answered.Add(all);
            }

            var inserts = (before + bare.PerSecond()) / 2;
            Console.WriteLine("| what | median ms | p99 ms | bare durable inserts in the median |");
            Console.WriteLine("| --- | ---: | ---: | ---: |");
            Row("one bare durable insert", [1000 / inserts], inserts);
            Row("answer acknowledged (on the disk)", acknowledged, inserts);
            Row("check-in stored, read back to the person", answered, inserts);
            await service.StopAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Row(string what, List<double> times, double inserts)
    {
        var sorted = times.Order().ToList();
        var (median, p99) = (sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.99)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {median:F1} | {(times.Count > 1 ? p99.ToString("F1", CultureInfo.InvariantCulture) : "-")} | {median * inserts / 1000:F1} |"));
    }

    // A week of observing begins at once, so that answers are taken on the very first day; each later value is a question back and a correction.
    private static async Task<HttpClient> InATrial(WebApplication service)
    {
        var person = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(service.Urls.Single()) };
        (await person.PostAsync(new Uri("/api/chat/session", UriKind.Relative), null)).EnsureSuccessStatusCode();
        foreach (var line in (string[])["I am often in a bad mood", "yes", "1", "2", "8 on a good day, 3 on a bad one", "I'm 34", "none", "no medicines", "nothing yet", "nothing", "6", "1", "first watch for a week"])
        {
            await Tell(person, line, line);
        }

        return person;
    }

    private static Task<(double Acknowledged, double Answered)> Tell(HttpClient person, string key, int value) => Tell(person, key, value % 2 == 0 ? $"no, I meant {value % 10}" : $"correct it to {value % 10}");

    private static async Task<(double Acknowledged, double Answered)> Tell(HttpClient person, string key, string text)
    {
        var start = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/chat/messages", UriKind.Relative)) { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await person.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        var acknowledged = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        while (true)
        {
            var messages = (await person.GetFromJsonAsync<JsonElement>(new Uri($"/api/chat/messages?after={id}", UriKind.Relative))).GetProperty("messages");
            if (messages.GetArrayLength() > 0)
            {
                return (acknowledged, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
    }
}
