using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Host.Channels.Teams;

namespace Nof1Agent.Host.Cli;

/// <summary><c>doctor</c>: can the configured language model be used? One tiny call, and what is wrong in one sentence. The key is never shown.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var command = new Command("doctor", "Check the configured language model with one tiny call, and Teams where it is set up. Exit code 0: what is configured can be used; 1: it cannot, and why.");
        command.SetAction((call, cancel) => Run(Settings.Read(), call.InvocationConfiguration.Output, cancel));
        return command;
    }

    /// <summary>Checks a configuration.</summary>
    internal static async Task<int> Run(IConfiguration configuration, TextWriter output, CancellationToken cancellation)
    {
        var teamsWorks = await TeamsCheck.Run(configuration, output, cancellation);
        var model = await CheckModel(configuration, output, cancellation);
        return teamsWorks ? model : CommandTree.Failed;
    }

    private static async Task<int> CheckModel(IConfiguration configuration, TextWriter output, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddSingleton(configuration).AddLfmOptions().BuildServiceProvider();
        LfmOptions options;
        try
        {
            options = services.GetRequiredService<IOptions<LfmOptions>>().Value;
        }
        catch (OptionsValidationException invalid)
        {
            foreach (var problem in invalid.Failures)
            {
                await output.WriteLineAsync($"Configuration  {problem}");
            }

            return CommandTree.Failed;
        }

        if (!options.IsConfigured)
        {
            await output.WriteLineAsync("No language model is configured: the built-in guide answers. To use one, set Lfm__Provider and Lfm__Model (docs/model.md).");
            return 0;
        }

        await output.WriteLineAsync($"Provider       {options.Provider}, {options.Address}");
        await output.WriteLineAsync($"Model          {options.Model}");
        await output.WriteLineAsync($"Key            {(options.ApiKey.Length > 0 ? "set" : "none")}");
        if (options.ApiKey.Length > 0 && new Uri(options.Address) is { Scheme: "http", IsLoopback: false })
        {
            await output.WriteLineAsync("Note           The key travels unprotected: the address is http and on another machine.");
        }

        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = Patience };
        using var client = ProviderClients.Create(options, http);
        var result = await ToolProbe.Ask(client, cancellation);
        await output.WriteLineAsync(result.Failure is { } failure
            ? $"Call           {Advice(failure, options)}"
            : string.Create(CultureInfo.InvariantCulture, $"Call           answered and called a function in {result.Elapsed.TotalSeconds:0.0} s{(result.Tokens is { } tokens ? $", {tokens} tokens" : "")}: this model can be used."));
        return result.Failure is null ? 0 : CommandTree.Failed;
    }

    private static string Advice(ModelFailure failure, LfmOptions options)
    {
        var status = failure.Status is { } code ? string.Create(CultureInfo.InvariantCulture, $" (HTTP {code})") : "";
        return failure.Kind switch
        {
            FailureKind.WrongKey => $"Wrong key{status}: the server refuses it. Check Lfm:ApiKey.",
            FailureKind.WrongModel => $"Wrong model{status}: the server does not know \"{options.Model}\". Check Lfm:Model; a local server may have to load it first.",
            FailureKind.WrongAddress => $"Wrong address{status}: a server answers at {options.Address}, but not with this service. Check the path of Lfm:Endpoint; many end in /v1.",
            FailureKind.NoToolSupport => $"No tool support{status}: \"{options.Model}\" answers, but does not call functions, and the agent works by function calls. Choose a model with tool support (vLLM: start it with --enable-auto-tool-choice).",
            FailureKind.Unreachable => $"Unreachable host: nothing answers at {options.Address}. Check Lfm:Endpoint, and that the server runs and can be reached from here.",
            FailureKind.TooSlow => string.Create(CultureInfo.InvariantCulture, $"Too slow{status}: no answer within {Patience.TotalSeconds:0} seconds. A local server may still be loading the model; try again."),
            FailureKind.TooMany => $"Too many requests{status}: the server counts this key as over its limit, or its credit is used up. Wait, or raise the limit.",
            FailureKind.ServerFailed => $"Server failure{status}: the server answered with a failure of its own, or broke off. Try again, and look at its log.",
            FailureKind.Unreadable => $"Unreadable answer{status}: what came back is not what this kind of server answers. Check Lfm:Provider and Lfm:Endpoint.",
            FailureKind.Refused or FailureKind.LeftAlone or FailureKind.BoundReached or FailureKind.Other => $"Refused{status}: the server did not take the request. Look at its log.",
        };
    }
}
