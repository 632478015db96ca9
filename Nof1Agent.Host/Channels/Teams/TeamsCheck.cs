using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Identity.Client;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Whether Teams can be used as it is set up: settings, keys of the Bot Framework, sign-in. Nothing secret is shown.</summary>
internal static class TeamsCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Checks a configuration; says nothing where Teams is not set up.</summary>
    /// <returns>False when something is wrong.</returns>
    public static async Task<bool> Run(IConfiguration configuration, TextWriter output, CancellationToken cancellation)
    {
        var options = configuration.GetSection(TeamsOptions.Section).Get<TeamsOptions>() ?? new TeamsOptions();
        if (options.Problem(isDevelopment: true, ServeOptions.DefaultUrls) is { } problem)
        {
            await output.WriteLineAsync($"Teams          {problem}");
            return false;
        }

        if (!options.IsConfigured)
        {
            return true;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var works = await Say(output, "Teams keys", options, ReadKeys, limit.Token);
        return await Say(output, "Teams sign-in", options, SignedIn, limit.Token) && works;
    }

    private static async Task<bool> Say(TextWriter output, string what, TeamsOptions options, Func<TeamsOptions, CancellationToken, Task<string?>> check, CancellationToken cancellation)
    {
        var problem = await check(options, cancellation);
        await output.WriteLineAsync($"{what,-14} {problem ?? "works"}");
        return problem is null;
    }

    private static async Task<string?> ReadKeys(TeamsOptions options, CancellationToken cancellation)
    {
        using var keys = new BotFrameworkKeys(options, TimeProvider.System, NullLogger<BotFrameworkKeys>.Instance);
        try
        {
            await keys.Find("", cancellation);
            return null;
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
        {
            return "The keys of the Bot Framework cannot be read. Is the way to login.botframework.com open? Without them every activity is refused.";
        }
    }

    private static async Task<string?> SignedIn(TeamsOptions options, CancellationToken cancellation)
    {
        using var tokens = new ConnectorTokens(options);
        try
        {
            await tokens.Get(fresh: false, cancellation);
            return null;
        }
        catch (MsalServiceException refused) when (SignIn.IsRefusal(refused))
        {
            return SignIn.Explain(refused);
        }
        catch (Exception failed) when (failed is MsalException or HttpRequestException or OperationCanceledException)
        {
            return "Entra cannot be reached. Is the way to login.microsoftonline.com open?";
        }
    }
}
