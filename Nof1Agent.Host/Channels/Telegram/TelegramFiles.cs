using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Files;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>
/// What people send that is not words. A document is read as days from another tracker, or kept like a photo where a model can look at it; what they wrote with anything counts as a
/// message; nothing else is fetched or kept.
/// </summary>
internal sealed class TelegramFiles(TelegramBot telegram, ParticipantDoor door, FileIntake files, TelegramReplies replies)
{
    /// <summary>Takes it in; when the task ends it is on the disk.</summary>
    public async Task Take(ParticipantId participant, TelegramInbound.Attached attached, string key, CancellationToken cancellation)
    {
        FileKind? kind = attached.Kind switch { AttachmentKind.Photo => FileKind.Photo, AttachmentKind.Document => FileKind.Document, _ => null };
        if (kind is { } wanted && attached.FileId is not null && files.IsWanted(wanted) && files.IsWelcome(participant))
        {
            await Read(participant, attached, key, cancellation);
            return;
        }

        await door.Text(participant, TelegramChannel.ChannelName, key, Wordless.Mark(attached.Kind.ToString().ToLowerInvariant(), attached.Caption));
    }

    private async Task Read(ParticipantId participant, TelegramInbound.Attached attached, string key, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        try
        {
            await telegram.Client.GetInfoAndDownloadFile(attached.FileId!, content, cancellation);
        }
        catch (ApiRequestException refused) when (refused.ErrorCode == 400)
        {
            // Telegram hands bots files of up to 20 MB.
            replies.Tell(attached.User, "That file is too large to be fetched from here. Please add it in the web chat, under \"My diary\".");
            await Written(participant, attached, key);
            return;
        }

        content.Position = 0;
        if ((await files.Take(participant, new FileDelivery(TelegramChannel.ChannelName, key, content, attached.FileName ?? "", attached.Caption), cancellation)).Refusal is { } why)
        {
            replies.Tell(attached.User, why);
            await Written(participant, attached, key);
        }
    }

    // Words that came with a file that was refused are a message all the same.
    private async Task Written(ParticipantId participant, TelegramInbound.Attached attached, string key)
    {
        if (attached.Caption is { Length: > 0 } caption)
        {
            await door.Text(participant, TelegramChannel.ChannelName, key, caption);
        }
    }
}
