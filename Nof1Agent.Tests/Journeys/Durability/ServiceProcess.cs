using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>The service as a process of its own on a database file, to be killed without warning.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private ServiceProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        DataReceivedEventHandler keep = (_, line) =>
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        };
        process.OutputDataReceived += keep;
        process.ErrorDataReceived += keep;
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens once it is ready.</summary>
    public Uri Address { get; }

    /// <summary>Starts it on a free loopback port; it is not ready yet.</summary>
    /// <param name="databasePath">Its database.</param>
    /// <param name="settings">Further settings; "{address}" in one stands for the service's own address.</param>
    public static ServiceProcess Start(string databasePath, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Nof1Agent.Host.dll"), "--urls", address.OriginalString, "--database", databasePath])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value?.Replace("{address}", address.OriginalString, StringComparison.Ordinal);
        }

        return new ServiceProcess(Process.Start(start)!, address);
    }

    /// <summary>Waits until it answers.</summary>
    public async Task UntilReady(HttpClient http, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(new Uri(Address, "/health/live"), cancellation);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                Assert.False(process.HasExited, $"The service ended by itself:\n{Output}");
                Assert.True(Stopwatch.GetElapsedTime(start) < LongestStart, $"The service is not ready after {LongestStart}:\n{Output}");
            }

            await Task.Delay(20, cancellation);
        }
    }

    /// <summary>SIGKILL: nothing in the process runs any more.</summary>
    public async Task Kill()
    {
        if (process.HasExited)
        {
            Assert.Fail($"The service ended by itself:\n{Output}");
        }

        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
