using System.Globalization;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>What an update means for us.</summary>
internal abstract record TelegramInbound
{
    /// <summary>Somebody wrote in their private chat.</summary>
    /// <param name="User">The person's id: the identity. Names are not kept.</param>
    /// <param name="Language">The language of their app, if told.</param>
    /// <param name="Written">What they wrote.</param>
    /// <param name="Message">The message's number in the chat, the same when it is edited.</param>
    /// <param name="Edited">Whether it replaces what they wrote before.</param>
    public sealed record Text(long User, string? Language, string Written, int Message, bool Edited) : TelegramInbound;

    /// <summary>Somebody opened the chat through a link with a code.</summary>
    public sealed record Arrived(long User, string? Language, string Code) : TelegramInbound;

    /// <summary>Somebody pressed a button.</summary>
    /// <param name="User">Who.</param>
    /// <param name="CallbackId">To be answered, or the button keeps spinning.</param>
    /// <param name="Data">What the button carries.</param>
    /// <param name="Language">The language of their app, if told.</param>
    public sealed record Pressed(long User, string CallbackId, string? Data, string? Language) : TelegramInbound;

    /// <summary>Somebody sent something else than words.</summary>
    /// <param name="User">Who.</param>
    /// <param name="Language">The language of their app, if told.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="FileId">Where to get it, if it is a picture or a document.</param>
    /// <param name="FileName">Its name, if it has one.</param>
    /// <param name="Caption">What they wrote with it.</param>
    /// <param name="Message">The message's number in the chat.</param>
    /// <param name="Size">Its bytes, if told.</param>
    public sealed record Attached(long User, string? Language, AttachmentKind Kind, string? FileId, string? FileName, string? Caption, string Message, long Size) : TelegramInbound;

    /// <summary>Somebody talked to the bot in a group: nothing personal is answered there, and nothing of it is kept.</summary>
    public sealed record InAGroup(long Chat, string? Language) : TelegramInbound;

    /// <summary>Somebody blocked the bot, or let it in again.</summary>
    public sealed record Reachable(long User, bool Yes) : TelegramInbound;

    /// <summary>Nothing to do: a reaction, an update of a kind that is not asked for.</summary>
    public sealed record Nothing : TelegramInbound;
}

/// <summary>What somebody sent that is not words.</summary>
internal enum AttachmentKind
{
    Photo,
    Document,
    Voice,
    Other,
}

/// <summary>Reads updates. Pure: no call, no store.</summary>
internal static class TelegramUpdates
{
    /// <summary>The kinds that the service asks Telegram for.</summary>
    public static readonly UpdateType[] Wanted = [UpdateType.Message, UpdateType.EditedMessage, UpdateType.CallbackQuery, UpdateType.MyChatMember];

    /// <param name="update">The update.</param>
    /// <param name="botName">The bot's own name without the at sign, to know in a group what is meant for it.</param>
    public static TelegramInbound Read(Update update, string botName) => update switch
    {
        { Message: { } message } => Written(message, botName, edited: false),
        { EditedMessage: { } message } => Written(message, botName, edited: true),
        { CallbackQuery: { From: not null, Id: not null } press } => Press(press),
        { MyChatMember: { Chat.Type: ChatType.Private, From: not null, NewChatMember: not null } change } => new TelegramInbound.Reachable(change.From.Id, change.NewChatMember.Status is ChatMemberStatus.Member),
        _ => new TelegramInbound.Nothing(),
    };

    /// <summary>What Telegram calls the sender: kept only so that a language model never gets to see it.</summary>
    public static IReadOnlyList<string> Names(Update update) => (update.Message?.From ?? update.CallbackQuery?.From) is { } from
        ? [.. new[] { from.FirstName, from.LastName, from.Username }.OfType<string>()]
        : [];

    private static TelegramInbound Press(CallbackQuery press) => press.Message is { Chat: { Type: not ChatType.Private and not 0 } chat }
        ? new TelegramInbound.InAGroup(chat.Id, press.From.LanguageCode)
        : new TelegramInbound.Pressed(press.From.Id, press.Id, press.Data, press.From.LanguageCode);

    private static TelegramInbound Written(Message message, string botName, bool edited)
    {
        // The library believes that every message has a chat, and every photo a file; a body that says otherwise is nothing.
        if (message.From is not { IsBot: false } from || message.Chat is null)
        {
            return new TelegramInbound.Nothing();
        }

        if (message.Chat.Type is not ChatType.Private)
        {
            return !edited && IsForTheBot(message, botName) ? new TelegramInbound.InAGroup(message.Chat.Id, from.LanguageCode) : new TelegramInbound.Nothing();
        }

        return message switch
        {
            { Text: { } text } when !edited && Payload(text) is { } code => new TelegramInbound.Arrived(from.Id, from.LanguageCode, code),
            { Text: { } text } => new TelegramInbound.Text(from.Id, from.LanguageCode, text, message.Id, edited),
            { Photo: { Length: > 0 } sizes } => Attached(AttachmentKind.Photo, sizes[^1]?.FileId, null, sizes[^1].FileSize),
            { Document: { } document } => Attached(AttachmentKind.Document, document.FileId, document.FileName, document.FileSize),
            { Voice: not null } or { Audio: not null } or { VideoNote: not null } => Attached(AttachmentKind.Voice, null, null),
            { Location: null, Contact: null, Sticker: null, Video: null, Animation: null, Poll: null } => new TelegramInbound.Nothing(),
            _ => Attached(AttachmentKind.Other, null, null),
        };

        TelegramInbound Attached(AttachmentKind kind, string? file, string? name, long? size = null) => edited
            ? message.Caption is { Length: > 0 } caption ? new TelegramInbound.Text(from.Id, from.LanguageCode, caption, message.Id, true) : new TelegramInbound.Nothing()
            : new TelegramInbound.Attached(from.Id, from.LanguageCode, kind, file, name, message.Caption, message.Id.ToString(CultureInfo.InvariantCulture), size ?? 0);
    }

    // In a group only what is plainly meant for the bot gets the hint; other people's talk is none of its business.
    private static bool IsForTheBot(Message message, string botName) =>
        message.Text is { } text && (text.Trim() == "/start" || (botName.Length > 0 && text.Contains($"@{botName}", StringComparison.OrdinalIgnoreCase)));

    private static string? Payload(string text)
    {
        const string start = "/start ";
        return text.StartsWith(start, StringComparison.Ordinal) && text[start.Length..].Trim() is { Length: > 0 and <= 64 } code && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? code
            : null;
    }
}
