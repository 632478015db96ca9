using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>What people send that is not words. A file is read as days from another tracker; what they wrote with anything counts as a message; nothing else is fetched or kept.</summary>
internal sealed class TeamsFiles(TeamsOptions options, ParticipantDoor door, FileIntake files, TeamsReplies replies) : IDisposable
{
    private const int Largest = 20 * 1024 * 1024;

    // Where Teams keeps the files that people send to bots.
    private static readonly string[] FileHosts = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us"];

    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = Largest };

    /// <summary>Takes it in; when the task ends it is on the disk.</summary>
    public async Task Take(ParticipantId participant, TeamsInbound.Attached attached, string key, CancellationToken cancellation)
    {
        var isFile = attached is { Kind: "document", Url: not null } && files.IsWelcome(participant);
        if (attached.Caption is { Length: > 0 } caption)
        {
            await door.Text(participant, TeamsChannel.ChannelName, isFile ? $"{key}:caption" : key, caption);
        }
        else if (!isFile)
        {
            await door.Text(participant, TeamsChannel.ChannelName, key, Wordless.Mark(attached.Kind));
        }

        if (isFile)
        {
            await Read(participant, attached, key, cancellation);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task Read(ParticipantId participant, TeamsInbound.Attached attached, string key, CancellationToken cancellation)
    {
        var language = TeamsReplies.LanguageOf(attached.From);
        if (!MayBeFetched(attached.Url!))
        {
            replies.Tell(attached.From, language.Say("teams.file-not-fetched"));
            return;
        }

        byte[] content;
        try
        {
            content = await http.GetByteArrayAsync(new Uri(attached.Url!), cancellation);
        }
        catch (HttpRequestException)
        {
            replies.Tell(attached.From, language.Say("teams.file-not-fetched"));
            return;
        }

        using var stream = new MemoryStream(content);
        if ((await files.Take(participant, TeamsChannel.ChannelName, key, stream, attached.FileName ?? "file", cancellation)).Refusal is { } why)
        {
            replies.Tell(attached.From, why);
        }
    }

    // Only where Teams keeps such files: an activity must not make the service call other places.
    private bool MayBeFetched(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url)
        && ((url.Scheme == Uri.UriSchemeHttps && FileHosts.Any(host => url.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase))) || (url.IsLoopback && options.MayBeSentTo(address)));
}
