using System.Diagnostics;
using System.Globalization;

namespace Nof1Agent.Benchmarks;

/// <summary>The whole service as a process of its own over a database of very many people: what it takes while nobody writes.</summary>
internal static class Idle
{
    private const int People = 100_000;
    private const int Samples = 60;

    public static int Run(string[] arguments) => RunAsync(arguments is [var people] ? int.Parse(people, CultureInfo.InvariantCulture) : People).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int people)
    {
        var folder = Directory.CreateTempSubdirectory("nof1-idle-").FullName;
        try
        {
            await using (var place = new DuePeople(folder))
            {
                await place.Start();
                await place.Fill(people, "web");
            }

            // The rows of that database are due in its own year, which has not come yet: nothing is due for the process below.
            using var service = Process.Start(new ProcessStartInfo
            {
                FileName = "dotnet",
                ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Nof1Agent.Host.dll"), "--urls", "http://127.0.0.1:0", "--database", Path.Combine(folder, "due.db") },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            service.OutputDataReceived += (_, _) => { };
            service.BeginOutputReadLine();
            service.ErrorDataReceived += (_, _) => { };
            service.BeginErrorReadLine();
            var most = 0L;
            for (var sample = 0; sample < Samples; sample++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                service.Refresh();
                most = Math.Max(most, service.WorkingSet64);
            }

            var last = service.WorkingSet64;
            var processor = service.TotalProcessorTime;
            service.Kill();
            await service.WaitForExitAsync();
            Console.WriteLine("| people | memory after a minute, MB | most, MB | processor seconds in that minute, start included |");
            Console.WriteLine("| ---: | ---: | ---: | ---: |");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {people} | {last / 1048576.0:F0} | {most / 1048576.0:F0} | {processor.TotalSeconds:F1} |"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
