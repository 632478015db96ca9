using Nof1Agent.Skills.Conversations;
using Telegram.Bot.Types.ReplyMarkups;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>One piece of a message: Telegram takes a limited length at a time, less of it under a picture.</summary>
/// <param name="Text">Plain text, not escaped; may be empty under a picture.</param>
/// <param name="Picture">The place of the picture that goes with it, or null.</param>
/// <param name="Keyboard">The buttons: under the last piece.</param>
internal sealed record TelegramPiece(string Text, int? Picture, InlineKeyboardMarkup? Keyboard);

/// <summary>Cuts messages into pieces. Pure, and the same for the same message, so that a delivery that broke off can go on where it stopped.</summary>
internal static class TelegramPieces
{
    // For the line that stands before hidden text.
    private const int RoomForNotice = 64;

    /// <summary>The pieces of a message, in order, at least one: pictures first, the last of them with the beginning of the text.</summary>
    public static IReadOnlyList<TelegramPiece> Of(Message message, int pictures)
    {
        var texts = TelegramText.Split(
            message.Text,
            (pictures > 0 ? TelegramText.LongestCaption : TelegramText.LongestMessage) - RoomForNotice,
            TelegramText.LongestMessage - RoomForNotice);
        if (texts.Count == 0)
        {
            texts = [pictures > 0 ? "" : "…"];
        }

        var bare = Enumerable.Range(0, Math.Max(0, pictures - 1)).Select(picture => new TelegramPiece("", picture, null));
        var told = texts.Select((text, i) => new TelegramPiece(
            text,
            i == 0 && pictures > 0 ? pictures - 1 : null,
            i == texts.Count - 1 ? TelegramKeyboard.Of(message.Id, message.Choices, message.Layout) : null));
        return [.. bare, .. told];
    }

    /// <summary>
    /// The last piece's text once its question is answered: the keyboard goes, what was taken stays to be read. A text that would be too long with it is shortened; of what was taken
    /// at least the first half of a message stays.
    /// </summary>
    public static string Answered(Message message, int pictures)
    {
        var last = Of(message, pictures)[^1];
        if (message.AnsweredLabel is not { } label)
        {
            return last.Text;
        }

        var longest = (last.Picture is null ? TelegramText.LongestMessage : TelegramText.LongestCaption) - RoomForNotice;
        var taken = TelegramText.Shortened($"\n\n✓ {label}", longest / 2);
        return TelegramText.Shortened(last.Text, longest - taken.Length) + taken;
    }
}
