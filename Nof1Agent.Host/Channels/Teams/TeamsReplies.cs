using System.Text.Json.Nodes;
using Microsoft.Identity.Client;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Skills.Languages;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Small courtesies that need not survive anything: a team is told to write in private, somebody is told why a file was not taken.</summary>
internal sealed partial class TeamsReplies(TeamsConnector connector, ILogger<TeamsReplies> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Says something that need not be kept.</summary>
    public void Tell(TeamsSender to, string text) => Tell(to.Address, text);

    /// <summary>The same to an address that was kept.</summary>
    public void Tell(TeamsAddress to, string text) => Show(to, Activities.Words(to, text));

    /// <summary>Shows something that need not be kept.</summary>
    public void Show(TeamsAddress to, JsonObject activity) => Send(cancellation => connector.Say(to, activity, cancellation));

    /// <summary>The same as an answer in a thread.</summary>
    public void Answer(TeamsSender to, string? activityId, string text) => Send(cancellation => activityId is { } id
        ? connector.Reply(to.Address, id, Activities.Words(to.Address, text), cancellation)
        : connector.Say(to.Address, Activities.Words(to.Address, text), cancellation));

    /// <summary>The language of somebody's app.</summary>
    public static SpokenLanguage LanguageOf(TeamsSender sender) => KnownLanguages.Find(sender.Address.Locale) ?? KnownLanguages.English;

    private void Send(Func<CancellationToken, Task<ConnectorAnswer>> call) => _ = Try(call);

    /// <summary>A call whose failure does not matter.</summary>
    public async Task Try(Func<CancellationToken, Task<ConnectorAnswer>> call)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await call(limit.Token);
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or MsalException)
        {
            CourtesyFailed(logger, problem.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A courtesy to Teams failed ({Kind}).")]
    private static partial void CourtesyFailed(ILogger logger, string kind);
}
