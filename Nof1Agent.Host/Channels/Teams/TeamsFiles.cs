using System.Net;
using System.Net.Http.Headers;
using Microsoft.Identity.Client;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>What is needed to fetch a file from Teams.</summary>
/// <param name="Address">Who sent it.</param>
/// <param name="Url">Where it lies.</param>
/// <param name="IsPhoto">Whether it lies with the chat itself, where the bot's token is asked for; else where the organisation keeps files.</param>
internal sealed record TeamsFileReference(TeamsAddress Address, string Url, bool IsPhoto) : FileReference
{
    public override string From => Address.User;

    public override string? Locale => Address.Locale;
}

/// <summary>
/// What people send that is not words. A file is read as days from another tracker, or goes with photos to a model that can look at it; what they wrote with anything counts as a message; nothing
/// else is fetched or kept.
/// </summary>
internal sealed class TeamsFiles(
    TeamsOptions options, ConnectorTokens tokens, ParticipantDoor door, FileIntake files, WaitingFiles waiting, TeamsReplies replies, Lease lease, TimeProvider clock, ILogger<TeamsFiles> logger)
    : FileFetching<TeamsFileReference>(TeamsChannel.ChannelName, door, files, waiting, lease, clock, logger)
{
    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = Largest };

    /// <summary>Takes it in; when the task ends, it is on the disk that it came.</summary>
    public async Task Take(ParticipantId participant, TeamsInbound.Attached attached, string key)
    {
        FileKind? kind = attached.Kind switch { Wordless.Photo => FileKind.Photo, Wordless.Document => FileKind.Document, _ => null };
        if (kind is not { } wanted || attached.Url is not { } url || !Files.IsWanted(wanted) || !Files.IsWelcome(participant))
        {
            await Door.Text(participant, TeamsChannel.ChannelName, key, Wordless.Mark(attached.Kind, attached.Caption), new MessagePlace(attached.Message, false), attached.From.Address.User);
            return;
        }

        var reference = new TeamsFileReference(attached.From.Address, url, wanted is FileKind.Photo) { Name = attached.FileName, Caption = attached.Caption, Message = attached.Message };
        await (MayBeFetched(reference) ? Keep(participant, key, reference) : Refuse(participant, reference, key, Say(reference, GivenUp)));
    }

    protected override string GivenUp => "teams.file-not-fetched";

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task<Fetched> Fetch(TeamsFileReference reference, CancellationToken cancellation)
    {
        // Settings may have become narrower since it came.
        if (!MayBeFetched(reference))
        {
            return new Fetched.Refused(GivenUp);
        }

        try
        {
            using var response = await Get(reference, fresh: false, cancellation);
            if (response.StatusCode is not HttpStatusCode.Unauthorized || !reference.IsPhoto)
            {
                return await Read(response, cancellation);
            }

            // The token that was kept may have been taken back.
            using var again = await Get(reference, fresh: true, cancellation);
            return await Read(again, cancellation);
        }
        catch (MsalException refused)
        {
            return new Fetched.Failed(refused.ErrorCode);
        }
    }

    private async Task<HttpResponseMessage> Get(TeamsFileReference reference, bool fresh, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, reference.Url);
        if (reference.IsPhoto && await tokens.Get(fresh, cancellation) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private async Task<Fetched> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > Largest)
        {
            return new Fetched.Refused("teams.file-too-large");
        }

        if (!response.IsSuccessStatusCode)
        {
            // Where a file lies is told for some minutes only: one that is gone does not come back.
            return response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone
                ? new Fetched.Refused(GivenUp)
                : new Fetched.Failed($"{(int)response.StatusCode}", response.Headers.RetryAfter?.Delta is { } told ? NodaTime.Duration.FromTimeSpan(told) : null);
        }

        // A length that is not told is counted.
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var content = new MemoryStream();
        var buffer = new byte[81_920];
        while (await body.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            content.Write(buffer, 0, count);
            if (content.Length > Largest)
            {
                await content.DisposeAsync();
                return new Fetched.Refused("teams.file-too-large");
            }
        }

        content.Position = 0;
        return new Fetched.Content(content);
    }

    protected override void Tell(ParticipantId participant, TeamsFileReference reference, string text) => replies.Tell(reference.Address, text);

    // An activity must not make the service call other places, nor read anything but attachments with the bot's token.
    private bool MayBeFetched(TeamsFileReference reference) => reference.IsPhoto
        ? options.MayBeSentTo(reference.Url) && new Uri(reference.Url).AbsolutePath.Contains("/v3/attachments/", StringComparison.OrdinalIgnoreCase)
        : FileHosts.MayBeUsed(options, reference.Url);
}
