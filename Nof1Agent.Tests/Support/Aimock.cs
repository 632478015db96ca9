using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Nof1Agent.Tests.Support;

/// <summary>
/// @copilotkit/aimock: a mock of model providers that nobody of this project wrote. It is installed once into a temporary folder; tests that need it are
/// skipped, with the reason, where npm is absent or the package cannot be had.
/// </summary>
internal sealed class Aimock : IAsyncDisposable
{
    public const string Key = "test-key";
    private const string Package = "@copilotkit/aimock";
    private const string Version = "1.43.0";

    private static readonly Lazy<Task<(string Folder, string? WhyNot)>> Installation = new(Install);

    private readonly Process process;
    private readonly string fixtures;
    private readonly HttpClient http;

    private Aimock(Process process, string fixtures, string address)
    {
        this.process = process;
        this.fixtures = fixtures;
        Address = address;
        http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>Where it listens, without a path.</summary>
    public string Address { get; }

    /// <summary>Settings for the service to use it as an OpenAI-compatible server.</summary>
    public Dictionary<string, string?> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Lfm:Provider"] = "openai", ["Lfm:Endpoint"] = Address + "/v1", ["Lfm:Model"] = "mock-model", ["Lfm:ApiKey"] = Key };
        foreach (var (name, value) in more)
        {
            settings[$"Lfm:{name}"] = value;
        }

        return settings;
    }

    /// <summary>Starts it with fixtures of its own format.</summary>
    public static async Task<Aimock> Start(JsonArray fixtures)
    {
        var (folder, whyNot) = await Installation.Value;
        Assert.SkipWhen(whyNot is not null, $"{Package} is not there, so the independent check of the model connection is skipped: {whyNot}");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new JsonObject { ["fixtures"] = fixtures }.ToJsonString());
        var process = Process.Start(Command("node", folder, "serve.mjs", file, Key))!;
        var address = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        if (address is null)
        {
            Assert.Fail($"the mock server did not start: {await process.StandardError.ReadToEndAsync()}");
        }

        return new Aimock(process, file, address);
    }

    /// <summary>Makes every request fail in a way, until told otherwise: dropRate (500), malformedRate, disconnectRate, rateLimitRate (429).</summary>
    public async Task Disturb(string rate)
    {
        using var response = await http.PostAsJsonAsync("/__aimock/chaos", new JsonObject { [rate] = 1 });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The bodies of all requests so far, as it received them.</summary>
    public async Task<IReadOnlyList<JsonObject>> Requests()
    {
        var journal = await http.GetFromJsonAsync<JsonNode>("/__aimock/journal");
        var entries = journal as JsonArray ?? journal!["entries"] as JsonArray ?? journal["requests"] as JsonArray;
        return [.. entries!.Select(entry => entry!["body"]).OfType<JsonObject>()];
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        File.Delete(fixtures);
    }

    private static async Task<(string, string?)> Install()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"nof1agent-aimock-{Version}");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "TestData", "aimock", "serve.mjs"), Path.Combine(folder, "serve.mjs"), overwrite: true);
        if (File.Exists(Path.Combine(folder, "installed")))
        {
            return (folder, null);
        }

        try
        {
            using var npm = Process.Start(Command(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, "install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", $"{Package}@{Version}"))!;
            npm.StandardInput.Close();
            var (output, error) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            await output;
            if (npm.ExitCode != 0)
            {
                return (folder, $"npm install ended with {npm.ExitCode}: {(await error).Split('\n')[0]}");
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "installed"), Version);
            return (folder, null);
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or TimeoutException)
        {
            return (folder, problem is TimeoutException ? "npm install took more than two minutes" : "npm is not installed");
        }
    }

    private static ProcessStartInfo Command(string program, string folder, params string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
