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
        var underPicture = TelegramPieces.Of(message.Message, pictures)[^1].Picture is not null;
        var answered = TelegramPieces.Answered(message.Message, pictures);
        var (plain, covered) = Plain(answered, message);

        // The buttons have to go: where Telegram does not take the words, they go without them.
        Func<Task>[] ways =
        [
            () => Change(Shown(answered, message), ParseMode.Html, null),
            () => Change(plain, ParseMode.None, covered),
            () => telegram.Client.EditMessageReplyMarkup(Chat(message), id, cancellationToken: cancellation),
        ];
        for (var way = 0; ; way++)
        {
            try
            {
                await ways[way]();
                return null;
            }
            catch (ApiRequestException refused) when (refused.ErrorCode == 400 && NothingIsLeftToClose(refused))
            {
                return null;
            }
            catch (ApiRequestException refused) when (refused.ErrorCode == 400 && !IsGone(refused) && way < ways.Length - 1)
            {
                // The next way.
            }
        }

        Task Change(string text, ParseMode mode, MessageEntity[]? entities) => underPicture
            ? telegram.Client.EditMessageCaption(Chat(message), id, text, mode, captionEntities: entities, cancellationToken: cancellation)
            : telegram.Client.EditMessageText(Chat(message), id, text, mode, entities: entities, cancellationToken: cancellation);
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
                await SendFile(message, i, cancellation);
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

    private async Task SendFile(Outbound message, int number, CancellationToken cancellation)
    {
        var file = message.Message.Downloads[number];
        if (exports.Content(message.ParticipantId, file.Name) is { } content)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
            await telegram.Client.SendDocument(Chat(message), InputFile.FromStream(stream, message.Discreet ? NeutralName(file, number) : file.Name), message.Discreet ? null : file.Label, disableContentTypeDetection: true, cancellationToken: cancellation);
        }
    }

    // Notifications and the list of chats show what a file is called.
    private static string NeutralName(Download file, int number) => string.Create(CultureInfo.InvariantCulture, $"file-{number + 1}{Path.GetExtension(file.Name)}");

    private async Task<int> SendPiece(Outbound message, TelegramPiece piece, IReadOnlyList<Picture> pictures, CancellationToken cancellation)
    {
        try
        {
            return await SendAs(Shown(piece.Text, message), ParseMode.Html, null);
        }
        catch (ApiRequestException refused) when (refused.ErrorCode == 400 && refused.Message.Contains("can't parse entities", StringComparison.Ordinal))
        {
            var (plain, covered) = Plain(piece.Text, message);
            return await SendAs(plain, ParseMode.None, covered);
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

    private static string Shown(string text, Outbound message) => message.Discreet && text.Length > 0
        ? TelegramText.Covered(text, Notice(message))
        : TelegramText.Html(text);

    // The same without markup.
    private static (string Text, MessageEntity[]? Covered) Plain(string text, Outbound message)
    {
        var notice = message.Discreet && text.Length > 0 ? Notice(message) + "\n" : "";
        return (notice + text, notice.Length > 0 ? [new MessageEntity { Type = MessageEntityType.Spoiler, Offset = notice.Length, Length = text.Length }] : null);
    }

    private static string Notice(Outbound message) => TelegramReplies.Spoken(message.Language).Say("telegram.new-message");

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
        { ErrorCode: 403, Message: var why } when why.Contains("deactivated", StringComparison.Ordinal) => DeliveryResult.Unreachable("403 account deleted"),
        { ErrorCode: 403 } => DeliveryResult.Unreachable("403 blocked by the person"),
        { ErrorCode: 400 } when IsGone(refused) => DeliveryResult.Unreachable("400 chat not found"),

        // 401 and 404 are about the token, 409 about another program: the message is not to blame.
        { ErrorCode: >= 400 and < 500 and not (401 or 404 or 409) } => DeliveryResult.Rejected(refused.ErrorCode.ToString(CultureInfo.InvariantCulture)),
        _ => DeliveryResult.TryAgain(refused.ErrorCode.ToString(CultureInfo.InvariantCulture)),
    };

    private static bool IsGone(ApiRequestException refused) =>
        refused.Message.Contains("chat not found", StringComparison.Ordinal) || refused.Message.Contains("deactivated", StringComparison.Ordinal);

    // Deleted, too old, or as it should be already.
    private static bool NothingIsLeftToClose(ApiRequestException refused) =>
        refused.Message.Contains("message is not modified", StringComparison.Ordinal) || refused.Message.Contains("message to edit not found", StringComparison.Ordinal) || refused.Message.Contains("can't be edited", StringComparison.Ordinal);

    private static long Chat(Outbound message) => long.Parse(message.ExternalId!, CultureInfo.InvariantCulture);

    private List<Picture> Pictures(Outbound message) =>
        [.. message.Message.Pictures.Select(picture => transcript.Picture(message.ParticipantId, picture.Id)?.Facts).OfType<Picture>()];

    private static (int Id, int Pictures) Receipt(string receipt)
    {
        var parts = receipt.Split(':');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
