using System.Net;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>Text as Telegram takes it: pieces that are not too long, cut where a reader would pause, and escaped.</summary>
internal static class TelegramText
{
    /// <summary>The longest message, in UTF-16 units after the markup is read.</summary>
    public const int LongestMessage = 4096;

    /// <summary>The longest caption of a picture, likewise.</summary>
    public const int LongestCaption = 1024;

    /// <summary>The pieces, in order; together they are the text but for the spaces at the cuts. Empty for a text without anything to see.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="first">The longest first piece, at least 16.</param>
    /// <param name="others">The longest other piece, at least 16.</param>
    public static IReadOnlyList<string> Split(string text, int first = LongestMessage, int others = LongestMessage) => TextPieces.Split(text, first, others);

    /// <summary>The text, or its beginning with an ellipsis where it is too long; no character is cut in two.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">In UTF-16 units, at least 2.</param>
    public static string Shortened(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)] + "…";

    /// <summary>Text that is hidden in notifications and in the list of chats until it is tapped, behind a line that says nothing, as HTML.</summary>
    public static string Covered(string text, string notice) => $"{Html(notice)}\n<tg-spoiler>{Html(text)}</tg-spoiler>";

    /// <summary>Everything that Telegram would read as markup is shown as it was written.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(text).Replace("&#39;", "'", StringComparison.Ordinal).Replace("&quot;", "\"", StringComparison.Ordinal);
}
