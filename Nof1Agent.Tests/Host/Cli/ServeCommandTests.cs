using System.Net;
using System.Net.Sockets;

namespace Nof1Agent.Tests.Host.Cli;

public sealed class ServeCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Serve_PortInUse_IsOneLineAndTouchesNoDatabase()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        (await CommandRun.OfAsync("--urls", url, "--database", folder.Path("a.db"))).IsOneLine(1, url, "--urls");
        Assert.False(File.Exists(folder.Path("a.db")));
    }

    [Fact]
    public async Task Serve_BuiltProgram_AnswersUntilItIsStoppedAndRefusesARestoreMeanwhile()
    {
        var database = folder.Path("a.db");
        using var host = HostProcess.Start(new Dictionary<string, string> { ["NOF1AGENT_DATABASE"] = database }, "--urls", "http://127.0.0.1:0");
        var url = await ListeningAsync(host);
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken));

        Assert.Equal(0, (await CommandRun.OfAsync("backup", "--to", folder.Path("copy.db"), "--database", database)).Code);
        (await CommandRun.OfAsync("restore", folder.Path("copy.db"), "--database", database)).IsOneLine(1, "in use");
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    /// <summary>The address that the program says it listens on.</summary>
    private static async Task<string> ListeningAsync(HostProcess host)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        const string says = "Now listening on: ";
        while (await host.Output.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.IndexOf(says, StringComparison.Ordinal) is var at and >= 0)
                return line[(at + says.Length)..].Trim();
        }

        throw new InvalidOperationException("The program ended before it listened.");
    }
}
