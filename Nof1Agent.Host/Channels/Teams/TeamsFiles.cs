using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>What people send that is not words. A file is read as days from another tracker, or goes to a model that can look at it; what they wrote with anything counts as a message; nothing else is fetched or kept.</summary>
internal sealed class TeamsFiles(TeamsOptions options, ParticipantDoor door, FileIntake files, TeamsReplies replies) : IDisposable
{
    private const int Largest = 20 * 1024 * 1024;

    // Where Teams keeps the files that people send to bots.
    private static readonly string[] FileHosts = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us"];

    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = Largest };

    /// <summary>Takes it in; when the task ends it is on the disk.</summary>
    public async Task Take(ParticipantId participant, TeamsInbound.Attached attached, string key, CancellationToken cancellation)
    {
        if (attached is { Kind: Wordless.Document, Url: not null } && files.IsWelcome(participant))
        {
            if (!await Read(participant, attached, key, cancellation) && attached.Caption is { Length: > 0 } caption)
            {
                // Words that came with a file that was refused are a message all the same.
                await door.Text(participant, TeamsChannel.ChannelName, key, caption, from: attached.From.Address.User);
            }

            return;
        }

        await door.Text(participant, TeamsChannel.ChannelName, key, Wordless.Mark(attached.Kind, attached.Caption), from: attached.From.Address.User);
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> Read(ParticipantId participant, TeamsInbound.Attached attached, string key, CancellationToken cancellation)
    {
        var language = TeamsReplies.LanguageOf(attached.From);
        if (!MayBeFetched(attached.Url!))
        {
            replies.Tell(attached.From, language.Say("teams.file-not-fetched"));
            return false;
        }

        byte[] content;
        try
        {
            content = await http.GetByteArrayAsync(new Uri(attached.Url!), cancellation);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            replies.Tell(attached.From, language.Say("teams.file-not-fetched"));
            return false;
        }

        using var stream = new MemoryStream(content);
        if ((await files.Take(participant, new FileDelivery(TeamsChannel.ChannelName, key, stream, attached.FileName ?? "", attached.Caption, attached.From.Address.User), cancellation)).Refusal is { } why)
        {
            replies.Tell(attached.From, why);
            return false;
        }

        return true;
    }

    // Only where Teams keeps such files: an activity must not make the service call other places.
    private bool MayBeFetched(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url)
        && ((url.Scheme == Uri.UriSchemeHttps && FileHosts.Any(host => url.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase))) || (url.IsLoopback && options.MayBeSentTo(address)));
}
