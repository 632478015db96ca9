using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Nof1Agent.Tests.Support.Npm;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>
/// Microsoft's emulator of Teams, which was not written here: installed for the test (its licence allows evaluation only), bound to loopback, driven as its own page drives it.
/// </summary>
internal sealed class Playground : ITeamsApp, IAsyncDisposable
{
    private const string Package = "@microsoft/m365agentsplayground";
    private const string Version = "0.2.28";

    private readonly Process process;
    private readonly HttpClient http;
    private readonly PlaygroundStream stream;
    private string chat = "";
    private string user = "";

    private Playground(Process process, int port)
    {
        this.process = process;
        Address = new Uri($"http://127.0.0.1:{port}");
        http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        stream = new PlaygroundStream(new Uri($"ws://127.0.0.1:{port}/_ws_conversation/v1/conversations/stream"));
    }

    /// <summary>Its page.</summary>
    public Uri Address { get; }

    /// <summary>Starts it for a bot. Skips the test where npm or the package is absent.</summary>
    public static async Task<Playground> Start(Uri bot)
    {
        var folder = NodeProject.With(Package, Version);
        var loopback = Path.Combine(folder, "loopback.cjs");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "TestData", "teams", "loopback.cjs"), loopback, overwrite: true);
        var port = FreePort();
        var start = new ProcessStartInfo(
            "node",
            ["-r", loopback, Path.Combine(folder, "node_modules", "@microsoft", "m365agentsplayground", "cli.js"), "-e", $"{bot}api/messages", "-c", "msteams", "--dt", "-p", port.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["BROWSER"] = "none";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var playground = new Playground(process, port);
        await playground.Begin();
        return playground;
    }

    public IReadOnlyList<SeenMessage> Seen() => stream.Messages(chat);

    /// <summary>How often a message was changed after it came.</summary>
    public int Updates => stream.Updates;

    /// <summary>Status lines that no answer has ended.</summary>
    public int Hanging => stream.Hanging;

    /// <summary>Installs the app in the personal chat.</summary>
    public Task Install() => Post($"/_debug/conversation/{chat}/installation", new JsonObject { ["action"] = "add" });

    public Task Write(string text) => Post($"/_conversation/v1/conversations/{chat}/messages", new JsonObject { ["from"] = new JsonObject { ["id"] = user }, ["text"] = text, ["textFormat"] = "plain" });

    public Task Submit(SeenMessage card, JsonObject value) => Post("/_conversation/v1/submit", Sent(card, value));

    public Task<JsonNode?> Execute(SeenMessage card, JsonObject data)
    {
        var sent = Sent(card, new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = data["do"]!.GetValue<string>(), ["data"] = data }, ["trigger"] = "manual" });
        sent["name"] = "adaptiveCard/action";
        return Post("/_conversation/v1/invoke", sent);
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        http.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task Begin()
    {
        for (var patience = Stopwatch.StartNew(); ;)
        {
            try
            {
                var config = (await http.GetFromJsonAsync<JsonNode>("/_internal/v1/config", TestContext.Current.CancellationToken))!["config"]!;
                (chat, user) = (config["personalChat"]!["id"]!.GetValue<string>(), config["currentUser"]!["id"]!.GetValue<string>());
                break;
            }
            catch (HttpRequestException)
            {
                Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "the emulator does not start");
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }

        await stream.Connect();
    }

    private JsonObject Sent(SeenMessage card, JsonObject value) => new()
    {
        ["conversation"] = new JsonObject { ["id"] = chat }, ["from"] = new JsonObject { ["id"] = user }, ["replyToId"] = card.Id, ["value"] = value,
    };

    private async Task<JsonNode?> Post(string path, JsonObject body)
    {
        using var response = await http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return text.StartsWith('{') ? JsonNode.Parse(text) : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
