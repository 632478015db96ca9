using Microsoft.Identity.Client;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Signs in once when the service starts: credentials that Entra refuses stop the start; that Entra cannot be reached does not.</summary>
internal sealed partial class SignIn(TeamsOptions options, ConnectorTokens tokens, TeamsHealth health, ILogger<SignIn> logger) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.IsConfigured)
        {
            Emulated(logger);
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await tokens.Get(fresh: false, limit.Token);
            Ready(logger, options.AppId);
        }
        catch (MsalServiceException refused) when (IsRefusal(refused))
        {
            throw new TeamsProblemException(Explain(refused), refused);
        }
        catch (Exception problem) when (problem is MsalException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            health.Failed($"signing in failed ({problem.GetType().Name})");
            NotReached(logger, problem.GetType().Name);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether Entra answered that these credentials are wrong.</summary>
    public static bool IsRefusal(MsalServiceException refused) => refused.StatusCode is 400 or 401;

    /// <summary>What to do about it, without anything secret.</summary>
    public static string Explain(MsalServiceException refused) => refused.ErrorCode switch
    {
        "invalid_client" => "Entra refuses the credentials of the bot. Check Teams:ClientSecret (its value, not its id; it may have expired) or Teams:CertificatePath.",
        "unauthorized_client" => "Entra does not know Teams:AppId in the organisation of Teams:TenantId.",
        _ => $"Entra refuses to sign the bot in ({refused.ErrorCode}). Check Teams:AppId and Teams:TenantId.",
    };

    [LoggerMessage(LogLevel.Information, "Teams: bot {AppId}.")]
    private static partial void Ready(ILogger logger, string appId);

    [LoggerMessage(LogLevel.Warning, "Teams: activities are taken without proof, from this computer only, for the emulator.")]
    private static partial void Emulated(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Entra cannot be reached ({Kind}); everything else runs, and it is tried again with the next message to Teams.")]
    private static partial void NotReached(ILogger logger, string kind);
}
