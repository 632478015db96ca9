using System.Globalization;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Storage;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>What is needed to fetch a file from Telegram.</summary>
/// <param name="FileId">Where it lies.</param>
/// <param name="User">Who sent it.</param>
/// <param name="Language">The language of their app.</param>
internal sealed record TelegramFileReference(string FileId, long User, string? Language) : FileReference
{
    public override string From => User.ToString(CultureInfo.InvariantCulture);

    public override string? Locale => Language;
}

/// <summary>
/// What people send that is not words. A document is read as days from another tracker, or kept like a photo where a model can look at it; what they wrote with anything counts as a
/// message; nothing else is fetched or kept.
/// </summary>
internal sealed class TelegramFiles(TelegramBot telegram, ParticipantDoor door, FileIntake files, WaitingFiles waiting, TelegramReplies replies, Lease lease, TimeProvider clock, ILogger<TelegramFiles> logger)
    : FileFetching<TelegramFileReference>(TelegramChannel.ChannelName, door, files, waiting, lease, clock, logger)
{
    private const string TooLarge = "telegram.file-too-large";

    /// <summary>Takes it in; when the task ends, it is on the disk that it came.</summary>
    public async Task Take(ParticipantId participant, TelegramInbound.Attached attached, string key)
    {
        FileKind? kind = attached.Kind switch { AttachmentKind.Photo => FileKind.Photo, AttachmentKind.Document => FileKind.Document, _ => null };
        if (kind is not { } wanted || attached.FileId is not { } id || !Files.IsWanted(wanted) || !Files.IsWelcome(participant))
        {
            var mark = Wordless.Mark(attached.Kind.ToString().ToLowerInvariant(), attached.Caption);
            await Door.Text(participant, TelegramChannel.ChannelName, key, mark, new MessagePlace(attached.Message, false), attached.User.ToString(CultureInfo.InvariantCulture));
            return;
        }

        var reference = new TelegramFileReference(id, attached.User, attached.Language) { Name = attached.FileName, Caption = attached.Caption, Message = attached.Message };
        await (attached.Size > Largest ? Refuse(participant, reference, key, Say(reference, TooLarge)) : Keep(participant, key, reference));
    }

    protected override string? Account => telegram.Id;

    protected override string GivenUp => "telegram.file-not-fetched";

    protected override Task Ready(CancellationToken cancellation) => telegram.Gate.Open(cancellation);

    protected override async Task<Fetched> Fetch(TelegramFileReference reference, CancellationToken cancellation)
    {
        var content = new MemoryStream();
        try
        {
            await telegram.Client.GetInfoAndDownloadFile(reference.FileId, content, cancellation);
            content.Position = 0;
            return new Fetched.Content(content);
        }
        catch (ApiRequestException refused) when (refused.ErrorCode == 400 && refused.Message.Contains("too big", StringComparison.OrdinalIgnoreCase))
        {
            return new Fetched.Refused(TooLarge);
        }
        catch (ApiRequestException refused) when (refused.ErrorCode == 429)
        {
            return new Fetched.NotNow();
        }
        catch (RequestException failed)
        {
            return new Fetched.Failed((failed.InnerException ?? failed).GetType().Name);
        }
    }

    protected override void Tell(ParticipantId participant, TelegramFileReference reference, string text) => replies.Tell(reference.User, text, reference.Language, Door.IsDiscreet(participant));
}
