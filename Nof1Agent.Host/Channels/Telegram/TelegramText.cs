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

    /// <summary>Everything that Telegram would read as markup is shown as it was written.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(text).Replace("&#39;", "'", StringComparison.Ordinal).Replace("&quot;", "\"", StringComparison.Ordinal);
}
