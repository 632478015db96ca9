using System.Globalization;
using System.Text;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Host.Pictures;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using NodaTime;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>Says messages in private chats. What Telegram answers to a call decides what becomes of the delivery.</summary>
internal sealed class TelegramChannel(TelegramBot telegram, Outbox outbox, Transcript transcript, OwnExports exports) : IChannel
{
    /// <summary>Its name in the database.</summary>
    public const string ChannelName = "telegram";

    public string Name => ChannelName;

    public ChannelLimits Limits => telegram.Limits;

    public RateGate? Gate => telegram.Gate;

    public Task<DeliveryResult> Send(Outbound message, CancellationToken cancellation) => Judged(() => SendPieces(message, cancellation));

    public Task<DeliveryResult> CloseChoices(Outbound message, CancellationToken cancellation) => Judged(async () =>
    {
        var (id, pictures) = Receipt(message.Receipt!);
        var html = Shown(TelegramPieces.Answered(message.Message, pictures), message);
        try
        {
            if (TelegramPieces.Of(message.Message, pictures)[^1].Picture is null)
            {
                await telegram.Client.EditMessageText(Chat(message), id, html, ParseMode.Html, cancellationToken: cancellation);
            }
            else
            {
                await telegram.Client.EditMessageCaption(Chat(message), id, html, ParseMode.Html, cancellationToken: cancellation);
            }
        }
        catch (ApiRequestException refused) when (refused.ErrorCode == 400)
        {
            // Deleted, too old, or as it should be already: nothing is left to close.
        }

        return null;
    });

    // A sign that nobody would miss: not sent at all while Telegram asked to wait.
    public Task ShowTyping(ChannelAddress address, CancellationToken cancellation) => telegram.Gate.Closed > TimeSpan.Zero
        ? Task.CompletedTask
        : telegram.Client.SendChatAction(long.Parse(address.ExternalId, CultureInfo.InvariantCulture), ChatAction.Typing, cancellationToken: cancellation);

    // Files first, then pictures and words; the buttons are under the last words.
    private async Task<string?> SendPieces(Outbound message, CancellationToken cancellation)
    {
        var files = message.Message.Downloads;
        var pictures = Pictures(message);
        var pieces = TelegramPieces.Of(message.Message, pictures.Count);
        var all = files.Count + pieces.Count;
        var sent = 0;
        for (var i = all > 1 ? Math.Min(outbox.PiecesDone(message.Key), all - 1) : 0; i < all; i++)
        {
            if (i < files.Count)
            {
                await SendFile(message, files[i], cancellation);
            }
            else
            {
                sent = await SendPiece(message, pieces[i - files.Count], pictures, cancellation);
            }

            if (i < all - 1)
            {
                await outbox.PiecesDone(message.Key, i + 1);
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{sent}:{pictures.Count}");
    }

    private async Task SendFile(Outbound message, Download file, CancellationToken cancellation)
    {
        if (exports.Content(message.ParticipantId, file.Name) is { } content)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
            await telegram.Client.SendDocument(Chat(message), InputFile.FromStream(stream, file.Name), message.Discreet ? null : file.Label, disableContentTypeDetection: true, cancellationToken: cancellation);
        }
    }

    private async Task<int> SendPiece(Outbound message, TelegramPiece piece, IReadOnlyList<Picture> pictures, CancellationToken cancellation)
    {
        try
        {
            return await SendAs(Shown(piece.Text, message), ParseMode.Html, null);
        }
        catch (ApiRequestException refused) when (refused.ErrorCode == 400 && refused.Message.Contains("can't parse entities", StringComparison.Ordinal))
        {
            var notice = message.Discreet && piece.Text.Length > 0 ? Notice(message) : "";
            return await SendAs(notice + piece.Text, ParseMode.None, notice.Length > 0 ? [new MessageEntity { Type = MessageEntityType.Spoiler, Offset = notice.Length, Length = piece.Text.Length }] : null);
        }

        async Task<int> SendAs(string text, ParseMode mode, MessageEntity[]? covered)
        {
            if (piece.Picture is not { } picture)
            {
                return (await telegram.Client.SendMessage(Chat(message), text, mode, replyMarkup: piece.Keyboard, linkPreviewOptions: new LinkPreviewOptions { IsDisabled = true }, entities: covered, cancellationToken: cancellation)).Id;
            }

            using var stream = new MemoryStream(PictureDrawing.Png(pictures[picture], PictureTheme.Light));
            return (await telegram.Client.SendPhoto(
                Chat(message), InputFile.FromStream(stream, "picture.png"), text, mode, replyMarkup: piece.Keyboard, captionEntities: covered, hasSpoiler: message.Discreet, cancellationToken: cancellation)).Id;
        }
    }

    // Hidden text is covered in notifications and in the list of chats until it is tapped.
    private static string Shown(string text, Outbound message) => message.Discreet && text.Length > 0
        ? $"{Notice(message)}<tg-spoiler>{TelegramText.Html(text)}</tg-spoiler>"
        : TelegramText.Html(text);

    private static string Notice(Outbound message) => TelegramReplies.Spoken(message.Language).Say("telegram.new-message") + "\n";

    private static async Task<DeliveryResult> Judged(Func<Task<string?>> call)
    {
        try
        {
            return DeliveryResult.Delivered(await call());
        }
        catch (ApiRequestException refused)
        {
            return Judge(refused);
        }
        catch (RequestException failed)
        {
            return DeliveryResult.TryAgain((failed.InnerException ?? failed).GetType().Name);
        }
    }

    // Telegram's own descriptions may quote the message: only the kind of trouble is kept.
    private static DeliveryResult Judge(ApiRequestException refused) => refused switch
    {
        { ErrorCode: 429 } => DeliveryResult.RetryAfter(Duration.FromSeconds(refused.Parameters?.RetryAfter ?? 5)),
        { ErrorCode: 403 } => DeliveryResult.Unreachable("403 blocked by the person"),
        { ErrorCode: 400, Message: var why } when why.Contains("chat not found", StringComparison.Ordinal) || why.Contains("deactivated", StringComparison.Ordinal) => DeliveryResult.Unreachable("400 chat not found"),

        // 401 and 404 are about the token, 409 about another program: the message is not to blame.
        { ErrorCode: >= 400 and < 500 and not (401 or 404 or 409) } => DeliveryResult.Rejected(refused.ErrorCode.ToString(CultureInfo.InvariantCulture)),
        _ => DeliveryResult.TryAgain(refused.ErrorCode.ToString(CultureInfo.InvariantCulture)),
    };

    private static long Chat(Outbound message) => long.Parse(message.ExternalId!, CultureInfo.InvariantCulture);

    private List<Picture> Pictures(Outbound message) =>
        [.. message.Message.Pictures.Select(picture => transcript.Picture(message.ParticipantId, picture.Id)?.Facts).OfType<Picture>()];

    private static (int Id, int Pictures) Receipt(string receipt)
    {
        var parts = receipt.Split(':');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
