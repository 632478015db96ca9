using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>
/// Files for the person who asks. A bot in Teams cannot simply send one: it asks, the person says yes, Teams names a place in their own OneDrive, and the file is laid down there. It is written
/// when it is wanted, so that it holds what is known then.
/// </summary>
internal sealed class OfferedFiles(TeamsOptions options, TeamsConnector connector, OwnExports exports, Transcript transcript, TeamsReplies replies) : IDisposable
{
    // Teams waits some ten seconds for the answer to a press.
    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3), AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(8) };

    /// <summary>The question whether a file may be laid down; null where there is nothing to lay down.</summary>
    public JsonObject? Question(TeamsAddress to, ParticipantId participant, long message, Download file, SpokenLanguage language) =>
        exports.Content(participant, file.Name) is { } content
            ? Activities.OfferingFile(to, message, file.Name, Encoding.UTF8.GetByteCount(content), language.Say("teams.file-offer"))
            : null;

    /// <summary>Lays the file down, or leaves it. Only what was offered to this person, and only where Teams keeps files.</summary>
    public async Task Answered(TeamsInbound.FileAnswered answered, ParticipantId participant, CancellationToken cancellation)
    {
        var to = answered.From.Address;
        var language = TeamsReplies.LanguageOf(answered.From);
        if (answered.Upload is not { } place)
        {
            await Remove(to, answered.Card, cancellation);
            return;
        }

        if (transcript.Find(participant, answered.Message)?.Downloads.Any(offered => offered.Name == answered.File) is not true || exports.Content(participant, answered.File) is not { } content)
        {
            replies.Tell(to, language.Say("teams.gone"));
            return;
        }

        if (!FileHosts.MayBeUsed(options, place.UploadUrl) || !await LaidDown(place.UploadUrl, Encoding.UTF8.GetBytes(content), cancellation))
        {
            replies.Tell(to, language.Say("teams.file-not-laid-down"));
            return;
        }

        // The question is answered: it would only be refused a second time.
        await Remove(to, answered.Card, cancellation);
        replies.Show(to, Activities.LaidDown(to, answered.File, place));
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> LaidDown(string url, byte[] content, CancellationToken cancellation)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        body.Headers.ContentRange = new ContentRangeHeaderValue(0, content.Length - 1, content.Length);
        try
        {
            using var response = await http.PutAsync(new Uri(url), body, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private async Task Remove(TeamsAddress from, string? card, CancellationToken cancellation)
    {
        if (card is { Length: > 0 } id)
        {
            await replies.Try(call => connector.Remove(from, id, call)).WaitAsync(cancellation);
        }
    }
}
